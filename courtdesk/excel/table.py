"""A worksheet of figures: one line an indicator."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import (
    BLUE,
    HEAD,
    PALE,
    RED,
    RED_TINT,
    RULE,
    SECONDARY,
    Book,
    court_name,
    height,
)
from courtdesk.excel.cells import meaning
from courtdesk.excel.formulas import derived, yearly
from courtdesk.excel.places import (
    BEFORE,
    COLUMNS,
    COVER,
    DEPARTMENT,
    FIRST,
    ID,
    ITEM,
    LABEL,
    MEANING,
    NOTE,
    NOW,
    UNIT,
    YEARLY,
    Line,
    Places,
    Table,
)
from courtdesk.models.derived import SAME, change
from courtdesk.models.passage import words

WIDTHS = (5.0, 26.0, 32.0, 12.0, 7.0, 11.0, 14.0, 26.0, 31.0, 21.0, 12.0)
COMPUTED = "据其他指标算出"
"""What stands for the department of a derived figure."""
_LINE = {"bottom": 1, "bottom_color": RULE}


def write_table(book: Book, places: Places, table: Table) -> Worksheet:
    """Write one table and return its worksheet, for charts to be placed below ``table.end``."""
    page = book.add(table.name, WIDTHS)
    _title(book, page, places, table)
    book.header(page, FIRST - 1, COLUMNS)
    # By the year and the court the import knows which sheet the ids belong to.
    book.text(page, FIRST - 1, ID, f"{COLUMNS[ID]}{places.sheet.year}{places.sheet.court}")
    for number, line in enumerate(table.lines, 1):
        _line(book, page, places, line, number)
    page.set_column(ID, ID, WIDTHS[ID], None, {"hidden": True})
    page.freeze_panes(FIRST, LABEL + 1)
    page.repeat_rows(FIRST - 1)
    if table.lines:
        page.autofilter(FIRST - 1, 0, table.end, ID)
        _conditions(book, page, table)
    return page


def _title(book: Book, page: Worksheet, places: Places, table: Table) -> None:
    wanted = [line for line in table.lines if line.indicator.formula is None]
    filled = sum(line.figure.printed is not None for line in wanted)
    book.text(
        page,
        0,
        0,
        f"{table.title}  {table.slogan}".strip(),
        font_name=HEAD,
        font_size=16,
        text_wrap=False,
    )
    page.set_row(0, 30)
    sheet = places.sheet
    about = f"{court_name(sheet)}  {sheet.period}  已收 {filled}/{len(wanted)}"
    book.text(page, 1, 0, about, font_color=SECONDARY, text_wrap=False)
    page.write_url(
        1,
        NOTE,
        f"internal:'{COVER}'!A1",
        book.style(font_color=BLUE, align="right", valign="vcenter"),
        "返回封面",
    )
    page.set_row(1, 22)


def _line(book: Book, page: Worksheet, places: Places, line: Line, number: int) -> None:
    indicator, row = line.indicator, line.row
    computed = indicator.formula is not None
    page.write_number(
        row, 0, number, book.style(align="center", valign="vcenter", font_color=SECONDARY, **_LINE)
    )
    texts = {
        ITEM: words(line.item.heading, places.sheet),
        LABEL: indicator.label,
        UNIT: line.unit,
        DEPARTMENT: COMPUTED if computed else indicator.department,
        MEANING: meaning(indicator),
        NOTE: line.figure.note,
    }
    for column, text in texts.items():
        quiet = {"font_color": SECONDARY} if column > UNIT or column == ITEM else {}
        place: dict[str, Any] = {"align": "center"} if column == UNIT else {}
        if column >= DEPARTMENT:
            place = {"indent": 1}
        book.text(page, row, column, text, **_LINE, **quiet, **place)
    _values(book, page, places, line)
    book.text(page, row, ID, indicator.id)
    value = (line.now.text, WIDTHS[NOW])
    page.set_row(row, height([value, *((t, WIDTHS[c]) for c, t in texts.items())]))


def _values(book: Book, page: Worksheet, places: Places, line: Line) -> None:
    for column, value in ((NOW, line.now), (BEFORE, line.before)):
        font = {} if column == NOW else {"font_color": SECONDARY}
        formula = derived(places, line, column)
        if formula is None:
            book.shown(page, line.row, column, value, **font, **_LINE)
        else:
            decimals = line.indicator.formula.decimals if line.indicator.formula else 0
            absent = "待收" if column == NOW else ""
            cached = absent if value.number is None else value.number
            format = "0." + "0" * decimals if decimals else "0"
            book.formula(
                page, line.row, column, formula, cached, num_format=format, **font, **_LINE
            )
    changed = change(line.indicator, line.figure)
    found = yearly(line)
    if found is None:
        book.text(page, line.row, YEARLY, changed.text if changed else "", align="right", **_LINE)
    else:
        carried: object = ""
        if changed:
            carried = SAME if changed.text == SAME else changed.amount
        book.formula(page, line.row, YEARLY, found[0], carried, num_format=found[1], **_LINE)


def _conditions(book: Book, page: Worksheet, table: Table) -> None:
    """Tint what is awaited, grey a heading that repeats: sorting keeps both true."""
    first, last = FIRST, table.end
    page.conditional_format(
        first,
        NOW,
        last,
        NOW,
        {
            "type": "formula",
            "criteria": f"=LEN(TRIM($D{first + 1}))=0",
            "format": book.book.add_format({"bg_color": RED_TINT}),
        },
    )
    page.conditional_format(
        first,
        NOW,
        last,
        NOW,
        {
            "type": "cell",
            "criteria": "==",
            "value": '"待收"',
            "format": book.book.add_format({"font_color": RED}),
        },
    )
    page.conditional_format(
        first,
        ITEM,
        last,
        ITEM,
        {
            "type": "formula",
            "criteria": f"=$B{first + 1}=$B{first}",
            "format": book.book.add_format({"font_color": PALE}),
        },
    )
