"""The lines of a worksheet: each figure with its name, and last year's beside it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtdesk.excel.addresses import address
from courtdesk.excel.founding.beside import DEPARTMENT, MEANING, PART, SCOPE, Beside
from courtdesk.excel.founding.line import NEW, Line
from courtdesk.excel.founding.naming import measure_of, named, plain_name
from courtdesk.excel.founding.value import Value, indicator_of, value_of
from courtdesk.excel.intake.entries import Entry
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.heads import role_of
from courtdesk.excel.intake.looks import Look, is_period
from courtdesk.excel.intake.rows import pieces
from courtdesk.excel.intake.survey import Mark, Survey
from courtdesk.excel.intake.wording import base, unit_in
from courtdesk.excel.reading import Page
from courtdesk.models.outline import Indicator, Measure

TOTAL = "合计，可由各项相加得出"
_Pair = tuple[Entry | None, Entry | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A line that has no place in a sheet yet.

    ``part`` is what a column headed 部分 says, ``groups`` what else it stands under, the outermost
    first.
    """

    line: Line
    part: str = ""
    groups: tuple[str, ...] = ()
    row: int = 0


class Worksheet:
    """Reads the lines of one worksheet; ``prefix`` begins their keys."""

    def __init__(self, prefix: str, reading: Reading, page: Page, survey: Survey) -> None:
        self._prefix, self._survey = f"{prefix}!{page.name}", survey
        self._file, self._department = reading.file, reading.department
        self._beside = Beside(page, survey)
        entries = survey.entries
        self._figured = {_row(e) for e in entries if not e.total}
        self._summed = {e.column for e in entries if e.part}
        self._labels = [m for m in survey.marks if m.reason == "指标名称"]
        self._headings = headings(page, survey)

    def lines(self) -> list[Found]:
        """Return a line for each figure of this year, and for each that only last year had."""
        found = []
        for now, before in _pairs(self._survey.entries):
            entry = now or before
            assert entry is not None
            olds = pieces(before) if before is not None else []
            parts = pieces(entry)
            olds = olds if len(olds) == len(parts) else []
            for n, said in enumerate(parts):
                old = olds[n] if olds else None
                found.append(self._found(entry, said if now else None, old, before, n))
        return self._with_blanks(found)

    def _found(
        self,
        entry: Entry,
        now: tuple[str, str] | None,
        old: tuple[str, str] | None,
        before: Entry | None,
        number: int,
    ) -> Found:
        groups, names = self._placed(entry)
        groups = groups or self._under(entry) or self._led(entry.row)
        said = now or old or ("", "")
        indicator = self._described(indicator_of(entry, *said, names), entry)
        value = value_of(entry, *now, indicator) if now else Value(note="本年没有数")
        last = value_of(before, *old, indicator) if before and old else Value()
        summed = entry.total and entry.column in self._summed
        reasons = (value.doubt, last.doubt and f"上年：{last.doubt}", TOTAL if summed else "")
        doubt = "；".join(filter(None, reasons))
        cell = address(entry.row, entry.column)
        told = last.quantity is not None or last.doubt
        line = Line(
            key=f"{self._prefix}!{cell}" + (f"#{number}" if number else ""),
            file=self._file,
            page=self._survey.page,
            cell=cell if now else "",
            section="",
            item="",
            indicator=indicator,
            printed=value.quantity,
            previous=last.quantity,
            before=address(before.row, before.column) if before and told else "",
            doubt=doubt,
            note=value.note,
            taken=not doubt,
        )
        return Found(line, self._beside.said(PART, entry.row), groups, entry.row)

    def _described(self, indicator: Indicator, entry: Entry) -> Indicator:
        about = {what: self._beside.said(what, entry.row) for what in (DEPARTMENT, MEANING, SCOPE)}
        title = entry.title or self._survey.page or "未命名"
        about[DEPARTMENT] = about[DEPARTMENT] or self._department
        return indicator.replaced(**about, label=indicator.label or plain_name(title) or title)

    def _placed(self, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the groups a figure stands under, and the labels that name it.

        A label that has a figure of its own is no group: 其中 names a part of that figure.
        """
        row, heads = _row(entry), entry.path[len(entry.path) - entry.heads :]
        if entry.total:
            outer, names = row, (*heads, "合计") if entry.column in self._summed else heads
        elif row:
            outer, names = row[:-1], (row[-1], *heads)
        else:
            outer, names = heads[:-1], heads[-1:]
        depth = 0
        while depth < len(outer) and outer[: depth + 1] not in self._figured:
            depth += 1
        groups = tuple(name for text in outer[:depth] if (name := plain_name(text)))
        return groups, (*outer[depth:], *names)

    def _under(self, entry: Entry) -> tuple[str, ...]:
        """Return the heading above the label a figure is named by."""
        beside = [m.column for m in self._labels if m.row == entry.row and m.column < entry.column]
        above = [
            (m.row, plain_name(m.text))
            for m in self._headings
            if m.row < entry.row and (not beside or m.column == max(beside))
        ]
        return (max(above)[1],) if above else ()

    def _led(self, row: int) -> tuple[str, ...]:
        """Return the department a row stands under, where its column comes before the names."""
        said = self._beside.said(DEPARTMENT, row)
        return (said,) if said and self._beside.leads(DEPARTMENT, row) else ()

    def _with_blanks(self, found: list[Found]) -> list[Found]:
        """Put in the rows that have a name and no figure at all: they wait to be ticked."""
        known = {plain_name(text) for e in self._survey.entries for text in e.path}
        known |= {plain_name(m.text) for m in self._headings}
        units = {m.row: unit_in(m.text) for m in self._survey.marks if m.reason == "单位"}
        for mark in self._labels:
            name = plain_name(mark.text)
            silent = role_of(mark.text) is not None or is_period(mark.text)
            if not name or name in known or silent:
                continue
            known.add(name)
            at = max((n for n, f in enumerate(found) if f.row < mark.row), default=-1)
            above = found[at] if at >= 0 else None
            blank = self._blank(mark, name, base(units.get(mark.row, "")))
            groups = above.groups if above else ()
            part = self._beside.said(PART, mark.row)
            found.insert(at + 1, Found(blank, part, groups, mark.row))
        return found

    def _blank(self, mark: Mark, name: str, unit: str) -> Line:
        cell = address(mark.row, mark.column)
        department = self._beside.said(DEPARTMENT, mark.row) or self._department
        measure = measure_of(unit, name)
        label = named([name], unit, measure is Measure.RANK)
        return Line(
            key=f"{self._prefix}!{cell}",
            file=self._file,
            page=self._survey.page,
            cell=cell,
            section="",
            item="",
            indicator=Indicator(
                id=NEW, label=label, unit=unit, measure=measure, department=department
            ),
            doubt="这一行没有数",
            taken=False,
        )


def headings(page: Page, survey: Survey) -> list[Mark]:
    """Return the labels without figures that head the rows below them: merged, or alone in a row.

    In a table of names and figures alone that may as well be a figure nobody has delivered yet.
    """
    labels = [m for m in survey.marks if m.reason == "指标名称"]
    known = {text for e in survey.entries for text in e.path}
    figured = {e.row for e in survey.entries}
    wide = {(row, column) for row, column, _, columns in page.merged if columns > 1}
    telling = bool(figured) and min(len(page.rows[row]) for row in figured) > 2
    alone = {(m.row, m.column) for m in labels if telling and len(page.rows[m.row]) == 1}
    return [
        m
        for m in labels
        if (m.row, m.column) in wide | alone and m.row not in figured and m.text not in known
    ]


def _row(entry: Entry) -> tuple[str, ...]:
    return entry.path[: len(entry.path) - entry.heads]


def _pairs(entries: Sequence[Entry]) -> Iterator[_Pair]:
    """Put last year's figure beside this year's of the same name: in its row, else its column."""
    last: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in (e for e in entries if e.field == "previous"):
        last[_same(entry)].append(entry)
    for entry in (e for e in entries if e.field == "printed"):
        rivals = last[_same(entry)]
        near = [o for o in rivals if o.row == entry.row] or [
            o for o in rivals if o.column == entry.column
        ]
        if near:
            rivals.remove(near[0])
        yield entry, near[0] if near else None
    for entry in (e for group in last.values() for e in group):
        if entry.spot.look is not Look.MISSING:
            yield None, entry


def _same(entry: Entry) -> tuple[object, ...]:
    return entry.title, entry.path, entry.unit, entry.total
