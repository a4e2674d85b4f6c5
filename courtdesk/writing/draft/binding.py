"""Figures bound into the words of an article: indicators get ids, passages get tokens."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from courtdesk.models.derived import change
from courtdesk.models.outline import Indicator
from courtdesk.models.passage import literal
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.typescript import Spelling
from courtdesk.models.unit import alike
from courtdesk.writing.draft.derivation import is_derived, terms_of
from courtdesk.writing.draft.mentions import Mention, Place
from courtdesk.writing.draft.parts import Paragraph


class Bound(NamedTuple):
    """A token in the place of ``text[start:end]``."""

    start: int
    end: int
    token: str


class Binding:
    """What an article's figures become: ``ids`` of indicators, ``previous`` of last year, tokens.

    ``fills`` says which indicator of an older sheet a figure is; the others get ids of their own,
    F001 and so on, that the older sheet does not use.
    """

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        mentions: Sequence[Mention],
        fills: Mapping[Place, str],
        year: int,
        like: FactSheet | None,
    ) -> None:
        self.paragraphs, self.like = paragraphs, like
        self.by_place = {m.place: m for m in mentions if m.bound}
        self.fills = {p: id for p, id in fills.items() if p in self.by_place}
        self.previous: dict[Place, Quantity] = {}
        self._take_last_year(year)
        self.clauses = {p: c for p, m in self.by_place.items() if (c := self._clause(m))}
        self.fills = dict(self._complete())
        self.ids = self._numbered()

    @property
    def facts(self) -> dict[str, Mention]:
        """The figures that are indicators of their own, by id, as printed."""
        return {id: self.by_place[place] for place, id in self.ids.items()}

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """How figures are written where a `Quantity` prints them otherwise."""
        odd = {id: m for id, m in self.facts.items() if m.raw != m.quantity.printed}
        return tuple(Spelling(id=i, text=m.raw) for i, m in odd.items() if not m.form)

    def words(self, number: int, start: int = 0, end: int | None = None) -> str:
        """Return characters of a paragraph's words as a passage holds them."""
        text, pieces = self.paragraphs[number].text[:end], []
        for first, last, token in self._tokens.get(number, ()):
            if start <= first and last <= len(text):
                pieces += [literal(text[start:first]), token]
                start = last
        return "".join((*pieces, literal(text[start:])))

    def _take_last_year(self, year: int) -> None:
        for place, id in self.fills.items():
            if self.like is not None and id in self.like.by_id:
                figure = self.like.figure(id)
                known = {year - 1: figure.printed, year: figure.previous}.get(self.like.year)
                if known is not None and alike(known.unit, self.by_place[place].unit):
                    self.previous[place] = known
        for mention in self.by_place.values():
            if now := self._now(mention):
                self.previous[now] = mention.quantity

    def _now(self, mention: Mention) -> Place | None:
        """The figure whose value of last year this one is; None for a figure of its own."""
        now = self.by_place.get(mention.last) if mention.last else None
        return now.place if now and not (now.last or self.computed(now.place)) else None

    def computed(self, place: Place) -> bool:
        """Whether a figure is a derived indicator, of which no year is typed."""
        return place in self.fills and is_derived(self.like, self.fills[place])

    def _clause(self, mention: Mention) -> Bound | None:
        """The words 同比上升5.3% where they follow from this year and the last: no new fact."""
        base = self.by_place.get(mention.against) if mention.against else None
        before = self.previous.get(base.place) if base else None
        if base is None or before is None or self._now(base):
            return None
        indicator = Indicator(id="now", label="", measure=base.measure)
        found = change(indicator, Figure(id="now", printed=base.quantity, previous=before))
        text = self.paragraphs[mention.place.paragraph].text[: mention.end]
        if not found or not text.endswith(found.clause):
            return None
        start = mention.end - len(found.clause)
        return Bound(start, mention.end, "change") if start >= base.end else None

    def _complete(self) -> Iterator[tuple[Place, str]]:
        """What figures fill, but for derived indicators with a term that none is a fact of."""
        facts = {
            id
            for place, id in self.fills.items()
            if place not in self.clauses and not self._now(self.by_place[place])
        }
        for place, id in self.fills.items():
            if not self.computed(place) or (self.like and facts >= terms_of(self.like, id)):
                yield place, id

    def _numbered(self) -> dict[Place, str]:
        taken = {i.id for i in self.like.outline.indicators} if self.like else set()
        free = (id for n in range(1, 100_000) if (id := f"F{n:03}") not in taken)
        return {
            place: self.fills.get(place) or next(free)
            for place, mention in self.by_place.items()
            if place not in self.clauses and not self._now(mention)
        }

    def token(self, place: Place) -> str:
        """Return the token that stands for a figure, "" for one left as words."""
        tokens = self._tokens.get(place.paragraph, ())
        return next((t.token for t in tokens if t.start <= place.start < t.end), "")

    @cached_property
    def _tokens(self) -> dict[int, list[Bound]]:
        found: dict[int, dict[int, Bound]] = {}
        for place, mention in self.by_place.items():
            tokens = found.setdefault(place.paragraph, {})
            shared = tokens.get(place.start)
            tokens[place.start] = self._token(mention, shared.token if shared else "")
        return {number: sorted(tokens.values()) for number, tokens in found.items()}

    def _token(self, mention: Mention, shared: str) -> Bound:
        """The token of a figure; ``shared`` is that of an equal fact printed in the same place."""
        place = mention.place
        if clause := self.clauses.get(place):
            assert mention.against
            return clause._replace(token=f"{{{self.ids[mention.against]}:change}}")
        if now := self._now(mention):
            return Bound(place.start, mention.end, f"{{{self.ids[now]}:previous}}")
        names = "=".join(filter(None, (shared.strip("{}").split(":")[0], self.ids[place])))
        form = f":{mention.form}" if mention.form else ""
        return Bound(place.start, mention.end, f"{{{names}{form}}}")
