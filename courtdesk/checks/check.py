"""Every rule applied to one sheet, and the findings in the order they matter."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import localcontext

from courtdesk.checks.averages import average
from courtdesk.checks.facts import Facts
from courtdesk.checks.figures import (
    count_not_negative,
    leap_is_real,
    rate_within_bounds,
    result_is_known,
    settled_name,
    unit_fits,
    wording_is_true,
)
from courtdesk.checks.ranks import ranks
from courtdesk.checks.shares import share
from courtdesk.checks.totals import at_most, complement, difference, sum_of
from courtdesk.checks.verdict import Verdict
from courtdesk.models.finding import ORDER, Finding, explained, worst_first
from courtdesk.models.outline import Relation, RelationKind, Severity
from courtdesk.models.sheet import FactSheet

EVALUATORS: dict[RelationKind, Callable[[Relation, Facts], Verdict | None]] = {
    RelationKind.SHARE: share,
    RelationKind.AVERAGE: average,
    RelationKind.COMPLEMENT: complement,
    RelationKind.DIFFERENCE: difference,
    RelationKind.SUM: sum_of,
    RelationKind.EQUAL: sum_of,
    RelationKind.AT_MOST: at_most,
}
RULES: tuple[Callable[[Facts], Iterable[Finding]], ...] = (
    rate_within_bounds,
    count_not_negative,
    unit_fits,
    wording_is_true,
    result_is_known,
    leap_is_real,
    settled_name,
    ranks,
)
DIGITS = 60  # products and quotients of printed numbers keep every digit that decides


def check(sheet: FactSheet) -> tuple[Finding, ...]:
    """Apply the outline's relations and the general rules; worst first, then as printed.

    A rule about a missing figure is silent. A finding somebody explained carries the reason as
    long as the figures say what they said then.
    """
    with localcontext(prec=DIGITS):
        facts = Facts(sheet)
        found = [*_related(facts), *(f for rule in RULES for f in rule(facts))]
    found.sort(key=lambda f: facts.rank(f.path))
    return worst_first(explained(found, sheet.explanations))


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity stand without a reason."""
    counts = Counter(f.severity for f in findings if not f.reason)
    return {severity: counts[severity] for severity in Severity}


def worst(findings: Iterable[Finding], prefix: str = "") -> Severity | None:
    """The worst severity that stands without a reason at or under a path; None when all is well."""
    here = (f for f in findings if not f.reason and _under(f.path, prefix))
    return min((f.severity for f in here), key=ORDER.__getitem__, default=None)


def _under(path: str, prefix: str) -> bool:
    return not prefix or path == prefix or path.startswith(prefix + ".")


def _related(facts: Facts) -> Iterator[Finding]:
    places = facts.sheet.outline.places
    for relation in facts.sheet.outline.relations:
        named = relation.figures
        if any(id not in places for id in named) or _by_construction(relation, facts):
            continue
        verdict = EVALUATORS[relation.kind](relation, facts)
        if verdict is None:
            continue
        yield Finding(
            path=facts.place(named),
            severity=verdict.severity or relation.severity,
            rule=relation.id,
            message=verdict.message,
            recomputed=verdict.recomputed,
            low=verdict.low,
            high=verdict.high,
            values=facts.said((*relation.known, *relation.candidates)),
        )


def _by_construction(relation: Relation, facts: Facts) -> bool:
    """Whether the relation only repeats the formula its figure is computed by."""
    formula = facts.formula(relation.left[0])
    return bool(formula and formula.kind == relation.kind.value and formula.terms == relation.right)
