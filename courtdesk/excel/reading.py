"""Workbook files as plain cells, read in a child process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import courtdesk
from courtdesk.excel.guard import damaged, encrypted, read_guarded, too_big
from courtdesk.models.errors import UserError

SECONDS = 40  # on the clock, for a machine that is slow or busy


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``kind`` says how ``text`` is meant; an empty cell has no kind:

    n number, p number shown as per cent (text 0.5229 for 52.29%), s text, b truth value,
    d date or time (ISO), e error (#N/A), f formula without a value, x the two readers differ.
    """

    kind: str = ""
    text: str = ""  # numbers as Decimal reads them; texts with their blanks and line ends
    formula: str = ""  # as written, without =; "?" where the format has one and hides its text
    indent: int = 0  # levels of the cell's own indent; leading blanks are in ``text``
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One worksheet: its cells by 0-based row and column; hidden rows, columns that hold some."""

    name: str
    rows: dict[int, dict[int, Cell]]
    state: str = "visible"  # or "hidden", "very hidden"
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()  # row, column, rows, columns

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell, an empty one where there is none."""
        return Cell() if column is None else self.rows.get(row, {}).get(column, Cell())


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen and cannot be used as it stands, or is worth knowing; Chinese, one clause.

    ``rule`` is one of error, formula, differs, dimension, strict, hidden, encoding, single,
    active (macros, links to other files), cut. ``sheet`` and ``cell`` (A1) may be empty.
    """

    rule: str
    sheet: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A workbook. Only two readers together tell an empty cell from one holding an error."""

    compared: bool
    pages: tuple[Page, ...]
    format: str = "xlsx"  # xls, ods, csv, tsv, html, xml2003
    notes: tuple[Note, ...] = ()


def read_pages(path: Path) -> Pages:
    """Read the workbook at ``path``. Raises UserError when it is none or cannot be read."""
    data, kind = read_guarded(path)
    answer = _ask(path.name, data, kind)
    if "sheets" not in answer:
        word = answer.get("error")
        raise {"big": too_big, "encrypted": encrypted}.get(str(word), damaged)(path.name)
    pages = tuple(_page(name, cells) for name, cells in answer["sheets"])
    return Pages(bool(answer["compared"]), pages, kind)


def _ask(name: str, data: bytes, kind: str) -> dict[str, Any]:
    root = str(Path(courtdesk.__file__).parents[1])
    # numpy, which openpyxl loads, would reserve memory for every core.
    threads = {"OPENBLAS_NUM_THREADS": "1"}
    path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "courtdesk.excel.child", kind],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env=os.environ | threads | {"PYTHONPATH": path},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UserError(f"读取“{name}”用时过长：请只保留有数据的工作表再导入") from error
    except ValueError as error:  # it died before it could answer
        raise damaged(name) from error
    except OSError as error:
        raise UserError(f"无法启动读取“{name}”的程序：请关闭其他程序后重试") from error
    return answer if isinstance(answer, dict) else {}


def _page(name: str, cells: list[list[object]]) -> Page:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, kind, text, formula in cells:
        assert isinstance(row, int) and isinstance(column, int)
        rows.setdefault(row, {})[column] = Cell(str(kind), str(text), "?" if formula else "")
    return Page(name, rows)
