"""Web pages that hold tables: saved as .xls by other systems, or pasted from a worksheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from courtdesk.excel.addresses import COLUMNS, ROWS
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.found import Book, Content, Sheet
from courtdesk.excel.readers.markup import RAISED
from courtdesk.excel.readers.shown import told

_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_STRUCK = re.compile(r"text-decoration[\w-]*:[^;]*line-through")
_INDENT = re.compile(r"mso-char-indent-count:\s*(\d+)")
_NUMBER = re.compile(r"[-+(]?[￥¥$]?\s*[\d,.\s]*\d[\d,.]*\s*%?\)?")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SILENT = {"script", "style", "head", "title", "template", "noscript", "colgroup", "col"}
_CROSSED = {"s", "strike", "del"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center", "br", "hr"}
_DEEPEST = 200
_BUSY = 2_000_000  # fields that row spans may cover


@dataclass
class _Page:
    """The rows as they are filled; ``busy`` says how many more rows a column is taken."""

    book: Book
    sheet: Sheet
    rules: dict[str, str] = field(default_factory=dict)
    row: int = 0
    busy: dict[int, int] = field(default_factory=dict)
    spent: int = 0


def read_html(text: str, name: str = "") -> Book:
    """Read every table of the page, one below the other, with the lines between them."""
    book = Book("html")
    root = _parsed(text)
    if root is not None:
        page = _Page(book, Sheet(name))
        book.sheets.append(page.sheet)
        for style in root.iter("style"):
            page.rules |= dict(_RULE.findall("".join(style.itertext())))
        _blocks(root, page, 0)
        if "<table" in text.lower() and "</table" not in text.lower():
            book.note("cut", "表格没有结束标记，可能不完整")
    return book


def _parsed(text: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(Outcome.NO_TABLE if not text.strip() else Outcome.CORRUPT) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refusal(Outcome.UNSAFE_XML)  # what lies deeper than 256 was dropped
    return root


def _blocks(element: Any, page: _Page, depth: int) -> None:
    """Walk what is no table: a line of text is a row of one cell; a layout table is walked."""
    if depth > _DEEPEST:
        raise Refusal(Outcome.UNSAFE_XML)
    line: list[str] = [element.text or ""]
    for part in element:
        tag = part.tag
        if tag == "table" and part.find(".//table") is None:
            _line(line, page)
            _table(part, page)
        elif tag in _BLOCKS or tag == "table" or part.find(".//table") is not None:
            _line(line, page)
            _blocks(part, page, depth + 1)
        elif tag not in _SILENT:
            line.append(_text(part))
        line.append(part.tail or "")
    _line(line, page)


def _line(line: list[str], page: _Page) -> None:
    text = _BLANKS.sub(" ", "".join(line)).strip()
    line.clear()
    if text:
        page.book.count(1)
        page.sheet.row(page.row).add(0, "s", text)
        page.row += 1


def _table(table: Any, page: _Page) -> None:
    page.busy.clear()
    for part in table:
        if part.tag == "caption":
            _line([_text(part)], page)
    for row in _rows(table):
        _row(row, page)
        page.row += 1
        if page.row > ROWS:
            raise Refusal(Outcome.TOO_BIG)


def _rows(table: Any) -> Iterator[Any]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _row(element: Any, page: _Page) -> None:
    busy, page.busy = page.busy, {c: n - 1 for c, n in page.busy.items() if n > 1}
    column = 0
    if "display:none" in (element.get("style") or "").replace(" ", "").lower():
        page.sheet.hidden_rows.add(page.row)
    for cell in element:
        if cell.tag not in ("td", "th"):
            continue
        while column in busy:
            column += 1
        wide, high = _span(cell, "colspan", COLUMNS), _span(cell, "rowspan", ROWS)
        if column + wide > COLUMNS:
            raise Refusal(Outcome.TOO_BIG)
        if high > 1:
            page.spent += wide
            if page.spent > _BUSY:
                raise Refusal(Outcome.TOO_BIG)
            page.busy |= dict.fromkeys(range(column, column + wide), high - 1)
        _cell(cell, page, column, wide, high)
        column += wide


def _cell(cell: Any, page: _Page, column: int, wide: int, high: int) -> None:
    text = _text(cell).strip(" \n").replace("\xa0", " ").rstrip()
    if not text.strip():
        return
    page.book.count(1)
    row = page.sheet.row(page.row)
    kind, value = _content(cell, text)
    row.add(column, kind, value)
    shown = told(value, text) if isinstance(value, float) else ""
    if wide > 1 or high > 1:
        page.sheet.merged.append((page.row, column, page.row + high - 1, column + wide - 1))
    rules = [page.rules.get(name, "") for name in (cell.get("class") or "").split()]
    style = ";".join([*rules, cell.get("style") or ""])
    struck = bool(_STRUCK.search(style)) or _all_struck(cell)
    indent = _INDENT.search(style)
    if struck or indent or shown:
        row.marks[column] = ("", min(int(indent[1]), 99) if indent else 0, struck, shown)


def _content(cell: Any, text: str) -> Content:
    """The number Excel keeps beside what it shows, where it shows a number; else the text."""
    exact = cell.get("x:num") or cell.get("num")
    if exact and _NUMBER.fullmatch(text):
        try:
            number = float(exact)
        except ValueError:
            return "s", text
        if number - number == 0:
            return ("p" if text.endswith("%") else "n"), number
    return "s", text


def _span(cell: Any, name: str, most: int) -> int:
    text = (cell.get(name) or "1").strip()
    return (
        min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    )


def _all_struck(cell: Any) -> bool:
    beside = "".join(filter(None, (cell.text, *(part.tail for part in cell))))
    return len(cell) == 1 and cell[0].tag in _CROSSED and not beside.strip()


def _text(element: Any) -> str:
    """Return an element's text with its line breaks; a fixed blank stays as an indent."""
    pieces: list[str] = []
    for event, part in _walk(element):
        if event == "end":
            pieces.append(_BLANKS.sub(" ", part.tail or "") if part is not element else "")
        else:
            if part is not element and part.tag in _BLOCKS:
                pieces.append("\n")
            pieces.append(_BLANKS.sub(" ", _own_text(part)))
    return re.sub(r" *\n[ \n]*", "\n", "".join(pieces))


def _own_text(part: Any) -> str:
    """Return what stands in a part before its first child; a footnote's number stays raised."""
    if part.tag in _SILENT or (part.tag in _CROSSED and not _all_struck(part.getparent())):
        return ""
    text = part.text or ""
    return text.translate(RAISED) if part.tag == "sup" else text


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(element, events=("start", "end")))
