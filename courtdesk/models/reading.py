"""What one printed figure says: its value, unit and interval, worked out once and remembered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from courtdesk.models.claim import BEFORE_SCALE, MARKERS, PREFIXES, Claim, interval
from courtdesk.models.notation import (
    ALIASES,
    FIGURE,
    FRACTIONS,
    GRAIN,
    RANK_UNITS,
    RATIOS,
    SCALES,
    UNITS,
    WHOLE,
    Kind,
    any_of,
    range_of,
)
from courtdesk.models.numerals import read_decimal
from courtdesk.models.unit import PER_CENT

MAX_DIGITS = 15
MAX_VALUE = Decimal(10) ** 16
HUNDRED = Decimal(100)

_SEGMENTS = re.compile(f"({WHOLE})(万亿|亿|万)(零?)")
_PREFIX = re.compile(any_of(PREFIXES | BEFORE_SCALE))


class Unreadable(ValueError):
    """The text is not one figure; whoever asked knows the words to say it in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure. Values in the base unit (元, never 万元); `step` is the last printed place."""

    value: Decimal
    unit: str
    low: Decimal
    high: Decimal
    step: Decimal
    kind: Kind
    markers: tuple[str, ...]
    number: str
    decimals: int
    scale: str  # of the last segment: 万 of 3亿2000万
    scaled: bool  # there is a scale in any segment
    written: str  # the unit as it stands there, empty when there is none
    ranged: bool = False  # 15%～30%

    @property
    def bare(self) -> bool:
        """No unit was written."""
        return not self.written


@lru_cache(maxsize=8192)
def read(printed: str) -> Reading:
    """Read a figure without blanks and with half-width digits. Raises Unreadable."""
    match = FIGURE.fullmatch(printed)
    if match:
        return _figure(match)
    ends = range_of(printed)
    if ends:
        return _range(printed, ends[0], ends[2])
    raise Unreadable(printed)


def _figure(match: re.Match[str]) -> Reading:
    lead, unit = match["lead"] or "", match["unit"] or ""
    if "/" in (match["number"] or ""):
        return _measured(match, _part(match), Decimal(1), 0, "%")
    size, step, decimals = _size(match)
    if lead in ("第", "前"):
        return _rank(match, size, decimals)
    if lead:
        size, step, unit = _fraction(match, size, step)
    return _measured(match, size, step, decimals, unit)


def _measured(
    match: re.Match[str], size: Decimal, step: Decimal, decimals: int, unit: str
) -> Reading:
    kind, markers = UNITS.get(unit, Kind.COUNT), tuple(_markers(match))
    rounded = decimals > 0 or match["scale"] is not None or kind in RATIOS
    full = HUNDRED / PER_CENT[unit] if unit in PER_CENT else None
    if full and size in (0, full):
        rounded = False
    grain = min(GRAIN if kind in RATIOS else Decimal(1), step)
    last = step if decimals else _last_place(size, step)
    low, high = interval(markers, size, step / 2 if rounded else Decimal(0), last, grain)
    if not size and kind is not Kind.POINTS:  # nothing else is below 0 unless it says so
        low = size
    if full and size < full:
        high = min(high, full)
    if match["sign"] in ("-", "−"):
        size, low, high = -size, -high, -low
    return Reading(
        value=_plain(size),
        unit=ALIASES.get(unit, unit),
        low=_plain(low),
        high=_plain(high),
        step=_plain(step),
        kind=kind,
        markers=markers,
        number=_number(match),
        decimals=decimals,
        scale=match["scale"] or "",
        scaled=bool(match["scale"] or match["big"]),
        written=unit,
    )


def _markers(match: re.Match[str]) -> Iterator[str]:
    yield from _PREFIX.findall(match["prefix"])
    inside = [match[name] for name in ("more", "over", "after") if match[name]]
    if len(inside) > 1:
        raise Unreadable(match.string)
    yield from inside
    if match["suffix"]:
        yield match["suffix"]


def _number(match: re.Match[str]) -> str:
    """The figure without markers and unit: 2.88亿 of 2.88亿元, 80万 of 80余万元."""
    names = ["sign", "big", "number", "scale"]
    if match["tail"]:  # 三成五
        names += ["unit", "tail"]
    elif (match["lead"] or "").endswith("分之") and match["lead"] not in FRACTIONS:  # 三分之一
        names.insert(0, "lead")
    return "".join(match[name] or "" for name in names)


def _size(match: re.Match[str]) -> tuple[Decimal, Decimal, int]:
    """Return the number without its sign, the place of its last digit, and its decimals."""
    text, scale = match["number"] or "一", match["scale"] or ""
    number, decimals = _digits(text)
    step = Decimal(SCALES.get(scale, 1)).scaleb(-decimals)
    size = number * SCALES.get(scale, 1)
    for segment, name, zero in reversed(_SEGMENTS.findall(match["big"])):
        spoken = not (text[0].isascii() or zero) and size * 10 < SCALES[name]  # 两万三 is 23000
        if size >= SCALES[name] or spoken:
            raise Unreadable(match.string)
        size += _digits(segment)[0] * SCALES[name]
    if match["tail"]:
        tail, _ = _digits(match["tail"])
        size, step, decimals = size + tail / 10, step / 10, 1
    if size >= MAX_VALUE or (match["tail"] and _digits(text)[1]):
        raise Unreadable(match.string)
    return size, step, decimals


def _digits(text: str) -> tuple[Decimal, int]:
    """Read 1,689.7, 四十点七 or the 2千 of 2千余万: the number and how many places it has."""
    if text[0].isascii() and text[-1] in "百千":
        return Decimal(text[:-1]) * SCALES[text[-1]], 0
    if text[0].isascii():
        plain = text.replace(",", "")
        if len(plain) > MAX_DIGITS + 1:
            raise Unreadable(text)
        return Decimal(plain), len(plain.partition(".")[2])
    places = len(text.partition("点")[2])
    if places > MAX_DIGITS:
        raise Unreadable(text)
    try:
        return read_decimal(text), places
    except ValueError as error:
        raise Unreadable(text) from error


def _rank(match: re.Match[str], size: Decimal, decimals: int) -> Reading:
    unit = match["unit"] or "位"
    whole = not (decimals or any(match[name] for name in ("big", "scale", "sign", "prefix")))
    if unit not in RANK_UNITS or not whole or size < 1 or any(_markers(match)):
        raise Unreadable(match.string)
    first = size if match["lead"] == "第" else Decimal(1)
    return Reading(
        value=size,
        unit=unit,
        low=first,
        high=size,
        step=Decimal(1),
        kind=Kind.RANK,
        markers=() if match["lead"] == "第" else ("前",),
        number=_number(match),
        decimals=0,
        scale="",
        scaled=False,
        written=match["unit"] or "",
    )


def _fraction(match: re.Match[str], size: Decimal, step: Decimal) -> tuple[Decimal, Decimal, str]:
    """百分之四十 is 40 %; 三分之一 is 33.333333 %, read to the whole per cent."""
    lead = match["lead"]
    if match["unit"] or match["scale"] or match["big"]:
        raise Unreadable(match.string)
    if lead in FRACTIONS:
        return size, step, FRACTIONS[lead]
    parts, _ = _digits(lead.removesuffix("分之"))
    if parts <= 1:
        raise Unreadable(match.string)
    return round(HUNDRED * size / parts, 6), Decimal(1), "%"


def _part(match: re.Match[str]) -> Decimal:
    """1/3 is 33.333333 %, as 三分之一 is."""
    if any(match[name] for name in ("lead", "sign", "big", "more", "scale", "over", "unit")):
        raise Unreadable(match.string)
    of, parts = map(Decimal, match["number"].split("/"))
    if of >= parts:
        raise Unreadable(match.string)
    return round(HUNDRED * of / parts, 6)


def _last_place(size: Decimal, step: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 10 for 720, 1000 for 5000."""
    digits = str(int(size / step)).rstrip("0")
    return step.scaleb(len(str(int(size / step))) - len(digits)) if digits else step


def _range(printed: str, before: str, behind: str) -> Reading:
    """15%～30%: the value is the lower end. 3-5万元 gives both ends the scale of the second.

    Only 约 in front, 左右 behind and what claims nothing, such as 达到, may stand beside a range.
    """
    first, end = read(before), read(behind)
    if first.bare and end.scale and not first.scale:
        scaled = read(before + end.scale)
        first = scaled if scaled.value <= end.value else first
    markers = first.markers + end.markers
    bent = [claim for m in markers if (claim := MARKERS.get(m)) is not Claim.PLAIN]
    about = bent in ([], [Claim.ABOUT])
    plain = about and Kind.RANK not in (first.kind, end.kind)
    same = first.bare or (first.unit, first.kind) == (end.unit, end.kind)
    if not (plain and same and first.value <= end.value):
        raise Unreadable(printed)
    low, _ = interval(markers, first.value, Decimal(0), first.step, first.step)
    _, high = interval(markers, end.value, Decimal(0), end.step, end.step)
    number = printed
    for marker in markers:
        number = number.removeprefix(marker).removesuffix(marker)
    return Reading(
        value=first.value,
        unit=end.unit,
        low=_plain(low),
        high=_plain(high),
        step=first.step,
        kind=end.kind,
        markers=markers,
        number=number.removesuffix(end.written),
        decimals=end.decimals,
        scale=end.scale,
        scaled=end.scaled,
        written=end.written,
        ranged=True,
    )


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros or exponent, and without a negative zero."""
    short = number.normalize()
    if short.is_zero():
        return Decimal(0)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short
