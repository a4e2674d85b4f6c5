"""The cover: whose figures these are, the ones that matter most, and where the rest is."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import BLUE, HEAD, PALE, RED, RULE, SECONDARY, Book, court_name
from courtdesk.excel.cells import safe
from courtdesk.excel.places import COVER, FINDINGS, SOURCES, Line, Places, quoted
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity

TILES = 4  # abreast
_WIDTHS = (1.0, 27.0, 2.0, 27.0, 2.0, 27.0, 2.0, 27.0, 1.0)


def write_cover(book: Book, places: Places, findings: Sequence[Finding], day: date) -> None:
    """Write the first worksheet."""
    page = book.add(COVER, _WIDTHS)
    page.fit_to_pages(1, 1)
    page.set_tab_color(RED)
    _head(book, page, places, findings, day)
    lines = [line for table in places.tables for line in table.lines]
    lead = [line for line in lines if line.item is places.sheet.outline.lead]
    key = lead + [line for line in lines if line.indicator.formula and line not in lead]
    row = _tiles(book, page, places, key[: max(TILES * 2, min(len(lead), TILES * 3))], 6)
    _contents(book, page, places, findings, row + 1)


def _head(
    book: Book, page: Worksheet, places: Places, findings: Sequence[Finding], day: date
) -> None:
    sheet = places.sheet
    book.text(page, 1, 1, court_name(sheet), font_name=HEAD, font_size=24, text_wrap=False)
    book.text(
        page,
        2,
        1,
        f"{sheet.period}数据表",
        font_name=HEAD,
        font_size=16,
        font_color=RED,
        text_wrap=False,
    )
    counts = Counter(f.severity for f in findings if not f.reason)
    checks = "  ".join(f"{s} {counts[s]}" for s in Severity)
    about = (
        f"已收 {sheet.filled}/{len(sheet.wanted)}    校核：{checks}    "
        f"导出日期 {day.year}年{day.month}月{day.day}日"
    )
    book.text(page, 3, 1, about, font_color=SECONDARY, text_wrap=False)
    for column in range(1, 8):
        book.text(page, 4, column, "", top=5, top_color=RED)
    for row, tall in enumerate((12, 38, 28, 24, 8)):
        page.set_row(row, tall)


def _tiles(book: Book, page: Worksheet, places: Places, lines: list[Line], row: int) -> int:
    for n, line in enumerate(lines):
        at, column = row + n // TILES * 4, 1 + n % TILES * 2
        cell = places.cell(line.indicator.id)
        printed = line.figure.printed
        book.text(
            page, at, column, line.indicator.label, font_color=SECONDARY, top=1, top_color=PALE
        )
        unit = line.unit.replace('"', "")
        format = f'{line.now.format}"{unit}"' if line.now.number is not None else "General"
        if line.now.format.startswith('"第"'):
            format = line.now.format
        value = printed.printed if printed else "待收"
        cached = line.now.number if line.now.number is not None else value
        color = {} if printed else {"font_color": RED}
        book.formula(
            page,
            at + 1,
            column,
            f'=IF(LEN({cell})=0,"待收",{cell})',
            cached,
            num_format=format,
            font_name=HEAD,
            font_size=20,
            align="left",
            **color,
        )
        about = line.indicator.scope or line.indicator.department or line.indicator.definition
        book.text(page, at + 2, column, about, font_color=SECONDARY, font_size=9)
        for offset, tall in enumerate((22, 32, 18, 10)):
            page.set_row(at + offset, tall)
    return row + -(-len(lines) // TILES) * 4


def _contents(
    book: Book, page: Worksheet, places: Places, findings: Sequence[Finding], row: int
) -> None:
    for column, name in ((1, "目录"), (3, ""), (5, "已收"), (7, "校核")):
        book.text(page, row, column, name, font_name=HEAD, bottom=1, bottom_color=PALE)
        book.text(page, row, column - 1, "", bottom=1 if column > 1 else 0, bottom_color=PALE)
    page.set_row(row, 24)
    for n, table in enumerate(places.tables, 1):
        wanted = [line for line in table.lines if line.indicator.formula is None]
        filled = sum(line.figure.printed is not None for line in wanted)
        ids = {line.indicator.id for line in table.lines}
        found = sum(not f.reason and figure_id(f) in ids for f in findings)
        _entry(
            book,
            page,
            row + n,
            table.name,
            table.title,
            table.slogan,
            f"{filled}/{len(wanted)}",
            f"{found}处" if found else "无",
        )
    end = row + len(places.tables) + 1
    _entry(book, page, end, FINDINGS, FINDINGS, "数字之间的关系是否成立", "", f"{len(findings)}条")
    _entry(book, page, end + 1, SOURCES, SOURCES, "每个数字由谁、从哪里提供", "", "")


def _entry(book: Book, page: Worksheet, row: int, name: str, *texts: str) -> None:
    link = book.style(font_color=BLUE, bottom=1, bottom_color=RULE, valign="vcenter")
    page.write_url(row, 1, f"internal:{quoted(name)}!A1", link, safe(texts[0][:200]) or name)
    for column, text in zip((3, 5, 7), texts[1:], strict=True):
        book.text(page, row, column, text, font_color=SECONDARY, bottom=1, bottom_color=RULE)
        book.text(page, row, column - 1, "", bottom=1, bottom_color=RULE)
    page.set_row(row, 22)


def figure_id(finding: Finding) -> str:
    """Return the indicator a finding speaks of, empty when its path names none."""
    parts = finding.path.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "figures" else ""
