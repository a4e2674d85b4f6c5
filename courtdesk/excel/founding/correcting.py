"""One field of a line corrected, and what else follows from that."""

from dataclasses import replace

from courtdesk.excel.founding.line import Line
from courtdesk.excel.founding.naming import LONGEST, measure_of
from courtdesk.excel.intake.wording import base
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity

MOST = {"section": 60, "item": 60, "label": LONGEST, "unit": 8, "department": 60}
"""How many characters each field holds."""


def corrected(line: Line, name: str, text: str) -> Line:
    """Return a line with a field corrected; a figure that was typed is beyond doubt.

    ``name`` is section, item, label, unit, department, printed or previous. Raises UserError for
    words that cannot stand there.
    """
    text = " ".join(text.split())[: MOST.get(name)]
    if not text and name in ("section", "item", "label"):
        raise UserError("名称不能空着：请写几个字")
    match name:
        case "section":
            return replace(line, section=text)
        case "item":
            return replace(line, item=text)
        case "unit":
            return _counted(line, text)
        case "printed":
            return _typed(replace(line, printed=_read(line, text)), text)
        case "previous":
            return _typed(replace(line, previous=_read(line, text)), text)
        case _:
            return replace(line, indicator=line.indicator.replaced(**{name: text}))


def _typed(line: Line, text: str) -> Line:
    """Take the unit of a figure that was typed with one where none was known."""
    found = line.printed or line.previous
    if found is not None and not line.indicator.unit:
        line = replace(line, indicator=_unit(line, found.unit))
    return replace(line, doubt="", note="", taken=True) if text else line


def _read(line: Line, text: str) -> Quantity | None:
    if not text:
        return None
    return Quantity.parse(text, line.indicator.unit)


def _counted(line: Line, unit: str) -> Line:
    """Let a line count in another unit: its figures are the same numbers in that one."""
    old = line.indicator.unit
    values = (_again(q, old, unit) for q in (line.printed, line.previous))
    printed, previous = values
    fresh = replace(line, indicator=_unit(line, base(unit)), printed=printed, previous=previous)
    return replace(fresh, note="") if not old else fresh


def _again(quantity: Quantity | None, old: str, unit: str) -> Quantity | None:
    if quantity is None:
        return None
    printed = quantity.printed
    bare = printed.removeprefix("第") if old == "位" else printed.replace(quantity.unit, "", 1)
    return Quantity.parse(bare if quantity.unit or old else printed, unit)


def _unit(line: Line, unit: str) -> Indicator:
    measure = measure_of(unit, line.indicator.label)
    return line.indicator.replaced(unit=unit, measure=measure)
