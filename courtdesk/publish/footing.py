"""What stands at the foot of what goes out: who delivered the figures, what they count."""

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet


def footing(sheet: FactSheet) -> tuple[tuple[str, str], ...]:
    """Return source, scope and cut-off date, each with its name, in the order they are printed.

    What the user left open is said in general.
    """
    layout, year = sheet.layout, sheet.year
    return (
        ("数据来源", words(layout.source, sheet) or f"{sheet.court}各部门统计"),
        ("统计范围", words(layout.scope, sheet) or f"{year}年全年，本院办理的案件和开展的工作"),
        ("截止日期", words(layout.cutoff, sheet) or f"{year}年12月31日"),
    )
