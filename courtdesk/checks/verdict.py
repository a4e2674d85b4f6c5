"""What an evaluator answers, and how the numbers in its sentence are printed."""

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from courtdesk.checks.interval import Interval
from courtdesk.models.derived import rounded
from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Severity
from courtdesk.models.quantity import Quantity

NEXT = {
    Severity.ERROR: "请核对后改正",
    Severity.EXPLAIN: "请核对，确实无误的请说明理由",
    Severity.HINT: "请留意",
}
_SCALE = re.compile(f"({'|'.join(SCALES)})$")
_SLIPS = {Decimal(10**4): "一个“万”", Decimal(10**8): "一个“亿”"}


class Verdict(NamedTuple):
    """A broken rule: the sentence, and what follows from the other figures with its bounds.

    ``severity`` is set where the rule's own does not apply.
    """

    message: str
    recomputed: str = ""
    low: str = ""
    high: str = ""
    severity: Severity | None = None


def like(claimed: Quantity, number: Decimal) -> str:
    """Print a number in the scale, decimals and unit of ``claimed``.

    An approximate wording has too few places to show what it misses: it gets two more.
    """
    if not number.is_finite():
        return ""
    found = _SCALE.search(claimed.number)
    scale = found[0] if found else ""
    size = Decimal(SCALES.get(scale, 1))
    places = _places(claimed.step / size)
    shown = rounded(number / size, places + 2 if claimed.markers else places)
    text = f"{shown:f}"
    if claimed.markers and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{scale}{claimed.unit}"


def _places(step: Decimal) -> int:
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def differing(
    claimed: Quantity,
    claim: Interval,
    expected: Interval,
    subject: str,
    severity: Severity,
    more: str = "",
) -> Verdict:
    """The verdict on a claim that misses what follows from the other figures.

    ``subject`` says what is compared: “甲”3件与“乙”1件＋“丙”1件. ``more`` is a clause for a
    difference whose cause does not show.
    """
    low, high = like(claimed, expected.low), like(claimed, expected.high)
    recomputed = like(claimed, expected.middle)
    should = f"应为{low}" if low == high else f"应在{low}至{high}之间"
    if not high:
        should = f"应不少于{low}"
    cause = truncated(claimed, expected) or slipped(claim, expected) or (more and f"；{more}")
    message = f"{subject}不符，{should}{cause}：{NEXT[severity]}"
    return Verdict(message, recomputed, low, high)


def truncated(claimed: Quantity, expected: Interval) -> str:
    """Say when the printed number is the exact one with its tail cut off."""
    if claimed.markers or not expected.exact or expected.low <= 0:
        return ""
    cut = (expected.low / claimed.step).to_integral_value(ROUND_FLOOR) * claimed.step
    return "，像是截去尾数而没有四舍五入" if cut == claimed.value else ""


def slipped(claim: Interval, expected: Interval) -> str:
    """Say when one 万 or one 亿 too many or too few explains the difference."""
    for factor, word in _SLIPS.items():
        if claim.meets(expected.times(factor)) or claim.times(factor).meets(expected):
            return f"，相差{'一万' if factor == 10**4 else '一亿'}倍，像是多写或漏写了{word}"
    return ""


def sentence(parts: Iterable[str]) -> str:
    """Join the clauses that say something."""
    return "；".join(part for part in parts if part)
