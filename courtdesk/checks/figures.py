"""Rules on one figure alone: its range, its unit, its exact number, its step from last year."""

from collections.abc import Iterator

from courtdesk.checks.facts import Facts, claims
from courtdesk.checks.verdict import like, slipped
from courtdesk.models.finding import Finding
from courtdesk.models.notation import Kind
from courtdesk.models.outline import Indicator, Measure, Relation, RelationKind, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.unit import PER_CENT, alike, base_of
from courtdesk.models.wording import holds

_LEAP = 10
_SMALL = 100  # below this a tenfold change is an ordinary year


def rate_within_bounds(facts: Facts) -> Iterator[Finding]:
    """A rate stands between nothing and the whole.

    One that is beyond it is left to the outline, where that bounds it or says of which figures it
    is the ratio, and that this may be more: 结收比 may pass 100 %.
    """
    bounded = {r.left for r in facts.sheet.outline.relations if _bounds(r, facts)}
    for indicator, _, printed in facts.known:
        if indicator.measure is not Measure.RATE or printed.unit not in PER_CENT:
            continue
        low = claims(printed).low
        if low < 0 or (low > 100 and (indicator.id,) not in bounded):
            yield _finding(
                facts,
                indicator,
                "V1",
                Severity.ERROR,
                f"“{indicator.label}”写作{printed}，不在0至100%之间：请核对后改正",
                low="0%",
                high="100%",
            )


def _bounds(relation: Relation, facts: Facts) -> bool:
    ratio = relation.kind is RelationKind.SHARE and relation.factor > 1
    return relation.right == ("=100",) or (ratio and all(map(facts.interval, relation.right)))


def count_not_negative(facts: Facts) -> Iterator[Finding]:
    """There are never fewer than no cases or persons; a change typed as one can be explained."""
    for indicator, figure, _ in facts.known:
        if indicator.measure not in (Measure.COUNT, Measure.AVERAGE):
            continue
        for field, year in (("printed", ""), ("previous", "上年")):
            said: Quantity | None = getattr(figure, field)
            if said is None or said.kind is not Kind.COUNT or said.value >= 0:
                continue
            yield _finding(
                facts,
                indicator,
                "V1",
                Severity.ERROR,
                f"“{indicator.label}”{year}写作{said}，件数、人数不会是负数："
                "请核对后改正，确是增减数的请说明理由",
                field=field,
                before=figure.previous,
            )


def unit_fits(facts: Facts) -> Iterator[Finding]:
    """A figure counts in its indicator's unit; money, rates and counts are never swapped."""
    for indicator, figure, printed in facts.known:
        wanted = base_of(indicator.unit)
        rank = indicator.measure is Measure.RANK
        if printed.kind is Kind.RANK and not rank:  # 第3 where 名 are persons
            yield _finding(
                facts,
                indicator,
                "V2",
                Severity.ERROR,
                f"“{indicator.label}”写作{printed}，是位次，指标的类别却不是："
                "请写数量，或把类别改为位次",
            )
        elif wanted and not rank and printed.unit and not alike(printed.unit, wanted):
            grave = {"元", "%"} & {printed.unit, wanted}
            yield _finding(
                facts,
                indicator,
                "V2",
                Severity.ERROR if grave else Severity.EXPLAIN,
                f"“{indicator.label}”应以“{wanted}”计，写作{printed}：请改正单位",
            )
        before = figure.previous
        if before is not None and not rank and not alike(before.unit, printed.unit):
            yield _finding(
                facts,
                indicator,
                "V4",
                Severity.EXPLAIN,
                f"“{indicator.label}”本年{printed}与上年{before}单位不同，不能比较：请改为同一单位",
                field="previous",
                before=before,
            )


def wording_is_true(facts: Facts) -> Iterator[Finding]:
    """An approximate wording must be true of the exact number behind it."""
    for indicator, figure, printed in facts.known:
        exact = figure.exact
        if exact is None or not alike(exact.unit, printed.unit):
            continue
        if not holds(printed, exact):
            low, high = (like(printed, end) for end in claims(printed))
            means = low if low == high else f"{low}至{high}"
            yield _finding(
                facts,
                indicator,
                "V3",
                Severity.ERROR,
                f"“{indicator.label}”写作{printed}，即{means}，而准确数是{exact}：请改写法或核对准确数",
                recomputed=str(exact),
                low=low,
                high=high,
            )


def result_is_known(facts: Facts) -> Iterator[Finding]:
    """A computed figure says more than is known when it comes from 720余人 alone."""
    for indicator in facts.sheet.outline.indicators:
        if indicator.formula is None:
            continue
        terms = {id: facts.sheet.figure(id).known for id in indicator.formula.terms}
        rough = [id for id, known in terms.items() if known and not known.level]
        stated, span = facts.quantity(indicator.id), facts.computed(indicator.id, indicator.formula)
        if not rough or stated is None or span is None:
            continue
        low, high = (like(stated, end) for end in span)
        named = "、".join(map(facts.named, rough))
        if low != high:
            yield Finding(
                path=facts.place(rough),
                severity=Severity.EXPLAIN,
                rule="V10",
                message=f"“{indicator.label}”{stated}由约数{named}算得，"
                f"实际在{low}至{high}之间：请给约数填准确数",
                low=low,
                high=high,
                values=facts.said((indicator.id, *terms)),
            )


def leap_is_real(facts: Facts) -> Iterator[Finding]:
    """A tenfold change against last year is more often a slipped 万 or 亿."""
    for indicator, figure, printed in facts.known:
        before = figure.previous
        if indicator.measure not in (Measure.COUNT, Measure.MONEY) or before is None:
            continue
        if not alike(before.unit, printed.unit) or min(before.value, printed.value) <= 0:
            continue
        less, more = sorted((before.value, printed.value))
        if more < less * _LEAP or more < _SMALL:
            continue
        now, then = claims(printed), claims(before)
        cause = slipped(now, then) or "，请看“万”“亿”是否错位"
        yield _finding(
            facts,
            indicator,
            "V5",
            Severity.HINT,
            f"“{indicator.label}”本年{printed}，上年{before}，相差十倍以上{cause}：请核对",
            before=before,
        )


def settled_name(facts: Facts) -> Iterator[Finding]:
    """With withdrawals in the numerator it is a 调撤率."""
    for relation in facts.sheet.outline.relations:
        ids = [t for t in (relation.left[0], relation.right[0]) if t in facts.sheet.outline.places]
        if relation.kind != "share" or len(ids) < 2:
            continue
        rate, part = (facts.label(id) for id in ids)
        misnamed = "调解率" in rate and "调撤率" not in rate and "撤" in part
        if misnamed and facts.quantity(ids[0]) is not None:
            message = f"“{rate}”的分子“{part}”含撤诉，应称调撤率：请改名称或分子"
            yield _finding(
                facts, facts.sheet.outline.indicator(ids[0]), "V8", Severity.HINT, message
            )


def _finding(
    facts: Facts,
    indicator: Indicator,
    rule: str,
    severity: Severity,
    message: str,
    *,
    field: str = "printed",
    before: Quantity | None = None,
    recomputed: str = "",
    low: str = "",
    high: str = "",
) -> Finding:
    return Finding(
        path=facts.place((indicator.id,), field),
        severity=severity,
        rule=rule,
        message=message,
        recomputed=recomputed,
        low=low,
        high=high,
        values=facts.said((indicator.id,)) + (f" 上年={before}" if before else ""),
    )
