"""Figures that follow from others: derived indicators and the change against last year."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

from courtdesk.models.notation import SCALES, Kind
from courtdesk.models.outline import Formula, Indicator, Measure
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.unit import PER_CENT, alike, base_of, full, scale_of
from courtdesk.models.value import Value

Year = Literal["printed", "previous"]
"""Which year of a figure: this one or the last."""

_DIGITS = 50
_RATES = (Kind.RATE, Kind.TENTHS, Kind.POINTS)


def stands(sheet: FactSheet, id: str, year: Year = "printed") -> Quantity | None:
    """Return what is printed for this indicator: typed, or computed when it is derived.

    None while a term is missing, and for a result that no figure can print (a division by 0).
    """
    indicator = sheet.outline.indicator(id)
    if indicator.formula is None:
        typed: Quantity | None = getattr(sheet.figure(id), year)
        return typed
    number = _computed(sheet, indicator, indicator.formula, year, (id,))
    if number is None:
        return None
    size = SCALES.get(scale_of(indicator.unit), 1) * PER_CENT.get(base_of(indicator.unit), 1)
    try:
        text = f"{rounded(number / size, indicator.formula.decimals):f}"
        return Quantity.parse(text, indicator.unit)
    except QuantityError:
        return None


def standing(sheet: FactSheet, id: str) -> Figure:
    """Return the figure with both years as they stand; a derived one is computed for each."""
    figure = sheet.figure(id)
    if sheet.outline.indicator(id).formula is None:
        return figure
    both = {year: stands(sheet, id, year) for year in ("printed", "previous")}
    return figure.replaced(**both)


def _computed(
    sheet: FactSheet, indicator: Indicator, formula: Formula, year: Year, above: tuple[str, ...]
) -> Decimal | None:
    values = []
    for term in formula.terms:
        value = _value(sheet, term, year, above)
        if value is None:
            return None
        values.append(value)
    with localcontext(prec=_DIGITS):
        match formula.kind:
            case "share" | "average":
                if len(values) < 2 or not values[1]:
                    return None
                once = full(base_of(indicator.unit)) if formula.kind == "share" else 1
                return values[0] / values[1] * once
            case "difference":
                return values[0] - sum(values[1:])
            case "complement":
                return 100 - values[0]
            case _:
                return sum(values, Decimal(0))


def _value(sheet: FactSheet, id: str, year: Year, above: tuple[str, ...]) -> Decimal | None:
    """The value of a term, a rate in per cent; None when it is missing or names itself.

    It is not rounded on the way.
    """
    place = sheet.outline.places.get(id)
    if place is None or id in above:
        return None
    if formula := place[2].formula:
        return _computed(sheet, place[2], formula, year, (*above, id))
    figure = sheet.figure(id)
    quantity = figure.known if year == "printed" else figure.previous
    return quantity.value * PER_CENT.get(quantity.unit, 1) if quantity else None


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as printed percentages are; there is no -0."""
    with localcontext(prec=_DIGITS):
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


SAME = "持平"


class Change(Value):
    """Now against last year: in % of it for counts, the difference in 百分点 for rates."""

    amount: Decimal
    text: str  # +8.6% · -2.22个百分点 · 持平 · 基本持平 when only the rounding is 0

    @property
    def clause(self) -> str:
        """The change as prose: 同比上升8.6% · 下降2.22个百分点 · 与上年持平."""
        if not self.amount:
            return f"与上年{self.text}"
        verb = "上升" if self.amount > 0 else "下降"
        return f"{'' if '百分点' in self.text else '同比'}{verb}{self.text.lstrip('+-')}"


def change(indicator: Indicator, figure: Figure) -> Change | None:
    """Compare what is known of a figure with last year's; None where that cannot be compared.

    Ranks, figures in different units, approximate ones and a last year of 0 cannot.
    """
    now, before = figure.known, figure.previous
    if now is None or before is None or indicator.measure is Measure.RANK:
        return None
    if not (alike(now.unit, before.unit) and now.level and before.level):
        return None
    if now.value == before.value:
        return Change(amount=Decimal(0), text=SAME)
    rate = now.kind in _RATES
    if before.value <= 0 and not rate:
        return None
    with localcontext(prec=_DIGITS):
        amount = _points(now, before) if rate else rounded((now.value / before.value - 1) * 100, 1)
    unit = "个百分点" if rate else "%"
    return Change(amount=amount, text=f"{amount:+f}{unit}" if amount else f"基本{SAME}")


def _points(now: Quantity, before: Quantity) -> Decimal:
    """The difference of two rates in 百分点, to the finer of their last places."""
    step = min(now.step, before.step)
    whole = (now.value - before.value).quantize(step, ROUND_HALF_UP)
    return (whole * PER_CENT.get(now.unit, 1)).normalize()
