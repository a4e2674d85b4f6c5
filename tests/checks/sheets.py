"""Small sheets for one rule at a time."""

from courtdesk.models.outline import Indicator, Item, Measure, Outline, Relation
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure


def one(relation: Relation | None, year: int = 2023, **printed: str) -> FactSheet:
    """A sheet whose figures are named and labelled by single letters, under one relation."""
    quantities = {id: Quantity.parse(text) for id, text in printed.items() if text}
    measures = {"%": Measure.RATE, "元": Measure.MONEY, "位": Measure.RANK}
    indicators = tuple(
        Indicator(id=id, label=f"指标{id}", unit=q.unit, measure=measures.get(q.unit, "count"))
        for id, q in quantities.items()
    )
    named = relation.figures + relation.candidates if relation else ()
    missing = tuple(Indicator(id=id, label=id) for id in named if id not in quantities)
    outline = Outline(
        name="甲",
        lead=Item(id="lead", heading="导语", indicators=(*indicators, *missing)),
        relations=(relation,) if relation else (),
    )
    figures = tuple(Figure(id=id, printed=q) for id, q in quantities.items())
    return FactSheet(court="甲县人民法院", year=year, outline=outline, figures=figures)
