"""XML Spreadsheet 2003, which is often saved as .xls."""

from xml.etree.ElementTree import Element

from courtdesk.excel.addresses import COLUMNS, ROWS
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.formats import kind_of
from courtdesk.excel.readers.found import Book, Content, Sheet
from courtdesk.excel.readers.markup import check_markup, tree
from courtdesk.excel.readers.shown import show
from courtdesk.excel.readers.styles import PLAIN, Style

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"percent": "p", "date": "d", "time": "d"}  # Short Date, Long Time, Percent …
_NUMBERS = {"percent": "0.00%", "fixed": "0.00", "standard": "#,##0.00", "currency": "￥#,##0.00"}
_STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "very hidden"}
_LARGEST = 40 * 2**20  # bytes of XML held as a tree


def read_xml2003(text: str) -> Book:
    """Read the workbook. Raises Refusal, or another exception where it is broken."""
    data = text.lstrip().encode("utf-8", "replace")
    if len(data) > _LARGEST:
        raise Refusal(Outcome.TOO_BIG)
    check_markup(data)
    root = tree(data)
    book = Book("xml2003")
    styles = {e.get(f"{_SS}ID", ""): _style(e) for e in root.iter(f"{_SS}Style")}
    for element in root.iterfind(f"{_SS}Worksheet"):
        visible = element.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
        sheet = Sheet(element.get(f"{_SS}Name", ""), _STATES.get(visible, "visible"))
        book.sheets.append(sheet)
        for table in element.iterfind(f"{_SS}Table"):
            _table(table, sheet, book, styles)
    return book


def _style(element: Element) -> Style:
    format, font, place = (element.find(f"{_SS}{n}") for n in ("NumberFormat", "Font", "Alignment"))
    code = "" if format is None else format.get(f"{_SS}Format", "")
    kind = next((k for word, k in _NAMED.items() if word in code.lower()), "") or kind_of(code)
    struck = font is not None and font.get(f"{_SS}StrikeThrough") == "1"
    indent = 0 if place is None else int(place.get(f"{_SS}Indent", "0"))
    code = _NUMBERS.get(code.lower(), code)
    marked = bool(indent) or struck
    return Style(kind, indent, struck, marked, show(code) if kind != "d" else None)


def _table(table: Element, sheet: Sheet, book: Book, styles: dict[str, Style]) -> None:
    row = column = 0
    for element in table:
        if element.tag == f"{_SS}Column":
            column = _index(element, column)
            last = column + _span(element, "Span")
            if element.get(f"{_SS}Hidden") == "1":
                sheet.hidden_columns.append((column, last))
            column = last + 1
        elif element.tag == f"{_SS}Row":
            row = _index(element, row)
            if row >= ROWS:
                raise Refusal(Outcome.CORRUPT)
            if element.get(f"{_SS}Hidden") == "1":
                sheet.hidden_rows.add(row)
            _row(element, row, sheet, book, styles)
            row += 1 + _span(element, "Span")


def _row(element: Element, number: int, sheet: Sheet, book: Book, styles: dict[str, Style]) -> None:
    column = 0
    for cell in element:
        if cell.tag != f"{_SS}Cell":
            continue
        column = _index(cell, column)
        wide, high = _span(cell, "MergeAcross"), _span(cell, "MergeDown")
        style = styles.get(cell.get(f"{_SS}StyleID", element.get(f"{_SS}StyleID", "")), PLAIN)
        formula = cell.get(f"{_SS}Formula", "").removeprefix("=")
        kind, value = _content(cell, style, formula)
        if kind:
            if column >= COLUMNS:
                raise Refusal(Outcome.CORRUPT)
            book.count(1)
            row = sheet.row(number)
            if row.columns and column <= row.columns[-1]:
                raise Refusal(Outcome.CORRUPT)
            row.add(column, kind, value)
            shown = style.show(value) if style.show and isinstance(value, float) else ""
            if formula or style.marked or shown:
                row.marks[column] = (formula, style.indent, style.struck, shown)
            if wide or high:
                sheet.merged.append((number, column, number + high, column + wide))
        column += wide + 1


def _content(cell: Element, style: Style, formula: str) -> Content:
    data = cell.find(f"{_SS}Data")
    text = "" if data is None else "".join(data.itertext())
    if data is None or not text:
        return ("f", "") if formula and data is None else ("", "")
    match data.get(f"{_SS}Type"):
        case "Number":
            number = float(text)
            if number - number != 0:
                return "e", text
            return style.kind if style.kind != "d" else "n", number
        case "DateTime":
            return "d", text.split(".")[0].replace("T", " ").removesuffix(" 00:00:00")
        case "Boolean":
            return "b", str(text.strip() == "1")
        case "Error":
            return "e", text
        case _:
            return "s", text


def _index(element: Element, next: int) -> int:
    index = element.get(f"{_SS}Index")
    return next if index is None else int(index) - 1


def _span(element: Element, name: str) -> int:
    return max(0, int(element.get(f"{_SS}{name}", "0")))
