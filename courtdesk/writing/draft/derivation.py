"""Which derived indicator of an older sheet a figure is: one whose computed value it prints.

A derived indicator is never typed, so no name makes a figure one: what its formula gives from the
figures that fill its terms must be what stands there.
"""

from collections.abc import Mapping, Sequence

from courtdesk.models.arrange import indicator_path
from courtdesk.models.derived import stands
from courtdesk.models.outline import Indicator
from courtdesk.models.reading import read
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.value import written
from courtdesk.writing.draft.matching import Offers
from courtdesk.writing.draft.mentions import Mention, Place


def is_derived(like: FactSheet | None, id: str) -> bool:
    """Whether this indicator of the older sheet is computed from others."""
    return like is not None and bool(like.outline.indicator(id).formula)


def terms_of(like: FactSheet, id: str) -> set[str]:
    """The typed indicators that one is computed from in the end; itself when it is typed."""
    formula = like.outline.indicator(id).formula
    return {i for term in formula.terms for i in terms_of(like, term)} if formula else {id}


def agreeing(
    offers: Offers, found: Sequence[Mention], like: FactSheet, fills: Mapping[Place, str]
) -> Offers:
    """Of the derived indicators that figures might be by name, those that they agree with.

    ``fills`` are the typed indicators that figures fill; such a figure is no derived one.
    """
    said = {mention.place: mention.quantity for mention in found}
    figures = tuple(Figure(id=id, printed=said[p]) for p, id in fills.items() if p in said)
    sheet = like.replaced(figures=figures)
    kept: Offers = {}
    for mention in found:
        if mention.place in fills or mention.last or mention.against:
            continue
        ranked = offers.get(mention.place, ())
        if fit := tuple(o for o in ranked if _agrees(mention, o.id, sheet)):
            kept[mention.place] = fit
    return kept


def taken(offers: Offers, typed: Offers) -> dict[Place, str]:
    """Return the derived indicators that figures are without being asked.

    Each is one figure, the best named; a typed indicator of a better name leaves doubt.
    """
    best = sorted(((all[0], place) for place, all in offers.items()), key=lambda o: -o[0].score)
    found: dict[Place, str] = {}
    for offer, place in best:
        rival = max((other.score for other in typed.get(place, ())), default=0)
        if offer.id not in found.values() and offer.score >= rival:
            found[place] = offer.id
    return found


def _agrees(mention: Mention, id: str, sheet: FactSheet) -> bool:
    """Whether the formula gives what is printed, to as many decimals."""
    value, said = stands(sheet, id), mention.quantity
    if value is None or value.high < said.low or said.high < value.low:
        return False
    path = indicator_path(sheet.outline, id)
    rounded = as_printed(sheet.outline.indicator(id), mention)
    again = sheet.replaced(outline=written(sheet.outline, path, rounded))
    return stands(again, id) == said


def as_printed(indicator: Indicator, mention: Mention) -> Indicator:
    """Return the indicator, its formula rounded as the figure is printed."""
    formula = indicator.formula
    if formula is None:
        return indicator
    decimals = min(read(mention.quantity.printed).decimals, 6)
    return indicator.replaced(formula=formula.replaced(decimals=decimals))
