"""What a file is, by its content, and the reader for it."""

import re
from collections.abc import Callable
from typing import Any

from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.archive import Archive
from courtdesk.excel.readers.compare import begin, compare, read_alone
from courtdesk.excel.readers.delimited import read_delimited
from courtdesk.excel.readers.found import Book
from courtdesk.excel.readers.html import read_html
from courtdesk.excel.readers.markup import check_markup
from courtdesk.excel.readers.mhtml import read_mhtml
from courtdesk.excel.readers.ods import read_ods
from courtdesk.excel.readers.ole import SIGNATURE, look_over, workbook_stream
from courtdesk.excel.readers.ooxml import is_small, main_part, read_ooxml
from courtdesk.excel.readers.text import NAMES, decoded
from courtdesk.excel.readers.xls import read_xls
from courtdesk.excel.readers.xml2003 import NAMESPACE, read_xml2003

_OTHERS = (
    *(b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!"),
    *(b"7z\xbc\xaf", b"\x1f\x8b", b"SQLite format 3", b"ID3", b"RIFF", b"OggS"),
)
_OLD = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")  # without its wrapping
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_STARCALC = b"application/vnd.sun.xml.calc"
_FLAT = "application/vnd.oasis.opendocument.spreadsheet"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\w)", re.I | re.S)
_MARKUP = re.compile(r"\s*<[?!/a-z]", re.I)
_JSON = re.compile(r"\s*[\[{].*[\]}]\s*", re.S)
_TABLE = re.compile(r"<table[\s>]", re.I)
_CLIPBOARD = re.compile(r"Version:[\d.]+\s+StartHTML:", re.I)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?MIME-Version:", re.I)
_HEAD = 4096


def read(data: bytes, alone: bool = False) -> dict[str, Any]:
    """Return the file as JSON can say it; ``alone`` leaves calamine out. Raises Refusal."""
    try:
        return _book(data, alone).answer()
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # readers let whatever happens to a broken file through
        raise Refusal(Outcome.CORRUPT) from error


def _book(data: bytes, alone: bool) -> Book:
    if not data:
        raise Refusal(Outcome.EMPTY)
    if data.startswith(b"PK"):
        return _archive(data, alone)
    if data.startswith(SIGNATURE) or _OLD.match(data):
        return _binary(data, alone)
    if not data.strip(b"\0"):
        raise Refusal(Outcome.CORRUPT)  # what a failing disk leaves
    if data.startswith(_OTHERS):
        raise Refusal(Outcome.NOT_A_SPREADSHEET)
    if _MHTML.match(data[:_HEAD]) and b"text/html" in data:
        return read_mhtml(data)
    return _text(data)


def _archive(data: bytes, alone: bool) -> Book:
    parts = Archive(data)
    if main_part(parts):
        parts.check()
        return _read_twice(lambda: read_ooxml(parts), data, "xlsx", alone, is_small(parts))
    mimetype = parts.get("mimetype") or _SPREADSHEET
    numbers = any(name.endswith(".iwa") for name in parts.names)
    if "xl/workbook.bin" in parts.names or numbers or mimetype.startswith(_STARCALC):
        raise Refusal(Outcome.UNSUPPORTED)
    if mimetype.startswith(_SPREADSHEET):
        if b"encryption-data" in (parts.get("meta-inf/manifest.xml") or b""):
            raise Refusal(Outcome.ENCRYPTED)
        if "content.xml" in parts.names:
            return _open_document(parts, data, alone)
    raise Refusal(Outcome.NOT_A_SPREADSHEET)


def _open_document(parts: Archive, data: bytes, alone: bool) -> Book:
    parts.check("content.xml", "styles.xml")  # old macros have a document type
    content, styles = parts.get("content.xml"), parts.get("styles.xml")
    book = _read_twice(lambda: read_ods(content, styles), data, "ods", alone)
    if any(name.startswith("basic/") for name in parts.names):
        book.note("active", "文件带有宏，没有运行")
    return book


def _binary(data: bytes, alone: bool) -> Book:
    try:
        stream = workbook_stream(data) if data.startswith(SIGNATURE) else data
    except Refusal as refusal:
        if refusal.outcome is not Outcome.CORRUPT or alone:
            raise
        return read_alone(data, "xls")  # calamine follows chains of sectors that xlrd refuses
    look = look_over(stream)
    return _read_twice(lambda: read_xls(data, look), data, "xls", alone)


def _read_twice(
    read: Callable[[], Book], data: bytes, format: str, alone: bool, at_once: bool = False
) -> Book:
    """Read with our reader and compare; where that fails, take calamine's word with a note."""
    begun = begin(data) if at_once and not alone else None
    try:
        book = read()
    except (Refusal, MemoryError):
        raise
    except Exception:
        if alone:
            raise
        return read_alone(data, format)
    compare(data, book, alone, begun)
    return book


def _text(data: bytes) -> Book:
    text, encoding, broken = decoded(data)
    book = _marked_up(text) or read_delimited(text)
    if encoding != "utf-8" or broken:
        book.note("encoding", f"文字编码按 {NAMES[encoding]} 读取")
    if broken:
        book.note("cut", f"有 {broken} 处文字无法辨认，显示为 \ufffd")
    return book


def _marked_up(text: str) -> Book | None:
    head = text[:_HEAD]
    if NAMESPACE in head and "<" in head:
        return read_xml2003(text)
    if _FLAT in head and "<" in head:
        content = text.lstrip().encode("utf-8", "replace")
        check_markup(content)
        return read_ods(content, None)
    if _CLIPBOARD.match(head):
        return read_html(text[text.index("<") :] if "<" in text else "")
    if _HTML.match(head) and _TABLE.search(text):
        return read_html(text)
    other = _MARKUP.match(head) or _JSON.fullmatch(text)
    if other:
        raise Refusal(Outcome.NOT_A_SPREADSHEET)
    return None
