"""A picture with the frame of its crop, dragged with the mouse or moved by keys."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.models.sheet import Crop
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.photos.framing import FULL, LEAST, moved, pulled, shaped

REACH = 10  # px around an edge in which the mouse takes hold of it
GRIP = 8  # px of a handle
COARSE, FINE = 10, 1  # thousandths a key moves
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    "": Qt.CursorShape.CrossCursor,
    "in": Qt.CursorShape.SizeAllCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
}


class CropView(QWidget):
    """Shows the picture whole; what is cut away is dim."""

    changed = Signal(object)

    def __init__(self, image: QImage, crop: Crop) -> None:
        super().__init__()
        self.image, self.crop = image, crop
        self._shape: float | None = None
        self._held: tuple[str, QPointF, Crop] | None = None
        self.setAccessibleName("裁剪框")
        self.setAccessibleDescription("方向键移动，Shift 加方向键改变大小，按住 Ctrl 微调")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(720, 460)

    def set_shape(self, shape: float | None) -> None:
        """Keep the frame's width over its height, in thousandths of the picture; None frees it."""
        self._shape = shape
        self.show_crop(shaped(self.crop, shape))

    def show_crop(self, crop: Crop) -> None:
        """Draw the frame there, and tell when it differs."""
        if crop != self.crop:
            self.crop = crop
            self.update()
            self.changed.emit(crop)

    @property
    def picture(self) -> QRectF:
        """Where the picture is drawn: in the middle, as large as there is room for it."""
        room = QRectF(self.rect()).adjusted(STEP * 3, STEP * 3, -STEP * 3, -STEP * 3)
        size = self.image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        drawn = QRectF(0, 0, max(size.width(), 1), max(size.height(), 1))
        drawn.moveCenter(room.center())
        return drawn

    @property
    def frame(self) -> QRectF:
        """Where the frame is drawn."""
        whole, crop = self.picture, self.crop
        across, down = whole.width() / FULL, whole.height() / FULL
        return QRectF(
            whole.x() + crop.left * across,
            whole.y() + crop.top * down,
            (crop.right - crop.left) * across,
            (crop.bottom - crop.top) * down,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent = self.palette().highlight().color()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole, frame = self.picture, self.frame
        painter.drawImage(whole, self.image)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 140))
        for away in _around(whole, frame):
            painter.drawRect(away)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A dark line below each light one: pictures are light and dark.
        for paint, thin, thick in ((QColor(0, 0, 0, 90), 2, 4), (QColor(255, 255, 255), 1, 2)):
            painter.setPen(QPen(paint, thin))
            painter.drawLines(_thirds(frame))
            painter.setPen(QPen(paint, thick))
            painter.drawRect(frame)
        painter.setPen(QPen(QColor("white"), 1))
        painter.setBrush(accent)
        for grip in _grips(frame):
            painter.drawRect(grip)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(event.key())
        if arrow is None:
            super().keyPressEvent(event)
            return
        held = event.modifiers()
        step = FINE if held & Qt.KeyboardModifier.ControlModifier else COARSE
        across, down = arrow[0] * step, arrow[1] * step
        if held & Qt.KeyboardModifier.ShiftModifier:
            edge = "r" if across else "b"
            x, y = self.crop.right + across, self.crop.bottom + down
            self.show_crop(pulled(self.crop, edge, x, y, self._shape))
        else:
            self.show_crop(moved(self.crop, across, down))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = (self._edges(event.position()), event.position(), self.crop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._held is None:
            self.setCursor(_CURSORS[self._edges(here)])
            return
        edges, start, crop = self._held
        (x0, y0), (x, y) = self._thousandths(start), self._thousandths(here)
        if edges == "in":
            self.show_crop(moved(crop, x - x0, y - y0))
        elif edges:
            self.show_crop(pulled(crop, edges, x, y, self._shape))
        elif max(abs(x - x0), abs(y - y0)) >= LEAST:  # a new frame, from where the mouse went down
            self.show_crop(_fresh(x0, y0, x, y, self._shape))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def _thousandths(self, at: QPointF) -> tuple[int, int]:
        whole = self.picture
        x = (at.x() - whole.x()) * FULL / whole.width()
        y = (at.y() - whole.y()) * FULL / whole.height()
        return round(min(max(x, 0), FULL)), round(min(max(y, 0), FULL))

    def _edges(self, at: QPointF) -> str:
        """What of the frame is under the mouse: edges, "in" for its inside, "" for nothing."""
        frame = self.frame
        if not frame.adjusted(-REACH, -REACH, REACH, REACH).contains(at):
            return ""
        near = {
            "l": abs(at.x() - frame.left()),
            "r": abs(at.x() - frame.right()),
            "t": abs(at.y() - frame.top()),
            "b": abs(at.y() - frame.bottom()),
        }
        taken = [min(pair, key=near.__getitem__) for pair in ("lr", "tb")]
        return "".join(edge for edge in taken if near[edge] <= REACH) or "in"


def _fresh(x0: int, y0: int, x: int, y: int, shape: float | None) -> Crop:
    """Return a frame from one corner to the other."""
    edges = ("r" if x >= x0 else "l") + ("b" if y >= y0 else "t")
    left, top = min(x0, FULL - LEAST), min(y0, FULL - LEAST)
    if x < x0:
        left = max(x0 - LEAST, 0)
    if y < y0:
        top = max(y0 - LEAST, 0)
    seed = Crop(left=left, top=top, right=left + LEAST, bottom=top + LEAST)
    return pulled(seed, edges, x, y, shape)


def _around(whole: QRectF, frame: QRectF) -> tuple[QRectF, ...]:
    """The parts of the picture outside the frame."""
    return (
        QRectF(whole.topLeft(), QPointF(whole.right(), frame.top())),
        QRectF(QPointF(whole.left(), frame.bottom()), whole.bottomRight()),
        QRectF(QPointF(whole.left(), frame.top()), QPointF(frame.left(), frame.bottom())),
        QRectF(QPointF(frame.right(), frame.top()), QPointF(whole.right(), frame.bottom())),
    )


def _thirds(frame: QRectF) -> list[QLineF]:
    lines = []
    for third in (1, 2):
        x, y = frame.x() + frame.width() * third / 3, frame.y() + frame.height() * third / 3
        lines.append(QLineF(x, frame.top(), x, frame.bottom()))
        lines.append(QLineF(frame.left(), y, frame.right(), y))
    return lines


def _grips(frame: QRectF) -> tuple[QRectF, ...]:
    middle = frame.center()
    xs, ys = (frame.left(), middle.x(), frame.right()), (frame.top(), middle.y(), frame.bottom())
    return tuple(
        QRectF(x - GRIP / 2, y - GRIP / 2, GRIP, GRIP)
        for x in xs
        for y in ys
        if (x, y) != (middle.x(), middle.y())
    )
