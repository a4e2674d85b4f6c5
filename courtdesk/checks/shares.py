"""Shares: a part ÷ its whole in %, and the wholes that would print one when nobody named it."""

from courtdesk.checks.facts import Facts, claims
from courtdesk.checks.feasible import Wholes, dividends, divisors
from courtdesk.checks.interval import Interval
from courtdesk.checks.verdict import NEXT, Verdict, differing, like, sentence, slipped
from courtdesk.models.outline import Relation, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.unit import full

ROLES = ("分子", "分母")


def share(relation: Relation, facts: Facts) -> Verdict | None:
    """left = right[0] ÷ right[1], and right[0] <= factor x right[1]. Silent without a figure."""
    claimed = facts.quantity(relation.left[0])
    if claimed is None:
        return None
    if "?" in relation.right:
        return _open(relation, facts, claimed, relation.right.index("?"))
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
    claim, once = claims(claimed), full(claimed.unit)
    rate = part.over(whole).times(once)
    if exceeds(relation, part, whole):
        too = (
            f"的{relation.factor.normalize():f}倍" if relation.factor != 1 else "，部分不能多于整体"
        )
        said = f"{over}大于{under}{too}{slipped(claim, rate)}：请核对后改正"
        low, high = like(claimed, rate.low), like(claimed, rate.high)
        return Verdict(said, like(claimed, rate.middle), low, high, Severity.ERROR)
    if claim.meets(rate):
        return None
    subject = f"{facts.named(relation.left[0])}与{over}÷{under}"
    fits = divisors(part, claim.times(1 / once))
    needs = _needs(facts, relation, fits) if part.exact else ""
    return differing(claimed, claim, rate, subject, relation.severity, needs)


def exceeds(relation: Relation, part: Interval, whole: Interval) -> bool:
    """Whether the part is more than the relation lets it be, whatever both stand for."""
    return part.low > whole.times(relation.factor).high


def _needs(facts: Facts, relation: Relation, fits: Wholes) -> str:
    """45.09%需要的整体数为7041或7042件."""
    claimed, part = (facts.printed(t) for t in (relation.left[0], relation.right[0]))
    if not fits:
        return f"没有哪个整体数能使{part}占{claimed}"
    return f"{claimed}需要的整体数为{fits.text(facts.unit(relation.right[0]))}"


def _needs_part(facts: Facts, relation: Relation, fits: Wholes) -> str:
    """1115件的52.29%需要的部分数为583件."""
    claimed, whole = (facts.printed(t) for t in (relation.left[0], relation.right[1]))
    if not fits:
        return f"没有整数占{whole}的{claimed}"
    return f"{whole}的{claimed}需要的部分数为{fits.text(facts.unit(relation.right[1]))}"


def _open(relation: Relation, facts: Facts, claimed: Quantity, place: int) -> Verdict | None:
    """Try every figure that may be the part (0) or the whole (1) that nobody named."""
    term = relation.right[1 - place]
    known = facts.interval(term)
    if known is None or known.low < 0:
        return None
    claim, once = claims(claimed), full(claimed.unit)
    tried = []
    for id in relation.candidates:
        other = facts.interval(id)
        if other is None:
            continue
        part, whole = (known, other) if place else (other, known)
        if whole.high <= 0 or exceeds(relation, part, whole):
            continue
        rate = part.over(whole).times(once)
        if claim.meets(rate):
            return None
        tried.append(f"以{facts.named(id)}为{ROLES[place]}应为{like(claimed, rate.middle)}")
    search, needs = (divisors, _needs) if place else (dividends, _needs_part)
    fits = search(known, claim.times(1 / once))
    said = (f"{ROLES[place]}没有注明", needs(facts, relation, fits), *tried)
    return _unnamed(relation, facts, fits, said, term)


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
