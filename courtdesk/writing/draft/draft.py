"""A draft: what was recognised in an article, every guess of it open to correction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from courtdesk.models.errors import UserError
from courtdesk.models.outline import Measure
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft import derivation, matching
from courtdesk.writing.draft.binding import Binding
from courtdesk.writing.draft.derivation import is_derived
from courtdesk.writing.draft.manuscript import Manuscript, lines
from courtdesk.writing.draft.mentions import Found, Mention, Place, Unbound, found_in
from courtdesk.writing.draft.parts import Paragraph, Part, as_part, misplaced, recut, settled
from courtdesk.writing.draft.recognise import recognised
from courtdesk.writing.draft.sheet import Title, sheet_of
from courtdesk.writing.draft.whose import court_of, year_of


@dataclass(frozen=True, slots=True)
class Choice:
    """What its user said of a figure; None leaves the guess. ``fills`` "" is: a new indicator."""

    label: str | None = None
    unit: str | None = None
    measure: Measure | None = None
    bound: bool | None = None
    fills: str | None = None


@dataclass(frozen=True)
class Draft:
    """An article taken apart. Frozen: each correction makes a new one.

    ``like`` is an older sheet, or an empty one of an outline, whose indicators the figures fill;
    ``offers`` are those that each figure might be, best first; ``named`` the derived ones that it
    might be by name.
    """

    manuscript: Manuscript
    paragraphs: tuple[Paragraph, ...]
    found: Found
    choices: Mapping[Place, Choice] = field(default_factory=dict)
    like: FactSheet | None = None
    offers: matching.Offers = field(default_factory=dict)
    named: matching.Offers = field(default_factory=dict)

    @cached_property
    def court(self) -> str:
        """The court the article is of, as far as it says; "" when it does not."""
        return court_of(self.paragraphs)

    @cached_property
    def year(self) -> int | None:
        """The year the article reports, as far as it says."""
        return year_of(self.paragraphs)

    @property
    def unbound(self) -> tuple[Unbound, ...]:
        """The figures that no passage can bind as they were typed."""
        return self.found.unbound

    @cached_property
    def fills(self) -> dict[Place, str]:
        """Which indicator each figure fills: what is certain, and what was chosen."""
        open_ = {p: o for p, o in self.derived.items() if self._choice(p).fills is None}
        chosen = {
            place: offer.id
            for place, offers in self.derived.items()
            for offer in offers
            if offer.id == self._choice(place).fills
        }
        taken = set(chosen.values())
        certain = derivation.taken(open_, self.offers)
        return self._typed | {p: id for p, id in certain.items() if id not in taken} | chosen

    @cached_property
    def _typed(self) -> dict[Place, str]:
        """The indicators that somebody delivers, as figures fill them."""
        if self.like is None:
            return {}
        chosen = {p: c.fills for p, c in self.choices.items() if c.fills is not None}
        taken = set(chosen.values())
        certain = {p: id for p, id in matching.sure(self.offers).items() if id not in taken}
        fills = {p: id for p, id in (certain | chosen).items() if id}
        return {p: id for p, id in fills.items() if not is_derived(self.like, id)}

    @cached_property
    def derived(self) -> matching.Offers:
        """The derived indicators that each figure agrees with, as the others are filled now."""
        if self.like is None:
            return {}
        bound = [m for m in self.found.mentions if self._choice(m.place).bound is not False]
        return derivation.agreeing(self.named, bound, self.like, self._typed)

    def _choice(self, place: Place) -> Choice:
        return self.choices.get(place, Choice())

    def offered(self, place: Place) -> tuple[matching.Offer, ...]:
        """Return the indicators that a figure might be: those it agrees with, then by name."""
        return (*self.derived.get(place, ()), *self.offers.get(place, ()))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every figure that can be bound, as proposed or as corrected."""
        return tuple(map(self._chosen, self.found.mentions))

    def _chosen(self, mention: Mention) -> Mention:
        choice = self._choice(mention.place)
        filled = self.fills.get(mention.place)
        if filled and self.like and choice.label is None:
            mention = replace(mention, label=self.like.outline.indicator(filled).label)
        told = {n: getattr(choice, n) for n in ("label", "unit", "measure", "bound")}
        return replace(mention, **{n: value for n, value in told.items() if value is not None})

    def with_part(self, number: int, part: Part) -> Self:
        """Take a paragraph for another part. Raises UserError when it cannot stand there."""
        return self._put(number, as_part(self.paragraphs[number].line, part))

    def with_heading(self, number: int, words: str) -> Self:
        """Let the heading of an item, or the title of a crosshead, be these first words.

        Raises UserError when the paragraph does not begin with them.
        """
        return self._put(number, recut(self.paragraphs[number], words))

    def choose(self, place: Place, choice: Choice) -> Self:
        """Correct what is proposed for a figure; an indicator it fills is no other's any more."""
        old = self._choice(place)
        names = ("label", "unit", "measure", "bound", "fills")
        told = {n: v for n in names if (v := getattr(choice, n)) is not None}
        others = {
            p: replace(c, fills="") if choice.fills and c.fills == choice.fills else c
            for p, c in self.choices.items()
        }
        return replace(self, choices={**others, place: replace(old, **told)})

    def against(self, like: FactSheet | None) -> Self:
        """Match the figures against another sheet; what was chosen from an older one goes."""
        kept = {place: replace(choice, fills=None) for place, choice in self.choices.items()}
        return replace(self, like=like, choices=kept)._matched()

    def sheet(self, title: Title) -> FactSheet:
        """Return the sheet as drafted."""
        return sheet_of(self.manuscript, self.bound(title.year), title)

    def bound(self, year: int) -> Binding:
        """Return the ids and tokens that the figures get in a sheet of this year."""
        return Binding(self.paragraphs, self.mentions, self.fills, year, self.like)

    def is_verbatim(self, sheet: FactSheet) -> bool:
        """Whether the sheet's article is the text that came in, character for character."""
        return plain(compose(sheet)) == self.manuscript.text

    def _put(self, number: int, paragraph: Paragraph) -> Self:
        before, after = self.paragraphs[:number], self.paragraphs[number + 1 :]
        paragraphs = settled((*before, paragraph, *after))
        if refusal := misplaced([p.part for p in paragraphs]):
            raise UserError(refusal)
        return replace(self, paragraphs=paragraphs, found=found_in(paragraphs))._matched()

    def _matched(self) -> Self:
        if self.like is None:
            return replace(self, offers={}, named={})
        read = self.paragraphs, self.found.mentions, self.like
        return replace(
            self, offers=matching.offers(*read), named=matching.offers(*read, derived=True)
        )


def drafted(manuscript: Manuscript) -> Draft:
    """Recognise an article. Raises UserError for one without words, or far too long."""
    paragraphs = tuple(recognised(lines(manuscript)))
    return Draft(manuscript, paragraphs, found_in(paragraphs))
