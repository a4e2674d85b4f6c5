"""Tables on the way to a sheet: what each cell would become, every guess open to correction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from courtdesk.excel.addresses import address
from courtdesk.excel.exchange import Problem
from courtdesk.excel.founding.correcting import corrected
from courtdesk.excel.founding.levels import Sheet, placed
from courtdesk.excel.founding.line import NEW, Line
from courtdesk.excel.founding.naming import told_apart
from courtdesk.excel.founding.opened import Opened, refusal_of
from courtdesk.excel.founding.own import own_lines, slogans
from courtdesk.excel.founding.refusal import passed_over
from courtdesk.excel.founding.surveyed import surveyed
from courtdesk.excel.founding.whose import court_of
from courtdesk.excel.founding.years import joined
from courtdesk.excel.intake.accounts import accounted
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.looks import Look
from courtdesk.excel.intake.offers import Account
from courtdesk.excel.intake.offers import placed as where
from courtdesk.models.errors import UserError

MOST = 2000  # figures of a sheet
Tick = Callable[[], None]


@dataclass(frozen=True)
class Founding:
    """What files say, line by line. Frozen: each correction makes a new one.

    ``court`` is whose figures they are, "" where nobody named one. ``guessed`` are the lines as
    proposed for this year and court, ``changed`` those a user corrected.
    """

    opened: tuple[Opened, ...]
    year: int
    court: str
    guessed: tuple[Line, ...]
    changed: Mapping[str, Line] = field(default_factory=dict)
    slogans: Mapping[str, str] = field(default_factory=dict)  # by the part's title

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, as proposed or as corrected."""
        return tuple(self.changed.get(line.key, line) for line in self.guessed)

    @cached_property
    def taken(self) -> tuple[Line, ...]:
        """The lines that become indicators as things stand."""
        return tuple(line for line in self.lines if line.taken)

    def take(self, keys: Iterable[str], taken: bool) -> Self:
        """Take lines, or leave them."""
        return self._each(keys, lambda line: replace(line, taken=taken))

    def correct(self, keys: Iterable[str], name: str, text: str) -> Self:
        """Correct one field of lines. Raises UserError, changing none, as `corrected` says."""
        return self._each(keys, lambda line: corrected(line, name, text))

    def _each(self, keys: Iterable[str], change: Callable[[Line], Line]) -> Self:
        lines = {line.key: line for line in self.lines}
        fresh = {key: change(lines[key]) for key in keys}
        return replace(self, changed={**self.changed, **fresh})

    def again(self, year: int, court: str, tick: Tick = lambda: None) -> "Founding":
        """Read the same files as another year's or court's; corrections stay with their cells."""
        return replace(founded(self.opened, year, court, tick), changed=self.changed)

    @property
    def used(self) -> tuple[Reading, ...]:
        """The files that something is taken from."""
        files = {file for line in self.taken for file, _, cell in line.cells if cell}
        readings = (o.reading for o in self.opened if not o.reading.refusal)
        return tuple(r for r in readings if r.file in files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands in no line and should be known."""
        said = {(n.file, n.page, n.cell) for n in self.lines if n.doubt}
        told = (p for o in self.opened for p in passed_over(o))
        return tuple(p for p in told if (p.file, p.sheet, p.cell) not in said)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """For each file, every cell: used, or left alone and why."""
        taken = {place for line in self.taken for place in line.cells}
        return tuple(accounted(o.reading, _cells(o.reading, taken)) for o in self.opened)


def _cells(reading: Reading, taken: set[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    for entry in (e for s in reading.surveys for e in s.entries):
        cell = address(entry.row, entry.column)
        missing = "没有数" if entry.spot.look is Look.MISSING else "没有勾选"
        used = (reading.file, entry.page, cell) in taken
        yield where(entry.page, cell), "" if used else missing


def _once(line: Line, ids: dict[str, str]) -> Line:
    """Leave an indicator in doubt whose id another workbook of the program's brought before."""
    indicator = line.indicator
    file = ids.setdefault(indicator.id, line.file) if indicator.id != NEW else line.file
    if file == line.file:
        return line
    doubt = "；".join(filter(None, (line.doubt, f"“{file}”里也有这个编号")))
    fresh = indicator.replaced(id=NEW, formula=None)
    return replace(line, indicator=fresh, doubt=doubt, taken=False)


def founded(
    opened: Sequence[Opened], year: int, court: str = "", tick: Tick = lambda: None
) -> Founding:
    """Propose the lines of files, read as those of ``year`` and of ``court``.

    Without a court it is the one the files name: the rows of others are left out. ``tick`` is
    called before each worksheet and may raise to stop. Raises UserError when no file holds a
    figure, or all of them too many.
    """
    court = court or court_of(opened)
    read: list[Opened] = []
    lines: list[tuple[Line, tuple[str, ...]]] = []
    tables: list[Sheet] = []
    told: dict[str, str] = {}
    ids: dict[str, str] = {}
    for number, one in enumerate(opened):
        if not one.book.pages:  # it was refused when it was opened
            read.append(one)
        elif one.own:
            read.append(one)
            for line in own_lines(one.book, one.reading.file, str(number)):
                line = _once(line, ids)
                lines.append((line, (line.item, line.section)))
            told |= slogans(one.book)
        else:
            reading, sheets = surveyed(one, number, year, court, tick)
            read.append(replace(one, reading=reading))
            tables += sheets
    found = tuple(told_apart([*lines, *placed(joined(tables))]))
    if not found:
        raise UserError(refusal_of([o.reading for o in read]))
    if len(found) > MOST:
        raise UserError(f"表里有{len(found)}个数，超过{MOST}个，像明细不像汇总：请只选汇总表再新建")
    return Founding(tuple(read), year, court, found, slogans=told)
