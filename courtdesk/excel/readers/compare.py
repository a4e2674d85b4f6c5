"""The second reading: every cell against what calamine makes of the same file."""

import io
import math
import unicodedata
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from courtdesk.excel.addresses import COLUMNS, ROWS, address
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.formats import duration, iso, serial_of
from courtdesk.excel.readers.found import Book, Content, Row, Sheet

DENSE = 4_000_000  # cells of a rectangle, which calamine holds whole
_ALONE = "只有一种读法能读，未能互相核对"

_BESIDE = ThreadPoolExecutor(1)  # one kept thread: to start one takes as long as to read a page
Rows = list[list[Any]]
_Page = tuple[str, tuple[int, int], Rows]
Begun = Future[list[_Page]]


def begin(data: bytes) -> Begun:
    """Let calamine read a small workbook while the caller reads it too, where a core is free.

    It lets go of Python's lock while it works; `child` sees to it that it gets the lock to begin.
    """
    return _BESIDE.submit(lambda: list(_pages(data)))


def _pages(data: bytes) -> Iterator[_Page]:
    """Read worksheets with calamine: their names, where each begins, and its rows."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as other:
        for name in other.sheet_names:
            page = other.get_sheet_by_name(name)
            yield name, page.start or (0, 0), page.to_python() if page.start else []


def compare(data: bytes, book: Book, alone: bool = False, begun: Begun | None = None) -> None:
    """Mark each cell that calamine reads differently as x, and note it.

    ``alone`` leaves calamine out: it has just died of this file. ``begun`` is its reading where
    that was begun before ours.
    """
    if alone or any(_spread(sheet) > DENSE for sheet in book.sheets):
        book.note("single", _ALONE)
        if begun is not None:
            begun.exception()  # the next file is not to wait for it
        return
    try:
        met = set()
        for name, start, rows in _pages(data) if begun is None else begun.result():
            for sheet in book.sheets if name not in met else ():
                if sheet.name == name:
                    _compare(book, sheet, start, rows)
            met.add(name)
        for sheet in book.sheets:
            if sheet.rows and sheet.name not in met:
                book.note("single", _ALONE, sheet.name)
    except MemoryError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        book.note("single", _ALONE)


def read_alone(data: bytes, format: str) -> Book:
    """Read with calamine alone, which does not tell errors and lost formulas. Raises Refusal."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    book = Book(format, compared=False)
    book.note("single", _ALONE)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as other:
            for name in other.sheet_names:
                sheet, page = Sheet(name), other.get_sheet_by_name(name)
                if page.height * page.width > DENSE:
                    raise Refusal(Outcome.TOO_BIG)
                book.sheets.append(sheet)
                top, left = page.start or (0, 0)
                for number, row in enumerate(page.to_python() if page.start else (), top):
                    for column, value in enumerate(row, left):
                        if value != "":
                            if number >= ROWS or column >= COLUMNS:
                                raise Refusal(Outcome.CORRUPT)
                            book.count(1)
                            sheet.row(number).add(column, *_plain(value))
    except PasswordError as error:
        raise Refusal(Outcome.ENCRYPTED) from error
    except (CalamineError, OSError) as error:
        raise Refusal(Outcome.CORRUPT) from error
    return book


def _plain(value: object) -> Content:
    if isinstance(value, bool):
        return "b", str(value)
    if isinstance(value, (int, float)):
        return ("n", float(value)) if math.isfinite(value) else ("e", str(value))
    if isinstance(value, str):
        return "s", value
    return "d", str(value).removesuffix(" 00:00:00")


def _spread(sheet: Sheet) -> int:
    box = sheet.box()
    return 0 if box is None else (box[2] - box[0] + 1) * (box[3] - box[1] + 1)


def _compare(book: Book, sheet: Sheet, start: tuple[int, int], theirs: Rows) -> None:
    """Compare whole rows at once; only where one differs, cell by cell."""
    top, left = start
    there = sum(len(row) - row.count("") for row in theirs)
    missing: list[Any] = []
    for number, row in sheet.rows.items():
        other = theirs[number - top] if 0 <= number - top < len(theirs) else missing
        columns = row.columns
        first, last = columns[0] - left, columns[-1] - left + 1
        if last - first == len(columns) and first >= 0 and other[first:last] == row.values:
            there -= len(columns)
        else:
            there -= _cells(book, sheet, number, other, left)
    if there > 0:
        _missed(book, sheet, start, theirs)


def _cells(book: Book, sheet: Sheet, number: int, other: list[Any], left: int) -> int:
    """Compare one row; return how many cells of theirs were met."""
    row, met = sheet.rows[number], 0
    for index, column in enumerate(row.columns):
        at = column - left
        their = other[at] if 0 <= at < len(other) else ""
        met += their != ""
        value = row.values[index]
        if (value != their or their is True or their is False) and not _same(
            row.kinds[index], value, their
        ):
            row.kinds[index] = "x"
            message = f"两种读法不同：{_shown(value, their)} 与 {_shown(their, value)}"
            book.note("differs", message, sheet.name, address(number, column))
    return met


def _same(kind: str, value: str | float, other: Any) -> bool:
    """Whether two readings mean the same; calamine gives '' for errors and lost formulas."""
    if kind == "f":
        return bool(other == "")
    if kind in ("e", "x"):
        return True  # it is told already, and serves for nothing
    if kind == "b":
        return isinstance(other, bool) and str(other) == value
    if kind == "s":
        assert isinstance(value, str)
        return isinstance(other, str) and _lowered(value) == _lowered(other)
    if kind == "d" and isinstance(other, str):
        return duration(other) == value or other == value
    serial = other if isinstance(other, (int, float)) else serial_of(other)
    if serial is None or isinstance(other, bool):
        return False
    if kind == "d":
        return value in (iso(serial), str(other).partition(".")[0], f"{serial:.15g}")
    return math.isclose(serial, float(value), rel_tol=1e-15, abs_tol=1e-9)


def _lowered(text: str) -> list[str]:
    """The words of a text, its footnote numbers as calamine has them: 34¹ is 341."""
    return unicodedata.normalize("NFKC", text).split()


def _shown(value: Any, other: Any) -> str:
    """A value in a sentence; of a long one the piece where it begins to differ from the other."""
    text, against = (format(v, ".15g") if isinstance(v, float) else str(v) for v in (value, other))
    pairs = enumerate(zip(text, against, strict=False))
    same = next((index for index, (a, b) in pairs if a != b), min(len(text), len(against)))
    first = max(0, same - 10) if same > 25 else 0
    cut = "…" if first else ""
    return f"“{cut}{text[first : first + 30]}”" if text else "空白"


def _missed(book: Book, sheet: Sheet, start: tuple[int, int], theirs: Rows) -> None:
    """Take up, as x, what only calamine sees."""
    for number, other in enumerate(theirs, start[0]):
        known = set(sheet.rows[number].columns) if number in sheet.rows else set()
        only = Row()
        for column, their in enumerate(other, start[1]):
            if their != "" and column not in known and str(their).strip():
                only.add(column, "x", str(their))
                message = f"两种读法不同：空白与 {_shown(their, '')}"
                book.note("differs", message, sheet.name, address(number, column))
        if only.columns:
            only.merge(sheet.rows.get(number))
            sheet.rows[number] = only
