"""The figure a cell means where no indicator says yet what it counts."""

from dataclasses import dataclass

from courtdesk.excel.founding.line import NEW
from courtdesk.excel.founding.naming import measure_of, named, unit_of
from courtdesk.excel.intake.entries import OF_ALL, Entry
from courtdesk.excel.intake.looks import Look
from courtdesk.excel.intake.measured import Doubt, Measured, measured
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity

NOTHING = "没有数"
_UNSURE = "不是整数"
_ASKED = {
    Doubt.SHARE: "表中是 {said}，应是 {choices}",
    Doubt.MONEY: "没有写明是元、万元还是亿元",
    Doubt.UNIT: "单位与表中写的不同：{choices}",
    Doubt.SHOWN: "显示的与存的不同：{choices}",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, None for none; why it is in doubt; what is worth knowing of it."""

    quantity: Quantity | None = None
    doubt: str = ""
    note: str = ""


def indicator_of(entry: Entry, said: str, unit: str, pieces: tuple[str, ...]) -> Indicator:
    """Return the indicator a figure would fill, named by these labels."""
    own = unit_of(said, unit or _only(entry), entry.unit_from or "标题", entry.path)
    words = "".join(entry.path)
    measure = measure_of(own, words if own != "位" else f"{words}{said}位次")
    label = named(pieces, own, measure is Measure.RANK)
    return Indicator(id=NEW, label=label, unit=own, measure=measure)


def _only(entry: Entry) -> str:
    return entry.units[0] if len(entry.units) == 1 else ""


def value_of(entry: Entry, said: str, unit: str, indicator: Indicator) -> Value:
    """Read a cell, or the part ``said`` of it, in the unit its table gives."""
    if entry.spot.look is Look.MISSING:
        return Value(note=NOTHING)
    if entry.spot.look not in (Look.NUMBER, Look.BAD, Look.DATE):
        return Value(doubt=f"“{entry.spot.text[:20]}”不是数字")
    given = "" if indicator.unit == "%" and entry.unit_from == "标题" else unit
    found = measured(entry.spot.cell, said, given, indicator, {Doubt.ABOUT: "keep"})
    if found.quantity is None:
        return Value(doubt=found.refusal)
    asked = "" if entry.doubt.endswith(OF_ALL) else entry.doubt
    doubt = "；".join(filter(None, (_doubt(found, said), asked)))
    return Value(found.quantity, doubt, _note(found, said, indicator))


def _doubt(found: Measured, said: str) -> str:
    if found.doubt in _ASKED:
        told = (words.removeprefix("是 ") for answer, words in found.choices if answer != "wait")
        choices = " 还是 ".join(told)
        return _ASKED[found.doubt].format(said=said, choices=choices)
    return _UNSURE if _UNSURE in found.warnings else ""


def _note(found: Measured, said: str, indicator: Indicator) -> str:
    notes = [w for w in found.warnings if w not in (_UNSURE, "是约数")]
    if found.doubt is Doubt.ABOUT:
        notes.append(f"表中写“{said}”")
    if not indicator.unit:
        notes.append("没有写单位")
    return "，".join(notes)
