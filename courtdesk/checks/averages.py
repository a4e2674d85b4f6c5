"""Averages: a total ÷ a whole number of heads, and the heads that would print one."""

from decimal import Decimal

from courtdesk.checks.facts import Facts, claims
from courtdesk.checks.feasible import dividends, divisors
from courtdesk.checks.interval import Interval
from courtdesk.checks.verdict import Verdict, differing, like, sentence
from courtdesk.models.outline import Relation, Severity
from courtdesk.models.quantity import Quantity

_HALVES = 2  # a judge who came in mid-year counts as half


def average(relation: Relation, facts: Facts) -> Verdict | None:
    """left = right[0] ÷ right[1]. Silent while a figure is missing."""
    claimed = facts.quantity(relation.left[0])
    if claimed is None or claimed.low < 0:
        return None
    if relation.right[1] == "?":
        return _without_divisor(relation, facts, claimed)
    if relation.right[0] == "?":
        return _without_dividend(relation, facts, claimed)
    total, heads = (facts.interval(term) for term in relation.right)
    if total is None or heads is None or total.low < 0:
        return None
    over, under = (facts.named(term) for term in relation.right)
    if heads.high <= 0:
        return Verdict(f"{under}是除数，不能为0，算不出{facts.named(relation.left[0])}：请核对")
    claim, expected = _claim(claimed), total.over(heads)
    if claim.meets(expected):
        return None
    subject = f"{facts.named(relation.left[0])}与{over}÷{under}"
    needs = _needed_total(facts, relation.right[1], claimed, heads, relation.right[0])
    return differing(claimed, claim, expected, subject, relation.severity, needs)


def _claim(claimed: Quantity) -> Interval:
    """Every average the text allows: a whole number is a rounding of one, too."""
    span = claims(claimed)
    half = claimed.step / 2 if span.exact else Decimal(0)
    return Interval(max(span.low - half, Decimal(0)), span.high + half)


def _needed_total(
    facts: Facts, divisor: str, claimed: Quantity, heads: Interval, dividend: str = ""
) -> str:
    """25人×378.7件需要的总数为9467或9468件."""
    fits = dividends(heads, _claim(claimed))
    unit = (dividend and facts.unit(dividend)) or claimed.unit
    product = f"{facts.printed(divisor)}×{claimed}"
    return f"{product}需要的总数为{fits.text(unit)}" if fits else f"没有整数等于{product}"


def _without_dividend(relation: Relation, facts: Facts, claimed: Quantity) -> Verdict | None:
    heads = facts.interval(relation.right[1])
    if heads is None or heads.high <= 0:
        return None
    claim, tried = _claim(claimed), []
    for id in relation.candidates:
        total = facts.interval(id)
        if total is None:
            continue
        expected = total.over(heads)
        if expected.meets(claim):
            return None
        tried.append(f"以{facts.named(id)}为总数应为{like(claimed, expected.middle)}")
    fits = dividends(heads, claim)
    needs = _needed_total(facts, relation.right[1], claimed, heads)
    clauses = sentence(("总数没有注明", needs, *tried))
    ends = (fits.text(claimed.unit), f"{fits.first}{claimed.unit}", f"{fits.last}{claimed.unit}")
    return Verdict(
        f"{facts.named(relation.left[0])}的{clauses}：请注明口径",
        *(ends if fits else ("", "", "")),
        severity=_mild(relation),
    )


def _without_divisor(relation: Relation, facts: Facts, claimed: Quantity) -> Verdict | None:
    """Try every known total. A candidate in the dividend's own unit is another dividend."""
    total, unit = facts.interval(relation.right[0]), facts.unit(relation.right[0])
    if total is None:
        return None
    claim = _claim(claimed)
    if divisors(total, claim, _HALVES):
        return None
    tried = [_divided(facts.named(relation.right[0]), total, claim)]
    for id in relation.candidates:
        span = facts.interval(id)
        if span is None or span.high <= 0:
            continue
        if facts.unit(id) == unit:
            if divisors(span, claim, _HALVES):
                return None
            tried.append(_divided(facts.named(id), span, claim))
        else:
            expected = total.over(span)
            if expected.meets(claim):
                return None
            tried.append(f"以{facts.named(id)}为除数应为{like(claimed, expected.middle)}")
    clauses = sentence(("除数没有注明", *tried))
    return Verdict(
        f"{facts.named(relation.left[0])}的{clauses}，没有整数或半数可用：请补除数并注明口径",
        *_bounds(total, claim),
        severity=_mild(relation),
    )


def _divided(named: str, total: Interval, claim: Interval) -> str:
    """“甲”9666件需除以25.52至25.53."""
    text, _, _ = _bounds(total, claim)
    return f"{named}需除以{text}" if text else f"{named}除以任何数都不是0"


def _bounds(total: Interval, claim: Interval) -> tuple[str, str, str]:
    """25.52至25.53, and both ends alone; empty when no number divides so."""
    if claim.high <= 0:
        return "", "", ""
    low = f"{total.low / claim.high:.2f}"
    high = f"{total.high / claim.low:.2f}" if claim.low > 0 else ""
    return (low if low == high or not high else f"{low}至{high}"), low, high


def _mild(relation: Relation) -> Severity:
    return Severity.EXPLAIN if relation.severity is Severity.ERROR else relation.severity
