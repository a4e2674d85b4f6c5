"""Approximate wordings of a known number: which are true of it, and which are worth an offer.

Of 268次 these are 268次, 260余次 and 近270次; of 59.3% they are 59.3%, 近60%, 超59% and 超50%.
What a marker claims is said in `claim` and nowhere else: an offer is written, read back as a
`Quantity`, and kept when it holds.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from courtdesk.models.claim import MARKERS, Claim
from courtdesk.models.derived import rounded
from courtdesk.models.notation import RATIOS, SCALES, Kind
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.reading import read
from courtdesk.models.unit import alike

_FIGURES = (3, 2)  # digits kept of the number
_SMALL = 100  # below it one digit says enough: 10余场, 近20场
_DECIMALS = 2  # of a number in 万 or 亿: 2.88亿元


def holds(wording: Quantity, known: Quantity) -> bool:
    """Whether the wording is true whatever the known number is in the interval that it claims.

    A rounding is no more than it says: 2.88亿元 makes 近2.9亿元 true, but not 28800万元. And 余
    says that there is something over: a known 200 is no 200余, though a printed 200余 may be 200.
    """
    over = any(MARKERS.get(marker) is Claim.ABOVE for marker in wording.markers)
    return (
        alike(wording.unit, known.unit)
        and (wording.kind is Kind.RANK) == (known.kind is Kind.RANK)
        and wording.low <= known.low
        and known.high <= wording.high
        and not (over and not known.markers and known.low <= wording.value)
    )


def wordings(known: Quantity) -> tuple[Quantity, ...]:
    """Return the number itself and its approximate wordings, finest first; all of them hold.

    A rank, a range and what is approximate already have no other than themselves.
    """
    found = {known.printed: known}
    if known.level and not known.markers and known.kind is not Kind.RANK and known.value > 0:
        for text in _written(known):
            try:
                wording = Quantity.parse(text)
            except QuantityError:  # a unit nobody listed does not stand behind 余
                continue
            if holds(wording, known):
                found.setdefault(wording.printed, wording)
    return tuple(found.values())


def _written(known: Quantity) -> Iterator[str]:
    unit, ratio = read(known.printed).written, known.kind in RATIOS
    scale = "" if ratio else _scale(known.value)
    size = Decimal(SCALES.get(scale, 1))
    number = known.value / size
    if scale:
        yield f"{_plain(rounded(number, _DECIMALS))}{scale}{unit}"
    for step in _steps(number):
        below, above = (_cut(number, step, way) for way in (ROUND_FLOOR, ROUND_CEILING))
        if below < above and step * size > known.step:
            yield from _above(below, step, scale, unit, ratio)
            yield _near(above, scale, unit, ratio)


def _scale(value: Decimal) -> str:
    return next((name for name in ("亿", "万") if value >= SCALES[name]), "")


def _cut(number: Decimal, step: Decimal, way: str) -> Decimal:
    return (number / step).to_integral_value(way) * step


def _above(number: Decimal, step: Decimal, scale: str, unit: str, ratio: bool) -> Iterator[str]:
    """超59%, 260余次, 80余万元, 2亿余元; 余 behind a single digit wants a scale before it."""
    if not number:
        return
    if ratio:
        yield f"超{_plain(number)}{scale}{unit}"
    elif step >= 10:
        yield f"{_plain(number)}余{scale}{unit}"
    elif scale:
        yield f"{_plain(number)}{scale}余{unit}"


def _near(number: Decimal, scale: str, unit: str, ratio: bool) -> str:
    """近270次, and of 9999件 近1万件."""
    if not scale and not ratio and number >= SCALES["万"]:
        number, scale = number / SCALES["万"], "万"
    return f"近{_plain(number)}{scale}{unit}"


def _steps(number: Decimal) -> Iterator[Decimal]:
    """The places a number may be cut at: two or three digits are kept, of a small one also one."""
    first = number.adjusted()
    for kept in (*_FIGURES, *((1,) if number < _SMALL else ())):
        yield Decimal(1).scaleb(first - kept + 1)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
