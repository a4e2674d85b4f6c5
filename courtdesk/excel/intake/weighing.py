"""What one row would change, against the sheet and against the other rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from courtdesk.excel.intake.looks import Look
from courtdesk.excel.intake.matching import fits
from courtdesk.excel.intake.measured import Doubt, Measured, measured
from courtdesk.excel.intake.offers import Choice, Offer, Standing, placed
from courtdesk.excel.intake.rows import Row
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, State

_WIDE = str.maketrans("(),:;", "（），：；")  # labels are read half-width and shown full-width
WAIT = "wait"
"""The answer that leaves a column alone."""


@dataclass(frozen=True)
class Weighed:
    """A row with its figure, None for none, and how far it has come."""

    row: Row
    quantity: Quantity | None
    standing: Standing
    why: str = ""
    found: Measured | None = None

    @property
    def sure(self) -> bool:
        """Whether its indicator is beyond doubt: as like as can be, or chosen by a person."""
        return self.row.claim.sure or self.row.target is not None


SAME = 0.95  # a likeness that leaves no doubt of the name
OWN = "名称相符，但各部门都可能有这样的数：请核对是不是这里要的"


def weigh(row: Row, sheet: FactSheet, answers: Mapping[str, str]) -> Weighed:
    """Weigh a row by itself; ``answers`` are by a question's key."""
    if row.change is not None:
        change = row.change
        quantity = Quantity.parse(change.new) if change.field != "note" and change.new else None
        return _answered(Weighed(row, quantity, Standing.SURE), sheet)
    assert row.entry is not None
    look = row.entry.spot.look
    if row.typed is None and look not in (Look.NUMBER, Look.BAD, Look.DATE):
        return _ignored(row, "没有数" if look is Look.MISSING else "不是数字")
    place = sheet.outline.places.get(row.id)
    if place is None:
        return _ignored(row, row.hint or "没有相应的指标")
    indicator = place[2]
    if indicator.formula is not None:
        return _ignored(row, "由其他指标算出")
    found = Measured(row.typed) if row.typed is not None else _read(row, indicator, answers)
    if found.quantity is None:
        return Weighed(row, None, Standing.REFUSED, found.refusal)
    return _compared(row, found, sheet, answers)


def _answered(one: Weighed, sheet: FactSheet) -> Weighed:
    """Hold an answer against another one, or one that was checked; a blank may contradict, too."""
    row, figure = one.row, sheet.figure(one.row.id)
    old: Quantity | None = getattr(figure, row.field) if row.field != "note" else None
    if old is None or not (row.form or figure.state is State.CHECKED):
        return one
    if not row.form or (one.quantity is None and figure.state is State.CHECKED):
        return replace(one, standing=Standing.CONFLICT, why=_held(figure, old))
    if one.quantity is None or not _stands(figure, row):
        return one
    if agree(old, one.quantity):
        return replace(one, standing=Standing.SAME, why="与已填的相符")
    return replace(one, standing=Standing.CONFLICT, why=_held(figure, old))


def _stands(figure: Figure, row: Row) -> bool:
    """Say whether a value is not simply to be overwritten by this row."""
    return figure.state is State.CHECKED or _elsewhere(figure, row)


def _held(figure: Figure, old: Quantity) -> str:
    return f"{'已核' if figure.state is State.CHECKED else '已填'}的数是 {old}"


def _ignored(row: Row, why: str) -> Weighed:
    return Weighed(row, None, Standing.IGNORED, why)


def _read(row: Row, indicator: Indicator, answers: Mapping[str, str]) -> Measured:
    assert row.entry is not None
    named = (u for u in row.entry.units if fits(u, indicator) == 1)  # of a title with several
    unit = row.unit or next(named, "")
    given = {d: a for d in Doubt if (a := answers.get(question_key(row, d), ""))}
    return measured(row.entry.spot.cell, row.said, unit, indicator, given)


def _compared(row: Row, found: Measured, sheet: FactSheet, answers: Mapping[str, str]) -> Weighed:
    """Weigh a figure against the one the sheet holds."""
    assert found.quantity is not None
    figure = sheet.figure(row.id)
    old: Quantity | None = getattr(figure, row.field)
    answer = answers.get(question_key(row, found.doubt), "") if found.doubt else "yes"
    one = Weighed(row, found.quantity, Standing.UNSURE, "", found)
    if figure.state is State.LOCKED:
        return replace(one, standing=Standing.REFUSED, why="已锁定")
    if old is not None and agree(old, found.quantity):
        return replace(one, standing=Standing.SAME, why="与已填的相符")
    if old is not None and _stands(figure, row):
        return replace(one, standing=Standing.CONFLICT, why=_held(figure, old))
    if not one.sure and row.typed is None:
        doubt = row.entry.doubt if row.entry else ""
        return replace(one, why=doubt or (OWN if row.claim.score >= SAME else "请核对指标"))
    if answer in ("", WAIT):
        return replace(one, why="按答复先不采用" if answer else "请先回答上方的问题")
    return replace(one, standing=Standing.SURE)


def _elsewhere(figure: Figure, row: Row) -> bool:
    """Say whether a value came from somewhere else than the file that is read again."""
    return row.field == "previous" or figure.source.file != row.file


def weigh_together(group: Sequence[Weighed]) -> list[Weighed]:
    """Weigh rows of one figure against each other.

    Of rows that agree the most exact is kept; others contradict each other. A row whose indicator
    is in doubt has no say.
    """
    heard = [o for o in group if o.sure and o.standing in (Standing.SURE, Standing.UNSURE)]
    if len(heard) < 2:
        return list(group)
    best = min(heard, key=_width)
    assert best.quantity is not None or best.row.change is not None
    if all(_say_the_same(one, best) for one in heard):
        same = replace
        return [
            same(o, standing=Standing.SAME, why=f"与 {_place(best)} 相符")
            if o in heard and o is not best
            else o
            for o in group
        ]
    return [_contradicted(o, heard) if o in heard else o for o in group]


def _contradicted(one: Weighed, heard: Sequence[Weighed]) -> Weighed:
    others = "、".join(f"{_place(o)} 填 {_said(o)}" for o in heard if o is not one)
    return replace(one, standing=Standing.CONFLICT, why=f"填写不同：{others}")


def _say_the_same(one: Weighed, other: Weighed) -> bool:
    if one.quantity is None or other.quantity is None:
        return _said(one) == _said(other)
    return agree(one.quantity, other.quantity)


def _said(one: Weighed) -> str:
    change = one.row.change
    return str(one.quantity) if one.quantity is not None else (change.new if change else "")


def agree(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures can be the same: the interval of one lies in the other's."""
    inside = one.low >= other.low and one.high <= other.high
    return inside or (other.low >= one.low and other.high <= one.high)


def _width(one: Weighed) -> Decimal:
    return Decimal(0) if one.quantity is None else one.quantity.high - one.quantity.low


def _place(one: Weighed) -> str:
    return f"{one.row.file} {placed(one.row.page, one.row.cell)}"


def question_key(row: Row, doubt: Doubt) -> str:
    """Return the key under which a doubt about a row's column is asked."""
    return f"{doubt}!{row.key.partition('!')[0]}!{row.page}!{row.column}"


def offered(one: Weighed, sheet: FactSheet, taken: bool) -> Offer:
    """Return a row as it is shown."""
    row, found, change, entry = one.row, one.found, one.row.change, one.row.entry
    old = getattr(sheet.figure(row.id), row.field) if row.id in sheet.outline.places else None
    choices = tuple(
        Choice(id=c.id, confidence=round(min(1.0, c.score) * 100)) for c in row.candidates
    )
    likely = next((c.confidence for c in choices if c.id == row.id), 100 if row.id else 0)
    return Offer(
        key=row.key,
        file=row.file,
        sheet=row.page,
        cell=row.cell,
        department=row.department,
        label=change.label if change else _label(row),
        read=row.said + (f"（{row.unit}）" if row.unit and entry else ""),
        id=row.id,
        field=row.field,
        old=change.old if change else str(old or ""),
        new=change.new if change else str(one.quantity or ""),
        standing=one.standing,
        confidence=likely,
        choices=choices,
        warnings=found.warnings if found else _own_warnings(row, sheet),
        why=one.why,
        question=question_key(row, found.doubt) if found and found.doubt else "",
        taken=taken,
    )


def _own_warnings(row: Row, sheet: FactSheet) -> tuple[str, ...]:
    checked = row.change is not None and sheet.figure(row.id).state is State.CHECKED
    return ("原来已核，采用后须重新核对",) if checked else ()


def _label(row: Row) -> str:
    """The words a figure stands under, outermost first: 网络拍卖 · 成交."""
    assert row.entry is not None
    return (" · ".join(row.entry.path) or row.entry.title).translate(_WIDE)
