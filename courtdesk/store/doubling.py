"""Texts that became passages: from some version on a brace typed there is written twice.

All of it is data and pure functions on raw JSON, alike for files, archives and histories of before.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from courtdesk.models.passage import literal


class Doubling(NamedTuple):
    """What became a passage with a ``version``: ``places`` in the JSON of parts, by part.

    ``mark`` is the meta row with the number of the last audit row whose parts are of before that.
    """

    version: int
    mark: str
    places: Mapping[str, tuple[str, ...]]

    def part(self, path: str, raw: Any) -> Any:
        """Return a part of before that version, as plain JSON, with its braces written twice."""
        for place in self.places.get(path, ()):
            raw = doubled(raw, place)
        return raw

    def text(self, path: str, text: str) -> str:
        """Do to a part's JSON text what `part` does; what is none is returned as it is."""
        if path not in self.places:
            return text
        try:
            raw = self.part(path, json.loads(text))
            fresh = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
            fresh.encode()
        except (ValueError, RecursionError):
            return text
        return fresh

    def texts(self, parts: Mapping[str, str | None]) -> dict[str, str | None]:
        """Do so to JSON texts by part; None is a part that was not there."""
        return {path: text and self.text(path, text) for path, text in parts.items()}

    def last(self, meta: Mapping[str, str]) -> int:
        """Return what the meta row ``mark`` says; -1 without it, or when it is no number."""
        said = meta.get(self.mark, "")
        return int(said) if said.isdecimal() and len(said) < 20 else -1


def doubled(raw: Any, place: str) -> Any:
    """Return JSON with the text at a dotted place as a passage reads it; * is each of a list.

    What is not there, or no text, stays: the reader tells of it.
    """
    if not place:
        return literal(raw) if isinstance(raw, str) else raw
    head, _, rest = place.partition(".")
    if head == "*" and isinstance(raw, list):
        return [doubled(element, rest) for element in raw]
    if isinstance(raw, dict) and head in raw:
        return raw | {head: doubled(raw[head], rest)}
    return raw


_CHART = ("title", "series.*", "rows.*.label")
_TITLES = ("lead.heading", "sections.*.title", "sections.*.slogan", "sections.*.items.*.heading")
_CHARTS = tuple(f"{of}charts.*.{text}" for of in ("", "sections.*.") for text in _CHART)

TITLES = Doubling(1_002, "undoubled", {"outline": _TITLES})
CHARTS = Doubling(
    1_003, "undoubled-1.3", {"outline": _CHARTS, "layout": ("source", "scope", "cutoff")}
)
DOUBLINGS = (TITLES, CHARTS)  # in the order of their versions


def since(version: int) -> Iterator[Doubling]:
    """What became a passage after that version."""
    return (doubling for doubling in DOUBLINGS if doubling.version > version)
