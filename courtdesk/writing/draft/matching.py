"""Which indicator of an older sheet a figure of the article fills: three offers for each figure."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from courtdesk.models.outline import Indicator, Item, Measure
from courtdesk.models.passage import tokens, words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.unit import alike, base_of
from courtdesk.writing.draft.mentions import Mention, Place
from courtdesk.writing.draft.parts import Paragraph, Part

OFFERS = 3
SURE = 0.72  # the score of an offer that may be taken unasked …
AHEAD = 0.08  # … when it is so far ahead of the next, for the figure and for the indicator
_LEAST = 0.3
_WORDS, _SECTION, _ORDER = 0.7, 0.15, 0.15  # what each counts for
_NEAR = 20  # characters before a figure that say what it is
_STOP = re.compile("[，。；：！？\n]")


class Offer(NamedTuple):
    """An indicator of the older sheet that a figure might be, and how well it fits, 0 to 1."""

    score: float
    id: str


class _Known(NamedTuple):
    """An indicator with what it may be recognised by."""

    indicator: Indicator
    words: tuple[str, ...]
    section: str
    order: float


Offers = dict[Place, tuple[Offer, ...]]


def offers(
    paragraphs: Sequence[Paragraph],
    found: Sequence[Mention],
    like: FactSheet,
    derived: bool = False,
) -> Offers:
    """Return the best three indicators for each figure, best first; none for what fits nowhere.

    They are those that somebody delivers, or else all the ``derived`` ones that fit.
    """
    known = _known(like, derived)
    sections = _sections(paragraphs)
    result: Offers = {}
    for number, mention in enumerate(found):
        order = number / max(len(found) - 1, 1)
        said = (mention.label, _before(paragraphs[mention.place.paragraph].text, mention))
        section = sections[mention.place.paragraph]
        scored = [
            Offer(_score(said, section, order, candidate), candidate.indicator.id)
            for candidate in known
            if _fits(mention, candidate.indicator)
        ]
        best = sorted((o for o in scored if o.score >= _LEAST), reverse=True)
        result[mention.place] = tuple(best if derived else best[:OFFERS])
    return result


def sure(found: Mapping[Place, tuple[Offer, ...]]) -> dict[Place, str]:
    """Return the offers that leave no doubt: far ahead for the figure and for the indicator."""
    wanted: dict[str, list[float]] = defaultdict(list)
    for ranked in found.values():
        for offer in ranked:
            wanted[offer.id].append(offer.score)
    taken = {}
    for place, ranked in found.items():
        if not ranked or ranked[0].score < SURE:
            continue
        best, rivals = ranked[0], sorted(wanted[ranked[0].id], reverse=True)
        second = ranked[1].score if len(ranked) > 1 else 0
        beaten = rivals[0] == best.score and (len(rivals) < 2 or best.score - rivals[1] >= AHEAD)
        if best.score - second >= AHEAD and beaten:
            taken[place] = best.id
    return taken


def _fits(mention: Mention, indicator: Indicator) -> bool:
    unit = base_of(indicator.unit)
    ranked = Measure.RANK in (mention.measure, indicator.measure)
    if ranked:
        return mention.measure is indicator.measure
    return alike(mention.unit, unit) or not unit


def _score(words: tuple[str, ...], section: str, order: float, known: _Known) -> float:
    same = max(similar(one, other) for one in words for other in known.words)
    placed = similar(section, known.section)
    score = _WORDS * same + _SECTION * placed + _ORDER * (1 - abs(order - known.order))
    return round(score, 3)


@lru_cache(maxsize=65536)
def similar(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: shared characters, shared pairs, the longest order."""
    from rapidfuzz.distance import LCSseq

    if not (one and other):
        return float(one == other)
    order = LCSseq.normalized_similarity(one, other)
    return 0.4 * _dice(set(one), set(other)) + 0.4 * _dice(_pairs(one), _pairs(other)) + 0.2 * order


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _known(like: FactSheet, derived: bool) -> list[_Known]:
    """The indicators wanted, with their names and their words in last year's text."""
    places = [p for p in like.outline.places.values() if bool(p[2].formula) is derived]
    written = {id: text for _, item in like.outline.items() for id, text in _written(like, item)}
    return [
        _Known(
            indicator=indicator,
            words=tuple(filter(None, (indicator.label, written.get(indicator.id, "")))),
            section=words(section.title, like) if section else "",
            order=number / max(len(places) - 1, 1),
        )
        for number, (section, _, indicator) in enumerate(places)
    ]


def _written(like: FactSheet, item: Item) -> list[tuple[str, str]]:
    """Each figure of a passage with the words before it."""
    text, at, found = like.passage(item.id), 0, []
    for token in tokens(text):
        before = _STOP.split(text[at : token.start])[-1][-_NEAR:]
        found += [(id, before) for id in token.ids]
        at = token.end
    return found


def _before(text: str, mention: Mention) -> str:
    return _STOP.split(text[max(mention.place.start - _NEAR, 0) : mention.place.start])[-1]


def _sections(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The title of the section each paragraph stands in."""
    titles, title = [], ""
    for paragraph in paragraphs:
        if paragraph.part in (Part.CROSSHEAD, Part.OPENER):
            title = paragraph.heading
        elif paragraph.part is Part.CLOSING:
            title = ""
        titles.append(title)
    return titles
