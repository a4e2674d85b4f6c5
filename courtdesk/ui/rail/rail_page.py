"""The four pages of the rail."""

PAGES = ("图表", "预览", "校核", "记录")
CHARTS, PREVIEW, FINDINGS, HISTORY = range(4)
