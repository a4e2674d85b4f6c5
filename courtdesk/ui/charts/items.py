"""The graphics items a chart consists of; each shows one mark, or all marks, of its type."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from courtdesk.ui.charts.lettering import Lettering
from courtdesk.ui.charts.marks import BAND, Axis, Box, Ring, Slope, Strip, Text
from courtdesk.ui.look.theme import Palette

NARROW = 4  # px; cells of a strip narrower than this run together


class Item(pg.GraphicsObject):  # type: ignore[misc]
    """One mark on the scene; drawn again only when the mark or a colour changes."""

    def __init__(self, letters: Lettering) -> None:
        super().__init__()
        self.letters = letters
        self.mark: Any = None
        self.colours: Palette | None = None

    def setOpts(self, mark: Any, palette: Palette) -> None:  # named as pyqtgraph's items do
        """Show this mark in these colours."""
        if mark == self.mark and palette is self.colours:
            return
        self.prepareGeometryChange()
        self.mark, self.colours = mark, palette
        self.update()

    def boundingRect(self) -> QRectF:
        m = self.mark
        return QRectF(m.x, m.y, m.width, m.height) if m else QRectF()

    def paint(self, painter: QPainter, *_: object) -> None:
        if self.mark and self.colours:
            self.draw(painter, self.mark, self.colours)

    def draw(self, painter: QPainter, mark: Any, palette: Palette) -> None:
        """Paint the mark."""
        raise NotImplementedError


class Label(Item):
    """Lines of plain text; markup is text like any other."""

    def draw(self, painter: QPainter, mark: Text, palette: Palette) -> None:
        role = mark.role
        painter.setFont(self.letters.fonts[role])
        painter.setPen(QColor(getattr(palette, role.colour)))
        # A Chinese character's middle lies 0.38 em above the baseline, a digit's 0.37.
        baseline = mark.y + round(role.line / 2 + 0.38 * role.size)
        for line, width in zip(mark.lines, mark.widths, strict=True):
            x = mark.x + (mark.width - width) * mark.align // 2
            painter.drawText(QPointF(x, baseline), line)
            baseline += role.line


class AxisItem(Item):
    """A hairline."""

    def draw(self, painter: QPainter, mark: Axis, palette: Palette) -> None:
        painter.fillRect(self.boundingRect(), QColor(palette.rule))


class SlopeItem(Item):
    """A pale passage between two bars of a funnel."""

    def boundingRect(self) -> QRectF:
        m = self.mark
        return QRectF(m.x, m.y, max(m.above, m.below), m.height) if m else QRectF()

    def draw(self, painter: QPainter, mark: Slope, palette: Palette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tint(palette, 0, 0.14))
        x, y, low = mark.x, mark.y, mark.y + mark.height
        corners = [(x, y), (x + mark.above, y), (x + mark.below, low), (x, low)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


class RingItem(Item):
    """A share as a band round a circle, from the top clockwise."""

    def boundingRect(self) -> QRectF:
        m = self.mark
        return QRectF(m.x, m.y, m.size, m.size) if m else QRectF()

    def draw(self, painter: QPainter, mark: Ring, palette: Palette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.share is None:
            painter.setPen(_dashes(palette))
            for inset in (0.5, BAND - 0.5):
                painter.drawEllipse(self.boundingRect().adjusted(inset, inset, -inset, -inset))
            return
        band = self.boundingRect().adjusted(BAND / 2, BAND / 2, -BAND / 2, -BAND / 2)
        pen = QPen(QColor(palette.rule), BAND, c=Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(band)
        pen.setColor(QColor(palette.charts[0]))
        painter.setPen(pen)
        painter.drawArc(band, 90 * 16, round(-360 * 16 * mark.share))


class StripItem(Item):
    """Places side by side, the court's own filled."""

    def draw(self, painter: QPainter, mark: Strip, palette: Palette) -> None:
        pitch = mark.width / mark.places
        own = QColor(palette.charts[0])
        if mark.place is None:
            painter.setPen(_dashes(palette))
            painter.drawRect(self.boundingRect().adjusted(0.5, 0.5, -0.5, -0.5))
        elif pitch < NARROW:
            painter.fillRect(self.boundingRect(), QColor(palette.rule))
            x = min((mark.place - 1) * pitch, mark.width - NARROW)
            painter.fillRect(QRectF(mark.x + round(x), mark.y, NARROW, mark.height), own)
        else:
            edges = [mark.x + round(pitch * n) for n in range(mark.places + 1)]
            for place, (left, right) in enumerate(pairwise(edges), 1):
                colour = own if place == mark.place else QColor(palette.rule)
                gap = 2 if place < mark.places else 0
                painter.fillRect(QRectF(left, mark.y, right - left - gap, mark.height), colour)


class Bars(pg.BarGraphItem):  # type: ignore[misc]
    """All bars of one series, or, for the series None, of every value not there yet."""

    def __init__(self, series: int | None) -> None:
        super().__init__(x0=[], y0=[], width=[], height=[])
        self.series = series
        self.boxes: Sequence[Box] = ()
        self.colours: Palette | None = None

    def show_boxes(self, boxes: Sequence[Box], palette: Palette) -> None:
        """Show these bars in these colours."""
        if palette is not self.colours:
            self.colours = palette
            pen, brush = _style(palette, self.series)
            self.setOpts(pen=pen, brush=brush)
        if boxes == self.boxes:
            return
        self.boxes = boxes
        inset = 0.0 if self.series == 0 else 0.5  # a 1 px outline falls on whole pixels
        self.setOpts(
            x0=[b.x + inset for b in boxes],
            y0=[b.y + inset for b in boxes],
            width=[max(b.width - 2 * inset, 0) for b in boxes],
            height=[b.height - 2 * inset for b in boxes],
        )


def _style(palette: Palette, series: int | None) -> tuple[QPen, QColor]:
    """Series differ in lightness as well as in colour: full, then pale with an outline."""
    if series is None:
        return _dashes(palette), QColor(Qt.GlobalColor.transparent)
    colour = QColor(palette.charts[series % len(palette.charts)])
    if series == 0:
        return QPen(Qt.PenStyle.NoPen), colour
    return QPen(colour, 1, j=Qt.PenJoinStyle.MiterJoin), _tint(palette, series, 0.3)


def _dashes(palette: Palette) -> QPen:
    pen = QPen(QColor(palette.secondary), 1, j=Qt.PenJoinStyle.MiterJoin)
    pen.setDashPattern([3, 2])
    return pen


def _tint(palette: Palette, series: int, strength: float) -> QColor:
    """A series' colour laid thinly over the panel, opaque."""
    full, base = QColor(palette.charts[series % len(palette.charts)]), QColor(palette.panel)
    pairs = ((full.red(), base.red()), (full.green(), base.green()), (full.blue(), base.blue()))
    return QColor(*(round(f * strength + b * (1 - strength)) for f, b in pairs))
