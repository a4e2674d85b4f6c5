"""The account of an import: every cell used or left alone, and what should be known of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from courtdesk.excel.addresses import address
from courtdesk.excel.exchange import Problem
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.offers import OPEN, Account, Left, Offer, Standing, placed

NAMED = 20  # cells a reason is shown with


def account(reading: Reading, offers: Sequence[Offer]) -> Account:
    """Return what became of every cell of a file; ``offers`` are its own."""
    if reading.own is not None:
        used = len({(o.sheet, o.cell) for o in offers if o.taken})
        left = {"按编号核对，没有改动": [""] * (reading.seen - used)}
        return Account(file=reading.file, seen=reading.seen, used=used, left=_grouped(left))
    return accounted(reading, _cells(reading, offers))


def accounted(reading: Reading, cells: Iterable[tuple[str, str]]) -> Account:
    """Return the account of a file: ``cells`` with the reason each was left alone, empty if used.

    The cells that its surveys marked come on top.
    """
    left: dict[str, list[str]] = {}
    used = 0
    for cell, reason in chain(cells, _marked(reading)):
        if reason:
            left.setdefault(reason, []).append(cell)
        else:
            used += 1
    return Account(file=reading.file, seen=reading.seen, used=used, left=_grouped(left))


def _cells(reading: Reading, offers: Sequence[Offer]) -> Iterator[tuple[str, str]]:
    """Yield each figure's cell once with the reason it was left alone, empty when it was used."""
    by_cell: dict[tuple[str, str], list[Offer]] = {}
    for offer in offers:
        by_cell.setdefault((offer.sheet, offer.cell), []).append(offer)
    for (sheet, cell), group in by_cell.items():
        used = any(o.taken or o.standing is Standing.SAME for o in group)
        yield placed(sheet, cell), "" if used else _reason(group[0])


def _marked(reading: Reading) -> Iterator[tuple[str, str]]:
    for survey in reading.surveys:
        for mark in survey.marks:
            where = placed(mark.page, address(mark.row, mark.column))
            yield where, "" if mark.used else mark.reason


def _reason(offer: Offer) -> str:
    if offer.standing in OPEN:
        return f"{offer.standing}，没有采用"
    return offer.why


def _grouped(left: dict[str, list[str]]) -> tuple[Left, ...]:
    groups = (
        Left(reason=reason, count=len(cells), cells=tuple(c for c in cells[:NAMED] if c))
        for reason, cells in left.items()
        if cells
    )
    return tuple(sorted(groups, key=lambda group: -group.count))


def problems(readings: Sequence[Reading], offers: Sequence[Offer]) -> tuple[Problem, ...]:
    """Return what is refused or contradicts, totals that do not add up, and readers' notes."""
    refused = [o for o in offers if o.standing in (Standing.REFUSED, Standing.CONFLICT)]
    said = {(o.file, o.sheet, o.cell) for o in refused}
    found: list[Problem] = []
    for reading in readings:
        if reading.refusal:
            found.append(Problem(file=reading.file, sheet="", cell="", message=reading.refusal))
        if reading.own is not None:
            found += reading.own.problems  # with all that its reader noted and that matters
            continue
        found += (p for p in noted(reading) if (p.file, p.sheet, p.cell) not in said)
    return (*found, *map(_problem, refused))


def noted(reading: Reading) -> Iterator[Problem]:
    """Yield what a file's readers noted, and its totals that do not add up."""
    for note in reading.notes:
        if note.rule == "encoding":
            continue  # it was read, and well
        message = f"{note.cell}{note.message}" if note.message.startswith("的") else note.message
        yield Problem(file=reading.file, sheet=note.sheet, cell=note.cell, message=message)
    for survey in reading.surveys:
        for remark in survey.remarks:
            cell = address(remark.row, remark.column)
            yield Problem(file=reading.file, sheet=remark.page, cell=cell, message=remark.message)


def _problem(offer: Offer) -> Problem:
    return Problem(
        file=offer.file,
        sheet=offer.sheet,
        cell=offer.cell,
        message=f"“{offer.label or offer.read}”{offer.why}",
    )
