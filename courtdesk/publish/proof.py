"""The proof that a file says what the sheet says: each figure looked up at its place.

Equal values recur with different meanings, so a figure is never looked for by its value. It is
read where the words before it end.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from typing import NamedTuple

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.chart import chart
from courtdesk.models.outline import ChartKind, ChartSpec
from courtdesk.models.passage import runs
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.typesetting import FORMLESS

_CONTEXT = 24  # characters around a figure by which its place is known
_LONG = 400  # characters of a label that stands on one page for sure
_AROUND = 6  # characters beside a caption that tell it from the running text
_NUMERIC = frozenset("0123456789.,")


class Place(NamedTuple):
    """Where one printed figure is expected: the words around it, without blanks.

    ``ids`` are the facts it stands for: two where one figure is printed for two equal facts.
    Without words before, the figure ``follows`` the one before it, or opens its paragraph.
    """

    ids: tuple[str, ...]
    printed: str
    before: str
    after: str = ""
    follows: bool = False


class Reading(NamedTuple):
    """A figure as it should be, and as it was read back; "" when its place was not found."""

    id: str
    printed: str
    found: str

    @property
    def equal(self) -> bool:
        """Whether the file says what the sheet says."""
        return self.printed == self.found


def squeezed(text: str) -> str:
    """Return the text without blanks and signs that have no form: what layout cannot change."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in FORMLESS)


def article_readings(text: str, article: Article) -> list[Reading]:
    """Read every figure of the article in a text that holds it in order.

    The captions of photos may stand anywhere, as the layout of a page asks.
    """
    text = squeezed(text)
    words = [b for b in article.blocks if b.kind is not BlockKind.PHOTO]
    flow = "".join(squeezed("".join(run.text for run in b.whole)) for b in words)
    captions: list[Reading] = []
    for block in article.blocks:
        if block.kind is BlockKind.PHOTO and block.text:
            caption = squeezed(block.text)
            at = _caption(text, caption, flow)
            found = text[at : at + len(caption)] if at >= 0 else ""
            captions += readings(found, _places(block))
            text = text[: max(at, 0)] + text[max(at, 0) + len(found) :]
    return captions + readings(text, chain.from_iterable(map(_places, words)))


def _caption(text: str, caption: str, flow: str) -> int:
    """Where a caption stands, and not the same words in the running text; -1 for nowhere."""
    at = text.find(caption)
    while at >= 0 and text[max(at - _AROUND, 0) : at + len(caption) + _AROUND] in flow:
        at = text.find(caption, at + 1)
    return at


Token = tuple[str, str]
"""A stretch of text as it is drawn: words ("" and the words) or a figure (its id, as printed)."""


def token_places(tokens: Iterable[Token]) -> Iterator[Place]:
    """Yield the places of the figures among the words that are drawn around them."""
    drawn = [(id, squeezed(text)) for id, text in tokens if text]
    for n, (id, text) in enumerate(drawn):
        if id:
            last, words = drawn[n - 1] if n else ("", "")
            after = drawn[n + 1][1] if n + 1 < len(drawn) else ""
            yield Place((id,), text, "" if last else words, after, follows=bool(last))


def chart_tokens(spec: ChartSpec, sheet: FactSheet) -> Iterator[Token]:
    """Yield a chart's title, series, labels and values in the order they are drawn.

    A share computed for the chart stands under ``F001÷F002``, last year's value under
    ``F001:previous``.
    """
    drawn = chart(spec, sheet)
    kept = [r for r in spec.rows if all(f in sheet.outline.places for f in r.figures)]
    yield from _titled(spec.title, sheet)
    if len(drawn.series) > 1:
        yield from (("", name) for name in drawn.series)
    for row, facts in zip(drawn.rows, kept, strict=True):
        ring = spec.kind is ChartKind.RING
        ids = list(facts.figures)
        if ring:
            ids = ["÷".join(ids)]
        elif len(row.bars) > len(ids):
            ids.append(f"{ids[0]}:previous")
        if not ring:
            yield "", row.label
        yield from zip(ids, (bar.text for bar in row.bars), strict=True)
        if ring and (len(drawn.rows) > 1 or row.label != drawn.title):
            yield "", row.label


def _titled(title: str, sheet: FactSheet) -> Iterator[Token]:
    """A title's words and the figures bound in it."""
    for run in runs(title, sheet):
        yield run.figure if _counts(run) else "", run.text


def _places(block: Block) -> Iterator[Place]:
    before, follows = "", False
    runs = [r for r in block.whole if r.text]
    for n, run in enumerate(runs):
        printed = squeezed(run.text)
        if _counts(run):
            after = takewhile(lambda r: not _counts(r), runs[n + 1 :])
            words = squeezed("".join(r.text for r in after))[:_CONTEXT]
            yield Place(_ids(block, run), printed, before[-_CONTEXT:], words, follows)
            before, follows = "", True
        else:
            before += printed


def _counts(run: Run) -> bool:
    return bool(run.figure and run.text and not run.missing)


def _ids(block: Block, run: Run) -> tuple[str, ...]:
    """The facts a run prints: its own, and those of the empty runs behind it."""
    runs = block.whole
    at = next(n for n, r in enumerate(runs) if r is run)
    also = takewhile(lambda r: r.figure and not r.text, runs[at + 1 :])
    return (run.figure, *(r.figure for r in also))


def beside(label: str) -> str:
    """The words before a figure in its row; none where the label may run over a page's end.

    The figure is then known by what follows it.
    """
    words = squeezed(label)
    return words if len(words) <= _LONG else ""


def readings(text: str, places: Iterable[Place]) -> list[Reading]:
    """Read the places one after the other; the text and the places are squeezed."""
    found, at = [], 0
    for place in places:
        start = _start(text, place, at)
        said = "" if start < 0 else _said(text, start, place)
        found += [Reading(id, place.printed, said) for id in place.ids]
        at = at if start < 0 else start + len(said)
    return found


def _start(text: str, place: Place, at: int) -> int:
    """Where the figure begins, -1 when the words around it are not there."""
    if place.before:
        # The same words may stand nearer, in a remark; the figure stands between both its sides.
        sides = (place.printed + place.after[:4], place.printed, "")
        starts = (text.find(place.before + side, at) for side in sides)
        start = next((start for start in starts if start >= 0), -1)
        return start if start < 0 else start + len(place.before)
    if place.follows:
        return at
    if not place.after:
        return text.find(place.printed, at)
    start = text.find(place.after, at) - len(place.printed)
    while start > at and text[start - 1] in _NUMERIC:
        start -= 1
    return start if start >= at else -1


def _said(text: str, start: int, place: Place) -> str:
    """What stands there, up to where the next words should begin."""
    end = start + len(place.printed)
    if text[start:end] == place.printed:
        if place.after and text[end : end + 1] == place.after[0]:
            return place.printed
        if not place.after and not _NUMERIC.issuperset(text[end - 1 : end + 1]):
            return place.printed
    there = text.find(place.after[:8], start, end + _CONTEXT) if place.after else -1
    return text[start : there if there >= 0 else end + 3]
