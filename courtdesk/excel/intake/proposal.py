"""An import while it is being decided: what each row would change, and what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from courtdesk.excel.exchange import Change, Problem, apply
from courtdesk.excel.filler import NOBODY
from courtdesk.excel.intake.accounts import account, problems
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.measured import Doubt
from courtdesk.excel.intake.offers import OPEN, Account, Offer, Question, Standing
from courtdesk.excel.intake.rows import rows_of
from courtdesk.excel.intake.weighing import Weighed, offered, question_key, weigh, weigh_together
from courtdesk.models.outline import Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Alias, FactSheet

MOST_ALIASES = 3000
_ASKED = {
    Doubt.SHARE: "有没写百分号的小数",
    Doubt.ABOUT: "有约数",
    Doubt.MONEY: "金额没有写单位",
    Doubt.UNIT: "单位与指标不同",
    Doubt.SHOWN: "显示的与存的不同",
}
_Place = tuple[str, str]  # the id and the field of a figure


class Proposal:
    """The rows of one or several files against a sheet, with what a person decided so far.

    ``offers`` are by key, in the order of the files and of their cells.
    """

    def __init__(self, sheet: FactSheet, readings: Sequence[Reading]) -> None:
        self.sheet, self.readings = sheet, tuple(readings)
        self._rows = {
            row.key: row
            for number, reading in enumerate(readings)
            for row in rows_of(reading, number, sheet)
        }
        self._fillers = {reading.file: reading.filler for reading in readings}
        self.offers: dict[str, Offer] = {}
        self._answers: dict[str, str] = {}
        self._asked: dict[str, Question] = {}
        self._weighed: dict[str, Weighed] = {}  # each row by itself
        self._settled: dict[str, Weighed] = {}  # against the others
        self._groups: dict[_Place, list[str]] = {}
        self._work_out(self._rows)
        self.offers = {key: self.offers[key] for key in self._rows}

    # --- what a person decides -------------------------------------------------------------------

    def target(self, key: str, id: str) -> None:
        """Let a row go to another indicator, or to none with ""."""
        row = self._rows[key]
        row.target, row.typed, row.taken = id, None, None
        self._work_out([key])
        if id:
            self.take([key], True)

    def write(self, key: str, text: str) -> None:
        """Put a typed value in the place of what a row says. Raises UserError."""
        row = self._rows[key]
        indicator = self.sheet.outline.indicator(row.id)
        unit = "位" if indicator.measure is Measure.RANK else indicator.unit
        row.typed, row.target = Quantity.parse(text, unit), row.id
        self._work_out([key])
        self.take([key], True)

    def answer(self, key: str, answer: str) -> None:
        """Answer a question, for every cell of its column; "" takes an answer back."""
        self._answers[key] = answer
        self._asked[key] = self._asked[key].replaced(answer=answer)
        self._work_out([k for k, o in self.offers.items() if o.question == key])

    def take(self, keys: Iterable[str], taken: bool) -> None:
        """Take or refuse rows; of those that speak of one figure one at most is taken."""
        touched: dict[str, None] = {}
        for key in keys:
            if self.offers[key].standing not in OPEN:
                continue
            for other in self.beside(key) if taken else ():
                self._rows[other.key].taken = False
                touched[other.key] = None
            self._rows[key].taken = taken
            touched[key] = None
        for key in touched:
            self._offer(self._settled[key])

    def beside(self, key: str) -> tuple[Offer, ...]:
        """Return the rows that say something of the same figure and could be taken, this first."""
        mine = self.offers[key]
        group = self._groups.get((mine.id, mine.field), [])
        others = (self.offers[k] for k in group if k != key)
        return (mine, *(o for o in others if o.standing in OPEN))

    # --- what comes of it ------------------------------------------------------------------------

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is asked, answered or not."""
        return tuple(self._asked.values())

    @property
    def taken(self) -> tuple[Offer, ...]:
        """The rows that are taken as things stand."""
        return tuple(o for o in self.offers.values() if o.taken)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the rows that are taken change."""
        return tuple(map(self.change, self.taken))

    def change(self, offer: Offer) -> Change:
        """Return what taking an offer changes."""
        own = self._rows[offer.key].change
        who = self._fillers.get(offer.file, NOBODY)
        return own or Change(
            id=offer.id,
            field=offer.field,
            label=self.sheet.outline.indicator(offer.id).label,
            old=offer.old,
            new=offer.new,
            file=offer.file,
            sheet=offer.sheet,
            cell=offer.cell,
            by=who.by,
            phone=who.phone,
            day=who.day,
            confidence=str(offer.confidence),
            state=offer.standing,
            warnings=offer.warnings,
        )

    @property
    def used(self) -> tuple[Reading, ...]:
        """The files that something is taken from."""
        files = {o.file for o in self.taken}
        return tuple(r for r in self.readings if r.file in files)

    def applied(
        self, sheet: FactSheet, who: str, when: datetime, kept: Mapping[str, str]
    ) -> FactSheet:
        """Return the sheet with what is taken; ``kept`` gives each used file's SHA-256.

        Raises UserError, changing nothing, for a figure that is locked or gone by now.
        """
        return apply(sheet, self.changes, who, when, kept, self.aliases)

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The sheet's remembered names with those that were decided here, newest last."""
        kept = {(a.department, a.label): a for a in self.sheet.aliases}
        for offer in self.taken:
            row = self._rows[offer.key]
            decided = row.entry is not None and (row.target is not None or not row.claim.sure)
            if decided and row.alias.strip("|"):
                fresh = Alias(department=row.department, label=row.alias, indicator=offer.id)
                kept.pop((row.department, row.alias), None)
                kept[row.department, row.alias] = fresh
        return tuple(kept.values())[-MOST_ALIASES:]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is not taken and should be known."""
        return problems(self.readings, tuple(self.offers.values()))

    @property
    def accounts(self) -> tuple[Account, ...]:
        """For each file, every cell: used, or left alone and why."""
        offers: dict[str, list[Offer]] = {r.file: [] for r in self.readings}
        for offer in self.offers.values():
            offers[offer.file].append(offer)
        return tuple(account(reading, offers[reading.file]) for reading in self.readings)

    # --- working it out --------------------------------------------------------------------------

    def _work_out(self, keys: Iterable[str]) -> None:
        """Weigh rows again, and those they stand beside, before and now."""
        places: dict[_Place, None] = {}
        for key in keys:
            row = self._rows[key]
            before = self._weighed.get(key)
            if before is not None:
                places[self._leave(key)] = None
            fresh = self._weighed[key] = weigh(row, self.sheet, self._answers)
            self._ask(fresh)
            place = (row.id, row.field)
            self._groups.setdefault(place, []).append(key)
            places[place] = None
        for place in places:
            self._settle(place)

    def _leave(self, key: str) -> _Place:
        old = self.offers[key]
        place = (old.id, old.field)
        self._groups[place].remove(key)
        return place

    def _settle(self, place: _Place) -> None:
        group = [self._weighed[key] for key in self._groups[place]]
        for one in weigh_together(group) if place[0] else group:
            self._offer(one)

    def _ask(self, one: Weighed) -> None:
        row, found = one.row, one.found
        if found is None or found.doubt is None or not one.sure or one.standing is Standing.SAME:
            return  # the answer would change nothing
        key = question_key(row, found.doubt)
        if key not in self._asked:
            text = f"“{row.file}”{row.page} {row.column} 列{_ASKED[found.doubt]}：{row.said}"
            place = {"file": row.file, "sheet": row.page, "column": row.column}
            choices = found.choices
            self._asked[key] = Question(
                key=key, kind=found.doubt, text=text, choices=choices, **place
            )

    def _offer(self, one: Weighed) -> None:
        chosen = one.row.taken
        taken = one.standing is Standing.SURE if chosen is None else chosen
        able = one.standing in OPEN
        self._settled[one.row.key] = one
        self.offers[one.row.key] = offered(one, self.sheet, taken and able)
