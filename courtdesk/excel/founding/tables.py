"""The lines of a worksheet: each figure with its name, and last year's beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from courtdesk.excel.addresses import address
from courtdesk.excel.founding.beside import DEPARTMENT, MEANING, PART, SCOPE, Beside
from courtdesk.excel.founding.grouping import NUMERAL, Grouping
from courtdesk.excel.founding.line import NEW, Line
from courtdesk.excel.founding.naming import measure_of, named, plain_name
from courtdesk.excel.founding.value import Value, indicator_of, value_of
from courtdesk.excel.intake.entries import Entry
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.heads import role_of
from courtdesk.excel.intake.looks import Look, is_period
from courtdesk.excel.intake.rows import pieces
from courtdesk.excel.intake.survey import USED, Mark, Survey
from courtdesk.excel.intake.wording import base, unit_in
from courtdesk.excel.reading import Page
from courtdesk.models.outline import Indicator, Measure

UNTOLD = "同一行有几个数，没有表头说明各是什么"
TOTAL = "合计，可由各项相加得出"
_QUIET = {*USED, "序号", "备注", "填报信息", "表下的说明"}
"""Cells that hold no figure, though they may hold digits."""
_Pair = tuple[Entry | None, Entry | None]
_Said = tuple[str, str]  # as a cell writes it, and the unit it counts in


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
        self._grouping = Grouping(page, survey, self._beside)
        self._rivals = Counter((e.row, e.path, e.field) for e in survey.entries)

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
                found.append(self._found((now, before), said if now else None, old, n))
        return self._with_blanks(found)

    def _found(self, pair: _Pair, now: _Said | None, old: _Said | None, number: int) -> Found:
        """Return the line of a figure, the ``number``-th of its cell."""
        entry, before = pair[0] or pair[1], pair[1]
        assert entry is not None
        groups, names = self._grouping.of(entry)
        said = now or old or ("", "")
        indicator = self._described(indicator_of(entry, *said, names), entry)
        value = value_of(entry, *now, indicator) if now else Value(note="本年没有数")
        last = value_of(before, *old, indicator) if before and old else Value()
        summed = TOTAL if self._grouping.sums(entry) else ""
        untold = UNTOLD if self._rivals[entry.row, entry.path, entry.field] > 1 else ""
        reasons = (value.doubt, last.doubt and f"上年：{last.doubt}", summed, untold)
        told = last.quantity is not None or last.doubt
        line = self._line(
            address(entry.row, entry.column),
            indicator,
            "；".join(filter(None, reasons)),
            f"#{number}" if number else "",
        )
        line = replace(
            line,
            cell=line.cell if now else "",
            printed=value.quantity,
            previous=last.quantity,
            before=address(before.row, before.column) if before and told else "",
            note=value.note,
        )
        return Found(line, self._beside.said(PART, entry.row), groups, entry.row)

    def _line(self, cell: str, indicator: Indicator, doubt: str, part: str = "") -> Line:
        return Line(
            key=f"{self._prefix}!{cell}{part}",
            file=self._file,
            page=self._survey.page,
            cell=cell,
            section="",
            item="",
            indicator=indicator,
            doubt=doubt,
            taken=not doubt,
        )

    def _described(self, indicator: Indicator, entry: Entry) -> Indicator:
        about = {what: self._beside.said(what, entry.row) for what in (DEPARTMENT, MEANING, SCOPE)}
        title = entry.title or self._survey.page or "未命名"
        about[DEPARTMENT] = about[DEPARTMENT] or self._department
        return indicator.replaced(**about, label=indicator.label or plain_name(title) or title)

    def _with_blanks(self, found: list[Found]) -> list[Found]:
        """Put in the rows that have a name and no figure at all: they wait to be ticked.

        A row whose figures are another year's or another court's is none of them.
        """
        known = set(self._grouping.known)
        marks = (m for m in self._survey.marks if m.reason not in _QUIET)
        figured = {m.row for m in marks if any(c.isdigit() for c in m.text)}
        units = {m.row: unit_in(m.text) for m in self._survey.marks if m.reason == "单位"}
        for mark in (m for m in self._survey.marks if m.reason == "指标名称"):
            name = plain_name(mark.text)
            told = mark.row in figured or (mark.row, mark.column) in self._grouping.naming
            if told or not name or name in known or _names_nothing(mark.text):
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
        indicator = Indicator(
            id=NEW, label=label, unit=unit, measure=measure, department=department
        )
        return self._line(cell, indicator, "这一行没有数")


def _names_nothing(text: str) -> bool:
    return role_of(text) is not None or is_period(text) or bool(NUMERAL.fullmatch(text))


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
