"""Every text of the article where it is edited: its path and its source, in the order of print."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from courtdesk.models.passage import Token, tokens, words
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.galley import Galley

HEAD = {"kicker": "引题", "title": "主题", "subtitle": "副题", "byline": "署名", "closing": "结尾"}
OVERVIEW = "总览"
HIDDEN = "\ufffc"
"""What stands in `Text.plain` for each character of a token: no letter, no digit, no mark."""


class Text(NamedTuple):
    """One text: `source` is what stands at `path`.

    In `plain` every character of a token is HIDDEN, so that offsets are those of the source.
    """

    path: str
    source: str
    tokens: tuple[Token, ...]
    plain: str


class Words:
    """One look at the words of one sheet; `texts` are those that are not empty."""

    def __init__(self, sheet: FactSheet) -> None:
        self.sheet = sheet

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(_text(path, source) for path, source in _places(self.sheet) if source)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Words whose numerals are no figures here: the sheet's own, and the court's name."""
        court = re.split("[（(]", self.sheet.court.strip())[0]
        return tuple(filter(None, (court, *(phrase.text for phrase in self.sheet.phrases))))

    @cached_property
    def galleys(self) -> tuple[Galley, ...]:
        """The texts as they will be printed, in the same order."""
        return tuple(Galley(text.path, text.source, self.sheet) for text in self.texts)

    @cached_property
    def order(self) -> dict[str, int]:
        """Where the text of a path stands among the texts."""
        return {text.path: place for place, text in enumerate(self.texts)}


def named(sheet: FactSheet, path: str) -> str:
    """Return a text's path as a reader finds it: 主题, 聚力平安守护 · 努力兑现胜诉权益."""
    group, _, rest = path.partition(".")
    if group == "head":
        return HEAD.get(rest, "稿件")
    if group == "photos":
        photo = next((p for p in sheet.photos if p.id == rest.split(".")[0]), None)
        return f"照片“{photo.name}”的说明" if photo else "照片"
    ids = path.split(".")
    names = [words(s.title, sheet) for s in sheet.outline.sections if s.id in ids]
    for section, item in sheet.outline.items():
        if item.id in ids:
            heading = words(item.heading, sheet)
            names = [words(section.title, sheet), heading] if section else [OVERVIEW]
    return " · ".join(names) or OVERVIEW


def _text(path: str, source: str) -> Text:
    found = tuple(tokens(source))
    plain = source
    for token in found:
        hidden = HIDDEN * (token.end - token.start)
        plain = plain[: token.start] + hidden + plain[token.end :]
    return Text(path, source, found, plain)


def _places(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    head = sheet.head
    for name in list(HEAD)[:-1]:
        yield f"head.{name}", getattr(head, name)
    yield _passage(sheet, sheet.outline.lead.id)
    for photo in sheet.photos:
        yield f"photos.{photo.id}.caption", photo.caption
    for section in sheet.outline.sections:
        here = f"outline.sections.{section.id}"
        if section.crosshead:
            yield f"{here}.title", section.title
            yield f"{here}.slogan", section.slogan
        for item in section.items:
            yield f"{here}.items.{item.id}.heading", item.printed
            yield _passage(sheet, item.id)
    yield "head.closing", head.closing


def _passage(sheet: FactSheet, id: str) -> tuple[str, str]:
    return f"passages.{id}.text", sheet.passage(id)
