"""A derived figure's formula, understood again from what the program writes in its cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from courtdesk.models.outline import Formula

_ROUNDED = re.compile(r"ROUND\((.+)[,;](\d)\)[,;)]")
_PAGE = r"\$?(?:'((?:[^']|'')+)'|([^\W\d]\w*))[!.]"  # as xlsx and ods write it
_CELL = rf"\(?\[?{_PAGE}\$?([A-Z]+)\$?(\d+)\]?(?:\*[\d.]+\))?"
_TERM = re.compile(rf"<([\w-]+)>|{_CELL}")
_SCALED = re.compile(r"\((.+)\)/[\d.]+")  # into 万元 or ‰


@dataclass(frozen=True)
class Terms:
    """What formulas speak of: indicators by the worksheet and cell they stand in.

    ``computed`` are those that are derived, by what their formulas round, the longest first.
    """

    cells: Mapping[tuple[str, str], str]
    computed: Mapping[str, str] = field(default_factory=dict)


def result_in(text: str) -> tuple[str, int] | None:
    """Return what the program's formula rounds, before its scale, and to how many decimals."""
    found = _ROUNDED.search(text)
    if found is None:
        return None
    scaled = _SCALED.fullmatch(found[1])
    return scaled[1] if scaled else found[1], int(found[2])


def formula_in(text: str, known: Terms, unit: str = "") -> Formula | None:
    """Return the formula of a cell in this unit, None for any other than the program's own.

    A term that is derived, too, stands there in brackets. One that a text stands for (80余万元) is
    written as a number, and is not known again.
    """
    found = result_in(text)
    if found is None:
        return None
    result, decimals = found
    for inner, id in known.computed.items():
        result = result.replace(f"({inner})", f"<{id}>") if inner != result else result
    terms = [
        id or known.cells.get((quoted.replace("''", "'") or plain, f"{column}{row}"), "")
        for id, quoted, plain, column, row in _TERM.findall(result)
    ]
    bare = _TERM.sub("#", result)
    kind = "share" if (bare, unit) == ("#/#", "倍") else _KINDS.get(bare) or _row(bare)
    if not kind or not all(terms):
        return None
    return Formula(kind=kind, terms=tuple(terms), decimals=decimals)


_KINDS = {"#/#*100": "share", "#/#": "average", "100-#": "complement"}


def _row(bare: str) -> str:
    for sign, kind in (("-", "difference"), ("+", "sum")):
        if set(bare.split(sign)) == {"#"}:
            return kind
    return ""
