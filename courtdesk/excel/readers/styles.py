"""What the styles of an Office Open XML workbook say of a cell: kind, indent, crossed out."""

from typing import NamedTuple

from courtdesk.excel.readers.formats import kind_of_number
from courtdesk.excel.readers.markup import is_struck, space, tree
from courtdesk.excel.readers.shown import BUILT_IN, Show, show


class Style(NamedTuple):
    """``kind`` is n, p or d; ``show`` tells what a number is shown as, where that is more."""

    kind: str = "n"
    indent: int = 0
    struck: bool = False
    marked: bool = False  # whether it says either of these two
    show: Show | None = None


PLAIN = Style()


def read_styles(data: bytes | None) -> dict[str, Style]:
    """Return the cell styles by number. Raises SyntaxError where the XML is broken."""
    if data is None:
        return {}
    root = tree(data)
    ns = space(root)
    codes = {
        _number(format.get("numFmtId")): format.get("formatCode", "")
        for format in root.iterfind(f"{ns}numFmts/{ns}numFmt")
    }
    fonts = [is_struck(font, ns) for font in root.iterfind(f"{ns}fonts/{ns}font")]
    styles = {}
    for index, xf in enumerate(root.iterfind(f"{ns}cellXfs/{ns}xf")):
        alignment = xf.find(f"{ns}alignment")
        indent = 0 if alignment is None else _number(alignment.get("indent"))
        font = _number(xf.get("fontId"))
        id = _number(xf.get("numFmtId"))
        kind = kind_of_number(id, codes)
        shown = show(codes.get(id) or BUILT_IN.get(id, ""))
        struck = font < len(fonts) and fonts[font]
        styles[str(index)] = Style(kind, indent, struck, bool(indent) or struck, shown)
    return styles


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
