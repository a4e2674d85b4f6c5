"""The collection form of one department: what it is asked, and blanks for what it answers.

Hidden ids tell the import which row is which, and the hidden column's head that this is a form:
there a blank means that nothing was answered, never that a value was taken back.
"""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import HEAD, PALE, RED, RULE, SECONDARY, Book, court_name, height
from courtdesk.excel.cells import meaning
from courtdesk.excel.entry import validation
from courtdesk.excel.guidance import write_guidance
from courtdesk.models.day import said_day
from courtdesk.models.delivery import Delivery
from courtdesk.models.outline import Indicator
from courtdesk.models.sheet import FactSheet, Request

PAGE = "采集表"
MARK = "（采集）"  # in the hidden column's head, between year and court
FILLED_BY, PHONE = "填报人", "联系电话"
COLUMNS = ("序号", "指标", "单位", "口径", "上年", "本年", "备注")
NUMBER, LABEL, UNIT, MEANING, BEFORE, NOW, NOTE, ID = range(8)
FIRST = 6  # 0-based row of the first indicator
WIDTHS = (9.0, 33.0, 10.0, 33.0, 13.0, 17.0, 24.0, 12.0)
BLANK = "#FBF3E2"  # the tint of what is to be filled in
_PEOPLE, _HEADER = 3, FIRST - 1
_LINE = {"bottom": 1, "bottom_color": RULE}
_OPEN = {"border": 1, "border_color": PALE, "locked": False, "num_format": "@"}


def form(sheet: FactSheet, delivery: Delivery, request: Request) -> bytes:
    """Return the workbook that asks a department for all it owes this year; blanks stand open."""
    book = Book(sheet, f"数据采集表（{delivery.department}）")
    page = book.add(PAGE, WIDTHS)
    _head(book, page, delivery, request)
    book.header(page, _HEADER, COLUMNS)
    book.text(page, _HEADER, ID, f"编号{sheet.year}{MARK}{sheet.court}")
    for number, indicator in enumerate(delivery.owed, 1):
        _line(book, page, number, indicator)
    page.set_column(ID, ID, WIDTHS[ID], None, {"hidden": True})
    page.freeze_panes(FIRST, LABEL + 1)
    page.repeat_rows(_HEADER)
    last = FIRST + len(delivery.owed) - 1
    page.print_area(0, 0, last, NOTE)
    _fill(book, page, last)
    _lock(page)
    page.set_selection(FIRST, NOW, FIRST, NOW)
    _lock(write_guidance(book, delivery, request))
    return book.bytes()


def _lock(page: Worksheet) -> None:
    """Lock all but the blanks; without a password, so that nobody is ever shut out."""
    page.protect("", {"format_columns": True, "format_rows": True})


def _head(book: Book, page: Worksheet, delivery: Delivery, request: Request) -> None:
    title: dict[str, Any] = {"font_name": HEAD, "text_wrap": False}
    count = len(delivery.owed)
    book.text(page, 0, NUMBER, f"{book.sheet.period}数据采集表", font_size=20, **title)
    page.merge_range(0, BEFORE, 0, NOTE, "", book.style())
    last = FIRST + count
    book.formula(
        page,
        0,
        BEFORE,
        f'="已填 "&COUNTA(F{FIRST + 1}:F{last})&" / {count} 项"',
        f"已填 0 / {count} 项",
        font_color=SECONDARY,
    )
    about = f"{court_name(book.sheet)}　{delivery.department}"
    book.text(page, 1, NUMBER, about, font_size=12, text_wrap=False)
    due = f"请于{said_day(request.due)}前报送" if request.due else ""
    page.merge_range(1, BEFORE, 1, NOTE, "", book.style())
    book.text(page, 1, BEFORE, due, font_name=HEAD, font_color=RED, align="right", text_wrap=False)
    for column in range(len(COLUMNS)):
        book.text(page, 2, column, "", top=5, top_color=RED)
    for column, name in ((NUMBER, FILLED_BY), (UNIT, PHONE)):
        book.text(page, _PEOPLE, column, name, align="center", text_wrap=False)
        book.text(page, _PEOPLE, column + 1, "", bg_color=BLANK, **_OPEN)
    contact = " ".join(p for p in (request.officer, request.phone) if p)
    page.merge_range(_PEOPLE, BEFORE, _PEOPLE, NOTE, "", book.style())
    words = f"报送和询问：{contact}" if contact else "填写方法见“填表说明”"
    book.text(page, _PEOPLE, BEFORE, words, font_color=SECONDARY, align="right", text_wrap=False)
    for row, tall in enumerate((34, 24, 8, 24, 8)):
        page.set_row(row, tall)


def _line(book: Book, page: Worksheet, number: int, indicator: Indicator) -> None:
    row = FIRST + number - 1
    quiet = {"font_color": SECONDARY, **_LINE}
    count = book.style(align="center", valign="vcenter", **quiet)
    page.write_number(row, NUMBER, number, count)
    book.text(page, row, LABEL, indicator.label, **_LINE)
    book.text(page, row, UNIT, indicator.unit, align="center", **_LINE)
    book.text(page, row, MEANING, meaning(indicator), **quiet)
    previous = book.sheet.figure(indicator.id).previous
    if previous is not None:
        book.text(page, row, BEFORE, previous.printed, align="right", **quiet)
    for column in (NOW,) if previous else (BEFORE, NOW):
        tint = {"bg_color": BLANK} if column == NOW else {}
        book.text(page, row, column, "", align="right", **tint, **_OPEN)
        cell = f"{'ABCDEFG'[column]}{row + 1}"
        page.data_validation(row, column, row, column, validation(indicator, cell))
    book.text(page, row, NOTE, "", **_OPEN)
    book.text(page, row, ID, indicator.id)
    texts = ((indicator.label, WIDTHS[LABEL]), (meaning(indicator), WIDTHS[MEANING]))
    page.set_row(row, max(26, height([*texts, (indicator.unit, WIDTHS[UNIT])])))


def _fill(book: Book, page: Worksheet, last: int) -> None:
    """Take the tint from what is filled in, so that what is still blank stands out."""
    plain = book.book.add_format({"bg_color": "#FFFFFF"})
    for first, end, column in ((FIRST, last, NOW), (_PEOPLE, _PEOPLE, LABEL), (3, 3, MEANING)):
        cell = f"{'ABCDEFG'[column]}{first + 1}"
        rule = {"type": "formula", "criteria": f"=LEN(TRIM({cell}))>0", "format": plain}
        page.conditional_format(first, column, end, column, rule)
    # typed as text on purpose: no green corner on every figure
    page.ignore_errors({"number_stored_as_text": f"A1:G{last + 1}"})
