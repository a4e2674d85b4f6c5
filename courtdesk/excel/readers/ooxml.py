"""Office Open XML workbooks (.xlsx, .xlsm, newer .et), also the strict ones."""

import posixpath
import re
from xml.etree.ElementTree import Element

from courtdesk.excel.addresses import corners
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.archive import Archive
from courtdesk.excel.readers.found import Book, Sheet
from courtdesk.excel.readers.markup import (
    attribute,
    growing,
    local,
    rich_text,
    space,
    tree,
    unescaped,
)
from courtdesk.excel.readers.ooxml_rows import plain_strings
from courtdesk.excel.readers.ooxml_sheet import TRUE, SheetReader
from courtdesk.excel.readers.styles import read_styles

_STRICT = b"http://purl.oclc.org/ooxml/"
_SMALL = 2**20  # bytes of worksheets, and cells of their range
_CLAIM = re.compile(rb'<dimension ref="([A-Z0-9:]+)"')
_STATES = {"hidden": "hidden", "veryHidden": "very hidden"}
_ACTIVE = {
    "xl/vbaproject.bin": "文件带有宏，没有运行",
    "xl/externallinks/": "文件链接到别的文件，没有打开，所存的数照读",
    "xl/connections.xml": "文件连接外部数据，没有连接，所存的数照读",
    "xl/macrosheets/": "文件带有宏表，没有运行",
}

Relations = dict[str, tuple[str, str]]  # kind and target by id


def read_ooxml(parts: Archive) -> Book:
    """Read the workbook. Raises Refusal, or another exception where a part is broken."""
    book = Book("xlsx")
    main = main_part(parts)
    data = parts.get(main)
    if data is None:
        raise Refusal(Outcome.CORRUPT)
    if _STRICT in data:
        book.note("strict", "文件按“严格”格式保存，其他软件可能打不开，内容已照读")
    for name, message in _ACTIVE.items():
        if any(part.startswith(name) for part in parts.names):
            book.note("active", message)
    relations = _relations(parts, main)
    shared = _shared(parts.get(_of_kind(relations, "/sharedStrings")))
    styles = read_styles(parts.get(_of_kind(relations, "/styles")))
    root = tree(data)
    reader = SheetReader(book, shared, styles, _base_1904(root))
    for element in root.iter(f"{space(root)}sheet"):
        kind, target = relations.get(attribute(element, "id"), ("", ""))
        if kind and not kind.endswith("/worksheet"):
            continue  # a chart, a dialog, or macros
        state = _STATES.get(element.get("state", ""), "visible")
        sheet = Sheet(unescaped(element.get("name", "")), state)
        book.sheets.append(sheet)
        page = parts.get(target)
        if page is None:
            book.note("cut", "工作表的内容缺失", sheet.name)
        else:
            reader.read(page, sheet)
    return book


def main_part(parts: Archive) -> str:
    """Return the name of the workbook's main part, empty when there is none."""
    found = _of_kind(_relations(parts, ""), "/officeDocument")
    if found in parts.names and found.endswith(".xml") and ("xl/" in found or "workbook" in found):
        return found
    return "xl/workbook.xml" if "xl/workbook.xml" in parts.names else ""


def is_small(parts: Archive) -> bool:
    """Say whether every worksheet is short and says that it spans no wide range.

    One that lies costs a child, no more: calamine then dies of memory, and it is read without.
    """
    sheets = [parts.get(name) or b"" for name in parts.names if name.startswith("xl/worksheets/")]
    return sum(map(len, sheets)) <= _SMALL and all(map(_spans_little, sheets))


def _spans_little(sheet: bytes) -> bool:
    claim = _CLAIM.search(sheet, 0, 4096)
    try:
        top, left, bottom, right = corners(claim[1].decode() if claim else "")
    except ValueError:
        return False
    return (bottom - top + 1) * (right - left + 1) <= _SMALL


def _relations(parts: Archive, source: str) -> Relations:
    """Return the relations of a part; what lies outside the file is left out."""
    folder, name = posixpath.split(source)
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: Relations = {}
    for element in () if data is None else tree(data):
        if local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
            target = element.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
            found[element.get("Id", "")] = (element.get("Type", ""), path)
    return found


def _of_kind(relations: Relations, kind: str) -> str:
    return next((target for type, target in relations.values() if type.endswith(kind)), "")


def _base_1904(root: Element) -> bool:
    properties = root.find(f"{space(root)}workbookPr")
    return properties is not None and properties.get("date1904", "0") in TRUE


def _shared(data: bytes | None) -> list[str]:
    """Return the shared strings, without their phonetic guides."""
    plain = None if data is None else plain_strings(data)
    if plain is not None:
        return [text if "_x" not in text else unescaped(text) for text in plain]
    strings: list[str] = []
    for root, complete in () if data is None else growing(data):
        items = root[0] if len(root) else root
        last = len(items) if complete else max(0, len(items) - 1)
        ns = space(items)
        strings.extend(rich_text(item, ns) for item in items[:last] if item.tag == f"{ns}si")
        del items[:last]
    return strings
