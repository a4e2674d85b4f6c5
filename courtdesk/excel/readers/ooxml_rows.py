"""The rows of a worksheet's XML as plain tuples, from an XML parser or faster.

Nearly every program writes worksheets in one plain shape. Where all of a worksheet has it, its
cells are found by one pattern, in a third of the time a tree takes; any other goes to the parser.
What the pattern made of a worksheet is compared with calamine's reading like everything else.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from courtdesk.excel.readers.markup import growing, rich_text, space

# column letters, other attributes, formula element, value, inline text; "" where absent
CellText = tuple[str, str, str, str, str]


class RowText(NamedTuple):
    """A row's number as written, empty when it is the next; whether hidden; its cells."""

    number: str
    hidden: bool
    cells: list[CellText]


_CELL = re.compile(
    r'<c r="([A-Z]++)[0-9]++"([^>/]*+)(?:>'
    r"(<f(?:/| [^>]*+)?+>(?:[^<]*+</f>)?+)?+"
    r"(?:<v>([^<]*+)</v>|<v/>)?+"
    r'(?:<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?+</c>|/>)'
)
_LOOK = re.compile(r' ([a-z]+)="([^"]*)"')
_ROW = re.compile(r'(?:[^>]* )?r="(\d+)"')
_STRANGE = (b"<!", b"&#", b"<row>", b"\0", b"\r")
_TRUE = ("1", "true", "on")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def plain_rows(data: bytes) -> tuple[list[RowText], bytes] | None:
    """Return the rows and the XML around them; None unless every cell has the plain shape."""
    begin, end = data.find(b"<sheetData>") + 11, data.rfind(b"</sheetData>")
    if not 11 <= begin <= end or any(data.find(word, begin, end) >= 0 for word in _STRANGE):
        return None
    try:
        first, *pieces = data[begin:end].decode("utf-8").split("<row ")
    except UnicodeDecodeError:
        return None
    rows, count = [], 0
    for piece in pieces:
        head, _, inside = piece.partition(">")
        if not inside and head.endswith("/") and "hidden" not in head:
            continue  # a million of these are no trouble
        number = _ROW.match(head)
        cells = _CELL.findall(inside)
        count += len(cells)
        if number is None or (not inside.endswith("</row>") and not head.endswith("/")):
            return None
        rows.append(RowText(number[1], _hidden(head), cells))
    if first.strip() or count != data.count(b"<c", begin, end):
        return None
    return rows, data[:begin] + data[end:]


def _hidden(head: str) -> bool:
    return "hidden=" in head and any(f'hidden="{word}"' in head for word in _TRUE)


def parsed_rows(data: bytes) -> Iterator[tuple[list[RowText], Element]]:
    """Yield rows as they are parsed, with the element around them; the last time it is whole."""
    for root, complete in growing(data):
        page = root[0] if len(root) else root
        ns = space(page)
        rows = page.find(f"{ns}sheetData")
        found: list[RowText] = []
        if rows is not None:
            last = len(rows) if complete else max(0, len(rows) - 1)
            found = [
                RowText(
                    row.get("r", "") or _digits(row),
                    row.get("hidden") in _TRUE,
                    [_cell(cell, ns) for cell in row if cell.tag == f"{ns}c"],
                )
                for row in rows[:last]
                if row.tag == f"{ns}row"
            ]
            del rows[:last]
        yield found, page


def _digits(row: Element) -> str:
    """The row's number as its first cell has it, where the row itself has none."""
    where = row[0].get("r", "") if len(row) else ""
    return where.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _cell(cell: Element, ns: str) -> CellText:
    letters = cell.get("r", "").replace("$", "").rstrip("0123456789")
    formula = value = inline = ""
    for part in cell:
        if part.tag == f"{ns}v":
            value = part.text or ""
        elif part.tag == f"{ns}f":
            formula = f"<f>{part.text or ''}</f>"
        elif part.tag == f"{ns}is":
            inline = rich_text(part, ns)
    look = "".join(f' {name}="{cell.get(name, "")}"' for name in ("s", "t") if cell.get(name))
    return letters, look, formula, value, inline


def look_of(attributes: str) -> tuple[str, str]:
    """Return style and type, which other attributes of a cell say; empty where they do not."""
    found = dict(_LOOK.findall(attributes))
    return found.get("s", ""), found.get("t", "")


def plain_strings(data: bytes) -> list[str] | None:
    """Return shared strings, None unless each has the plain shape."""
    if b"&" in data or b"<!" in data or b"\0" in data:
        return None
    strings = _STRING.findall(data.decode("utf-8", "replace"))
    return strings if len(strings) == data.count(b"<si>") == data.count(b"<t") else None


_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


def text_of(text: str) -> str:
    """Return an XML text with its five entities resolved, as the pattern found it."""
    if "&" in text:
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return text
