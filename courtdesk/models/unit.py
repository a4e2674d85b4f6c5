"""A unit such as 万元: its scale, what it counts in, and what counts the same."""

import re
from decimal import Decimal
from functools import lru_cache

from courtdesk.models.notation import ALIASES, SAME_KIND, SCALE

_SCALE = re.compile(SCALE)

PER_CENT = {"%": Decimal(1), "成": Decimal(10), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
"""What one of each unit of a share is in per cent."""


def full(unit: str) -> Decimal:
    """What the whole of a share counts as: 100 per cent, or once where it counts in 倍."""
    return Decimal(1 if unit == "倍" else 100)


@lru_cache(maxsize=256)
def scale_of(unit: str) -> str:
    """万 of 万元; empty for a unit that has none (件, 百分点) or is nothing else (万)."""
    scale = _SCALE.match(unit)
    return scale[0] if scale and scale[0] != unit else ""


@lru_cache(maxsize=256)
def base_of(unit: str) -> str:
    """What a unit counts in: 元 of 万元, 百分点 of 个百分点."""
    base = unit.removeprefix(scale_of(unit))
    return ALIASES.get(base, base)


def alike(one: str, other: str) -> bool:
    """Whether two base units count the same things: 名 and 人 do, 件 and 元 do not."""
    return one == other or any({one, other} <= units for units in SAME_KIND)
