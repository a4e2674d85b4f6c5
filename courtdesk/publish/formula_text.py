"""How a figure follows from others, in words: 结案率＝审执结÷受理."""

from collections.abc import Callable

from courtdesk.models.outline import (
    LAST_YEAR,
    Formula,
    Indicator,
    Outline,
    Relation,
    RelationKind,
    Severity,
)

_SIGNS = {"share": "÷", "average": "÷", "difference": "－", "sum": "＋"}
_KINDS = {
    RelationKind.SHARE: "÷",
    RelationKind.AVERAGE: "÷",
    RelationKind.DIFFERENCE: "－",
    RelationKind.SUM: "＋",
    RelationKind.EQUAL: "＋",
}


def formulas(outline: Outline, indicator: Indicator) -> str:
    """Return every way the outline ties a figure to others, "" when it stands for itself.

    Soft rules, and bounds that are mere numbers, are no formula.
    """

    def name(term: str) -> str:
        id, before, _ = term.partition(LAST_YEAR)
        if place := outline.places.get(id):
            return f"{'上年' if before else ''}{place[2].name}"
        return "某总数" if term == "?" else term.lstrip("=")

    if indicator.formula is not None:
        return f"＝{_computed(indicator.formula, name)}"
    own = (r for r in outline.relations if r.left == (indicator.id,) and _firm(r))
    return "；".join(dict.fromkeys(_related(r, name) for r in own))


def _firm(relation: Relation) -> bool:
    if relation.kind is RelationKind.AT_MOST:
        others = len(relation.figures) > 1
        return others and relation.severity is Severity.ERROR and relation.factor == 1
    return True


def _computed(formula: Formula, name: Callable[[str], str]) -> str:
    if formula.kind == "complement":
        return f"100%－{name(formula.terms[0])}"
    return _SIGNS[formula.kind].join(map(name, formula.terms))


def _related(relation: Relation, name: Callable[[str], str]) -> str:
    if relation.kind is RelationKind.COMPLEMENT:
        return f"＝100%－{name(relation.right[0])}"
    if relation.kind is RelationKind.AT_MOST:
        return f"≤{_sum(relation.right, name)}"
    if relation.kind in (RelationKind.SUM, RelationKind.EQUAL):
        return f"＝{_sum(relation.right, name)}"
    return f"＝{_KINDS[relation.kind].join(map(name, relation.right))}"


def _sum(terms: tuple[str, ...], name: Callable[[str], str]) -> str:
    said = "".join(f"－{name(t[1:])}" if t[0] == "-" else f"＋{name(t)}" for t in terms)
    return said.removeprefix("＋")
