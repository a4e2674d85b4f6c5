"""The figures of an article, each with what its indicator would be and how a passage binds it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Self

from courtdesk.models.notation import SCALES
from courtdesk.models.outline import Measure
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.typescript import tidy
from courtdesk.models.unit import alike
from courtdesk.writing.draft.marks import number_of
from courtdesk.writing.draft.naming import (
    Before,
    Naming,
    both_of,
    change_label,
    each_of,
    label_for,
    label_of,
    measure_of,
    scope_of,
)
from courtdesk.writing.draft.parts import Paragraph
from courtdesk.writing.figures import FoundFigure, figures

_BEFORE = re.compile("(?:上年|去年|上一年度?|前一年度?)(?:同期)?(?:的|为|是|有)?$")
_CHANGES = ("change", "points")
_RATES = {Measure.RATE, Measure.RANK}
_TURNED = re.compile("(?:增加|增长|上升|提高|提升|减少|下降|降低|升|降|增|减)(?:至|到|为)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: the paragraph's number, and its first character there.

    One printed figure may stand for several equal facts, which count from 0.
    """

    paragraph: int
    start: int
    fact: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it stands in a paragraph, and the indicator proposed for it.

    ``raw`` is what is written from ``place.start`` to ``end``, ``quantity`` what it says. ``last``
    is the place of the figure whose value of last year this is; ``against`` that of the figure
    whose change this is.
    """

    place: Place
    end: int
    raw: str
    quantity: Quantity
    label: str
    unit: str
    measure: Measure
    scope: str = ""
    bound: bool = True
    last: Place | None = None
    against: Place | None = None

    @property
    def form(self) -> str | None:
        """How a passage prints it as written: "" by value, number without its unit; else None."""
        printed = self.quantity.printed
        if self.raw != printed:
            if self.raw == printed.removeprefix("第").removesuffix(self.quantity.unit):
                return "number"
            if not printed.startswith(tidy(self.raw)):
                return None
        return ""

    def at(self, paragraph: int) -> Self:
        """Return the figure in the paragraph of this number."""
        against = replace(self.against, paragraph=paragraph) if self.against else None
        return replace(self, place=replace(self.place, paragraph=paragraph), against=against)


@dataclass(frozen=True, slots=True)
class Unbound:
    """A figure that no passage can bind, since it cannot be reprinted as it was typed."""

    paragraph: int
    raw: str


class Found(NamedTuple):
    """Every figure of an article in its order, and apart those that cannot be bound."""

    mentions: tuple[Mention, ...]
    unbound: tuple[Unbound, ...]


def found_in(paragraphs: Sequence[Paragraph]) -> Found:
    """Find the figures of an article."""
    found: list[Mention] = []
    left: list[Unbound] = []
    for number, paragraph in enumerate(paragraphs):
        for mention in (m.at(number) for m in _in_paragraph(paragraph)):
            parted = mention.place.start < paragraph.cut.start and mention.end > paragraph.cut.head
            if mention.form is not None and not parted:
                found.append(mention)
            else:
                left.append(Unbound(number, mention.raw))
    return Found(tuple(_distinct(_last_years(paragraphs, found))), tuple(left))


@lru_cache(maxsize=2048)  # one paragraph is corrected, and the others are read no more
def _in_paragraph(paragraph: Paragraph) -> tuple[Mention, ...]:
    return tuple(_read(paragraph))


def _read(paragraph: Paragraph) -> Iterator[Mention]:
    text, body = paragraph.text, paragraph.cut.start
    before = Before(end=number_of(text) if paragraph.cut.head else body)
    fallback = paragraph.heading or str(paragraph.part)
    bases: list[Mention] = []
    lists: dict[int, tuple[str, ...]] = {}
    found = figures(text)
    for figure in found:
        if before.end < body <= figure.start:  # its words are named apart from its heading's
            before, bases = Before(end=body), []
        touching = not text[before.end : figure.start].strip()
        before = replace(before, paired=figure.pair is not None and touching)
        naming = Naming(text, figure.start, figure.end, figure.kind, figure.unit, before, fallback)
        named = _listed(label_of(naming), naming, figure, found, lists)
        mention = _mention(naming, named.label, figure)
        if figure.kind in _CHANGES:
            yield _against(mention, figure, found, bases)
            before = replace(before, end=figure.end)
            continue
        before = named
        bases.append(mention)
        for fact, label in enumerate(both_of(naming) or (named.label,)):
            yield replace(mention, label=label, place=replace(mention.place, fact=fact))


def _listed(
    named: Before,
    naming: Naming,
    figure: FoundFigure,
    found: Sequence[FoundFigure],
    lists: dict[int, tuple[str, ...]],
) -> Before:
    """Give each figure of 甲、乙案件分别为1件、2件 its own of the names before the first."""
    if figure.list is None or figure.kind in _CHANGES:
        return named
    series = [f for f in found if f.list == figure.list and f.kind not in _CHANGES]
    names = lists.setdefault(figure.list, each_of(named.root, len(series)))
    if not names:
        return named
    return replace(named, label=label_for(names[series.index(figure)], naming))


def _against(
    mention: Mention, figure: FoundFigure, found: Sequence[FoundFigure], bases: list[Mention]
) -> Mention:
    """Say whose change a figure is: of 分别上升2%和3% each its own, else of the one before."""
    series = [f for f in found if f.list == figure.list and f.kind in _CHANGES and f.list]
    if len(series) < 2 or len(series) > len(bases):
        return replace(mention, against=bases[-1].place if bases else None)
    base = bases[len(bases) - len(series) + series.index(figure)]
    return replace(mention, against=base.place, label=change_label(base.label))


def _mention(naming: Naming, label: str, figure: FoundFigure) -> Mention:
    raw = naming.text[figure.start : figure.end]
    quantity, length = _quantity(figure, raw)
    return Mention(
        place=Place(0, figure.start),
        end=figure.start + length,
        raw=raw[:length],
        quantity=quantity,
        label=label,
        unit=quantity.unit,
        measure=measure_of(figure.kind, quantity.unit),
        scope=scope_of(naming) if figure.kind == "rank" else "",
    )


def _quantity(figure: FoundFigure, raw: str) -> tuple[Quantity, int]:
    """Return what the figure says, and how many of its characters say it.

    The unit of 12 in 12、15万元 is that of the last; the 分 of 95分 no quantity counts in.
    """
    plain = tidy(raw)
    for tail in ("", figure.unit, *(scale + figure.unit for scale in SCALES)):
        try:
            quantity = Quantity.parse(plain + tail)
        except QuantityError:
            continue
        if (quantity.value, quantity.unit) == (figure.value, figure.unit):
            return quantity, len(raw)
    length = len(raw.removesuffix(figure.unit).rstrip())
    return Quantity.parse(tidy(raw[:length])), length


def _last_years(paragraphs: Sequence[Paragraph], found: list[Mention]) -> list[Mention]:
    """Find which figures are another's value of last year: 31场，比上年的24场有所增加."""
    whole = list(found)
    for n, mention in enumerate(whole):
        text = paragraphs[mention.place.paragraph].text
        if mention.raw != mention.quantity.printed:
            continue
        if not _BEFORE.search(text[: mention.place.start]):
            continue
        turned = text[mention.end :][:12]
        other = n + 1 if _TURNED.search(turned.split("，")[0][:8]) else n - 1
        if 0 <= other < len(whole) and _same(paragraphs, whole[other], mention):
            whole[n] = replace(mention, last=whole[other].place)
    return whole


def _same(paragraphs: Sequence[Paragraph], now: Mention, before: Mention) -> bool:
    """Whether two figures of one sentence count the same."""
    if now.place.paragraph != before.place.paragraph or now.last or now.against:
        return False
    first, second = sorted((now, before), key=lambda m: m.place.start)
    between = paragraphs[now.place.paragraph].text[first.end : second.place.start]
    same = now.measure is before.measure or _RATES.isdisjoint((now.measure, before.measure))
    return same and alike(now.unit, before.unit) and not re.search("[。；;！？]", between)


def _distinct(found: list[Mention]) -> list[Mention]:
    """Give equal names a number: two indicators of one name could not be told apart."""
    seen: Counter[str] = Counter()
    named = []
    for mention in found:
        if not mention.last:
            seen[mention.label] += 1
            count = seen[mention.label]
            mention = replace(mention, label=mention.label + (f"（{count}）" if count > 1 else ""))
        named.append(mention)
    return named
