"""OLE2 files, and the records of the old workbook stream in them, looked over before reading."""

import io
import struct
from collections import defaultdict
from dataclasses import dataclass, field

from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.found import MOST

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = {"encryptedpackage", "encryptioninfo"}
_SECTOR = 512
_RECORD = struct.Struct("<HH")
_CELL = struct.Struct("<HH")
_BOF = {0x0009, 0x0209, 0x0409, 0x0809}
_EOF, _FILEPASS, _BOUNDSHEET, _MULRK = 0x000A, 0x002F, 0x0085, 0x00BD
_FORMULA = {0x0006, 0x0206, 0x0406}
_CELLS = {0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, *range(2, 6), *_FORMULA}
_LARGEST, _LAST = 8224, 0x10FF  # bytes of a record, and the last kind there is


@dataclass
class Look:
    """What the records say before anybody reads them."""

    formulas: list[set[tuple[int, int]]] = field(default_factory=list)  # by worksheet
    cut: bool = False  # the last part has no end
    strange: bool = False  # bytes between the records that are none


def workbook_stream(data: bytes) -> bytes:
    """Return the workbook's records. Raises Refusal for any other OLE2 file."""
    from xlrd.compdoc import CompDoc, CompDocError

    log = io.StringIO()
    try:
        document = CompDoc(data, logfile=log, ignore_workbook_corruption=True)
        names = {entry.name.lower() for entry in document.dirlist if entry.etype}
        if names & _ENCRYPTED:
            raise Refusal(Outcome.ENCRYPTED)
        for name in ("Workbook", "Book"):
            stream: bytes | None = document.get_named_stream(name)
            if stream:
                return stream
    except (CompDocError, struct.error, IndexError, AssertionError, ValueError) as error:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refusal(Outcome.ENCRYPTED) from error
        cut = "truncated" in log.getvalue() or len(data) < 3 * _SECTOR or len(data) % _SECTOR
        raise Refusal(Outcome.TRUNCATED if cut else Outcome.CORRUPT) from error
    raise Refusal(Outcome.NOT_A_SPREADSHEET)


def look_over(stream: bytes) -> Look:
    """Count cells and find formulas. Raises Refusal when there are too many, or a password."""
    look, cells, at, start, depth = Look(cut=True), 0, 0, 0, 0
    sheets: list[int] = []
    formulas: dict[int, set[tuple[int, int]]] = defaultdict(set)
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        look.strange |= size > _LARGEST or kind > _LAST or (depth > 0 and not kind and not size)
        if kind in _BOF:
            start, depth = at if not depth else start, depth + 1  # a chart lies within its sheet
        elif kind == _EOF:
            depth, look.cut = max(0, depth - 1), False
        elif kind in _CELLS or kind == _MULRK:
            cells += (size - 6) // 6 if kind == _MULRK else 1
            if cells > MOST:
                raise Refusal(Outcome.TOO_BIG)
            if kind in _FORMULA and size >= _CELL.size and at + 8 <= len(stream):
                formulas[start].add(_CELL.unpack_from(stream, at + _RECORD.size))
            look.cut = True
        elif kind == _FILEPASS:
            raise Refusal(Outcome.ENCRYPTED)
        elif kind == _BOUNDSHEET and stream[at + 9 : at + 10] == b"\0":
            sheets.append(int.from_bytes(stream[at + 4 : at + 8], "little"))
        at += _RECORD.size + size
    look.formulas = [formulas[offset] for offset in sheets] or list(formulas.values())
    return look
