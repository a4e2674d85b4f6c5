"""Every text of the article where it is edited: its path and its source, in the order of print."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from courtdesk.models.sheet import FactSheet
from courtdesk.writing.passage import Token, tokens

HIDDEN = "\ufffc"
"""What stands in `Text.plain` for each character of a token: no letter, no digit, no mark."""


class Text(NamedTuple):
    """One text: `source` is what stands at `path`.

    `binds` says whether tokens are read in it; in titles and headings a brace is a brace. In
    `plain` every character of a token is HIDDEN, so that offsets are those of the source.
    """

    path: str
    source: str
    binds: bool
    tokens: tuple[Token, ...]
    plain: str


class Words:
    """One look at the words of one sheet; `texts` are those that are not empty."""

    def __init__(self, sheet: FactSheet) -> None:
        self.sheet = sheet

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(
            _text(path, source, binds) for path, source, binds in _places(self.sheet) if source
        )

    @cached_property
    def order(self) -> dict[str, int]:
        """Where the text of a path stands among the texts."""
        return {text.path: place for place, text in enumerate(self.texts)}


def _text(path: str, source: str, binds: bool) -> Text:
    found = tuple(tokens(source)) if binds else ()
    plain = source
    for token in found:
        hidden = HIDDEN * (token.end - token.start)
        plain = plain[: token.start] + hidden + plain[token.end :]
    return Text(path, source, binds, found, plain)


def _places(sheet: FactSheet) -> Iterator[tuple[str, str, bool]]:
    head = sheet.head
    for name in ("kicker", "title", "subtitle", "byline"):
        yield f"head.{name}", getattr(head, name), True
    yield _passage(sheet, sheet.outline.lead.id)
    for photo in sheet.photos:
        yield f"photos.{photo.id}.caption", photo.caption, True
    for section in sheet.outline.sections:
        here = f"outline.sections.{section.id}"
        yield f"{here}.title", section.title, False
        yield f"{here}.slogan", section.slogan, False
        for item in section.items:
            yield f"{here}.items.{item.id}.heading", item.heading, False
            yield _passage(sheet, item.id)
    yield "head.closing", head.closing, True


def _passage(sheet: FactSheet, id: str) -> tuple[str, str, bool]:
    return f"passages.{id}.text", sheet.passage(id), True
