"""Copy-fitting: the size of type and the lines a column that fill a page and level its columns.

Where lines break depends on the size alone. So Typst is asked how many lines each paragraph takes
at a few sizes, near the one that is guessed from a first; which column each then falls into is
reckoned here, for as many sizes and heights of the line as may be tried.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil, floor
from typing import Any, NamedTuple

from courtdesk.publish.columns import Filled, Grid, Piece, Space, fill
from courtdesk.publish.photo_places import PhotoPlace, places
from courtdesk.publish.typesetting import Template

POINTS = 72 / 25.4  # pt a mm
SMALLEST, LARGEST = 85, 130  # tenths of a point; a newspaper's body type is 9 to 10.5
TIGHT, LOOSE = 1.5, 1.8  # a line's share of the size of its type
USUAL = 100  # the size asked for first: from its lines those at other sizes are guessed
TRIES = 4  # sizes tried below the largest that fits
BELOW = 2  # of these, asked for with it at once
LEVEL = 2  # squared lines of white at the feet that nobody sees
HEADS = {"crosshead": 3, "heading": 1}  # lines each takes at least; neither ends a column
ROOMY = 3  # photos leave a column at least its third

_ASK = "(query(<body>).last().location().position().y, query(<measured>).map(m => m.value))"


class Fit(NamedTuple):
    """The size of type in pt, a line's height as its multiple, and lines left free at the foot."""

    size: float
    pitch: float
    spare: int = 0

    @property
    def line(self) -> float:
        """A line's height in pt."""
        return self.size * self.pitch


class Setting(NamedTuple):
    """A page as it is set: its fit, its columns, the photos with their heights in lines.

    ``order`` are the pieces of the body: numbers of paragraphs, or photos that stand in the text;
    ``lines`` how many lines each takes. ``left`` are the lines left on the first page when they
    stand as close as they may and the type is of ``counted`` pt; negative when the text is longer.
    """

    fit: Fit
    filled: Filled
    order: tuple[int | PhotoPlace, ...]
    lines: tuple[int, ...]
    photos: tuple[tuple[PhotoPlace, int], ...]
    left: int = 0
    counted: float = 0


def refitted(
    template: Template, data: Mapping[str, Any], size: float, pages: int
) -> Setting | None:
    """Return the setting for a size in pt that fitted before, None when it fits no longer.

    Much faster than `fitted`: for a page that is looked at while it is written.
    """
    tenths = round(size * 10)
    page = _Page(template, data, (tenths,) if pages == 1 else (SMALLEST, tenths))
    if pages > 1 and page.tight(SMALLEST).filled.strain < pages:
        return None  # the text became shorter by a page
    setting = page.shortest(tenths, pages)
    return page.told(setting, SMALLEST) if setting.filled.strain <= pages else None


def fitted(template: Template, data: Mapping[str, Any], size: float | None = None) -> Setting:
    """Return the setting for as few pages as the smallest type needs, or for one ``size`` in pt.

    ``data`` names the ``paper`` (width, height) and the ``margins`` (left, top, bottom) in mm, the
    number of columns ``across``, the ``body`` and the ``photos``.
    """
    page = _Page(template, data, (round(size * 10) if size else USUAL,))
    if size:
        return page.only(round(size * 10))
    pages = page.fewest()
    largest = page.largest(pages)
    best = page.shortest(largest, pages)
    for smaller in range(largest - 1, max(largest - TRIES, SMALLEST - 1), -1):
        if best.filled.white <= LEVEL:
            break
        tried = page.shortest(smaller, pages)
        if tried.filled.strain <= pages and tried.filled.white < best.filled.white:
            best = tried
    return page.told(best, SMALLEST)


class _Taken(NamedTuple):
    """What the pieces take at one size of type.

    Of the ``body`` a paragraph takes lines and a crosshead a height in pt; a photo has a height in
    pt one column wide, and one as wide as it may stand.
    """

    body: Sequence[float]
    photos: Sequence[Sequence[float]]


class _Page:
    """The page reckoned at any size; what Typst measures is asked for once."""

    def __init__(self, template: Template, data: Mapping[str, Any], sizes: Sequence[int]) -> None:
        self._template, self._data = template, data
        self._known: dict[int, _Taken] = {}
        _, high = data["paper"]
        _, top, bottom = data["margins"]
        self._whole: float = (high - top - bottom) * POINTS
        self._foot: float = (high - bottom) * POINTS
        self._body = 0.0
        self._across: int = data["across"]
        self._heads = [b["kind"] in HEADS for b in data["body"]]
        self._places = places([p["columns"] for p in data["photos"]], self._across)
        self._measure(sizes)

    def _measure(self, sizes: Iterable[int]) -> None:
        fresh = [s for s in sizes if s not in self._known]
        if not fresh:
            return
        wide = [
            p | {"span": at.span} for p, at in zip(self._data["photos"], self._places, strict=True)
        ]
        ask = {**self._data, "size": 9, "photos": wide, "measure": [s / 10 for s in fresh]}
        body, taken = self._template.probe(ask, _ASK)
        self._body = float(body.removesuffix("pt"))
        pieces = len(self._heads)
        for size in fresh:
            one, taken = taken[: pieces + len(wide)], taken[pieces + len(wide) :]
            self._known[size] = _Taken(one[:pieces], one[pieces:])

    @cached_property
    def _height(self) -> float:
        """The height of the first page's columns in pt."""
        return self._foot - self._body

    def only(self, tenths: int) -> Setting:
        """The setting for this size, whatever pages it needs."""
        return self.told(self.shortest(tenths, self.tight(tenths).filled.strain), tenths)

    def fewest(self) -> int:
        """The pages the smallest type needs; one, when a larger one needs but one."""
        return 1 if self.largest(1) > SMALLEST else self.tight(SMALLEST).filled.strain

    def largest(self, pages: int) -> int:
        """The largest size that fits the pages; the smallest when none does."""
        while True:
            size = _last(SMALLEST, LARGEST, lambda s: self._guessed(s).filled.strain <= pages)
            if {size, min(size + 1, LARGEST)} <= self._known.keys():
                return size  # nothing of it is guessed
            self._measure(n for n in range(size - BELOW, size + 2) if SMALLEST <= n <= LARGEST)

    def _guessed(self, tenths: int) -> Setting:
        """The tight setting at a size that need not be measured, from one that was."""
        if tenths in self._known:
            return self.tight(tenths)
        near = min(self._known, key=lambda s: abs(s - tenths))
        size, share = tenths / 10, tenths / near
        body, owed = list[float](), 0.0
        for head, taken in zip(self._heads, self._known[near].body, strict=True):
            if head:
                body.append(taken * share)
            else:  # its last line is half full, for all one knows; what is rounded off goes on
                owed += (taken - 0.5) * share + 0.5
                body.append(max(round(owed), 1))
                owed -= body[-1]
        return self._of(size, self.rows(size, TIGHT), _Taken(body, self._known[near].photos))

    def rows(self, size: float, pitch: float) -> int:
        """How many lines a column of the first page takes."""
        return max(2, floor((self._height - size) / (pitch * size)) + 1)

    def told(self, setting: Setting, least: int) -> Setting:
        """The setting with the lines that are left when they stand as close as they may.

        What is longer than a page is counted in the ``least`` type that may be taken: so much must
        be cut for it to fit.
        """
        tenths = round(setting.fit.size * 10) if setting.filled.pages == 1 else least
        close = self.tight(tenths).filled
        left = -close.beyond() if close.pages > 1 else close.free()
        return setting._replace(left=left, counted=tenths / 10)

    def tight(self, tenths: int) -> Setting:
        """The setting with the most lines a column for this size."""
        self._measure((tenths,))
        size = tenths / 10
        return self._of(size, self.rows(size, TIGHT), self._known[tenths])

    def shortest(self, tenths: int, pages: int) -> Setting:
        """The setting with the fewest lines a column that fit the pages."""
        self._measure((tenths,))
        size, known = tenths / 10, self._known[tenths]
        few, many = self.rows(size, LOOSE), self.rows(size, TIGHT)

        def fits(rows: int) -> bool:
            return self._of(size, rows, known).filled.strain <= pages

        first, last = (2, few) if fits(few) else (few, many)
        return self._of(size, _first(first, last, fits), known)

    def _of(self, size: float, rows: int, known: _Taken) -> Setting:
        """The setting with so many lines; they reach from head to foot while they stand close."""
        room = self._height - size - 0.01  # pt; a hair less, or rounding would push a line out
        most = max(self.rows(size, LOOSE), rows)
        fit = Fit(size, max(room / (most - 1) / size, 1.0), most - rows)
        later = max(2, floor((self._whole - fit.spare * fit.line - fit.size) / fit.line) + 1)
        placed = list(self._places)
        while True:
            tall = {p: _lines(known.photos[p.photo][p.span > 1], fit) for p in placed}
            spaces = _spaces(tall, self._across)
            order = tuple(_order(self._heads, [p for p in placed if p.at == "inline"]))
            pieces = [self._piece(one, known, tall, fit) for one in order]
            filled = fill(pieces, Grid(rows, later, self._across, spaces))
            homeless = _homeless(placed, filled, spaces, rows)
            if homeless is None:
                lines = tuple(piece.lines for piece in pieces)
                return Setting(fit, filled, order, lines, tuple(tall.items()))
            placed[homeless] = PhotoPlace(placed[homeless].photo, "inline")

    def _piece(
        self,
        one: int | PhotoPlace,
        known: _Taken,
        tall: Mapping[PhotoPlace, int],
        fit: Fit,
    ) -> Piece:
        if isinstance(one, PhotoPlace):
            return Piece(tall[one], solid=True)
        if self._heads[one]:
            least = HEADS[self._data["body"][one]["kind"]]
            return Piece(max(least, _lines(known.body[one], fit)), solid=True, head=True)
        return Piece(round(known.body[one]))


def _lines(height: float, fit: Fit) -> int:
    """The lines a block of this height in pt takes from those around it."""
    return ceil((height + fit.line - fit.size) / fit.line - 1e-6)


def _spaces(tall: Mapping[PhotoPlace, int], across: int) -> dict[int, Space]:
    """The lines photos take from the columns of the first page, the white beside them included."""
    spaces = {c: Space() for c in range(across)}
    for photo, lines in tall.items():
        for column in photo.columns if photo.at != "inline" else ():
            space = spaces[column]
            spaces[column] = (
                space._replace(bottom=space.bottom + lines)
                if photo.at == "bottom"
                else space._replace(top=space.top + lines)
            )
    return spaces


def _homeless(
    placed: Sequence[PhotoPlace], filled: Filled, spaces: Mapping[int, Space], rows: int
) -> int | None:
    """The last photo that cannot stand where it is placed: it leaves too little room for text.

    Nor can it when no paragraph starts in one of its columns, for photos are tied to paragraphs.
    """
    for number, photo in reversed(list(enumerate(placed))):
        if photo.at in ("above", "inline"):
            continue
        tied = photo.columns if photo.at == "bottom" else range(1, photo.span)
        cramped = any(sum(spaces[c]) > rows * (ROOMY - 1) / ROOMY for c in photo.columns)
        if cramped or any(filled.columns[c].first is None for c in tied):
            return number
    return None


def _order(heads: Sequence[bool], inline: Sequence[PhotoPlace]) -> Iterator[int | PhotoPlace]:
    """Put photos that stand in the text before the crossheads, one each, the rest at the end."""
    waiting = list(inline)
    for number, head in enumerate(heads):
        if head and waiting and number:
            yield waiting.pop(0)
        yield number
    yield from waiting


def _last(first: int, last: int, fits: Callable[[int], bool]) -> int:
    """Return the last number that fits; the first is taken to fit."""
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if fits(middle) else (first, middle - 1)
    return first


def _first(first: int, last: int, fits: Callable[[int], bool]) -> int:
    """Return the first number that fits; the last is taken to fit."""
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if fits(middle) else (middle + 1, last)
    return first
