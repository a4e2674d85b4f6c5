"""Ranks: a place means something only among how many, and since 2024 only with an approval."""

import re
from collections.abc import Iterator
from decimal import Decimal

from courtdesk.checks.facts import Facts
from courtdesk.models.finding import Finding
from courtdesk.models.notation import AMONG, HALF_WIDTH
from courtdesk.models.outline import Indicator, Measure, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.reading import Unreadable, read

_APPROVED = re.compile("批准|审批|同意")
_CLAUSE = r"[^,.;:，。；：、（）()\s"  # opens a class of what goes on with a clause
_NOT_YET = re.compile(  # 未经院长批准, 待审批, 审批中, 批准未下, but not 不公开但已经批准
    f"[未不没无待拟须需请](?:[有曾先报]{{0,2}}经)?{_CLAUSE}经已但并]*?(?:{_APPROVED.pattern})"
    f"|(?:{_APPROVED.pattern}){_CLAUSE}]{{0,4}}?"
    f"(?:中(?!{_CLAUSE}])|待|与否|[未没](?![公刊发])|不(?:下|通过))"
)
_NO_RANKS_FROM = 2024  # courts were told in September 2024 not to rank themselves

Rank = tuple[Indicator, str, Quantity]


def ranks(facts: Facts) -> Iterator[Finding]:
    """One finding for all ranks that lack the number compared, one for those unapproved."""
    held: list[Rank] = [
        (i, f"{i.scope} {f.note}".translate(HALF_WIDTH), q)
        for i, f, q in facts.known
        if i.measure is Measure.RANK
    ]
    for indicator, about, printed in held:
        among = AMONG.search(about)
        if among and printed.value > _number(among[1]):
            yield _finding(
                facts,
                [(indicator, about, printed)],
                "V7",
                Severity.ERROR,
                f"“{indicator.label}”{printed}，超过参排单位数{among[1]}：请核对后改正",
            )
    loose = [rank for rank in held if not AMONG.search(rank[1])]
    if loose:
        ask = "未注明参排单位数，请在备注写明参排多少家、何处公布"
        yield _finding(facts, loose, "V6", Severity.HINT, f"{_listed(loose)}{ask}")
    silent = [rank for rank in held if not _APPROVED.search(_NOT_YET.sub("", rank[1]))]
    if silent and facts.sheet.year >= _NO_RANKS_FROM:
        ask = f"：{_NO_RANKS_FROM}年起法院不自行排名，刊登须经批准，请在备注写明批准人和日期"
        yield _finding(facts, silent, "V9", Severity.EXPLAIN, f"{_listed(silent)}{ask}")


def _number(text: str) -> Decimal:
    """13 of 13 and of 十三; one that cannot be read bounds nothing."""
    try:
        return read(text).value
    except Unreadable:
        return Decimal("Infinity")


def _listed(ranks: list[Rank]) -> str:
    """“甲”第3等5个位次."""
    indicator, _, printed = ranks[0]
    first = f"“{indicator.label}”{printed}"
    return first if len(ranks) == 1 else f"{first}等{len(ranks)}个位次"


def _finding(
    facts: Facts, ranks: list[Rank], rule: str, severity: Severity, message: str
) -> Finding:
    ids = [indicator.id for indicator, _, _ in ranks]
    return Finding(
        path=facts.place(ids),
        severity=severity,
        rule=rule,
        message=message,
        values=facts.said(ids),
    )
