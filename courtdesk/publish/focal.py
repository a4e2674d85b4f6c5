"""Which figures the long picture shows large: the user's choice, or the telling ones."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import zip_longest

from courtdesk.models.derived import stands
from courtdesk.models.outline import Indicator, Item, Measure
from courtdesk.models.sheet import FactSheet

MOST, FEWEST = 5, 2  # large numbers a screen
_TELLING = (Measure.MONEY, Measure.RATE, Measure.COUNT, Measure.AVERAGE, Measure.RANK)
_LARGE = (Measure.MONEY, Measure.COUNT, Measure.RATE, Measure.AVERAGE, Measure.RANK)


def focal(
    sheet: FactSheet, items: Sequence[Item], elsewhere: Collection[str] = ()
) -> tuple[Indicator, ...]:
    """Return at most five figures of these items, the one to be shown largest first.

    Where the user chose none of them, each item gives its most telling figure, then its next one:
    money before rates before counts, the larger count first. Figures that are shown ``elsewhere``,
    in a chart, are left out unless hardly any other is left.
    """
    known = [i for item in items for i in item.indicators]
    wanted = sheet.layout.focal
    chosen = [i for id in wanted for i in known if i.id == id]
    if chosen:
        return tuple(chosen[:MOST])
    fresh = [[i for i in item.indicators if i.id not in elsewhere] for item in items]
    if sum(stands(sheet, i.id) is not None for left in fresh for i in left) < FEWEST:
        fresh = [list(item.indicators) for item in items]
    turns = zip_longest(*(_ranked(sheet, left, _TELLING) for left in fresh))
    first = [i for turn in turns for i in turn if i is not None][:MOST]
    return tuple(_ranked(sheet, first, _LARGE))


def _ranked(
    sheet: FactSheet, indicators: Sequence[Indicator], order: Sequence[Measure]
) -> list[Indicator]:
    def rank(indicator: Indicator) -> tuple[int, Decimal]:
        quantity = stands(sheet, indicator.id)
        return order.index(indicator.measure), -quantity.value if quantity else Decimal(0)

    return sorted((i for i in indicators if stands(sheet, i.id)), key=rank)
