"""Copy-fitting: the size of type and the lines a column that fill a page and level its columns.

Where lines break depends on the size alone; how many lines a column takes then decides how level
the columns end. So the largest size is sought first, and near it the one that leaves the least
white at the feet of the columns.
"""

from collections.abc import Callable, Mapping
from math import floor, inf
from typing import Any, NamedTuple

from courtdesk.publish.typesetting import Template

POINTS = 72 / 25.4  # pt a mm
SMALLEST, LARGEST = 85, 130  # tenths of a point; a newspaper's body type is 9 to 10.5
TIGHT, LOOSE = 1.5, 1.8  # a line's share of the size of its type
TRIES = 6  # sizes tried below the largest
LEVEL = 2.0  # squared lines of white at the feet that nobody sees

_PROBE = "(query(<body>), query(<edge>)).map(found => found.map(m => m.location().position()))"


class Fit(NamedTuple):
    """The size of type in pt, a line's height as its multiple, and lines left free at the foot."""

    size: float
    pitch: float
    spare: int = 0

    @property
    def line(self) -> float:
        """A line's height in pt."""
        return self.size * self.pitch


def fitted(template: Template, data: Mapping[str, Any]) -> Fit:
    """Return the fit for as few pages as the smallest type needs.

    ``data`` names the ``paper`` (width, height) and the ``margins`` (left, top, bottom) in mm and
    the number of columns ``across``. The template marks where the body begins (<body>) and where
    each of its paragraphs begins and ends (<edge>).
    """
    page = _Page(template, data)
    pages = page.pages(page.tight(SMALLEST))
    largest = _last(SMALLEST, LARGEST, lambda t: page.pages(page.tight(t)) <= pages)
    loose = Fit(largest / 10, LOOSE)
    if page.pages(loose) <= pages:
        rows = floor(page.height / loose.line)
        return loose._replace(
            spare=_last(0, rows, lambda n: page.pages(loose._replace(spare=n)) <= pages)
        )
    best, lines = (inf, page.tight(largest)), page.lines(largest / 10, TIGHT)
    for tenths in range(largest, max(largest - TRIES, SMALLEST - 1), -1):
        lines = page.shortest(tenths / 10, pages, lines)
        fit = page.of(tenths / 10, lines)
        if page.pages(fit) <= pages and page.white(fit) < best[0]:
            best = page.white(fit), fit
        if best[0] <= LEVEL:
            break
    return best[1]


class _Page:
    """The page as the template lays it out, asked at most once for each fit."""

    def __init__(self, template: Template, data: Mapping[str, Any]) -> None:
        self._template, self._data = template, data
        self._known: dict[Fit, list[dict[str, Any]]] = {}
        tall: float = data["paper"][1]
        self._left, _, bottom = data["margins"]
        self._foot: float = (tall - bottom) * POINTS
        self.height: float = self._foot - self._body()

    def _ask(self, fit: Fit) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        body, edges = self._template.probe(dict(self._data) | fit._asdict(), _PROBE)
        return body, edges

    def _body(self) -> float:
        body, _ = self._ask(Fit(SMALLEST / 10, TIGHT))
        return _pt(body[-1]["y"])

    def edges(self, fit: Fit) -> list[dict[str, Any]]:
        if fit not in self._known:
            self._known[fit] = self._ask(fit)[1]
        return self._known[fit]

    def pages(self, fit: Fit) -> int:
        edges = self.edges(fit)
        return int(edges[-1]["page"]) if edges else 1

    def tight(self, tenths: int) -> Fit:
        """The fit with the most lines a column for this size."""
        size = tenths / 10
        return self.of(size, self.lines(size, TIGHT))

    def shortest(self, size: float, pages: int, lines: int) -> int:
        """The fewest lines a column that fit, sought from a guess near it."""
        few, many = self.lines(size, LOOSE), self.lines(size, TIGHT)
        lines = min(max(lines, few), many)
        while lines < many and self.pages(self.of(size, lines)) > pages:
            lines += 1
        while lines > few and self.pages(self.of(size, lines - 1)) <= pages:
            lines -= 1
        return lines

    def lines(self, size: float, pitch: float) -> int:
        """How many lines a column of the first page takes."""
        return max(2, floor((self.height - size) / (pitch * size)) + 1)

    def of(self, size: float, lines: int) -> Fit:
        """The fit whose lines reach from head to foot."""
        room = self.height - size - 0.01  # pt; a hair less, or rounding would push a line out
        return Fit(size, max(room / (lines - 1) / size, 1.0))

    def white(self, fit: Fit) -> float:
        """The white at the feet of the columns, in squared lines."""
        edges = self.edges(fit)
        starts, ends = edges[2::2], edges[1::2]
        feet = [e for e, s in zip(ends, starts, strict=False) if self._column(e) != self._column(s)]
        rests = ((self._foot - _pt(e["y"])) / fit.line - 0.3 for e in (*feet, *ends[-1:]))
        return sum((rest * rest for rest in rests), 0.0)

    def _column(self, position: Mapping[str, Any]) -> tuple[int, int]:
        wide, _ = self._data["paper"]
        one = (wide - 2 * self._left) * POINTS / self._data["across"]
        return int(position["page"]), floor((_pt(position["x"]) - self._left * POINTS) / one)


def _pt(length: str) -> float:
    return float(length.removesuffix("pt"))


def _last(first: int, last: int, fits: Callable[[int], bool]) -> int:
    """Return the last number that fits; the first is taken to fit."""
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if fits(middle) else (first, middle - 1)
    return first
