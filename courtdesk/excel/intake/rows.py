"""The rows of an import before anything is decided: one for each figure of each file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from courtdesk.excel.addresses import address
from courtdesk.excel.exchange import Change
from courtdesk.excel.intake.claims import NOBODY, Claim, claims
from courtdesk.excel.intake.entries import Entry
from courtdesk.excel.intake.files import Reading, named
from courtdesk.excel.intake.looks import Look, figures, shown_in
from courtdesk.excel.intake.matching import Candidate, Wanted, fits, matcher
from courtdesk.excel.intake.wording import base, label
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet


@dataclass
class Row:
    """One figure of a file. ``said`` is the part of its cell that is meant.

    The last three are a person's: the indicator chosen, the value typed, taken or refused.
    """

    key: str
    file: str
    department: str
    page: str
    cell: str
    column: str
    said: str
    unit: str
    field: str
    entry: Entry | None = None
    change: Change | None = None
    form: bool = False  # the change is a department's answer
    candidates: tuple[Candidate, ...] = ()
    claim: Claim = NOBODY
    hint: str = ""  # why it goes nowhere by itself
    target: str | None = None
    typed: Quantity | None = None
    taken: bool | None = None

    @property
    def id(self) -> str:
        """The indicator it goes to, empty for none."""
        if self.change is not None:
            return self.change.id
        return self.claim.id if self.target is None else self.target

    @property
    def alias(self) -> str:
        """Its words as they are remembered."""
        if self.entry is None:
            return ""
        words = label(self.entry.path)
        return f"{words.whole or label((self.entry.title,)).whole}|{base(self.unit or words.unit)}"


def rows_of(reading: Reading, number: int, sheet: FactSheet) -> list[Row]:
    """Return the rows of a file, which is the ``number``-th, with the indicators they claim."""
    if reading.own is not None:
        return [_own(reading, number, change) for change in reading.own.changes]
    found = [
        row
        for survey in reading.surveys
        for entry in survey.entries
        for row in _of_entry(reading, number, entry, _department(reading, survey.page, sheet))
    ]
    for name in ("printed", "previous"):
        _claim([r for r in found if r.field == name and _claims(r)], sheet)
    _settle_totals(found)
    return found


def _department(reading: Reading, page: str, sheet: FactSheet) -> str:
    return reading.department or named([page], sheet)


def _own(reading: Reading, number: int, change: Change) -> Row:
    key = f"{number}!{change.sheet}!{change.cell}"
    column = change.cell.rstrip("0123456789")
    return Row(
        key,
        reading.file,
        "",
        change.sheet,
        change.cell,
        column,
        change.new,
        "",
        change.field,
        change=change,
        claim=Claim(change.id, 1.0, True),
        form=reading.form,
    )


def _of_entry(reading: Reading, number: int, entry: Entry, department: str) -> Iterator[Row]:
    """One row for a cell, or one for each of the figures in it: 96件96人, 96/96 in 件/人."""
    cell = address(entry.row, entry.column)
    for n, (said, unit) in enumerate(pieces(entry)):
        yield Row(
            f"{number}!{entry.page}!{cell}" + (f"#{n}" if n else ""),
            reading.file,
            department,
            entry.page,
            cell,
            cell.rstrip("0123456789"),
            said,
            unit,
            entry.field,
            entry=entry,
        )


def pieces(entry: Entry) -> list[tuple[str, str]]:
    """Return the figures of a cell as they are written there, each with the unit it counts in."""
    text = shown_in(entry.spot.cell)
    units, parts = entry.unit.split("/"), text.split("/")
    if len(units) == len(parts) > 1:
        return list(zip(parts, units, strict=True))
    found = figures(text) if entry.spot.look is Look.NUMBER else ()
    if len(found) > 1:
        return [(q.printed, q.unit) for q in found]
    return [(text, entry.unit)]


def _claims(row: Row) -> bool:
    return row.entry is not None and bool(row.entry.path or row.entry.title)


def _claim(found: Sequence[Row], sheet: FactSheet) -> None:
    remembered = {(a.department, a.label): a.indicator for a in sheet.aliases}
    known, rank = sheet.outline.places, matcher(sheet.outline).rank
    for row in found:
        assert row.entry is not None
        unit = _own_unit(row)
        wanted = Wanted(row.entry.path, unit, row.entry.title, row.department)
        row.candidates = rank(wanted)
        kept = remembered.get((row.department, row.alias), "")
        if kept in known and fits(unit, known[kept][2]) == 1:
            others = (c for c in row.candidates if c.id != kept)
            row.candidates = (Candidate(kept, 1.0, 1), *others)[:3]
    given = claims({row.key: row.candidates for row in found})
    for row in found:
        claim, entry = given[row.key], row.entry
        row.claim = replace(claim, sure=claim.sure and not (entry and entry.doubt))


def _own_unit(row: Row) -> str:
    """What the figure counts in, by its own word before the table's."""
    found = figures(row.said)
    own = found[0].unit if len(found) == 1 else ""
    return own or ("%" if row.said.endswith("%") else row.unit)


def _settle_totals(found: Sequence[Row]) -> None:
    """A total without a name only checks; parts of a total that is taken are in it already."""
    taken = {
        (r.entry.page, r.entry.column, r.claim.id)
        for r in found
        if r.entry is not None and r.entry.total and r.claim.sure
    }
    for row in found:
        entry = row.entry
        if entry is None:
            continue
        if entry.total and not row.claim.sure:
            row.claim, row.hint = NOBODY, "合计，只用于核对"
        elif entry.part and (entry.page, entry.column, row.claim.id) in taken:
            row.claim, row.hint = NOBODY, "已计入合计"
