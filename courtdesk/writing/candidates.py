"""The facts that a typed number may stand for, as offers to bind it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from courtdesk.models.derived import alike, change, standing
from courtdesk.models.finding import Fix
from courtdesk.models.notation import HALF_WIDTH, Kind
from courtdesk.models.outline import Indicator
from courtdesk.models.passage import WORDED, takes_tokens, words
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.reading import read
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.wording import basis, holds
from courtdesk.writing.texts import OVERVIEW, Text

_RANKED = ("位", "名")
_NOWHERE = ("", "?")


class Fact(NamedTuple):
    """One figure of the sheet with its place: `near` are its item's and its section's id."""

    indicator: Indicator
    figure: Figure
    place: str
    near: tuple[str, str]


class Candidate(NamedTuple):
    """A fact and the words that would bind it, from character `start` of the source on."""

    rank: int  # 0 says the same, 1 is worded the same
    fact: Fact
    start: int
    text: str
    shown: str


def facts(sheet: FactSheet) -> tuple[Fact, ...]:
    """Every figure that has some value, computed ones too, in printed order."""
    return tuple(fact for fact in _facts(sheet) if basis(fact.figure) or fact.figure.previous)


def _facts(sheet: FactSheet) -> Iterator[Fact]:
    for section, item in sheet.outline.items():
        place = words(f"{section.title} · {item.heading}", sheet) if section else OVERVIEW
        for indicator in item.indicators:
            near = (item.id, section.id if section else "")
            yield Fact(indicator, standing(sheet, indicator.id), place, near)


def fitting(known: Iterable[Fact], text: Text, start: int, end: int) -> tuple[int, tuple[Fix, ...]]:
    """Return where the words to replace begin, and an offer for each fact that would fit them.

    Facts that say the same come before those of which the words are only true; among each the
    item's own first, then its section's. Equal facts are all offered: place decides, not value.
    """
    home = _home(known, text)
    tried = (candidate for fact in known for candidate in _tried(fact, text, start, end))
    found = [candidate for candidate in tried if takes_tokens(text.source, candidate.start)]
    found.sort(key=lambda c: (c.rank, c.fact.near[0] != home[0], c.fact.near[1] != home[1]))
    first = min((candidate.start for candidate in found), default=start)
    return first, tuple(_fix(candidate, text, first) for candidate in found)


def _home(known: Iterable[Fact], text: Text) -> tuple[str, str]:
    """The item and the section a text belongs to, as `Fact.near` names them."""
    group, *ids = text.path.split(".")
    if group == "passages":
        return next((fact.near for fact in known if fact.near[0] == ids[0]), _NOWHERE)
    if group == "outline":  # sections.s1.title, sections.s1.items.s1i2.heading
        return (ids[3] if len(ids) > 3 else "", ids[1])
    return _NOWHERE


def _fix(candidate: Candidate, text: Text, first: int) -> Fix:
    fact = candidate.fact
    label = f"{fact.place} · {fact.indicator.label} {candidate.shown}"
    return Fix(label=label, text=text.source[first : candidate.start] + candidate.text)


def _tried(fact: Fact, text: Text, start: int, end: int) -> Iterator[Candidate]:
    typed = text.source[start:end].translate(HALF_WIDTH)
    try:
        said = Quantity.parse(typed)
    except QuantityError:
        return
    id, now, before = fact.indicator.id, fact.figure.printed, fact.figure.previous
    if now and _same(said, now):
        bare = read(said.printed).bare and said.kind is not Kind.RANK
        tail = typed[-1:] if said.kind is Kind.RANK and typed.endswith(_RANKED) else ""
        tail = "" if now.printed.endswith(tail or "\0") else tail
        yield Candidate(0, fact, start, f"{{{id}{':number' if bare else ''}}}{tail}", str(now))
    elif (known := basis(fact.figure)) and holds(said, known):
        wording = f"{{{id}:{WORDED}{said}}}"
        yield Candidate(1, fact, start, wording, f"{known}，写作{said}")
    if before and _same(said, before) and not read(said.printed).bare:
        yield Candidate(0, fact, start, f"{{{id}:previous}}", f"上年{before}")
    moved = change(fact.indicator, fact.figure)
    if moved and moved.amount and text.plain[:end].endswith(moved.clause):
        yield Candidate(0, fact, end - len(moved.clause), f"{{{id}:change}}", moved.clause)


def _same(said: Quantity, fact: Quantity) -> bool:
    """Whether both claim the same; a number without a unit may be of any."""
    if (said.kind is Kind.RANK) != (fact.kind is Kind.RANK):
        return False
    unit = read(said.printed).bare or alike(said.unit, fact.unit)
    return unit and (said.low, said.high, said.value) == (fact.low, fact.high, fact.value)
