"""OpenDocument spreadsheets (.ods)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from courtdesk.excel.addresses import COLUMNS, ROWS
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.formats import duration
from courtdesk.excel.readers.found import Book, Content, Row, Sheet
from courtdesk.excel.readers.markup import tree
from courtdesk.excel.readers.shown import told

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (_URN % name for name in ("office", "table", "text", "style"))
_FO = _URN % "xsl-fo-compatible"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ROWS = {f"{TABLE}{name}" for name in ("table-rows", "table-row-group", "table-header-rows")}
_COLUMNS = {f"{TABLE}table-{name}" for name in ("columns", "column-group", "header-columns")}
_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
_BREAKS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_LEFT_OUT = {f"{TEXT}ruby-text", f"{TEXT}note", f"{OFFICE}annotation"}
_ERROR = re.compile(r"#(N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d+")
_INDENT = 10 / 28.35  # cm; LibreOffice indents by 10 pt
_LARGEST = 60 * 2**20  # bytes of XML held as a tree


@dataclass
class _Style:
    parent: str = ""
    struck: bool | None = None
    indent: int | None = None
    shown: bool = True


@dataclass
class _Columns:
    """What columns say of their cells: first, last, default style."""

    styles: list[tuple[int, int, str]] = field(default_factory=list)

    def style(self, column: int) -> str:
        return next((name for a, b, name in self.styles if a <= column <= b), "")


def read_ods(content: bytes | None, common: bytes | None) -> Book:
    """Read the spreadsheet from its content, or from a flat one; ``common`` are its named styles.

    Raises Refusal, or another exception where a part is broken.
    """
    if content is None:
        raise Refusal(Outcome.CORRUPT)
    if len(content) > _LARGEST:
        raise Refusal(Outcome.TOO_BIG)
    root = tree(content)
    styles: dict[str, _Style] = {}
    for source in (root, tree(common) if common else root):
        styles |= {e.get(f"{STYLE}name", ""): _style(e) for e in source.iter(f"{STYLE}style")}
    book = Book("ods")
    for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        _Reader(book, styles).read(table)
    return book


def _style(element: Element) -> _Style:
    style = _Style(element.get(f"{STYLE}parent-style-name", ""))
    for part in element:
        line, left = part.get(f"{STYLE}text-line-through-style"), part.get(f"{_FO}margin-left")
        if line is not None:
            style.struck = line != "none"
        if left is not None:
            style.indent = round(_centimetres(left) / _INDENT)
        if part.get(f"{TABLE}display") == "false":
            style.shown = False
    return style


def _centimetres(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(cm|mm|in|pt|pc)", text)
    if match is None:
        return 0
    return (
        float(match[1]) * {"cm": 1, "mm": 0.1, "in": 2.54, "pt": 1 / 28.35, "pc": 0.423}[match[2]]
    )


class _Reader:
    def __init__(self, book: Book, styles: dict[str, _Style]) -> None:
        self._book = book
        self._styles = styles
        self._sheet = Sheet("")
        self._columns = _Columns()

    def read(self, table: Element) -> None:
        """Read one table."""
        shown = self._styles.get(table.get(f"{TABLE}style-name", ""), _Style()).shown
        name = table.get(f"{TABLE}name", "")
        self._columns = _Columns()
        self._sheet = sheet = Sheet(name, "visible" if shown else "hidden")
        self._book.sheets.append(sheet)
        column = 0
        for element in _inside(table, f"{TABLE}table-column", _COLUMNS):
            count = min(_repeated(element, "columns"), COLUMNS - column)
            last = column + count - 1
            if _hidden(element):
                sheet.hidden_columns.append((column, last))
            style = element.get(f"{TABLE}default-cell-style-name", "")
            if style:
                self._columns.styles.append((column, last, style))
            column += count
        number = 0
        for element in _inside(table, f"{TABLE}table-row", _ROWS):
            number += self._row(element, number)

    def _row(self, element: Element, number: int) -> int:
        """Read a row and return how many it stands for."""
        count = _repeated(element, "rows")
        row = Row()
        default = element.get(f"{TABLE}default-cell-style-name", "")
        column = 0
        for cell in element:
            if cell.tag in _CELLS:
                column += self._cell(cell, row, number, column, default)
        if row.columns:
            if number + count > ROWS:
                raise Refusal(Outcome.CORRUPT)
            self._book.count(len(row.columns) * count)
            numbers = range(number, number + count)
            self._sheet.rows |= {n: row if n == number else row.copy() for n in numbers}
            if _hidden(element):
                self._sheet.hidden_rows |= set(numbers)
        return count

    def _cell(self, cell: Element, row: Row, number: int, column: int, default: str) -> int:
        """Read a cell and return how many columns it stands for."""
        count = _repeated(cell, "columns")
        formula = cell.get(f"{TABLE}formula", "")
        content = _content(cell, formula)
        if not content[0]:
            return count
        if column + count > COLUMNS:
            raise Refusal(Outcome.CORRUPT)
        wide, high = (int(cell.get(f"{TABLE}number-{n}-spanned", "1")) for n in ("columns", "rows"))
        if wide > 1 or high > 1:
            self._sheet.merged.append((number, column, number + high - 1, column + wide - 1))
        style = cell.get(f"{TABLE}style-name", "") or default
        shown = _shown(cell, content[1])
        for at in range(column, column + count):
            row.add(at, *content)
            struck, indent = self._look(style or self._columns.style(at))
            if formula or struck or indent or shown:
                row.marks[at] = (formula.partition("=")[2], indent, struck, shown)
        return count

    def _look(self, name: str) -> tuple[bool, int]:
        """Return whether a style strikes out, and its indent, its own or its parents'."""
        struck: bool | None = None
        indent: int | None = None
        for _ in range(20):
            style = self._styles.get(name)
            if style is None or (struck is not None and indent is not None):
                break
            struck = style.struck if struck is None else struck
            indent = style.indent if indent is None else indent
            name = style.parent
        return bool(struck), indent or 0


def _inside(element: Element, tag: str, groups: set[str]) -> Iterator[Element]:
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in groups:
            yield from _inside(part, tag, groups)


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{TABLE}number-{what}-repeated", "1")))


def _hidden(element: Element) -> bool:
    return element.get(f"{TABLE}visibility") in ("collapse", "filter")


def _content(cell: Element, formula: str) -> Content:
    type = cell.get(f"{OFFICE}value-type", "")
    text = _words(cell)
    failed = cell.get(f"{_CALC}value-type") == "error" or (formula and _ERROR.fullmatch(text))
    if failed:
        return "e", text or "#N/A"
    match type:
        case "float" | "currency" | "percentage":
            number = float(cell.get(f"{OFFICE}value", "nan"))
            if number - number != 0:
                return "e", text or str(number)
            return ("p" if type == "percentage" else "n"), number
        case "date":
            date = cell.get(f"{OFFICE}date-value", "").partition(".")[0]
            return "d", date.replace("T", " ").removesuffix(" 00:00:00") or text
        case "time":
            return "d", duration(cell.get(f"{OFFICE}time-value", "")) or text
        case "boolean":
            return "b", str(cell.get(f"{OFFICE}boolean-value") == "true")
    text = text or cell.get(f"{OFFICE}string-value", "")
    if text:
        return "s", text
    return ("f", "") if formula and not type else ("", "")


def _shown(cell: Element, value: str | float) -> str:
    if not isinstance(value, float) or cell.find(f"{TEXT}p") is None:
        return ""  # not everybody writes what a cell shows
    return told(value, _words(cell))


def _words(cell: Element) -> str:
    """Return what a cell shows."""
    return "\n".join(_text(part) for part in cell if part.tag == f"{TEXT}p")


def _text(element: Element) -> str:
    """Return a paragraph's text, without notes and phonetic guides."""
    pieces = [element.text or ""]
    for part in element:
        if part.tag in _BREAKS:
            pieces.append(_BREAKS[part.tag] * min(_blanks(part), 1_000))
        elif part.tag not in _LEFT_OUT:
            pieces.append(_text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _blanks(element: Element) -> int:
    return max(1, int(element.get(f"{TEXT}c", "1")))
