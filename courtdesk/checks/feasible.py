"""Which whole numbers would make a printed share or average come out."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from courtdesk.checks.interval import Interval


class Wholes(NamedTuple):
    """The whole numbers from ``first`` to ``last``; ``last`` None is without end."""

    first: int
    last: int | None

    def __bool__(self) -> bool:
        return self.last is None or self.first <= self.last

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        return self.first <= number and (self.last is None or number <= self.last)

    def text(self, unit: str = "") -> str:
        """7041或7042件 · 81523至81531件之间 · 不少于12件."""
        if self.last is None:
            return f"不少于{self.first}{unit}"
        if self.last - self.first < 4:
            return "或".join(str(n) for n in range(self.first, self.last + 1)) + unit
        return f"{self.first}至{self.last}{unit}之间"


def divisors(dividend: Interval, quotient: Interval, parts: int = 1) -> Wholes:
    """Divisors, in 1/``parts``, that take ``dividend`` into ``quotient``; both are not negative.

    ``divisors(3175, 0.45085..0.45095)`` is 7041..7042; with ``parts=2`` the halves are counted:
    25..26 then means 12.5 and 13.
    """
    if quotient.high <= 0:
        return Wholes(1, None if dividend.low <= 0 else 0)
    first = max(1, _up(dividend.low * parts / quotient.high))
    if quotient.low <= 0:
        return Wholes(first, None)
    return Wholes(first, _down(dividend.high * parts / quotient.low))


def dividends(divisor: Interval, quotient: Interval) -> Wholes:
    """Whole numbers that divided by ``divisor`` fall into ``quotient``; both are not negative."""
    return Wholes(_up(divisor.low * quotient.low), _down(divisor.high * quotient.high))


def _up(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))


def _down(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_FLOOR))
