"""The process that opens a workbook, so that a hostile one ends this process and not the window.

``python -m courtdesk.excel.child KIND`` reads the file from standard input and writes JSON:
``{"sheets": [[name, [[row, column, kind, text, formula], ...]], ...], "compared": bool}`` or
``{"error": word}``.
Rows and columns count from 0. Kinds: n number, p number shown as per cent, s text, b truth value,
d date, e error, f formula without a value, x read differently by the two readers.
"""

import datetime
import io
import json
import re
import sys
import warnings
from typing import Any

MEMORY = 1_200 * 2**20  # bytes of address space, where the system can limit it
SECONDS = 30  # of processor time
MOST = 400_000  # cells

Key = tuple[int, int]
Cells = dict[Key, tuple[str, str, int]]
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class TooBigError(Exception):
    """More cells than a court's workbook ever has."""


def main() -> None:
    """Read, answer, end."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        answer = read(data, sys.argv[1])
    except (TooBigError, MemoryError):
        answer = {"error": "big"}
    except Exception as error:  # any reader's error means the same: it cannot be read
        answer = {"error": "encrypted" if type(error).__name__ == "PasswordError" else "damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: only the parent's clock limits it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read(data: bytes, kind: str) -> dict[str, Any]:
    """Return every cell that is not empty, sheet by sheet, and whether two readers compared."""
    pages = _pages(data)  # first: it counts, and is many times as fast as the second reader
    second = _openpyxl(data) if kind == "xlsx" else None
    left, sheets = MOST, []
    for name, found in pages:
        cells = found if second is None else _compared(found, second.get(name, {}))
        left -= len(cells)
        if left < 0:
            raise TooBigError
        sheets.append([name, [[*at, *cell] for at, cell in sorted(cells.items())]])
    return {"sheets": sheets, "compared": second is not None}


def _pages(data: bytes) -> list[tuple[str, Cells]]:
    """Read with calamine; raise TooBigError at the sheet that makes it too many cells."""
    from python_calamine import CalamineWorkbook

    left, pages = MOST, []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for name in book.sheet_names:
            page = book.get_sheet_by_name(name)
            if page.height * page.width > MOST * 4:
                raise TooBigError
            found = _calamine(page)
            left -= len(found)
            if left < 0:
                raise TooBigError
            pages.append((name, found))
    return pages


def _calamine(page: Any) -> Cells:
    top, _ = page.start or (0, 0)
    return {
        (top + r, c): (*_plain(value), 0)
        for r, row in enumerate(page.to_python(skip_empty_area=False)[top:] if page.start else ())
        for c, value in enumerate(row)
        if value != ""
    }


def _plain(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", str(value)
    if isinstance(value, (int, float)):
        return "n", format(value, ".15g")
    if isinstance(value, str):
        return "s", value
    return "d", str(value)


def _openpyxl(data: bytes) -> dict[str, dict[Key, Any]] | None:
    """Read again with openpyxl; None when it cannot, since it refuses some sound files."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of what it would not keep when saving
            book = openpyxl.load_workbook(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception:
        return None
    # _cells holds what is there; iter_rows would walk every empty cell of a sparse giant.
    return {
        p.title: {(r - 1, c - 1): cell for (r, c), cell in p._cells.items()}
        for p in book.worksheets
    }


def _compared(found: Cells, second: dict[Key, Any]) -> Cells:
    """Take calamine's values and openpyxl's word on errors, formulas, dates and per cents."""
    result = {}
    for at in found.keys() | second.keys():
        kind, text, _ = found.get(at, ("", "", 0))
        cell = second.get(at)
        type = getattr(cell, "data_type", "n")
        if type == "e":
            kind, text = "e", str(getattr(cell, "value", ""))
        elif type == "f":
            kind = kind or "f"
        elif kind in ("", "n", "s") and not _same(text, kind, getattr(cell, "value", None)):
            kind = "x"
        if kind == "n" and cell is not None:
            kind = _shown_as(cell)
        if kind:
            result[at] = (kind, text, int(type == "f"))
    return result


def _shown_as(cell: Any) -> str:
    if cell.is_date:
        return "d"
    return "p" if "%" in _LITERAL.sub("", cell.number_format or "") else "n"


def _same(text: str, kind: str, value: object) -> bool:
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return True  # told by is_date
    if not kind:
        # blanks that are not marked as kept: one reader drops them, the other does not
        return value is None or (isinstance(value, str) and not value.strip())
    if kind == "n":
        return isinstance(value, (int, float)) and format(value, ".15g") == text
    return isinstance(value, str) and value.split() == text.split()


if __name__ == "__main__":
    main()
