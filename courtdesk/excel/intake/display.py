"""What a number's cell shows, held against the number it stores."""

import re
from dataclasses import dataclass
from decimal import Decimal

from courtdesk.excel.intake.looks import figures, shown_in
from courtdesk.excel.reading import Cell
from courtdesk.models.outline import Indicator, Measure

_LEAD = re.compile(r"-?\d+(?:\.\d+)?")
_NOUGHTS = re.compile(r"(?<=\d)\.0+(?![\d万亿千百])")
_WHOLE = re.compile(r"(?<!\d)100\.0+%")
_SLIGHT = Decimal("0.005")  # of the value: what rounding may take away without a question


@dataclass(frozen=True, slots=True)
class Display:
    """A shown figure, and the stored number written the same way, empty when they contradict.

    ``slight`` says that the two are the same but for rounding that nobody minds.
    """

    text: str
    stored: str
    same: bool
    slight: bool


def display(cell: Cell, number: Decimal, indicator: Indicator) -> Display | None:
    """Hold what a cell shows against its number (in per cent where it is shown so).

    None when it shows no figure: nothing at all, a dash, words.
    """
    text = shown_in(cell) if cell.shown.strip() else ""
    found, lead = figures(text), _LEAD.search(text)
    if len(found) != 1 or lead is None:
        return None
    seen, shown = found[0], Decimal(lead[0])
    factor = seen.value / shown if shown else Decimal(1)
    stored = _stored(number, seen.value, factor, seen.step)
    whole = stored is None or (seen.unit == "%" and seen.value == 100 != stored)
    slight = not whole and seen.step <= abs(seen.value) * _SLIGHT
    written = "" if stored is None else f"{text[: lead.start()]}{stored:f}{text[lead.end() :]}"
    return Display(_trimmed(text, indicator), written, shown == stored, slight)


def _stored(number: Decimal, value: Decimal, factor: Decimal, step: Decimal) -> Decimal | None:
    """The stored number in the scale that is shown; None when it rounds to something else.

    2.88 under 0.00"亿元" counts in 亿元, 12345 under 0!.0,"万" does not count in 万.
    """
    for base, shown in ((number * factor, number), (number, number / factor)):
        if abs(base - value) <= step / 2:
            return shown
    return None


def _trimmed(text: str, indicator: Indicator) -> str:
    """Take noughts off that only the format wrote: 2509.00件, 100.00%."""
    ratio = indicator.unit == "%" or indicator.measure is Measure.AVERAGE
    return _WHOLE.sub("100%", text) if ratio else _NOUGHTS.sub("", text)
