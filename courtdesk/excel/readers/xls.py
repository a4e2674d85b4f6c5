"""The old binary workbooks (.xls, .et), by xlrd."""

import io
from typing import Any

from courtdesk.excel.readers.formats import iso, kind_of_number
from courtdesk.excel.readers.found import Book, Sheet
from courtdesk.excel.readers.ole import Look
from courtdesk.excel.readers.shown import BUILT_IN, show
from courtdesk.excel.readers.styles import PLAIN, Style

_STATES = {0: "visible", 1: "hidden", 2: "very hidden"}
_EMPTY, _TEXT, _NUMBER, _DATE, _TRUTH, _ERROR, _BLANK = range(7)
_CUSTOM = 164  # the first format number that is the file's own
_OLD = "gb18030"  # for files of before 1997 that do not name their code page


def read_xls(data: bytes, look: Look) -> Book:
    """Read the workbook. Raises Refusal, or whatever xlrd makes of a broken file."""
    book = Book("xls")
    try:
        other = _open(data, None)
        _sheets(other, look, book)
    except UnicodeDecodeError:
        book = Book("xls")
        book.note("encoding", "文件没有写明编码，已按 GB18030 读取")
        _sheets(_open(data, _OLD), look, book)
    if look.cut:
        book.note("cut", "文件末尾缺少结束标记，可能不完整")
    if look.strange:
        book.note("cut", "文件里有无法辨认的记录，可能缺少内容")
    return book


def _open(data: bytes, encoding: str | None) -> Any:
    from xlrd.book import open_workbook_xls

    return open_workbook_xls(
        file_contents=data,
        logfile=io.StringIO(),
        use_mmap=False,
        encoding_override=encoding,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,
    )


def _sheets(other: Any, look: Look, book: Book) -> None:
    styles = [_style(other, xf) for xf in other.xf_list]
    for index in range(other.nsheets):
        page = other.sheet_by_index(index)
        formulas = look.formulas[index] if index < len(look.formulas) else set()
        sheet = Sheet(page.name, _STATES.get(page.visibility, "visible"))
        book.sheets.append(sheet)
        for number in range(page.nrows):
            _row(book, sheet, page, number, styles, formulas)
        sheet.hidden_rows = {r for r, info in page.rowinfo_map.items() if info.hidden}
        columns = page.colinfo_map.items()
        sheet.hidden_columns = [(c, c) for c, info in columns if info.hidden]
        sheet.merged = [
            (top, left, down - 1, right - 1) for top, down, left, right in page.merged_cells
        ]
        other.unload_sheet(index)


def _style(other: Any, xf: Any) -> Style:
    format = other.format_map.get(xf.format_key)
    codes = {xf.format_key: format.format_str} if format and xf.format_key >= _CUSTOM else {}
    font = other.font_list[xf.font_index] if xf.font_index < len(other.font_list) else None
    kind = kind_of_number(xf.format_key, codes)
    indent, struck = int(xf.alignment.indent_level), bool(font is not None and font.struck_out)
    shown = show(codes.get(xf.format_key) or BUILT_IN.get(xf.format_key, ""))
    return Style(kind, indent, struck, bool(indent) or struck, shown)


def _row(
    book: Book,
    sheet: Sheet,
    page: Any,
    number: int,
    styles: list[Style],
    formulas: set[tuple[int, int]],
) -> None:
    types, values = page.row_types(number), page.row_values(number)
    for column, (type, value) in enumerate(zip(types, values, strict=True)):
        if type in (_EMPTY, _BLANK) or value == "":
            continue
        index = page.cell_xf_index(number, column)
        style = styles[index] if index < len(styles) else PLAIN
        content = _content(type, value, style.kind, page.book.datemode)
        row = sheet.row(number)
        row.add(column, *content)
        formula = "?" if (number, column) in formulas else ""
        shown = style.show(value) if style.show and content[0] in ("n", "p") else ""
        if formula or style.marked or shown:
            row.marks[column] = (formula, style.indent, style.struck, shown)
        book.count(1)


def _content(type: int, value: Any, kind: str, base_1904: int) -> tuple[str, str | float]:
    from xlrd import error_text_from_code

    if type == _TEXT:
        return "s", str(value)
    if type == _TRUTH:
        return "b", str(bool(value))
    if type == _ERROR:
        return "e", error_text_from_code.get(value, "#?")
    number = float(value)
    if number - number != 0:
        return "e", str(value)
    if kind == "d":
        return "d", iso(number, bool(base_1904)) or f"{number:.15g}"
    return kind, number
