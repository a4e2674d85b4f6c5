"""The worksheets of findings and of sources."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import AMBER, BLUE, HEAD, RED, RULE, SECONDARY, Book, height
from courtdesk.excel.cells import safe
from courtdesk.excel.cover import figure_id
from courtdesk.excel.places import FINDINGS, SOURCES, Places
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity

_FINDING_COLUMNS = ("级别", "位置", "说明", "重算值", "下限", "上限", "已说明的理由")
_FINDING_WIDTHS = (10.0, 34.0, 62.0, 16.0, 14.0, 14.0, 30.0)
_SOURCE_COLUMNS = ("指标", "本年", "状态", "来源部门", "文件", "工作表", "单元格", "录入人", "时间")
_SOURCE_WIDTHS = (38.0, 14.0, 9.0, 26.0, 34.0, 18.0, 10.0, 14.0, 18.0)
_COLORS = {Severity.ERROR: RED, Severity.EXPLAIN: AMBER, Severity.HINT: BLUE}
_LINE = {"bottom": 1, "bottom_color": RULE}


def write_findings(book: Book, places: Places, findings: Sequence[Finding]) -> None:
    """Write what the checks found, worst first as given."""
    page = _page(book, FINDINGS, "校核", _FINDING_COLUMNS, _FINDING_WIDTHS)
    if not findings:
        book.text(page, 2, 0, "没有发现问题。", text_wrap=False)
        return
    for row, finding in enumerate(findings, 2):
        place = places.find(figure_id(finding))
        label = place[1].indicator.label if place else finding.path
        texts = (
            finding.severity.value,
            label,
            finding.message,
            finding.recomputed,
            finding.low,
            finding.high,
            finding.reason,
        )
        _texts(book, page, row, texts, _FINDING_WIDTHS)
        color = SECONDARY if finding.reason else _COLORS[finding.severity]
        book.text(page, row, 0, texts[0], font_name=HEAD, font_color=color, **_LINE)
        if place:
            target = places.cell(finding.path.split(".")[1])
            style = book.style(font_color=BLUE, text_wrap=True, valign="vcenter", **_LINE)
            page.write_url(row, 1, f"internal:{target.replace('$', '')}", style, safe(label[:200]))
    page.autofilter(1, 0, len(findings) + 1, len(_FINDING_COLUMNS) - 1)


def write_sources(book: Book, places: Places) -> None:
    """Write where each typed figure came from."""
    page = _page(book, SOURCES, "来源", _SOURCE_COLUMNS, _SOURCE_WIDTHS)
    row = 2
    for indicator in places.sheet.wanted:
        figure = places.sheet.figure(indicator.id)
        source = figure.source
        when = f"{source.when:%Y-%m-%d %H:%M}" if source.when else ""
        printed = figure.printed.printed if figure.printed else ""
        texts = (
            indicator.label,
            printed,
            figure.state.value,
            indicator.department,
            source.file,
            source.sheet,
            source.cell,
            source.who,
            when,
        )
        _texts(book, page, row, texts, _SOURCE_WIDTHS)
        row += 1
    if row > 2:
        page.autofilter(1, 0, row - 1, len(_SOURCE_COLUMNS) - 1)


def _page(
    book: Book, name: str, title: str, columns: Sequence[str], widths: Sequence[float]
) -> Worksheet:
    page = book.add(name, widths)
    book.text(page, 0, 0, title, font_name=HEAD, font_size=16, text_wrap=False)
    page.set_row(0, 30)
    book.header(page, 1, columns)
    page.freeze_panes(2, 0)
    page.repeat_rows(1)
    return page


def _texts(
    book: Book, page: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]
) -> None:
    for column, text in enumerate(texts):
        book.text(page, row, column, text, **_LINE)
    page.set_row(row, height(list(zip(texts, widths, strict=True))))
