"""The figure a cell means for an indicator, and what has to be asked before it is taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from courtdesk.excel.intake.display import display
from courtdesk.excel.intake.looks import aside, bared, figures, is_ratio, number_in
from courtdesk.excel.intake.matching import fits
from courtdesk.excel.intake.wording import base, unit_in
from courtdesk.excel.meaning import REFUSED
from courtdesk.excel.reading import Cell
from courtdesk.models.notation import range_of
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity, QuantityError

_BLUNT = re.compile("多(?!达)")
_SCALED = re.compile("[万亿千百]")
_DIGIT = re.compile("[0-9]")
_ROUGH = Decimal("0.01")


class Doubt(StrEnum):
    """What a column leaves open; the value names it in options and JSON."""

    SHARE = "share"  # 0.5229: 52.29% or 0.5229%
    ABOUT = "about"  # 720多: printed as 720余, or an exact number to be had
    MONEY = "money"  # an amount without a unit
    UNIT = "unit"  # another measure word than the indicator's
    SHOWN = "shown"  # the cell shows another number than it stores


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, or why there is none; ``choices`` are (answer, what it would print)."""

    quantity: Quantity | None = None
    warnings: tuple[str, ...] = ()
    refusal: str = ""
    doubt: Doubt | None = None  # also when it was answered
    choices: tuple[tuple[str, str], ...] = ()


Answers = Mapping[Doubt, str]
_PERCENT: Answers = {Doubt.SHARE: "percent"}  # the cell is shown as one


def measured(cell: Cell, said: str, unit: str, indicator: Indicator, answers: Answers) -> Measured:
    """Read a cell for an indicator.

    ``said`` is its tidy text or the part of it that is meant, ``unit`` what the table says it
    counts in. ``answers`` hold what was answered for its column.
    """
    if cell.kind in REFUSED:
        return Measured(refusal=REFUSED[cell.kind].format(text=cell.text))
    try:
        if cell.kind == "s":
            found = _of_text(said, unit, indicator, answers)
        else:
            found = _of_number(cell, unit, indicator, answers)
        return replace(found, quantity=_plainly(found.quantity, indicator))
    except QuantityError as error:
        return Measured(refusal=str(error))


def _plainly(quantity: Quantity | None, indicator: Indicator) -> Quantity | None:
    """Write a figure as the sheet does: in digits, a rank without its measure word."""
    if quantity is None:
        return None
    if indicator.measure is Measure.RANK and not quantity.markers:
        return Quantity.parse(f"第{quantity.value:f}", indicator.unit)
    counted = not quantity.markers and quantity.unit != "%"
    if counted and not _DIGIT.search(quantity.printed):  # 两个
        return Quantity.parse(f"{quantity.value:f}{quantity.unit}", indicator.unit)
    return Quantity.parse(quantity.printed.replace(",", "").replace("~", "～"), indicator.unit)


def _of_number(cell: Cell, unit: str, indicator: Indicator, answers: Answers) -> Measured:
    number = number_in(cell)
    if number is None:
        return Measured(refusal="不是一个数字")
    if indicator.measure is Measure.RANK:
        return Measured(Quantity.parse(f"第{number:f}", indicator.unit))
    if cell.shown:
        return _of_shown(cell, number, unit, indicator, answers)
    return _of_stored(cell, number, unit, indicator, answers)


def _of_stored(
    cell: Cell, number: Decimal, unit: str, indicator: Indicator, answers: Answers
) -> Measured:
    if cell.kind == "p" or cell.shown.endswith("%"):
        return replace(_plain(number, "%", indicator, _PERCENT), doubt=None)
    return _plain(number, unit, indicator, answers)


def _of_shown(
    cell: Cell, number: Decimal, unit: str, indicator: Indicator, answers: Answers
) -> Measured:
    """What a cell shows is what was meant, unless it hides what it stores."""
    seen = display(cell, number, indicator)
    said = _of_text(seen.text, unit, indicator, answers) if seen else Measured()
    if said.refusal or (seen and seen.same and said.doubt is not Doubt.SHARE):
        return said
    if seen and seen.stored and indicator.unit != "%":
        stored = _unscaled(_of_text(seen.stored, unit, indicator, answers), indicator)
    else:
        stored = _of_stored(cell, number, unit, indicator, answers)
    if said.doubt is Doubt.SHARE or not stored.quantity:
        return stored  # which says more of a share than 0.52 does
    if seen and seen.slight:
        return replace(said, warnings=(*said.warnings, f"单元格里存的是 {seen.stored}"))
    return _hiding(said, stored, answers)


def _unscaled(found: Measured, indicator: Indicator) -> Measured:
    """Write an exact count without a scale: 12345件, not 1.2345万件."""
    quantity = found.quantity
    counted = indicator.measure is Measure.COUNT and quantity is not None and not quantity.markers
    if not counted or quantity is None or quantity.value != quantity.value.to_integral_value():
        return found
    return replace(found, quantity=Quantity.parse(f"{quantity.value:.0f}", indicator.unit))


def _hiding(said: Measured, stored: Measured, answers: Answers) -> Measured:
    """Ask which of the two counts; when that is answered, what that one leaves open."""
    answer = answers.get(Doubt.SHOWN, "")
    if not said.quantity and answer == "shown":
        return Measured(refusal="没有显示数字")
    choices = [("stored", f"按存的 {stored.quantity}"), ("wait", "先不采用")]
    if said.quantity:
        choices = [("shown", f"按显示的 {said.quantity}"), choices[0]]
    meant = stored if answer == "stored" or not said.quantity else said
    if answer and meant.doubt:
        return meant
    return replace(meant, doubt=Doubt.SHOWN, choices=tuple(choices))


def _plain(number: Decimal, unit: str, indicator: Indicator, answers: Answers) -> Measured:
    """A number without words of its own, in the unit the table gives."""
    warnings: tuple[str, ...] = ()
    ratio = indicator.unit == "%" or indicator.measure is Measure.AVERAGE
    if ratio and abs(number) > 1 and number != number.quantize(_ROUGH):
        number = number.quantize(_ROUGH)
        warnings = ("小数保留了两位",)
    elif indicator.measure is Measure.COUNT and number != number.to_integral_value():
        warnings = () if _SCALED.search(unit) else ("不是整数",)
    text = f"{number:f}"
    return _in_unit(Quantity.parse(text), text, unit, indicator, answers, warnings)


def _of_text(said: str, unit: str, indicator: Indicator, answers: Answers) -> Measured:
    if is_ratio(said) and indicator.measure is not Measure.RANK:
        return Measured(refusal=f"“{said}”可能是位次，也可能是几分之几：请写成“第3”或“33.3%”的样子")
    found = figures(said)
    if len(found) != 1:
        raise QuantityError(f"“{said[:20]}”不是一个数字")
    quantity = found[0]
    note: tuple[str, ...] = (f"括号里的“{aside(said)}”没有读入",) if _remark(said) else ()
    ranged = range_of(bared(said)) and answers.get(Doubt.ABOUT) != "keep"
    if _BLUNT.search(quantity.marker) or ranged:
        return _about(quantity, unit, indicator, answers, note)
    if quantity.markers:
        note += ("是约数",)
    if quantity.unit or indicator.measure is Measure.RANK:
        return _own_unit(quantity, unit, indicator, answers, note)
    return _in_unit(quantity, quantity.printed, unit, indicator, answers, note)


def _remark(said: str) -> bool:
    return bool(aside(said)) and not unit_in(aside(said))


def _about(
    quantity: Quantity, unit: str, indicator: Indicator, answers: Answers, note: tuple[str, ...]
) -> Measured:
    """720多 is how people talk: it prints as 720余, unless the exact number can be had.

    A range (260～270) is asked about as well.
    """
    printed = _BLUNT.sub("余", quantity.printed)
    said = _of_text(printed, unit, indicator, {**answers, Doubt.ABOUT: "keep"})
    if said.quantity is None:
        return said
    choices = (("keep", f"写作“{said.quantity}”"), ("wait", "等部门报准确数"))
    return Measured(said.quantity, note, doubt=Doubt.ABOUT, choices=choices)


def _own_unit(
    quantity: Quantity, unit: str, indicator: Indicator, answers: Answers, note: tuple[str, ...]
) -> Measured:
    """A figure that names its unit: it wins over what the table says."""
    if unit and base(unit) != quantity.unit and fits(quantity.unit, indicator) < 1:
        note += (f"表上的单位是“{unit}”",)
    elif _SCALED.search(unit) and not quantity.printed.endswith(unit):
        note += (f"表上的单位是“{unit}”，按自带的单位读",)
    if fits(quantity.unit, indicator) == 1 or indicator.measure is Measure.RANK:
        return Measured(_suited(quantity, indicator), note)
    return _foreign(quantity, indicator, answers, note)


def _suited(quantity: Quantity, indicator: Indicator) -> Quantity:
    """Give a figure the indicator's measure word where its own counts the same: 12个 as 12项."""
    try:
        return Quantity.parse(quantity.printed, indicator.unit)
    except QuantityError:
        bare = quantity.printed.replace(quantity.unit, "", 1)
        return Quantity.parse(bare, indicator.unit)


def _foreign(
    quantity: Quantity, indicator: Indicator, answers: Answers, note: tuple[str, ...]
) -> Measured:
    if fits(quantity.unit, indicator) == -2:
        return Measured(refusal=f"“{quantity}”与这项指标的单位“{indicator.unit}”不合")
    suited = _suited(quantity, indicator)
    note += (f"原来的单位是“{quantity.unit}”",)
    choices = (("take", f"按“{suited}”采用"), ("wait", "先不采用"))
    return Measured(suited, note, doubt=Doubt.UNIT, choices=choices)


def _in_unit(
    quantity: Quantity,
    text: str,
    unit: str,
    indicator: Indicator,
    answers: Answers,
    note: tuple[str, ...],
) -> Measured:
    """A figure without a unit, in the table's, or the indicator's when the table has none."""
    if indicator.unit == "%" and 0 < abs(quantity.value) <= 1 and not quantity.markers:
        return _share(quantity, indicator, answers, note)
    if unit and fits(unit, indicator) < 0:
        given = Quantity.parse(text, base(unit)) if base(unit) else quantity
        return _foreign(given, indicator, answers, note)
    if indicator.measure is Measure.MONEY and not unit and not _SCALED.search(text):
        return _money(text, indicator, answers, note)
    scaled = unit if unit and base(unit) != unit else ""
    wanted = scaled.partition("/")[0].replace(base(scaled), indicator.unit) if scaled else ""
    return Measured(
        Quantity.parse(Quantity.parse(text, wanted or indicator.unit).printed, indicator.unit), note
    )


def _share(
    quantity: Quantity, indicator: Indicator, answers: Answers, note: tuple[str, ...]
) -> Measured:
    whole = Quantity.parse(f"{_trimmed(quantity.value.scaleb(2))}%", indicator.unit)
    small = Quantity.parse(f"{quantity.printed}%", indicator.unit)
    choices = (("fraction", f"是 {whole}"), ("percent", f"是 {small}"))
    meant = small if answers.get(Doubt.SHARE) == "percent" else whole
    return Measured(meant, note, doubt=Doubt.SHARE, choices=choices)


def _trimmed(number: Decimal) -> str:
    return f"{number.quantize(_ROUGH) if number != number.quantize(_ROUGH) else number:f}"


def _money(text: str, indicator: Indicator, answers: Answers, note: tuple[str, ...]) -> Measured:
    units = ("万元", "亿元", "元")
    answer = answers.get(Doubt.MONEY, "元")
    choices = tuple((u, f"单位是{u}") for u in units)
    meant = Quantity.parse(text, answer if answer in units else "元")
    return Measured(meant, note, doubt=Doubt.MONEY, choices=choices)
