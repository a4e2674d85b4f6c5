"""Strangers' files as plain cells. The values here are what every import is built on."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from courtdesk.excel.guard import read_guarded
from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.process import desk
from courtdesk.excel.readers.found import BETWEEN

_LOG = logging.getLogger(__name__)


class Cell(NamedTuple):
    """One cell. ``kind`` says how ``text`` is meant; an empty cell has no kind:

    n number, p number shown as per cent (text 0.5229 for 52.29%), s text, b truth value,
    d date or time (ISO), e error (#N/A), f formula without a value, x the two readers differ.
    """

    kind: str = ""
    text: str = ""  # numbers as Decimal reads them; texts with their blanks and line ends
    formula: str = ""  # as written, without =; "?" where the format has one and hides its text
    indent: int = 0  # levels of the cell's own indent; leading blanks are in ``text``
    struck: bool = False  # crossed out
    shown: str = ""  # what a number's format makes of it: 2.88亿元, 52.30; " " when nothing


EMPTY = Cell()


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
        return EMPTY if column is None else self.rows.get(row, {}).get(column, EMPTY)


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


def read_pages(path: Path, tick: Callable[[], None] = lambda: None) -> Pages:
    """Read the file at ``path``, whatever its name says it is.

    ``tick`` is called about 20 times a second; what it raises ends the reading. Raises ReadError.
    """
    return read_bytes(read_guarded(path), path.name, tick)


def read_bytes(data: bytes, name: str, tick: Callable[[], None] = lambda: None) -> Pages:
    """Read a file's content, or what was pasted: text as UTF-8, or HTML. Raises ReadError."""
    answer = desk.read(data, tick)
    if "outcome" in answer:
        raise ReadError(_outcome(answer["outcome"]), name)
    try:
        return _pages(answer)
    except MemoryError as error:
        raise ReadError(Outcome.TOO_BIG, name) from error
    except Exception as error:  # the child answered something that is no answer
        _LOG.exception("a reader's answer makes no sense")
        raise ReadError(Outcome.INTERNAL, name) from error


def _outcome(name: object) -> Outcome:
    return Outcome.__members__.get(str(name), Outcome.INTERNAL)


def _pages(answer: dict[str, Any]) -> Pages:
    pages = tuple(_page(sheet) for sheet in answer["sheets"])
    notes = tuple(Note(*map(str, note)) for note in answer["notes"])
    return Pages(bool(answer["compared"]), pages, str(answer["format"]), notes)


def _page(sheet: dict[str, Any]) -> Page:
    return Page(
        sheet["name"],
        _rows(**sheet["rows"]),
        sheet["state"],
        frozenset(sheet["hidden_rows"]),
        frozenset(sheet["hidden_columns"]),
        tuple((r, c, height, width) for r, c, height, width in sheet["merged"]),
    )


def _rows(
    numbers: list[int],
    lengths: list[int],
    starts: list[int],
    ragged: list[list[Any]],
    kinds: str,
    texts: str,
    marks: dict[str, Any],
) -> dict[int, dict[int, Cell]]:
    # Cell(...) itself costs three times as much, and there may be hundreds of thousands.
    made = partial(tuple.__new__, Cell)
    said, count = texts.split(BETWEEN), len(kinds)
    formulas, shown, indents, struck = [""] * count, [""] * count, [0] * count, [False] * count
    for n, at in enumerate(marks["at"]):
        indents[at], struck[at] = marks["indents"][n], marks["struck"][n] == "1"
    for at, text in zip(marks["at"], marks["formulas"].split(BETWEEN), strict=False):
        formulas[at] = text
    for at, text in zip(marks["at"], marks["shown"].split(BETWEEN), strict=False):
        shown[at] = text
    cells: Iterator[Cell] = map(
        made, zip(kinds, said, formulas, indents, struck, shown, strict=False)
    )
    spans: list[Iterable[int]] = [
        range(start, start + length) for start, length in zip(starts, lengths, strict=True)
    ]
    for n, columns in ragged:
        spans[n] = columns
    pairs = zip(chain.from_iterable(spans), cells, strict=True)
    return {
        number: dict(islice(pairs, length)) for number, length in zip(numbers, lengths, strict=True)
    }
