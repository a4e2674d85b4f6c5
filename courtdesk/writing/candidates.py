"""The facts that a typed number may stand for, as offers to bind it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from courtdesk.models.derived import change, standing
from courtdesk.models.finding import Fix
from courtdesk.models.notation import HALF_WIDTH, Kind
from courtdesk.models.outline import Indicator
from courtdesk.models.passage import WORDED, takes_tokens, words
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.reading import read
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.unit import alike
from courtdesk.models.wording import holds
from courtdesk.writing.texts import OVERVIEW, Text

_RANKED = ("位", "名")
_NOWHERE = ("", "?")
_CLAUSE = 40  # characters: longer than any clause that tells a change


class Fact(NamedTuple):
    """One figure of the sheet with its place: `near` are its item's and its section's id."""

    indicator: Indicator
    figure: Figure
    place: str
    near: tuple[str, str]
    clause: str  # how it changed since last year, empty where it did not


class Candidate(NamedTuple):
    """A fact and the words that would bind it, from character `start` of the source on."""

    rank: int  # 0 says the same, 1 is worded the same
    fact: Fact
    start: int
    text: str
    shown: str


class _Said(NamedTuple):
    """A typed number: its words, what they say, and whether they name no unit."""

    words: str
    quantity: Quantity
    bare: bool


class Facts:
    """Every figure that has some value, computed ones too, in printed order.

    They are found by what they say: a text may hold a thousand numbers that nobody bound.
    """

    def __init__(self, sheet: FactSheet) -> None:
        self.facts = tuple(f for f in _facts(sheet) if f.figure.known or f.figure.previous)
        self._same: dict[_Claim, list[int]] = defaultdict(list)
        known: list[tuple[Decimal, int]] = []
        for n, fact in enumerate(self.facts):
            for said in (fact.figure.printed, fact.figure.previous):
                if said:
                    self._same[_claim(said)].append(n)
            if best := fact.figure.known:
                known.append((best.low, n))
        self._known = sorted(known)
        self._moved = tuple(n for n, fact in enumerate(self.facts) if fact.clause)

    def near(self, said: Quantity, before: str) -> Iterator[Fact]:
        """The facts that may have been meant, by the number and the words that end in it."""
        places = set(self._same.get(_claim(said), ()))
        first = bisect_left(self._known, (said.low, -1))
        places.update(n for low, n in takewhile(lambda k: k[0] <= said.high, self._known[first:]))
        places.update(n for n in self._moved if before.endswith(self.facts[n].clause))
        return (self.facts[n] for n in sorted(places))


_Claim = tuple[Decimal, Decimal, Decimal]


def _claim(said: Quantity) -> _Claim:
    return said.low, said.high, said.value


def _facts(sheet: FactSheet) -> Iterator[Fact]:
    for section, item in sheet.outline.items():
        place = OVERVIEW
        if section:
            place = f"{words(section.title, sheet)} · {words(item.heading, sheet)}"
        for indicator in item.indicators:
            near, figure = (item.id, section.id if section else ""), standing(sheet, indicator.id)
            moved = change(indicator, figure)
            clause = moved.clause if moved and moved.amount else ""
            yield Fact(indicator, figure, place, near, clause)


def fitting(known: Facts, text: Text, start: int, end: int) -> tuple[int, tuple[Fix, ...]]:
    """Return where the words to replace begin, and an offer for each fact that would fit them.

    Facts that say the same come before those of which the words are only true; among each the
    item's own first, then its section's. Equal facts are all offered: place decides, not value.
    """
    typed = text.source[start:end].translate(HALF_WIDTH)
    try:
        said = _Said(typed, *_parsed(typed))
    except QuantityError:
        return start, ()
    home = _home(known.facts, text)
    meant = known.near(said.quantity, text.plain[max(end - _CLAUSE, 0) : end])
    tried = (candidate for fact in meant for candidate in _tried(fact, said, text, start, end))
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
        return (ids[3] if ids[2:3] == ["items"] else "", ids[1])
    return _NOWHERE


def _fix(candidate: Candidate, text: Text, first: int) -> Fix:
    fact = candidate.fact
    label = f"{fact.place} · {fact.indicator.label} {candidate.shown}"
    return Fix(label=label, text=text.source[first : candidate.start] + candidate.text)


def _parsed(typed: str) -> tuple[Quantity, bool]:
    quantity = Quantity.parse(typed)
    return quantity, read(quantity.printed).bare


def _tried(fact: Fact, typed: _Said, text: Text, start: int, end: int) -> Iterator[Candidate]:
    said = typed.quantity
    id, now, before = fact.indicator.id, fact.figure.printed, fact.figure.previous
    if now and _same(typed, now):
        bare = typed.bare and said.kind is not Kind.RANK
        ranked = said.kind is Kind.RANK and typed.words.endswith(_RANKED)
        tail = typed.words[-1:] if ranked else ""
        tail = "" if now.printed.endswith(tail or "\0") else tail
        yield Candidate(0, fact, start, f"{{{id}{':number' if bare else ''}}}{tail}", str(now))
    elif (known := fact.figure.known) and holds(said, known):
        wording = f"{{{id}:{WORDED}{said}}}"
        yield Candidate(1, fact, start, wording, f"{known}，写作{said}")
    if before and not typed.bare and _same(typed, before):
        yield Candidate(0, fact, start, f"{{{id}:previous}}", f"上年{before}")
    if fact.clause and text.plain.endswith(fact.clause, 0, end):
        yield Candidate(0, fact, end - len(fact.clause), f"{{{id}:change}}", fact.clause)


def _same(typed: _Said, fact: Quantity) -> bool:
    """Whether both claim the same; a number without a unit may be of any."""
    said = typed.quantity
    if (said.kind is Kind.RANK) != (fact.kind is Kind.RANK) or _claim(said) != _claim(fact):
        return False
    return typed.bare or alike(said.unit, fact.unit)
