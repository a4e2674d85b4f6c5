"""What an evaluator answers, and how the numbers in its sentence are printed."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from courtdesk.checks.interval import Interval
from courtdesk.models.derived import rounded
from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.reading import read
from courtdesk.models.unit import PER_CENT

NEXT = {
    Severity.ERROR: "请核对后改正",
    Severity.EXPLAIN: "请核对，确实无误的请说明理由",
    Severity.HINT: "请留意",
}
_MOST = 12  # decimals
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
    """Print a number, a rate in per cent, in the scale, decimals and unit of ``claimed``.

    An approximate wording has too few places to show what it misses: it gets two more. So has
    100% for 99.9%, which would read as right, and 亿 for 2.88万, which would read as nothing.
    """
    if not number.is_finite():
        return ""
    number, said = _in(claimed.unit, number), read(str(claimed))
    scale, places = said.scale, said.decimals + (2 if claimed.markers else 0)
    if not rounded(number / SCALES.get(scale, 1), places):
        scale = next((name for name in ("亿", "万") if abs(number) >= SCALES[name]), "")
    size = SCALES.get(scale, 1)
    shown = rounded(number / size, places)
    while places < _MOST and ((number and not shown) or shown * size == claimed.value != number):
        places += 1
        shown = rounded(number / size, places)
    text = f"{shown:f}"
    if claimed.markers and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{scale}{claimed.unit}"


def _in(unit: str, number: Decimal) -> Decimal:
    """A number in this unit, a rate being in per cent."""
    return number / PER_CENT.get(unit, 1)


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
    exact = _in(claimed.unit, expected.low)
    cut = (exact / claimed.step).to_integral_value(ROUND_FLOOR) * claimed.step
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
