"""Closed intervals: what a printed number may stand for, and arithmetic that never loses the truth.

Both ends belong to the interval, so a quotient that falls exactly between two printed values fits
either: 四舍五入 rounds it up and GB/T 8170 to the even digit, and courts do both.
"""

from decimal import Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """Every number from ``low`` to ``high``; ``high`` may be Decimal infinity."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        """Whether some number belongs to both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: "Interval") -> "Interval":
        """Every sum of a number of each."""
        return Interval(self.low + other.low, self.high + other.high)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def negated(self) -> "Interval":
        """Every number with its sign turned."""
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal) -> "Interval":
        """Every number times ``factor``."""
        ends = self.low * factor, self.high * factor
        return Interval(min(ends), max(ends))

    def over(self, other: "Interval") -> "Interval":
        """Every quotient of numbers that are not negative; ``other.high`` is above 0."""
        high = self.high / other.low if other.low > 0 else Decimal("Infinity")
        return Interval(max(self.low, Decimal(0)) / other.high, high)

    @property
    def middle(self) -> Decimal:
        """The number half way between the ends; the lower end when there is no upper one."""
        return (self.low + self.high) / 2 if self.high.is_finite() else self.low

    @property
    def exact(self) -> bool:
        """Whether it holds one number only."""
        return self.low == self.high


def exactly(number: Decimal) -> Interval:
    """The interval of one number."""
    return Interval(number, number)
