"""Derived figures and yearly changes as Excel formulas that follow the cells they speak of."""

from courtdesk.excel.places import BEFORE, NOW, Line, Places
from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Measure
from courtdesk.models.unit import PER_CENT, base_of, scale_of

_ODD = {*PER_CENT, "倍"} - {"%"}
"""Rates that are no number of per cent: what comes of them is written as it is."""


def derived(places: Places, line: Line, column: int = NOW) -> str | None:
    """Return the formula of a derived figure over its terms' cells; None when a term has none."""
    formula = line.indicator.formula
    if formula is None or base_of(line.indicator.unit) in _ODD:
        return None
    terms = [places.find(t) for t in formula.terms]
    if any(found is None or found[1].unit in _ODD for found in terms):
        return None
    pairs = [places.term(t, column) for t in formula.terms]
    values = [value for value, _ in pairs]
    match formula.kind:
        case "share":
            result = f"{values[0]}/{values[1]}*100" if len(values) > 1 else ""
        case "average":
            result = f"{values[0]}/{values[1]}" if len(values) > 1 else ""
        case "complement":
            result = f"100-{values[0]}"
        case kind:
            result = ("-" if kind == "difference" else "+").join(values)
    cells = [cell for _, cell in pairs if cell]
    if not result:
        return None
    scale = scale_of(line.indicator.unit)
    if scale:
        result = f"({result})/{SCALES[scale]}"
    result = f"ROUND({result},{formula.decimals})"
    if cells:
        result = f'IF(COUNT({",".join(cells)})={len(cells)},{result},"{_absent(column)}")'
    return f'=IFERROR({result},"—")'


def _absent(column: int) -> str:
    return "待收" if column == NOW else ""


def yearly(line: Line) -> tuple[str, str] | None:
    """Return the formula of the change against last year and its number format.

    None where the two cells are not numbers in one unit, or one holds less than is known.
    """
    if line.indicator.measure is Measure.RANK or line.figure.exact or line.unit in _ODD:
        return None
    if any(s.text and s.number is None for s in (line.now, line.before)):
        return None
    now, before = f"{'ABCDEFGH'[NOW]}{line.row + 1}", f"{'ABCDEFGH'[BEFORE]}{line.row + 1}"
    if line.unit in ("%", "百分点"):
        change, places, unit = f"ROUND({now}-{before},2)", "0.00", "个百分点"
    else:
        change, places, unit = f"ROUND(({now}-{before})/{before}*100,1)", "0.0", "%"
    formula = f'=IFERROR(IF(COUNT({now},{before})=2,{change},""),"—")'
    return formula, f'+{places}"{unit}";-{places}"{unit}";"持平"'
