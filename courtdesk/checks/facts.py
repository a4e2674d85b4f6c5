"""The sheet as the rules see it: what a term stands for, and how it is named in a sentence."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from courtdesk.checks.interval import Interval, exactly
from courtdesk.models.derived import stands
from courtdesk.models.outline import LAST_YEAR, Formula, Indicator
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.unit import PER_CENT, base_of, full


def claims(quantity: Quantity) -> Interval:
    """Every value the text allows, rates in per cent: 55 to 65 for 六成."""
    span = Interval(quantity.low, quantity.high)
    size = PER_CENT.get(quantity.unit)
    return span.times(size) if size else span


class Facts:
    """One look at one sheet. A figure that is missing or unknown is None, never 0."""

    def __init__(self, sheet: FactSheet) -> None:
        self.sheet = sheet
        self._order = {id: n for n, id in enumerate(sheet.outline.places)}
        self._intervals: dict[str, Interval | None] = {}
        self.known = tuple(self._known())

    def _known(self) -> Iterator[tuple[Indicator, Figure, Quantity]]:
        """Every typed figure that has a value, in printed order."""
        for indicator in self.sheet.wanted:
            figure = self.sheet.by_id.get(indicator.id)
            if figure and figure.printed is not None:
                yield indicator, figure, figure.printed

    def quantity(self, id: str) -> Quantity | None:
        """What is printed for the indicator, typed or derived, or what it was last year."""
        if id.endswith(LAST_YEAR):
            return stands(self.sheet, id.removesuffix(LAST_YEAR), "previous")
        if self.formula(id) is not None:
            return stands(self.sheet, id)
        figure = self.sheet.by_id.get(id)
        return figure.printed if figure and id in self._order else None

    def formula(self, id: str) -> Formula | None:
        """How the indicator is computed; None when it is typed or unknown."""
        place = self.sheet.outline.places.get(id)
        return place[2].formula if place else None

    def interval(self, term: str) -> Interval | None:
        """Every value the term may have, rates in per cent; the exact number where one is known."""
        if term not in self._intervals:
            self._intervals[term] = self._interval(term)
        return self._intervals[term]

    def _interval(self, term: str) -> Interval | None:
        if term.startswith("="):
            return exactly(Decimal(term[1:]))
        if term.startswith("-"):
            span = self.interval(term[1:])
            return span and span.negated()
        quantity = self.quantity(term)
        if quantity is None:
            return None
        if formula := self.formula(term):
            printed = claims(quantity)
            return printed.hull(self.computed(term, formula) or printed)
        figure = self.sheet.by_id.get(term)
        return claims((figure and figure.exact) or quantity)

    def computed(self, id: str, formula: Formula) -> Interval | None:
        """Every result the formula may have, given what its figures claim."""
        first, *rest = formula.terms
        span, others = self.interval(first), self.total(rest) if rest else None
        if span is None or (rest and others is None):
            return None
        unit = base_of(self.sheet.outline.indicator(id).unit)
        once = full(unit) if formula.kind == "share" else Decimal(1)
        match formula.kind:
            case "complement":
                return exactly(Decimal(100)).plus(span.negated())
            case "difference":
                return span.plus(others.negated()) if others else span
            case "sum":
                return span.plus(others) if others else span
            case _ if others and others.high > 0:
                return span.over(others).times(once)
            case _:
                return None

    def total(self, terms: Iterable[str]) -> Interval | None:
        """The sum of the terms with their signs; None when one is missing."""
        sum: Interval | None = None
        for term in terms:
            span = self.interval(term)
            if span is None:
                return None
            sum = sum.plus(span) if sum else span
        return sum

    def label(self, id: str) -> str:
        return self.sheet.outline.indicator(id).label

    def named(self, term: str) -> str:
        """“全年受理各类案件数”10336件, as it is printed; a constant is its number."""
        term = term.removeprefix("-")
        if term[0] == "=":
            return self.printed(term)
        year = "上年" if term.endswith(LAST_YEAR) else ""
        return f"{year}“{self.label(term.removesuffix(LAST_YEAR))}”{self.printed(term)}"

    def printed(self, term: str) -> str:
        """10336件; a constant is its number without its sign."""
        return term.lstrip("=-") if term.startswith("=") else str(self.quantity(term) or "")

    def unit(self, term: str) -> str:
        """The unit the term is printed in; empty for a constant."""
        quantity = self.quantity(term)
        return quantity.unit if quantity else ""

    def listed(self, terms: Iterable[str]) -> str:
        """The terms joined by their signs: “甲”3件＋“乙”2件－“丙”1件."""
        text = "".join(("－" if t.lstrip("=")[0] == "-" else "＋") + self.named(t) for t in terms)
        return text.removeprefix("＋")

    def place(self, ids: Iterable[str], field: str = "printed") -> str:
        """The path to go to: the first of these figures that somebody types."""
        known = [id for id in ids if id in self._order]
        typed = [id for id in known if self.formula(id) is None]
        return f"figures.{(typed or known)[0]}.{field}"

    def rank(self, path: str) -> int:
        """Where the figure of a path stands in the printed order."""
        return self._order.get(path.split(".")[1], len(self._order))

    def said(self, terms: Iterable[str]) -> str:
        """What the figures said, as one stable line: F055=3175件 F056=45.09%."""
        parts = []
        for term in dict.fromkeys(terms):
            quantity, figure = self.quantity(term), self.sheet.by_id.get(term)
            if quantity is not None:
                exact = f"({figure.exact})" if figure and figure.exact else ""
                parts.append(f"{term}={quantity}{exact}")
        return " ".join(parts)
