"""What a printed figure claims: the marker words, and the interval each of them opens.

No standard says how far 近 or 约 may stray, so these are this tool's conventions, kept in one
table. With v the number as written, last the place of its last digit that is not zero (720: 10,
5000: 1000, 80万: 10万, 1.3万: 1000), grain the smallest step counted (1, for rates 0.001) and
room the larger of last and 5 % of v:

| markers                              | interval                    | v itself |
| ---                                  | ---                         | ---      |
| none, 达 高达 多达 达到 仅           | as the bare number (below)  | in       |
| 余 多                                | v … v + last − grain        | in       |
| 近 将近 接近                         | 0.95 v … v − grain          | out      |
| 超 超过 逾 突破                      | v + grain … v + room − grain| out      |
| 以上 至少 上                         | v … v + room − grain        | in       |
| 约 大约 约为 左右 上下               | 0.95 v … 1.05 v             | in       |
| 不足 不到                            | v − room … v − grain        | out      |
| 以下 以内 最多                       | v − room … v                | in       |

The bare number is exact when it counts whole things without a scale (720人). With decimals, with
a scale (2.88亿元, 3万件) or as a rate it is a rounding: half of its last printed place either
way. 100 % and 0 % are never roundings. A share below 100 % never reaches above 100 %.
Two markers at once (约…左右, 超200余) are poor style but are read: the interval spans both.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum


class Claim(StrEnum):
    """How a marker bends the number beside it."""

    PLAIN = "plain"
    ABOVE = "above"
    CLOSE = "close"
    OVER = "over"
    AT_LEAST = "at least"
    ABOUT = "about"
    UNDER = "under"
    AT_MOST = "at most"


PREFIXES = {
    "达到": Claim.PLAIN,
    "高达": Claim.PLAIN,
    "多达": Claim.PLAIN,
    "达": Claim.PLAIN,
    "仅": Claim.PLAIN,
    "将近": Claim.CLOSE,
    "接近": Claim.CLOSE,
    "近": Claim.CLOSE,
    "超过": Claim.OVER,
    "超": Claim.OVER,
    "突破": Claim.OVER,
    "逾": Claim.OVER,
    "至少": Claim.AT_LEAST,
    "大约": Claim.ABOUT,
    "约为": Claim.ABOUT,
    "约": Claim.ABOUT,
    "不足": Claim.UNDER,
    "不到": Claim.UNDER,
    "最多": Claim.AT_MOST,
}
BEFORE_SCALE = {"上": Claim.AT_LEAST}
"""A marker only where a scale stands alone: 上千人, 上亿元, but not 上12人."""
INFIXES = {"余": Claim.ABOVE, "多": Claim.ABOVE}
SUFFIXES = {
    "以上": Claim.AT_LEAST,
    "左右": Claim.ABOUT,
    "上下": Claim.ABOUT,
    "以下": Claim.AT_MOST,
    "以内": Claim.AT_MOST,
}
MARKERS = PREFIXES | BEFORE_SCALE | INFIXES | SUFFIXES

MARGIN = Decimal("0.05")
ONE = Decimal(1)
ZERO = Decimal(0)

Interval = tuple[Decimal, Decimal]


def interval(
    markers: Sequence[str], size: Decimal, half: Decimal, last: Decimal, grain: Decimal
) -> Interval:
    """The lowest and highest true value behind a number of this size (0 or more).

    `half` is half of the last printed place, 0 for an exact number; `last` and `grain` are as in
    the table above. All in the same unit.
    """
    claims = {MARKERS[marker] for marker in markers} - {Claim.PLAIN}
    if not claims:
        return size - half, size + half
    spans = [_span(claim, size, last, grain) for claim in claims]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _span(claim: Claim, size: Decimal, last: Decimal, grain: Decimal) -> Interval:
    room = max(last, size * MARGIN)
    below = max(size - grain, ZERO)
    floor = max(size - room, ZERO)
    match claim:
        case Claim.ABOVE:
            return size, size + last - grain
        case Claim.CLOSE:
            return min(size * (ONE - MARGIN), below), below
        case Claim.OVER:
            return size + grain, max(size + room - grain, size + grain)
        case Claim.AT_LEAST:
            return size, size + room - grain
        case Claim.UNDER:
            return min(floor, below), below
        case Claim.AT_MOST:
            return floor, size
        case _:
            return size * (ONE - MARGIN), size * (ONE + MARGIN)
