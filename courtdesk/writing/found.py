"""`FoundFigure`: one figure of a text, and what its neighbours make of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from courtdesk.models.notation import GAP, RANK_UNITS, SCALES, any_of
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.writing.units import UNIT

_TAIL = re.compile(f"({any_of(SCALES)}?)({UNIT})$")
_AND = re.compile(rf"{GAP}(?:,|(?:、|和|与|以?及)[^0-9,。；、\n]{{0,6}}){GAP}")
BLANK_CHARS = " \t\u00a0\u202f\u3000" + "".join(chr(c) for c in range(0x2000, 0x200B))
_TAKEN = re.compile("(?:收案|新收|受理)(?:案件)?数?$")
_DONE = re.compile("[,、](?:结案|办结|审结|审执结)数?")
_BECOMES = re.compile("[^0-9,，。；、\n]{0,4}[到至为]")
_AND_ALSO = re.compile(f"{GAP}[、和与及]{GAP}")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One figure of a text: `start` and `end` in characters, `printed` without blanks.

    `value`, `low` and `high` are in the base `unit` (元, never 万元), as `Quantity` reads them.
    `sign` is + or - for a rise or a fall. The two halves of 96件96人 share a `pair`, the members
    after one 分别 a `list`: numbers from 1, None for a figure that stands alone.
    """

    start: int
    end: int
    printed: str
    value: Decimal
    unit: str
    low: Decimal
    high: Decimal
    marker: str
    kind: str
    sign: str = ""
    pair: int | None = None
    list: int | None = None


def with_shared_units(plain: str, found: list[FoundFigure]) -> list[FoundFigure]:
    """Give the members of 分别审结12、15、20件 that have no unit the unit of the last.

    A bare number that is no member stays, but one behind 、 is left out: 调解、3等.
    """
    members: list[FoundFigure] = []
    tail = ""
    for figure in reversed(found):
        after = members[-1] if members else None
        bare = not figure.unit and figure.kind == "count"
        joined = after is not None and plain[figure.end : after.start].strip(BLANK_CHARS) in (
            "、",
            "和",
        )
        if bare and joined and after and after.unit:
            found_tail = _TAIL.search(after.printed)
            tail = found_tail[0] if found_tail else tail
            figure = (_shared(figure, tail) if tail else None) or figure
        if figure.unit or plain[figure.start - 1 : figure.start] != "、" or "." in figure.printed:
            members.append(figure)
    return members[::-1]


def _shared(figure: FoundFigure, tail: str) -> FoundFigure | None:
    try:
        quantity = Quantity.parse(figure.printed + tail)
    except (QuantityError, ValueError, ArithmeticError):
        return None
    return replace(
        figure,
        value=quantity.value,
        unit=quantity.unit,
        low=quantity.low,
        high=quantity.high,
        kind=str(quantity.kind),
    )


def paired(plain: str, found: list[FoundFigure]) -> list[FoundFigure]:
    """Number the figures that touch: 96件96人, 7案6.4万元."""
    result = list(found)
    number = 0
    for index, (first, second) in enumerate(pairwise(found)):
        touching = not plain[first.end : second.start].strip(BLANK_CHARS)
        if touching and first.unit and second.unit:
            if result[index].pair is None:
                number += 1
            result[index] = replace(result[index], pair=number)
            result[index + 1] = replace(result[index + 1], pair=number)
    return result


def listed(plain: str, found: list[FoundFigure]) -> Iterator[FoundFigure]:
    """Number the lists: what follows one 分别 up to the next word that joins nothing.

    A figure joined to another says the same of its thing: 同比上升6.8%和4.2%.
    """
    number, inside, before = 0, False, None
    for index, figure in enumerate(found):
        between = plain[before.end if before else 0 : figure.start]
        opens = "分别" in re.split("[。;；\n]", between)[-1]
        if opens:
            number += 1
        inside = opens or (inside and bool(_AND.fullmatch(between)))
        follows = index + 1 < len(found) and bool(
            _AND.fullmatch(plain[figure.end : found[index + 1].start])
        )
        if opens and not follows:
            number, inside = number - 1, False
        if before and not opens and (inside or _AND_ALSO.fullmatch(between)):
            figure = _like(before, figure)
        if before and before.kind in ("share", "average") and _goes_on(plain, before, between):
            figure = _moved(before, figure)
        before = figure
        yield replace(figure, list=number) if inside else figure


def _goes_on(plain: str, before: FoundFigure, between: str) -> bool:
    """由平均68天降至51天, 人均收案352件，结案240件: the second says the same of its thing."""
    if _DONE.fullmatch(between):
        return bool(_TAKEN.search(plain[max(0, before.start - 8) : before.start]))
    return bool(_BECOMES.fullmatch(between))


def _moved(before: FoundFigure, figure: FoundFigure) -> FoundFigure:
    """What a share or an average becomes is one, too."""
    same = figure.unit == before.unit and not figure.sign
    return replace(figure, kind=before.kind) if same else figure


def _like(before: FoundFigure, figure: FoundFigure) -> FoundFigure:
    """Give a figure that says nothing of itself the kind and the sign of the one before it."""
    if figure.sign:
        return figure
    if figure.kind == "rate" and before.unit == "%":
        return replace(figure, kind=before.kind, sign="-" if figure.value < 0 else before.sign)
    if figure.kind == "points" and before.sign:
        return replace(figure, sign="-" if figure.value < 0 else before.sign)
    if before.kind in ("change", "average") and figure.unit == before.unit:
        return replace(figure, kind=before.kind, sign=before.sign)
    if before.kind == "rank" and figure.kind == "count" and figure.unit in RANK_UNITS:
        return replace(figure, kind="rank")
    return figure
