"""`Quantity`: a number kept as it was written, with the value and the interval it claims.

The printed text is all it holds; everything else is read from it (see `reading`), so two
quantities are equal when they print alike, and JSON holds nothing but that text.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Self

from pydantic import ConfigDict, RootModel, field_validator

from courtdesk.models.claim import MARKERS, Claim
from courtdesk.models.errors import UserError
from courtdesk.models.notation import (
    ALIASES,
    BLANK,
    FIGURE,
    HALF_WIDTH,
    RANK_UNITS,
    UNITS,
    Kind,
    any_of,
    range_of,
)
from courtdesk.models.reading import Unreadable, read
from courtdesk.models.unit import alike, base_of, scale_of

MAX_LENGTH = 60

_BLANKS = re.compile(f"[{BLANK}]+")
_BETWEEN = re.compile(f"[{BLANK}]*[、,;；]?[{BLANK}]*")
_LAST_UNIT = re.compile(f"{any_of(UNITS)}$")
_EXAMPLES = {"": "2509", "元": "2.88亿元", "%": "52.29%", "百分点": "2.22个百分点", "位": "第3"}


class QuantityError(UserError, ValueError):
    """A text that is not the figure it should be; says so in one Chinese sentence.

    Also a ValueError, so that pydantic reports it with the place of the bad figure in a document.
    """


class Quantity(RootModel[str]):
    """A figure as printed: 2.88亿元, 720余人, 52.29%, 第3, 15%～30%.

    Values are in the base unit (元, never 万元). `low` and `high` are the lowest and highest true
    value the text allows by the conventions in `claim`; after 近, 超 and 不足 the number written
    is itself just outside of them. A range has its lower end as `value`.
    """

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _readable(cls, text: str) -> str:
        return _parse(text, "")

    @classmethod
    def parse(cls, text: str, unit: str = "") -> Self:
        """Read one whole figure; `unit` is what the place it stands in counts in (元, 件, 位, %).

        A text without a unit gets this one (2509 → 2509件; in 位 3 → 第3). A text with another
        one is refused, but a measure word of the same kind stays as written (17名 for 人).
        Raises QuantityError.
        """
        if not isinstance(text, str):
            raise QuantityError(f"这里应是文字：{_hint(unit)}")
        return cls(_parse(text, unit))

    @classmethod
    def parse_all(cls, text: str, unit: str = "") -> tuple[Self, ...]:
        """Read figures written without a separator: 96件96人, 7案6.4万元. Raises QuantityError.

        `unit` serves a figure that has none and binds only a figure that stands alone.
        """
        parts = _parts(_bounded(text, unit)) if isinstance(text, str) else []
        if len(parts) < 2:
            return (cls.parse(text, unit),)
        return tuple(cls.parse(part, unit if read(part).bare else "") for part in parts)

    @property
    def printed(self) -> str:
        """The text as written, without blanks and with half-width digits."""
        return self.root

    @property
    def value(self) -> Decimal:
        return read(self.root).value

    @property
    def unit(self) -> str:
        """The base unit: 元 of 2.88亿元, 百分点 of 0.5个百分点, 位 of 第3."""
        return read(self.root).unit

    @property
    def low(self) -> Decimal:
        return read(self.root).low

    @property
    def high(self) -> Decimal:
        return read(self.root).high

    @property
    def step(self) -> Decimal:
        """The value of the last printed place: 10000 for 80余万元, 0.01 for 52.29%."""
        return read(self.root).step

    @property
    def kind(self) -> Kind:
        return read(self.root).kind

    @property
    def markers(self) -> tuple[str, ...]:
        return read(self.root).markers

    @property
    def marker(self) -> str:
        """余, 近 … as printed; two at once are joined: 约…左右."""
        return "…".join(self.markers)

    @property
    def level(self) -> bool:
        """Whether it says one number, rounded at most: no 余 or 约, no range."""
        reading = read(self.root)
        plain = all(MARKERS.get(marker) is Claim.PLAIN for marker in reading.markers)
        return plain and not reading.ranged

    @property
    def number(self) -> str:
        """Printed without marker and unit: 2.88亿 of 2.88亿元, 80万 of 80余万元, 3 of 第3."""
        return read(self.root).number

    def __str__(self) -> str:
        return self.root


def _tidy(text: str) -> str:
    return _BLANKS.sub("", text.translate(HALF_WIDTH).strip())


def _bounded(text: str, unit: str) -> str:
    """Half-width and stripped, but with its inner blanks, and short enough to look at."""
    if len(text) > MAX_LENGTH:
        raise QuantityError(
            f"“{_shown(text)}”有{len(text)}字，太长：一个数字请写在{MAX_LENGTH}字以内"
        )
    plain = text.translate(HALF_WIDTH).strip()
    if not plain:
        raise QuantityError(f"没有写数字：{_hint(unit)}")
    return plain


@lru_cache(maxsize=8192)
def _parse(text: str, unit: str) -> str:
    printed = _one(text, unit)
    return _in_unit(printed, _tidy(unit)) if unit else printed


def _one(text: str, unit: str = "") -> str:
    """Return the printed form of a text that is one figure. Raises QuantityError."""
    plain = _bounded(text, unit)
    printed = plain
    try:
        if _BLANKS.search(plain):
            if not (FIGURE.fullmatch(plain) or range_of(plain)):
                raise Unreadable(plain)
            printed = _BLANKS.sub("", plain)
        read(printed)
    except Unreadable as error:
        found = len(_parts(plain))
        if found > 1:
            raise QuantityError(f"“{_shown(text)}”里有{found}个数字：请分开填写") from error
        hint = _hint(unit or _last_unit(plain))
        raise QuantityError(f"无法读取“{_shown(text)}”：{hint}") from error
    return printed


def _parts(plain: str) -> list[str]:
    """The figures a text is made of from end to end, each with its unit; [] when it is not."""
    parts: list[str] = []
    at = 0
    while at < len(plain):
        match = FIGURE.match(plain, at)
        if match is None or not match[0].strip():
            return []
        part = _tidy(match[0])
        gap = _BETWEEN.match(plain, match.end())
        at = gap.end() if gap else match.end()
        try:
            if read(part).bare and at < len(plain):
                return []
        except Unreadable:
            return []
        parts.append(part)
    return parts


def _in_unit(printed: str, unit: str) -> str:
    """Give a bare figure its unit, and refuse one in another unit."""
    reading, wanted = read(printed), base_of(unit)
    rank = reading.kind is Kind.RANK
    if rank and wanted in RANK_UNITS:
        return printed
    if wanted in ("位", "名次"):
        if (reading.bare or reading.unit in RANK_UNITS) and not reading.markers:
            return _one("第" + printed, unit)
    elif reading.bare and not rank:
        scale = scale_of(unit) if reading.scaled else ""
        return _one(_insert(printed, unit.removeprefix(scale)), unit)
    elif alike(reading.unit, wanted) and not rank:
        return printed
    written = "位次" if rank else f"“{reading.unit}”" if reading.unit else "约数"
    raise QuantityError(f"“{printed}”写的是{written}，这里以“{wanted}”计：{_hint(wanted)}")


def _insert(printed: str, unit: str) -> str:
    """Put a unit where it belongs: before 以上, and after both ends of a range of per cents."""
    match = FIGURE.fullmatch(printed)
    if match:
        return printed[: match.end("body")] + unit + printed[match.end("body") :]
    ends = range_of(printed)
    if ends and unit == "%":
        first, to, second = ends
        return first + unit + to + second + unit
    return printed + unit


def _hint(unit: str) -> str:
    """Show how a figure in this unit is written."""
    base = ALIASES.get(unit, unit)
    return f"请写成“{_EXAMPLES.get(base, f'2509{base}')}”的样子"


def _last_unit(text: str) -> str:
    found = _LAST_UNIT.search(text)
    return ALIASES.get(found[0], found[0]) if found else "元"


def _shown(text: str) -> str:
    """The text as a message can show it: short, and without what does not print."""
    short = "".join(char if char.isprintable() else "□" for char in text[:20])
    return short + ("…" if len(text) > 20 else "")
