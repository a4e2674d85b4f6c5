"""Pages on a desk: scrolled, zoomed, and painted from what the press drew of them last."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import Palette
from courtdesk.ui.publishing.press import Drawn
from courtdesk.ui.publishing.spread import FREE, LEAST, MOST, WIDTH, Lens, Size, Spread

WRAP = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
IN, OUT, FIT = (
    (Qt.Key.Key_Plus, Qt.Key.Key_Equal),
    (Qt.Key.Key_Minus,),
    (Qt.Key.Key_0,),
)


class Leaves:
    """What is known of a form's pages: their sizes, and pictures of them, sharp and small."""

    def __init__(self) -> None:
        self.sizes: tuple[Size, ...] = ()
        self.parts: dict[int, Drawn] = {}
        self.small: dict[int, QImage] = {}
        self.fit, self.zoom = WIDTH, 1.0
        self.left = self.top = 0

    def renew(self, sizes: tuple[Size, ...], drawn: Sequence[Drawn]) -> None:
        """Take what was made anew; small pictures stay until they are drawn again."""
        self.sizes = sizes
        self.parts = {d.part.page: d for d in drawn}
        self.small = {n: image for n, image in self.small.items() if n < len(sizes)}

    def add(self, drawn: Sequence[Drawn]) -> None:
        """Take parts that were drawn since."""
        self.parts |= {d.part.page: d for d in drawn}


class PaperView(QAbstractScrollArea):
    """Shows a form's leaves. ``looked`` says that other parts of them are seen now."""

    looked = Signal()
    turned = Signal(int)  # the number of the page that is read
    zoomed = Signal()

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width stays
        self.colours = palette
        self.leaves = Leaves()
        self.unit = 1.0
        self.empty = ""  # said where there is no page
        self.spread = Spread((), self.lens, 1.0)
        self._page = -1
        self._laying = False
        self._soon = boxes.pause(self, 0, self.looked.emit)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(40)
            bar.valueChanged.connect(self._scrolled)

    @property
    def lens(self) -> Lens:
        """How the pages are looked at now."""
        room, leaves = self.viewport(), self.leaves
        return Lens(
            room.width(),
            room.height(),
            self.devicePixelRatioF(),
            leaves.fit,
            leaves.zoom,
            leaves.left,
            leaves.top,
        )

    @property
    def zoom(self) -> float:
        """The share of 100 % at which the pages are shown."""
        return self.spread.zoom

    @property
    def page(self) -> int:
        """The number of the page that is read."""
        return max(self._page, 0)

    def show_leaves(self, leaves: Leaves, unit: float) -> None:
        """Show other pages, or the same ones made anew; the place stays."""
        self.leaves, self.unit = leaves, unit
        self._spread()

    def go_to(self, page: int) -> None:
        """Bring the head of a page to the top of the view."""
        if 0 <= page < len(self.spread.pages):
            self.verticalScrollBar().setValue(round(self.spread.pages[page].top()) - 8)
            self._tell_page(page)

    def fit_to(self, fit: str) -> None:
        """Fit to the view's width, or the whole page into it."""
        self._zoom(fit, 1.0)

    def step(self, by: int, at: QPointF | None = None) -> None:
        """Zoom in (1) or out (-1) to the next step; what lies ``at``, or amid the view, stays."""
        now, at = self.zoom, at or QPointF(self.viewport().rect().center())
        if by > 0:
            wanted = next((s for s in STEPS if s > now * 1.01), MOST)
        else:
            wanted = next((s for s in reversed(STEPS) if s < now * 0.99), LEAST)
        self._zoom(FREE, wanted, at)

    def _zoom(self, fit: str, zoom: float, at: QPointF | None = None) -> None:
        before, place = self.spread, at or QPointF(0, 0)
        down = (self.leaves.top + place.y()) / max(before.height, 1)
        across = (self.leaves.left + place.x()) / max(before.width, 1)
        self.leaves.fit, self.leaves.zoom = fit, zoom
        self._spread()
        self.verticalScrollBar().setValue(round(down * self.spread.height - place.y()))
        self.horizontalScrollBar().setValue(round(across * self.spread.width - place.x()))
        self._soon.start()
        self.zoomed.emit()

    def _spread(self) -> None:
        """Lay the pages out anew; the bars follow."""
        leaves, room = self.leaves, self.viewport()
        self.spread = Spread(leaves.sizes, self.lens, self.unit)
        left, top = leaves.left, leaves.top
        for bar, whole, seen, value in (
            (self.horizontalScrollBar(), self.spread.width, room.width(), left),
            (self.verticalScrollBar(), self.spread.height, room.height(), top),
        ):
            self._laying = True
            bar.setRange(0, max(whole - seen, 0))  # a bar that comes or goes lays out once more
            bar.setPageStep(seen)
            bar.setValue(value)
        self._laying = False
        self._scrolled(quiet=True)
        self.viewport().update()

    def _scrolled(self, _: int = 0, quiet: bool = False) -> None:
        if self._laying:
            return
        self.leaves.left = self.horizontalScrollBar().value()
        self.leaves.top = self.verticalScrollBar().value()
        self._tell_page(self.spread.page_at(self.leaves.top))
        self.viewport().update()
        if not quiet and not self._covered():
            self._soon.start()

    def _covered(self) -> bool:
        """Whether all that is seen is drawn at this size."""
        for part in Spread(self.leaves.sizes, self.lens, self.unit).seen():
            there = self.leaves.parts.get(part.page)
            if there is None or there.part.size != part.size:
                return False
            if there.part.top > part.top or there.part.left > part.left:
                return False
            if there.part.top + there.part.height < part.top + part.height:
                return False
            if there.part.left + there.part.width < part.left + part.width:
                return False
        return True

    def _tell_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.turned.emit(page)

    # --- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.colours.hover))
        if self.empty and not self.spread.pages:
            painter.setPen(QColor(self.colours.secondary))
            room = self.viewport().rect().adjusted(32, 32, -32, -32)
            painter.drawText(room, WRAP, self.empty)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.leaves.left, -self.leaves.top)
        for number, page in enumerate(self.spread.pages):
            if page.translated(-self.leaves.left, -self.leaves.top).intersects(
                QRectF(event.rect())
            ):
                self._paint(painter, number, page)

    def _paint(self, painter: QPainter, number: int, page: QRectF) -> None:
        small, drawn = self.leaves.small.get(number), self.leaves.parts.get(number)
        if small is not None:
            painter.drawImage(page, small)
        else:
            painter.fillRect(page, QColor("white"))
        if drawn is not None:
            part = drawn.part
            across, down = page.width() / part.size[0], page.height() / part.size[1]
            place = QRectF(
                page.left() + part.left * across,
                page.top() + part.top * down,
                part.width * across,
                part.height * down,
            )
            painter.drawImage(place, drawn.image)
        painter.setPen(QColor(self.colours.rule))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        self._soon.start()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.step(1 if turned > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _zooms(event)
        ):
            event.accept()  # here Ctrl+0 is for the pages, not for the rail
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if _zooms(event):
            if event.key() in FIT:
                self.fit_to(WIDTH)
            else:
                self.step(1 if event.key() in IN else -1)
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            way = 1 if event.key() == Qt.Key.Key_PageDown else -1
            bar.setValue(bar.value() + way * (bar.pageStep() - 40))
        else:
            super().keyPressEvent(event)


def _zooms(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    keys = (*IN, *OUT, *FIT)
    return held & ~shift == Qt.KeyboardModifier.ControlModifier and event.key() in keys
