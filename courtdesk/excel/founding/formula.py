"""A derived figure's formula, understood again from what the program writes in its cell."""

import re
from collections.abc import Mapping

from courtdesk.models.outline import Formula

_ROUNDED = re.compile(r"ROUND\((.+)[,;](\d)\)[,;)]")
_PAGE = r"\$?(?:'((?:[^']|'')+)'|([^\W\d]\w*))[!.]"  # as xlsx and ods write it
_CELL = re.compile(rf"\(?\[?{_PAGE}\$?([A-Z]+)\$?(\d+)\]?(?:\*[\d.]+\))?")
_SCALED = re.compile(r"\((.+)\)/[\d.]+")  # into 万元 or ‰


def formula_in(text: str, ids: Mapping[tuple[str, str], str]) -> Formula | None:
    """Return the formula of a cell, None for any other than the program's own.

    ``ids`` are the indicators by the worksheet and cell they stand in. A term that a text stands
    for (80余万元) is written as a number there, and is not known again.
    """
    found = _ROUNDED.search(text)
    if found is None:
        return None
    scaled = _SCALED.fullmatch(found[1])
    result = scaled[1] if scaled else found[1]
    terms = [
        (quoted.replace("''", "'") or plain, f"{column}{row}")
        for quoted, plain, column, row in _CELL.findall(result)
    ]
    bare = _CELL.sub("#", result)
    kind = _KINDS.get(bare) or _row(bare)
    if not kind or any(term not in ids for term in terms):
        return None
    return Formula(kind=kind, terms=tuple(ids[t] for t in terms), decimals=int(found[2]))


_KINDS = {"#/#*100": "share", "#/#": "average", "100-#": "complement"}


def _row(bare: str) -> str:
    for sign, kind in (("-", "difference"), ("+", "sum")):
        if set(bare.split(sign)) == {"#"}:
            return kind
    return ""
