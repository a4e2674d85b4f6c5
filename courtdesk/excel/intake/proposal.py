"""An import while it is being decided: what each row would change, and what is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courtdesk.excel.exchange import Change, Problem
from courtdesk.excel.intake.accounts import account, problems
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.looks import Look
from courtdesk.excel.intake.matching import Matcher
from courtdesk.excel.intake.measured import Doubt, Measured, measured
from courtdesk.excel.intake.offers import OPEN, Account, Choice, Offer, Question, Standing
from courtdesk.excel.intake.rows import Row, rows_of
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Alias, FactSheet, Figure, State

MOST_ALIASES = 3000
_ASKED = {
    Doubt.SHARE: "没有百分号的小数",
    Doubt.ABOUT: "有约数",
    Doubt.MONEY: "金额没有写单位",
    Doubt.UNIT: "单位与指标不同",
}


class Proposal:
    """The rows of one or several files against a sheet, with what a person decided so far."""

    def __init__(self, sheet: FactSheet, readings: Sequence[Reading]) -> None:
        self.sheet, self.readings = sheet, tuple(readings)
        matcher = Matcher(sheet)
        self._rows = {
            row.key: row
            for number, reading in enumerate(readings)
            for row in rows_of(reading, number, sheet, matcher)
        }
        self._known = {i.id: i for i in sheet.outline.indicators}
        self.offers: dict[str, Offer] = {}
        self.questions: tuple[Question, ...] = ()
        self._answers: dict[str, str] = {}
        self._work_out()

    # --- what a person decides -------------------------------------------------------------------

    def target(self, key: str, id: str) -> None:
        """Let a row go to another indicator, or to none with ""."""
        row = self._rows[key]
        row.target, row.typed = id, None
        row.taken = None if not id else True
        self._work_out()

    def write(self, key: str, text: str) -> None:
        """Put a typed value in the place of what a row says. Raises UserError."""
        row = self._rows[key]
        unit = "位" if self._known[row.id].measure == "rank" else self._known[row.id].unit
        row.typed, row.taken = Quantity.parse(text, unit), True
        self._work_out()

    def answer(self, key: str, answer: str) -> None:
        """Answer a question, for every cell of its column."""
        self._answers[key] = answer
        self._work_out()

    def take(self, keys: Iterable[str], taken: bool) -> None:
        """Take or refuse rows; of rows that contradict each other one at most is taken."""
        for key in keys:
            row, offer = self._rows[key], self.offers[key]
            if offer.standing not in OPEN:
                continue
            if taken:
                for other in self._beside(offer):
                    self._rows[other.key].taken = False
            row.taken = taken
        self._work_out()

    def beside(self, key: str) -> tuple[Offer, ...]:
        """Return the rows that say something of the same figure, this one first."""
        mine = self.offers[key]
        return (mine, *self._beside(mine))

    def _beside(self, offer: Offer) -> list[Offer]:
        place = (offer.id, offer.field)
        return [
            o
            for o in self.offers.values()
            if o.id and (o.id, o.field) == place and o.key != offer.key and o.standing in OPEN
        ]

    # --- what comes of it ------------------------------------------------------------------------

    @property
    def taken(self) -> tuple[Offer, ...]:
        """The rows that are taken as things stand."""
        return tuple(o for o in self.offers.values() if o.taken)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the rows that are taken change."""
        return tuple(self.change(o) for o in self.taken)

    def change(self, offer: Offer) -> Change:
        """Return what taking an offer changes."""
        own = self._rows[offer.key].change
        return own or Change(
            id=offer.id,
            field=offer.field,
            label=self._known[offer.id].label,
            old=offer.old,
            new=offer.new,
            file=offer.file,
            sheet=offer.sheet,
            cell=offer.cell,
            confidence=str(offer.confidence),
            state=offer.standing,
            warnings=offer.warnings,
        )

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The sheet's remembered names with those that were decided here."""
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
        return tuple(
            account(reading, number, tuple(self.offers.values()))
            for number, reading in enumerate(self.readings)
        )

    # --- working it out --------------------------------------------------------------------------

    def _work_out(self) -> None:
        asked: dict[str, Question] = {}
        weighed = [self._weighed(row, asked) for row in self._rows.values()]
        groups: dict[tuple[str, str], list[_Weighed]] = {}
        for one in weighed:
            sure = one.row.claim.sure or one.row.target is not None
            if one.quantity is not None and one.standing in OPEN and sure:
                groups.setdefault((one.row.id, one.row.field), []).append(one)
        for group in groups.values():
            _agree(group)
        self.offers = {one.row.key: self._offer(one) for one in weighed}
        self.questions = tuple(asked.values())

    def _weighed(self, row: Row, asked: dict[str, Question]) -> "_Weighed":
        if row.change is not None:
            return _Weighed(row, _quantity(row.change), Standing.SURE)
        assert row.entry is not None
        if row.entry.spot.look not in (Look.NUMBER, Look.BAD, Look.DATE) and row.typed is None:
            missing = row.entry.spot.look is Look.MISSING
            return _Weighed(row, None, Standing.IGNORED, why="没有数" if missing else "不是数字")
        indicator = self._known.get(row.id)
        if indicator is None:
            return _Weighed(row, None, Standing.IGNORED, why=row.hint or "没有相应的指标")
        if indicator.formula is not None:
            return _Weighed(row, None, Standing.IGNORED, why="由其他指标算出")
        if row.typed is not None:
            return self._compared(row, Measured(row.typed), True)
        found = self._measured(row, indicator)
        if found.refusal:
            return _Weighed(row, None, Standing.REFUSED, why=found.refusal)
        open_ = found.doubt is not None and not self._settled(row, found, asked)
        return self._compared(row, found, not open_ and (row.claim.sure or row.target is not None))

    def _measured(self, row: Row, indicator: Indicator) -> Measured:
        assert row.entry is not None
        unit = row.unit
        for other in row.entry.units if not unit else ():
            unit = unit or (other if _suits(other, indicator) else "")
        answers = {d: self._answers.get(_question(row, d), "") for d in Doubt}
        given = {d: a for d, a in answers.items() if a}
        return measured(row.entry.spot.cell, row.said, unit, indicator, given)

    def _settled(self, row: Row, found: Measured, asked: dict[str, Question]) -> bool:
        """Ask once for the column; say whether the answer lets the figure be taken."""
        assert found.doubt is not None
        key = _question(row, found.doubt)
        answer = self._answers.get(key, "")
        if key not in asked:
            text = f"“{row.file}”{row.page} {row.column} 列{_ASKED[found.doubt]}：{row.said}"
            place = {"file": row.file, "sheet": row.page, "column": row.column}
            asked[key] = Question(
                key=key,
                kind=found.doubt,
                text=text,
                choices=found.choices,
                answer=answer,
                **place,
            )
        return answer not in ("", "wait")

    def _compared(self, row: Row, found: Measured, sure: bool) -> "_Weighed":
        """Weigh a figure against what the sheet holds."""
        assert found.quantity is not None
        figure = self.sheet.figure(row.id)
        old: Quantity | None = getattr(figure, row.field)
        one = _Weighed(row, found.quantity, Standing.SURE if sure else Standing.UNSURE, found)
        if figure.state is State.LOCKED:
            one.standing, one.why = Standing.REFUSED, "已锁定"
        elif old is not None and agree(old, found.quantity):
            one.standing, one.why = Standing.SAME, "与已填的相符"
        elif old is not None and figure.state is State.CHECKED:
            one.standing, one.why = Standing.CONFLICT, f"已核的数是{old}"
        elif old is not None and _elsewhere(figure, row):
            one.standing, one.why = Standing.CONFLICT, f"已填的数是{old}"
        elif found.doubt is not None and not sure:
            answered = self._answers.get(_question(row, found.doubt))
            one.why = "按答复先不采用" if answered else "请先回答上方的问题"
        elif not sure:
            one.why = "请核对指标"
        return one

    def _offer(self, one: "_Weighed") -> Offer:
        row, found = one.row, one.found
        old = getattr(self.sheet.figure(row.id), row.field) if row.id else None
        change, entry = row.change, row.entry
        words = " · ".join(entry.path) or entry.title if entry else ""
        choices = tuple(Choice(id=c.id, confidence=_percent(c.score)) for c in row.candidates)
        chosen = next((c.confidence for c in choices if c.id == row.id), 100 if row.id else 0)
        return Offer(
            key=row.key,
            file=row.file,
            sheet=row.page,
            cell=row.cell,
            department=row.department,
            label=change.label if change else words,
            read=row.said + (f"（{row.unit}）" if row.unit else ""),
            id=row.id,
            field=row.field,
            old=change.old if change else str(old or ""),
            new=change.new if change else str(one.quantity or ""),
            standing=one.standing,
            confidence=chosen,
            choices=choices,
            warnings=found.warnings if found else (),
            why=one.why,
            question=_question(row, found.doubt) if found and found.doubt else "",
            taken=_is_taken(one),
        )


@dataclass
class _Weighed:
    row: Row
    quantity: Quantity | None
    standing: Standing
    found: Measured | None = None
    why: str = ""


def _is_taken(one: _Weighed) -> bool:
    if one.standing not in OPEN:
        return False
    if one.row.taken is None:
        return one.standing is Standing.SURE
    return one.row.taken


def _agree(group: list[_Weighed]) -> None:
    """Of rows that say the same of a figure keep the most exact; others contradict each other."""
    if len(group) < 2:
        return
    best = min(group, key=lambda o: _width(o.quantity))
    assert best.quantity is not None
    if all(o.quantity is not None and agree(o.quantity, best.quantity) for o in group):
        best = next(o for o in group if _width(o.quantity) == _width(best.quantity))
        for other in group:
            if other is not best:
                other.standing, other.why = Standing.SAME, f"与 {_place(best)} 相符"
        return
    for one in group:
        others = "、".join(f"{_place(o)} 填 {o.quantity}" for o in group if o is not one)
        one.standing, one.why = Standing.CONFLICT, f"填写不同：{others}"


def agree(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures can be the same: the interval of one lies in the other's."""
    inside = one.low >= other.low and one.high <= other.high
    return inside or (other.low >= one.low and other.high <= one.high)


def _width(quantity: Quantity | None) -> float:
    return float(quantity.high - quantity.low) if quantity is not None else float("inf")


def _place(one: _Weighed) -> str:
    return f"{one.row.file} {one.row.page}!{one.row.cell}"


def _elsewhere(figure: Figure, row: Row) -> bool:
    """Say whether a value came from somewhere else than the file that is read again."""
    return row.field == "previous" or figure.source.file != row.file


def _suits(unit: str, indicator: Indicator) -> bool:
    from courtdesk.excel.intake.matching import fits

    return fits(unit, indicator) == 1


def _question(row: Row, doubt: Doubt) -> str:
    number = row.key.partition("!")[0]
    return f"{doubt}!{number}!{row.page}!{row.column}"


def _quantity(change: Change) -> Quantity | None:
    return Quantity.parse(change.new) if change.field != "note" and change.new else None


def _percent(score: float) -> int:
    return round(min(1.0, score) * 100)
