"""Sums, differences, complements, equalities and bounds between figures."""

from collections.abc import Callable
from decimal import Decimal

from courtdesk.checks.facts import Facts
from courtdesk.checks.interval import Interval, exactly
from courtdesk.checks.verdict import NEXT, Verdict, differing, like
from courtdesk.models.outline import Relation
from courtdesk.models.quantity import Quantity


def sum_of(relation: Relation, facts: Facts) -> Verdict | None:
    """left = the sum of right."""
    expected = facts.total(relation.right)
    return _compared(relation, facts, expected, lambda: facts.listed(relation.right))


def difference(relation: Relation, facts: Facts) -> Verdict | None:
    """left = right[0] - right[1] - ..."""
    terms = (relation.right[0], *(_turned(t) for t in relation.right[1:]))
    return _compared(relation, facts, facts.total(terms), lambda: facts.listed(terms))


def complement(relation: Relation, facts: Facts) -> Verdict | None:
    """left = 100 % - right[0]."""
    other = facts.interval(relation.right[0])
    if other is None:
        return None
    expected = exactly(Decimal(100)).plus(other.negated())
    return _compared(relation, facts, expected, lambda: f"100%－{facts.named(relation.right[0])}")


def at_most(relation: Relation, facts: Facts) -> Verdict | None:
    """The sum of left <= factor x the sum of right; broken only when it cannot hold."""
    less, more = facts.total(relation.left), facts.total(relation.right)
    if less is None or more is None:
        return None
    bound = more.times(relation.factor).high
    if less.low <= bound:
        return None
    left, right = facts.listed(relation.left), facts.listed(relation.right)
    commensurable = Decimal("0.001") <= relation.factor <= 1
    if relation.factor == 1:
        said = f"{left}大于{right}"
    elif commensurable:
        said = f"{left}大于{right}的{(relation.factor * 100).normalize():f}%"
    else:
        said = f"{left}与{right}不相称"
    template = _template(relation, facts)
    high = like(template, bound) if template and commensurable else ""
    return Verdict(f"{said}{_because(relation.note)}：{NEXT[relation.severity]}", high, "", high)


def _because(note: str) -> str:
    """The rule's note as a clause; brackets are never nested."""
    if not note or "（" in note:
        return note and f"，{note}"
    return f"（{note}）"


def _compared(
    relation: Relation, facts: Facts, expected: Interval | None, formula: Callable[[], str]
) -> Verdict | None:
    claim, claimed = facts.total(relation.left), _template(relation, facts)
    if claim is None or expected is None or claimed is None or claim.meets(expected):
        return None
    subject = f"{facts.listed(relation.left)}与{formula()}"
    return differing(claimed, claim, expected, subject, relation.severity)


def _template(relation: Relation, facts: Facts) -> Quantity | None:
    """The figure in whose form the result is printed: the first the rule names."""
    return facts.quantity(relation.figures[0]) if relation.figures else None


def _turned(term: str) -> str:
    """The term with its sign turned."""
    if term.startswith("="):
        return f"={-Decimal(term[1:])}"
    return term[1:] if term.startswith("-") else f"-{term}"
