"""Shares: a part ÷ its whole in %, and the wholes that would print one when nobody named it."""

from decimal import Decimal

from courtdesk.checks.facts import Facts, claims
from courtdesk.checks.feasible import Wholes, dividends, divisors
from courtdesk.checks.interval import Interval
from courtdesk.checks.verdict import NEXT, Verdict, differing, like, sentence, slipped
from courtdesk.models.outline import Relation, Severity
from courtdesk.models.quantity import Quantity


def _full(claimed: Quantity) -> Decimal:
    """What the whole counts as: 100 per cent, or once."""
    return Decimal(1 if claimed.unit == "倍" else 100)


def share(relation: Relation, facts: Facts) -> Verdict | None:
    """left = right[0] ÷ right[1]. Silent while a figure is missing."""
    claimed = facts.quantity(relation.left[0])
    if claimed is None:
        return None
    if relation.right[1] == "?":
        return _without_whole(relation, facts, claimed)
    if relation.right[0] == "?":
        return _without_part(relation, facts, claimed)
    part, whole = (facts.interval(term) for term in relation.right)
    if part is None or whole is None:
        return None
    return _named(relation, facts, claimed, part, whole)


def _named(
    relation: Relation, facts: Facts, claimed: Quantity, part: Interval, whole: Interval
) -> Verdict | None:
    over, under = (facts.named(term) for term in relation.right)
    if whole.high <= 0:
        return Verdict(f"{under}是分母，不能为0，算不出{facts.named(relation.left[0])}：请核对")
    claim, full = claims(claimed), _full(claimed)
    rate = part.over(whole).times(full)
    if part.low > whole.high and claim.low <= full:  # 结收比 102.3% says that it is more
        said = f"{over}大于{under}，部分不能多于整体{slipped(claim, rate)}：请核对后改正"
        low, high = like(claimed, rate.low), like(claimed, rate.high)
        return Verdict(said, like(claimed, rate.middle), low, high, Severity.ERROR)
    if claim.meets(rate):
        return None
    subject = f"{facts.named(relation.left[0])}与{over}÷{under}"
    fits = divisors(part, claim.times(1 / full))
    needs = _needs(facts, relation, fits) if part.exact else ""
    return differing(claimed, claim, rate, subject, relation.severity, needs)


def _needs(facts: Facts, relation: Relation, fits: Wholes) -> str:
    """45.09%需要的整体数为7041或7042件."""
    claimed, part = (facts.printed(t) for t in (relation.left[0], relation.right[0]))
    if not fits:
        return f"没有哪个整体数能使{part}占{claimed}"
    return f"{claimed}需要的整体数为{fits.text(facts.unit(relation.right[0]))}"


def _without_whole(relation: Relation, facts: Facts, claimed: Quantity) -> Verdict | None:
    part = facts.interval(relation.right[0])
    if part is None or part.low < 0:
        return None
    claim, full = claims(claimed), _full(claimed)
    tried = []
    for id in relation.candidates:
        whole = facts.interval(id)
        if whole is None or whole.high <= 0 or whole.high < part.low:
            continue
        rate = part.over(whole).times(full)
        if claim.meets(rate):
            return None
        tried.append(f"以{facts.named(id)}为分母应为{like(claimed, rate.middle)}")
    fits = divisors(part, claim.times(1 / full))
    needs = _needs(facts, relation, fits)
    return _unnamed(relation, facts, fits, ("分母没有注明", needs, *tried), relation.right[0])


def _without_part(relation: Relation, facts: Facts, claimed: Quantity) -> Verdict | None:
    whole = facts.interval(relation.right[1])
    if whole is None or whole.low < 0:
        return None
    claim, full = claims(claimed), _full(claimed)
    tried = []
    for id in relation.candidates:
        part = facts.interval(id)
        if part is None or whole.high <= 0 or part.low > whole.high:
            continue
        rate = part.over(whole).times(full)
        if claim.meets(rate):
            return None
        tried.append(f"以{facts.named(id)}为分子应为{like(claimed, rate.middle)}")
    fits = dividends(whole, claim.times(1 / full))
    total = facts.printed(relation.right[1])
    needs = f"没有整数占{total}的{claimed}"
    if fits:
        needs = f"{total}的{claimed}需要的部分数为{fits.text(facts.unit(relation.right[1]))}"
    return _unnamed(relation, facts, fits, ("分子没有注明", needs, *tried), relation.right[1])


def _unnamed(
    relation: Relation, facts: Facts, fits: Wholes, clauses: tuple[str, ...], known: str
) -> Verdict:
    """A number nobody named is a matter of wording, unless no whole number would do."""
    unit = facts.unit(known)
    mild = relation.severity is Severity.ERROR and bool(fits)
    severity = Severity.EXPLAIN if mild else relation.severity
    ask = "请注明口径" if fits else NEXT[severity]
    message = f"{facts.named(relation.left[0])}的{sentence(clauses)}：{ask}"
    if not fits:
        return Verdict(message, severity=severity)
    last = "" if fits.last is None else f"{fits.last}{unit}"
    return Verdict(message, fits.text(unit), f"{fits.first}{unit}", last, severity)
