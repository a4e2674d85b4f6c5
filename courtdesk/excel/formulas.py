"""Derived figures and yearly changes as Excel formulas that follow the cells they speak of."""

from courtdesk.excel.places import BEFORE, NOW, Line, Places
from courtdesk.models.claim import ONE
from courtdesk.models.derived import SAME
from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.unit import PER_CENT, base_of, full, scale_of

_POINTS = {**PER_CENT, "百分点": 1}
"""What one of a rate's unit is in 百分点."""

LONGEST, MOST = 8192, 255  # characters of a formula, and what a function can be given
Computed = tuple[str, list[str]]
"""A value in base units, a rate in per cent, as an expression, and the cells it needs."""


def derived(places: Places, line: Line, column: int = NOW) -> str | None:
    """Return the formula of a derived figure over its terms' cells.

    None where it has none, and where figure or formula is too long for a cell.
    """
    formula, unit = line.indicator.formula, line.indicator.unit
    shown = line.now if column == NOW else line.before
    computed = _computed(places, line.indicator, column, ())
    if formula is None or computed is None or (shown.text and shown.number is None):
        return None
    result, cells = computed
    size = SCALES.get(scale_of(unit), 1) * PER_CENT.get(base_of(unit), ONE)
    if size != 1:
        result = f"({result})/{size:f}"
    result = f"ROUND({result},{formula.decimals})"
    absent = "待收" if column == NOW else ""
    if cells:
        result = f'IF(COUNT({",".join(cells)})={len(cells)},{result},"{absent}")'
    result = f'=IFERROR({result},"{absent}")'
    return result if len(result) <= LONGEST and len(cells) <= MOST else None


def _computed(
    places: Places, indicator: Indicator, column: int, above: tuple[str, ...]
) -> Computed | None:
    """The value of a derived figure; not rounded on the way when its terms are derived, too."""
    formula, above = indicator.formula, (*above, indicator.id)
    if formula is None:
        return None
    found = [_term(places, term, column, above) for term in formula.terms]
    terms = [term for term in found if term is not None]
    if len(terms) < len(found) or (formula.kind in ("share", "average") and len(terms) < 2):
        return None
    values = [value for value, _ in terms]
    match formula.kind:
        case "share":
            once = full(base_of(indicator.unit))
            result = f"{values[0]}/{values[1]}" + (f"*{once}" if once != 1 else "")
        case "average":
            result = f"{values[0]}/{values[1]}"
        case "complement":
            result = f"100-{values[0]}"
        case kind:
            result = ("-" if kind == "difference" else "+").join(values)
    return result, list(dict.fromkeys(cell for _, cells in terms for cell in cells))


def _term(places: Places, id: str, column: int, above: tuple[str, ...]) -> Computed | None:
    """The value of a term; None when it has no place or names itself."""
    place = places.find(id)
    if place is None or id in above:
        return None
    if place[1].indicator.formula is None:
        value, cell = places.term(id, column)
        return value, [cell] if cell else []
    computed = _computed(places, place[1].indicator, column, above)
    return computed and (f"({computed[0]})", computed[1])


def yearly(line: Line) -> tuple[str, str] | None:
    """Return the formula of the change against last year and its number format.

    It says what `change` says. None where the two cells are not numbers in one unit, or one holds
    less than is known.
    """
    if line.indicator.measure is Measure.RANK or line.figure.exact:
        return None
    if any(s.text and s.number is None for s in (line.now, line.before)):
        return None
    now, before = f"{'ABCDEFGH'[NOW]}{line.row + 1}", f"{'ABCDEFGH'[BEFORE]}{line.row + 1}"
    one = _POINTS.get(base_of(line.unit))
    if one is None:
        places, unit = "0.0", "%"
        change = f'IF({before}<=0,"",ROUND(({now}-{before})/{before}*100,1))'
    else:
        places, unit = "General", "个百分点"
        change = f"ROUND(({now}-{before})*{one},9)" if one != 1 else f"ROUND({now}-{before},9)"
    formula = f'=IF(COUNT({now},{before})<2,"",IF({now}={before},"{SAME}",{change}))'
    return formula, f'+{places}"{unit}";-{places}"{unit}";"基本{SAME}"'
