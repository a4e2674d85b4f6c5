"""XML parts, without document types, entities or anything from outside.

These are the refusals of defusedxml, made before parsing: its own parsers run in Python and take
five times as long as the standard library's.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from courtdesk.excel.outcome import Outcome, Refusal

DEEPEST = 1_000  # elements inside one another; worksheets have six
_DOCTYPES = [b"<!DOCTYPE", *("<!DOCTYPE".encode(c) for c in ("utf-16-le", "utf-16-be"))]
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = re.compile(rb"utf-?8|utf-?16(le|be)?|(us-)?ascii|iso-8859-\d+|windows-125\d", re.I)
_WINDOW = 65_536
_CHUNK = 2**18
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def check_markup(data: bytes) -> None:
    """Refuse a document type, in whatever encoding, and elements nested without measure."""
    if any(word in data for word in _DOCTYPES):
        raise Refusal(Outcome.UNSAFE_XML)
    declared = _DECLARED.search(data, 0, 256)
    if declared and not _ENCODINGS.fullmatch(declared[1]):
        raise Refusal(Outcome.UNSAFE_XML)  # one in which the search above is blind
    if len(data) > _WINDOW and deepest(data) > DEEPEST:
        raise Refusal(Outcome.UNSAFE_XML)


def deepest(data: bytes) -> int:
    """Return how many elements stay open at the worst window's end: a lower bound of the depth."""
    depth = most = 0
    if b"\0" in data[:64]:
        return 0  # UTF-16, which no writer of nested tags needs
    for at in range(0, len(data), _WINDOW):
        last = at + _WINDOW
        opened = data.count(b"<", at, last) - data.count(b"<?", at, last + 1)
        closed = 2 * data.count(b"</", at, last + 1) + data.count(b"/>", at, last + 1)
        depth += opened - closed - data.count(b"<!", at, last + 1)
        most = max(most, depth)
    return most


def growing(data: bytes) -> Iterator[tuple[Element, bool]]:
    """Yield a root above the document's, as it grows, and whether it is complete.

    What is finished may be taken and removed. Raises SyntaxError where the XML is broken.
    """
    builder = TreeBuilder()
    root = builder.start("", {})
    parser = XMLParser(target=builder)
    for at in range(0, len(data), _CHUNK):
        parser.feed(data[at : at + _CHUNK])
        if at + _CHUNK < len(data):
            yield root, False
    parser.close()
    yield root, True


def tree(data: bytes) -> Element:
    """Return the document's root. Raises SyntaxError where the XML is broken."""
    parser = XMLParser()
    parser.feed(data)
    root: Element = parser.close()
    return root


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def space(element: Element) -> str:
    """Return the namespace of an element as it stands before names, empty when it has none."""
    return element.tag[: element.tag.rfind("}") + 1]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without a namespace, empty when there is none."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return ""


def unescaped(text: str) -> str:
    """Return the text with _x000D_ as the character it stands for, as Office writes it."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits as a footnote's number has them, which stands behind a figure and is no part of it."""


def is_struck(font: Element, ns: str) -> bool:
    """Say whether a font, or a run's, is crossed out."""
    line = font.find(f"{ns}strike")
    return line is not None and line.get("val", "1") not in ("0", "false")


def rich_text(element: Element, ns: str) -> str:
    """Return the text of a string element: plain, or in runs.

    Raised digits, which point to a footnote, stay raised; a run that is crossed out is left out.
    """
    if len(element) == 1 and element[0].tag == f"{ns}t":
        text = element[0].text or ""
    else:
        found = [part.text or "" for part in element.iterfind(f"{ns}t")]
        text = "".join((*found, *(_run(run, ns) for run in element.iterfind(f"{ns}r"))))
    return text if "_x" not in text else unescaped(text)


def _run(run: Element, ns: str) -> str:
    text, font = run.findtext(f"{ns}t") or "", run.find(f"{ns}rPr")
    if font is None:
        return text
    raised = font.find(f"{ns}vertAlign")
    if raised is not None and raised.get("val") == "superscript":
        text = text.translate(RAISED)
    return "" if is_struck(font, ns) else text
