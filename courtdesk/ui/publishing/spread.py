"""Where the pages lie in the view, one below the other, and which parts of them are seen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

GAP, EDGE = 12, 16  # px between two pages, and around all
LEAST, MOST = 0.1, 4.0  # of 100 %
WIDTH, WHOLE, FREE = "width", "page", ""
LARGEST_FIT = 1.5  # of 100 %: a small page is not blown up, a picture's pixels never
Size = tuple[float, float]


class Lens(NamedTuple):
    """How the pages are looked at: the view's size and place in px, and its device's ``ratio``.

    ``fit`` is WIDTH, WHOLE or FREE; then ``zoom`` counts, as a share of 100 %.
    """

    width: int
    height: int
    ratio: float = 1.0
    fit: str = WIDTH
    zoom: float = 1.0
    left: int = 0
    top: int = 0


class Part(NamedTuple):
    """A part of a page in device px: the page drawn ``size`` large, from (left, top)."""

    page: int
    size: tuple[int, int]
    left: int
    top: int
    width: int
    height: int


class Spread:
    """Pages of ``sizes`` in points under a lens; ``unit`` px are a point at 100 %."""

    def __init__(self, sizes: Sequence[Size], lens: Lens, unit: float) -> None:
        self.lens = lens
        self.zoom = _zoom(sizes, lens, unit)
        scale = self.zoom * unit
        self.pages: list[QRectF] = []
        wide = max((w * scale for w, _ in sizes), default=0)
        self.width = max(round(wide) + 2 * EDGE, lens.width)
        down = float(EDGE)
        for w, h in sizes:
            size = (_px(w * scale, lens.ratio), _px(h * scale, lens.ratio))
            left = _px((self.width - size[0]) / 2, lens.ratio)
            self.pages.append(QRectF(left, _px(down, lens.ratio), *size))
            down = self.pages[-1].bottom() + GAP
        self.height = round(down - GAP) + EDGE if sizes else 0

    def seen(self, more: int = 0) -> Iterator[Part]:
        """Yield the parts in the view, and those ``more`` px above and below it."""
        lens = self.lens
        left = min(max(lens.left, 0), max(self.width - lens.width, 0))
        top = min(max(lens.top, 0), max(self.height - lens.height, 0))
        view = QRectF(left, top - more, lens.width, lens.height + 2 * more)
        for number, page in enumerate(self.pages):
            both = page.intersected(view)
            if both.isEmpty():
                continue
            size = (round(page.width() * lens.ratio), round(page.height() * lens.ratio))
            x, y = (
                int((both.left() - page.left()) * lens.ratio),
                int((both.top() - page.top()) * lens.ratio),
            )
            right = min(round((both.right() - page.left()) * lens.ratio) + 1, size[0])
            bottom = min(round((both.bottom() - page.top()) * lens.ratio) + 1, size[1])
            yield Part(number, size, x, y, right - x, bottom - y)

    def page_at(self, top: int) -> int:
        """Return the number of the page in the middle of the view."""
        middle = top + self.lens.height / 3
        below = [n for n, page in enumerate(self.pages) if page.top() <= middle]
        return below[-1] if below else 0


def _zoom(sizes: Sequence[Size], lens: Lens, unit: float) -> float:
    if lens.fit == FREE or not sizes:
        return min(max(lens.zoom, LEAST), MOST)
    across = max(lens.width - 2 * EDGE, 1) / (max(w for w, _ in sizes) * unit)
    if lens.fit == WIDTH:
        return min(max(across, LEAST), LARGEST_FIT if unit > 1 else 1.0)
    down = max(lens.height - 2 * EDGE, 1) / (max(h for _, h in sizes) * unit)
    return min(max(min(across, down), LEAST / 4), 1.0)


def _px(length: float, ratio: float) -> float:
    """The length rounded to whole pixels of the device."""
    return round(length * ratio) / ratio
