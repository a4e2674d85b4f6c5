"""Every text that is printed where it is edited: its path and its source, in the order of print."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from courtdesk.models.passage import Token, tokens, words
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.galley import Galley
from courtdesk.writing.labels import END_MARK, FOOT, NAMES, TYPED, labels

HEAD = {"kicker": "引题", "title": "主题", "subtitle": "副题", "byline": "署名", "closing": "结尾"}
OVERVIEW = "总览"
HIDDEN = "\ufffc"
"""What stands in `Text.plain` for each character of a token: no letter, no digit, no mark."""
_ALONE = {"court": "法院名称", END_MARK: "文末标记"}


class Text(NamedTuple):
    """One text: `source` is what stands at `path`.

    In `plain` every character of a token is HIDDEN, so that offsets are those of the source. A text
    that does not bind is a name: it has no tokens, and what looks like one is printed as it is.
    """

    path: str
    source: str
    tokens: tuple[Token, ...]
    plain: str
    binds: bool = True


class Words:
    """One look at the words of one sheet, without the texts that are empty.

    `article` are those of the article, `texts` all that any form prints, these first.
    """

    def __init__(self, sheet: FactSheet) -> None:
        self.sheet = sheet

    @cached_property
    def article(self) -> tuple[Text, ...]:
        return tuple(_text(path, source) for path, source in _places(self.sheet) if source)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return (*self.article, *(_text(*label) for label in labels(self.sheet) if label.source))

    def phrases(self, text: Text) -> tuple[str, ...]:
        """Words whose numerals are no figures in a text: the sheet's own, and the court's name."""
        return self._phrases if text.path == "court" else self._names

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return tuple(phrase.text for phrase in self.sheet.phrases)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        court = re.split("[（(]", self.sheet.court.strip())[0]
        return tuple(filter(None, (court, *self._phrases)))

    def binds(self, path: str) -> bool:
        """Whether figures can be bound into the text at a path."""
        place = self.order.get(path)
        return place is not None and self.texts[place].binds

    @cached_property
    def galleys(self) -> tuple[Galley, ...]:
        """The texts of the article as they will be printed, in the same order."""
        return tuple(Galley(text.path, text.source, self.sheet) for text in self.article)

    @cached_property
    def order(self) -> dict[str, int]:
        """Where the text of a path stands among the texts."""
        return {text.path: place for place, text in enumerate(self.texts)}


def named(sheet: FactSheet, path: str) -> str:
    """Return a text's path as a reader finds it: 主题, 聚力平安守护 · 努力兑现胜诉权益."""
    group, _, rest = path.partition(".")
    if path in _ALONE:
        return _ALONE[path]
    if path.startswith(TYPED):
        return "来稿的标记"
    if group == "head":
        return HEAD.get(rest, "稿件")
    if group == "layout":
        return FOOT.get(rest, "成品")
    if group == "photos":
        photo = next((p for p in sheet.photos if p.id == rest.split(".")[0]), None)
        return f"照片“{photo.name}”的说明" if photo else "照片"
    return " · ".join(filter(None, (*_within(sheet, path), _label(sheet, path))))


def _within(sheet: FactSheet, path: str) -> list[str]:
    """The section and the item of a path of the outline or of a passage."""
    ids = path.split(".")
    for section, item in sheet.outline.items():
        if item.id in ids:
            heading = words(item.heading, sheet)
            return [words(section.title, sheet), heading] if section else [OVERVIEW]
    return [words(s.title, sheet) for s in sheet.outline.sections if s.id in ids] or [OVERVIEW]


def _label(sheet: FactSheet, path: str) -> str:
    """Whose name or label stands at a path: an indicator's or a chart's; empty for others."""
    *_, group, id, field = path.split(".") if path.count(".") > 1 else ("", "", "")
    if group == "indicators":
        return f"指标“{sheet.outline.indicator(id).label}”的{NAMES[field]}"
    outer, inside, charts = path.partition(".charts.")
    if not inside:
        return ""
    ids = outer.split(".")
    section = next((s for s in sheet.outline.sections if s.id == ids[-1]), None)
    known = section.charts if section else sheet.outline.charts
    titles = [words(c.title, sheet) for c in known if c.id == charts.partition(".")[0]]
    return f"图表“{titles[0]}”" if titles else "图表"


def _text(path: str, source: str, binds: bool = True) -> Text:
    found = tuple(tokens(source)) if binds else ()
    plain = source
    for token in found:
        hidden = HIDDEN * (token.end - token.start)
        plain = plain[: token.start] + hidden + plain[token.end :]
    return Text(path, source, found, plain, binds)


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
