"""Totals of a table against their parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from courtdesk.excel.intake.entries import Entry
from courtdesk.excel.intake.looks import Look, figures, number_in
from courtdesk.excel.intake.wording import base, label


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing about a cell, in one Chinese sentence."""

    page: str
    row: int
    column: int
    message: str


def number(entry: Entry) -> Decimal | None:
    """Return the value of a figure in the unit it is written in, None when it is not exact."""
    if entry.spot.cell.kind == "n":
        return number_in(entry.spot.cell)
    found = figures(entry.spot.text) if entry.spot.look is Look.NUMBER else ()
    return found[0].value if len(found) == 1 and not found[0].markers else None


def add_up(entries: Sequence[Entry]) -> Iterator[Remark]:
    """Tell of each total that is the sum of no rows above or below it, column by column."""
    ordered = sorted(entries, key=lambda e: (e.column, e.row))
    for _, column in groupby(ordered, key=lambda e: e.column):
        lines = list(column)
        for at, entry in enumerate(lines):
            if entry.total:
                yield from _checked(lines, at)


def _checked(lines: Sequence[Entry], at: int) -> Iterator[Remark]:
    said = number(lines[at])
    sums = [s for s in (_above(lines, at), _below(lines, at), _all(lines, at)) if s is not None]
    if said is None or not sums or said in sums:
        return
    page, row, column = lines[at].page, lines[at].row, lines[at].column
    yield Remark(page, row, column, f"合计写的是{said:f}，各项相加是{sums[0]:f}")


def _above(lines: Sequence[Entry], at: int) -> Decimal | None:
    start = next((n + 1 for n in range(at - 1, -1, -1) if lines[n].total), 0)
    return _sum(lines[start:at], lines[at])


def _below(lines: Sequence[Entry], at: int) -> Decimal | None:
    end = next((n for n in range(at + 1, len(lines)) if lines[n].total), len(lines))
    return _sum(lines[at + 1 : end], lines[at])


def _all(lines: Sequence[Entry], at: int) -> Decimal | None:
    """A total of subtotals, or of everything above."""
    totals = [e for e in lines[:at] if e.total]
    return _sum(totals, lines[at], totals=True) if totals else None


def _sum(parts: Sequence[Entry], total: Entry, totals: bool = False) -> Decimal | None:
    """Add up rows that count the same thing; 其中 rows are in the row above them already."""
    kept = [p for p in parts if not p.among and p.total is totals]
    values = [v for p in kept if (v := number(p)) is not None]
    units = {base(p.unit or label(p.path).unit) for p in kept if number(p) is not None}
    if len(values) < 2 or len(values) < sum(p.spot.look is Look.NUMBER for p in kept):
        return None
    return sum(values, Decimal(0)) if len(units) == 1 else None
