"""Figures that follow from others: derived indicators and the change against last year."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from courtdesk.models.outline import Formula, Indicator, Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.value import Value


def stands(sheet: FactSheet, id: str) -> Quantity | None:
    """Return what is printed for this indicator: typed, or computed when it is derived."""
    indicator = sheet.outline.indicator(id)
    if indicator.formula is None:
        return sheet.figure(id).printed
    number = _computed(sheet, indicator.formula)
    if number is None:
        return None
    return Quantity.parse(f"{rounded(number, indicator.formula.decimals)}", indicator.unit)


def _computed(sheet: FactSheet, formula: Formula) -> Decimal | None:
    terms = [sheet.figure(t).printed for t in formula.terms]
    values = [t.value for t in terms if t is not None]
    if len(values) < len(terms):
        return None
    with localcontext(prec=50):
        match formula.kind:
            case "share" | "average":
                if len(values) < 2 or not values[1]:
                    return None
                return values[0] / values[1] * (100 if formula.kind == "share" else 1)
            case "difference":
                return values[0] - sum(values[1:])
            case "complement":
                return 100 - values[0]
            case _:
                return sum(values, Decimal(0))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as printed percentages are; whole numbers carry no point."""
    places = Decimal(1).scaleb(-decimals)
    result = number.quantize(places, ROUND_HALF_UP)
    whole = result.to_integral_value()
    return whole if result == whole and decimals == 0 else result


class Change(Value):
    """Now against last year: the difference, in % for counts and in 百分点 for rates."""

    amount: Decimal
    text: str  # +8.6% · -2.22个百分点 · 持平

    @property
    def clause(self) -> str:
        """The change as prose: 同比上升8.6% · 下降2.22个百分点 · 与上年持平."""
        if not self.amount:
            return "与上年持平"
        verb = "上升" if self.amount > 0 else "下降"
        return f"{'' if '百分点' in self.text else '同比'}{verb}{self.text.lstrip('+-')}"


def change(indicator: Indicator, figure: Figure) -> Change | None:
    """Compare a figure with last year's; None when either is missing or cannot be compared."""
    now, before = figure.printed, figure.previous
    if now is None or before is None or indicator.measure is Measure.RANK:
        return None
    with localcontext(prec=50):
        if indicator.measure is Measure.RATE:
            amount = rounded(now.value - before.value, 2)
            text = f"{amount:+}个百分点"
        elif before.value:
            amount = rounded((now.value - before.value) / before.value * 100, 1)
            text = f"{amount:+}%"
        else:
            return None
    return Change(amount=amount, text=text if amount else "持平")
