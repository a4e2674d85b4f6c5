"""How a quantity and a text stand in a cell, so that reading the cell gives them back."""

import re
from dataclasses import dataclass
from decimal import Decimal

from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.unit import scale_of

LONGEST = 32_000  # characters; a cell holds 32,767
_PLAIN = re.compile(r"(-?[\d,]+(?:\.\d+)?)([^\d,.～~]+)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Shown:
    """A cell's content: a number with its format, or, when ``number`` is None, a text.

    ``number`` counts in ``unit``, which may be scaled (万元); times ``factor`` it is the value.
    """

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    format: str = "General"
    factor: Decimal = Decimal(1)


def shown(quantity: Quantity | None, indicator: Indicator, unit: str = "") -> Shown:
    """Return how the quantity stands in its cell; a number wherever that loses nothing.

    ``unit`` is what the row's unit cell says: a quantity in another one becomes text.
    """
    if quantity is None:
        return Shown()
    printed = quantity.printed
    if indicator.measure is Measure.RANK and printed == f"第{quantity.value:f}":
        return Shown(printed, quantity.value, indicator.unit, '"第"0')
    match = _PLAIN.fullmatch(printed)
    if match is None or quantity.markers or indicator.measure is Measure.RANK:
        return Shown(printed)
    number, own = Decimal(match[1].replace(",", "")), match[2]
    comma = "," in match[1]
    lossless = match[1] == (f"{number:,f}" if comma else f"{number:f}")
    if not lossless or len(number.as_tuple().digits) > 15 or own != (unit or own):
        return Shown(printed)
    if not _returns(number, own, indicator, quantity) or (not number and own != indicator.unit):
        return Shown(printed)
    places = -int(number.as_tuple().exponent)
    format = ("#,##0" if comma else "0") + ("." + "0" * places if places else "")
    factor = Decimal(SCALES.get(scale_of(own), 1))
    return Shown(printed, number, own, format, factor)


def _returns(number: Decimal, unit: str, indicator: Indicator, quantity: Quantity) -> bool:
    try:
        again = Quantity.parse(f"{number:f}{unit}", indicator.unit)
    except QuantityError:
        return False
    return (again.value, again.low, again.high) == (quantity.value, quantity.low, quantity.high)


def safe(text: str) -> str:
    """Return the text as a cell can hold it: what cannot be printed shows as □, and is counted."""
    plain = _UNPRINTABLE.sub("□", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def meaning(indicator: Indicator) -> str:
    """Return what the indicator counts, and among whom a rank stands, as its cell says it."""
    parts = (indicator.definition, indicator.scope and f"范围：{indicator.scope}")
    return "；".join(part for part in parts if part)


def sheet_names(titles: list[str], taken: list[str]) -> list[str]:
    """Return a name Excel accepts for each title: 1 to 31 UTF-16 units, no two alike."""
    used = {t.casefold() for t in (*taken, "history")}
    names = []
    for title in titles:
        base = re.sub(r"[\[\]:*?/\\]", "·", safe(title).replace("\n", " ")).strip().strip("'")
        base, name, count = base or "未命名", "", 1
        while not name or name.casefold() in used:
            tail = f"（{count}）" if count > 1 else ""
            name = _cut(base, 31 - len(tail)) + tail
            count += 1
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").rstrip(" '")


def width(text: str) -> int:
    """Return the widest line in columns of half-width characters; a Chinese one takes two."""
    return max(sum(1 + (ord(c) > 0x2E7F or c in _WIDE) for c in line) for line in text.split("\n"))


_WIDE = "“”‘’…—·①②③④⑤％℃"


def lines(text: str, columns: int) -> int:
    """Return how many lines the text takes in a cell of so many half-width columns."""
    return sum(max(1, -(-width(line) // max(1, columns - 1))) for line in text.split("\n"))
