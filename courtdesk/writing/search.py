"""Places of a sheet that hold some words: names, values, every text that is printed."""

from collections.abc import Iterator
from typing import NamedTuple

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.galley import Galley
from courtdesk.writing.texts import OVERVIEW, Text, Words, named


class Hit(NamedTuple):
    """A place that holds what was looked for, and how it is told.

    In a text or note it stands on the characters ``start`` to ``end`` of it; elsewhere on none.
    """

    path: str
    said: str
    start: int = -1
    end: int = -1


def found(sheet: FactSheet, wanted: str) -> list[Hit]:
    """Return every place that holds the text, blanks aside.

    Names of indicators come first, then values, every printed text, and last what is known of a
    figure and printed on working papers only.
    """
    wanted = "".join(wanted.split())
    if not wanted:
        return []
    names, values, known = [], [], []
    for section, item in sheet.outline.items():
        place = words(section.title, sheet) if section else OVERVIEW
        for indicator in item.indicators:
            figure = sheet.figure(indicator.id)
            path, printed = f"figures.{indicator.id}", str(figure.printed or "")
            said = f"{indicator.label}　{printed}　·　{place}"
            if _places(indicator.label, wanted):
                names.append(Hit(f"{path}.printed", said))
            elif wanted in printed:
                values.append(Hit(f"{path}.printed", said))
            for name, text in (("note", figure.note), ("definition", indicator.definition)):
                for start, end in _places(text, wanted)[:1]:
                    near = f"{_near(text, start, end)}　·　{indicator.label}"
                    known.append(Hit(f"{path}.{name}", near, start, end))
            if wanted in indicator.department:
                known.append(Hit(f"{path}.printed", f"{said}　·　{indicator.department}"))
    return [*names, *values, *_in_texts(sheet, wanted), *known]


def _in_texts(sheet: FactSheet, wanted: str) -> Iterator[Hit]:
    """Every place in the texts as they are printed; names of indicators are told before."""
    for text in Words(sheet).texts:
        if text.path.endswith(".label") and ".indicators." in text.path:
            continue
        galley = Galley(text.path, text.source, sheet) if _reads_otherwise(text) else None
        printed = galley.printed if galley else text.source
        for start, end in _places(printed, wanted):
            said = f"{_near(printed, start, end)}　·　{named(sheet, text.path)}"
            yield Hit(text.path, said, *(galley.where(start, end) if galley else (start, end)))


def _reads_otherwise(text: Text) -> bool:
    return text.binds and ("{" in text.source or "}" in text.source)


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where the words begin and end in a text that may have blanks among them."""
    whole = "".join(text.split())
    if wanted not in whole:
        return []
    kept = [place for place, char in enumerate(text) if not char.isspace()]
    starts, at = [], whole.find(wanted)
    while at >= 0:
        starts.append(at)
        at = whole.find(wanted, at + len(wanted))
    return [(kept[start], kept[start + len(wanted) - 1] + 1) for start in starts]


def _near(text: str, start: int, end: int) -> str:
    """The words with some on either side, on one line."""
    first, last = max(start - 6, 0), min(max(end, start + 16), len(text))
    near = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{near}{'…' if last < len(text) else ''}"
