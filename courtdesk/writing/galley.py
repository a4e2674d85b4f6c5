"""A text as it will be printed, with the way back from each printed character to its source."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from courtdesk.models.passage import Token, literal, pieces, printed
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.figures import FoundFigure, figures

SET = "\ufffc"
"""What stands in `Galley.typed` for a character that a token printed: no letter, digit or mark."""

Edit = tuple[int, int, str]
"""Printed characters from, to, and the words that take their place: plain ones, or a Bound."""


class Bound(str):
    """Passage source, such as `{F012}`, in an edit."""

    __slots__ = ()


_NUMBER = frozenset("0123456789.")
_LONGEST = 60  # characters a sentence quotes

_figures = lru_cache(maxsize=512)(figures)  # a keystroke changes one text of the article


class Stretch(NamedTuple):
    """Printed characters `start` to `end`, made from the source's `origin` to `until`.

    Without a token each character comes from one of the source, but for a doubled brace.
    """

    start: int
    end: int
    origin: int
    until: int
    token: Token | None = None
    missing: bool = False  # it is a placeholder, with words of its own


class Galley:
    """One text of the article: `printed` is what a reader will see of the `source` at `path`.

    Its tokens are read under the `sheet`; without one it is plain words and has none.
    """

    def __init__(self, path: str, source: str, sheet: FactSheet | None = None) -> None:
        self.path, self.source = path, source
        words: list[str] = []
        stretches: list[Stretch] = []
        at = 0
        for text, origin, until, token, missing in _parts(source, sheet):
            if text:
                words.append(text)
                stretches.append(Stretch(at, at + len(text), origin, until, token, missing))
                at += len(text)
        self.printed = "".join(words)
        self.stretches = tuple(stretches)
        self._starts = [s.start for s in stretches]

    @cached_property
    def typed(self) -> str:
        """The printed text with SET for every character that a token printed."""
        return self._without(lambda stretch: stretch.token is not None)

    @property
    def chips(self) -> Iterator[Stretch]:
        """The stretches that bound figures printed, in order."""
        return (s for s in self.stretches if s.token and s.token.ids)

    @cached_property
    def figures(self) -> tuple[FoundFigure, ...]:
        """Every figure of the printed text, bound or not, but for those of placeholders."""
        return _figures(self._without(lambda stretch: stretch.missing))

    def free(self, start: int, end: int) -> bool:
        """Whether all these printed characters were typed, none printed by a token."""
        return SET not in self.typed[start:end]

    def parts(self, at: int) -> bool:
        """Whether words can be put before this printed character without cutting a token."""
        return (
            not 0 < at < len(self.printed) or self._stretch(at).start == at or self.free(at, at + 1)
        )

    def chip(self, start: int, end: int) -> Stretch | None:
        """The first bound figure that printed some of these characters."""
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(self.stretches) and self.stretches[place].start < end:
            stretch = self.stretches[place]
            if stretch.token and stretch.token.ids and stretch.end > start:
                return stretch
            place += 1
        return None

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the source behind these printed ones; a token stays whole.

        For an empty stretch both are the place between two characters.
        """
        if start >= end:
            place = self._offset(start)
            return place, place
        last = self._stretch(end - 1)
        whole = last.token or last.until - last.origin > last.end - last.start
        until = last.until if whole else last.origin + end - last.start
        return self._offset(start), until

    def mended(self, start: int, end: int, edits: Sequence[Edit]) -> str:
        """Return the source behind printed `start` to `end` with these edits made, in order."""
        at, until = self.where(start, end)
        words = []
        for first, last, new in edits:
            here, after = self.where(first, last)
            words += [self.source[at:here], new if isinstance(new, Bound) else literal(new)]
            at = after
        return "".join((*words, self.source[at:until]))

    def line(self, start: int, end: int, most: int = 8) -> str:
        """Return the printed words with some `most` on either side, for a sentence to quote.

        No number is cut in two.
        """
        first, last = max(start - most, 0), min(end + most, len(self.printed))
        while self._inside_number(first) and last - first < _LONGEST:
            first -= 1
        while self._inside_number(last) and last - first < _LONGEST:
            last += 1
        before = self.printed[first:start].rpartition("\n")[2]
        after = self.printed[end:last].partition("\n")[0]
        return f"{before}{self.printed[start:end]}{after}".strip()

    def _inside_number(self, at: int) -> bool:
        return 0 < at < len(self.printed) and set(self.printed[at - 1 : at + 1]) <= _NUMBER

    def _without(self, hidden: Callable[[Stretch], bool]) -> str:
        return "".join(
            SET * (s.end - s.start) if hidden(s) else self.printed[s.start : s.end]
            for s in self.stretches
        )

    def _stretch(self, at: int) -> Stretch:
        return self.stretches[bisect_right(self._starts, at) - 1]

    def _offset(self, at: int) -> int:
        if at >= len(self.printed):
            return len(self.source)
        here = self._stretch(at)
        return here.origin if here.token else here.origin + at - here.start


_Part = tuple[str, int, int, Token | None, bool]


def _parts(source: str, sheet: FactSheet | None) -> Iterator[_Part]:
    """Yield what is printed, its origin, the token that printed it, whether it is missing."""
    if sheet is None:
        yield source, 0, len(source), None, False
        return
    for piece in pieces(source):
        if piece.token:
            shown = tuple(printed(piece, sheet))
            words = "".join(run.text for run in shown)
            missing = any(run.missing for run in shown)
            yield words, piece.start, piece.end, piece.token, missing
        elif piece.end - piece.start > len(piece.text):  # it ends in a doubled brace
            yield piece.text[:-1], piece.start, piece.end - 2, None, False
            yield piece.text[-1], piece.end - 2, piece.end, None, False
        else:
            yield piece.text, piece.start, piece.end, None, False
