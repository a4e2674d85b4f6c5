"""How the text of an article was typed where that differs from the house's own way.

An article that came in as text keeps its blank lines, its indents and its marks here, so that it
can be printed as it came; with an empty typescript all is set the house's way. Nothing here holds
words: what is said stands in the outline, the passages and the head.
"""

import re
from functools import cached_property

from courtdesk.models.notation import BLANK, HALF_WIDTH
from courtdesk.models.outline import Id
from courtdesk.models.value import Value

_DIGITS = tuple("0123456789.,")
_BLANKS = re.compile(f"[{BLANK}]+")


class Dress(Value):
    """What stands around the words of a paragraph; None is the house's way.

    ``before`` are the blank lines, the indent and the marks in front, ``between`` parts a heading
    from its text and a crosshead from its slogan, ``after`` ends the line.
    """

    before: str | None = None
    between: str | None = None
    after: str | None = None


class Style(Dress):
    """The dress of one sort of paragraph: ``sort`` is what `Block.sort` says."""

    sort: str


class Odd(Dress):
    """The dress of one paragraph: the ``number``-th, from 0, that is written from ``path``."""

    path: str
    number: int = 0


class Spelling(Value):
    """How a figure was typed where blanks or full-width digits stood in it: 1. 36万件."""

    id: Id
    text: str


class Typescript(Value):
    """The dress of every sort of paragraph and of the odd ones, the spelling of figures.

    ``bare`` are the ids of sections and items whose heading is printed with nothing under it;
    ``end`` stands between the last words and the end mark.
    """

    styles: tuple[Style, ...] = ()
    odd: tuple[Odd, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    bare: tuple[str, ...] = ()
    end: str = ""

    def dress(self, sort: str, path: str, number: int) -> Dress:
        """Return how this paragraph is set."""
        return self._odd.get((path, number)) or self._styles.get(sort) or _HOUSE

    def spelt(self, id: str, printed: str) -> str:
        """Return ``printed`` as it was typed, for as long as that still says the same.

        A spelling may leave out the end: 12 of 12万元, in 12、15万元.
        """
        text = self._spellings.get(id)
        if text is None or not printed.startswith(short := tidy(text)):
            return printed
        longer = printed[len(short) :].startswith(_DIGITS)  # 12 was typed, and it is 120 by now
        return printed if longer else text

    @cached_property
    def _styles(self) -> dict[str, Dress]:
        return {style.sort: style for style in self.styles}

    @cached_property
    def _odd(self) -> dict[tuple[str, int], Dress]:
        return {(odd.path, odd.number): odd for odd in self.odd}

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {spelling.id: spelling.text for spelling in self.spellings}


def tidy(text: str) -> str:
    """Return a figure's text without blanks and in half-width, as a `Quantity` prints it."""
    return _BLANKS.sub("", text.translate(HALF_WIDTH))


_HOUSE = Dress()
