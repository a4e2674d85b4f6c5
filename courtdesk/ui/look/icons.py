"""Line icons in the ink of the palette, sharp on every screen that is connected."""

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from courtdesk import resources

SIZES = (16, 18, 22)  # px: menus, toolbar, start page
FAINT = 0.4  # the opacity of a button that cannot be pressed


@cache
def icon(name: str, colour: str) -> QIcon:
    """The drawing resources/icons/`name`.svg with its strokes in `colour` (#RRGGBB).

    A missing drawing is a fault of the installation: FileNotFoundError.
    """
    drawing = resources.text("icons", f"{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    made = QIcon()
    # Drawn in device pixels without a ratio: Qt takes the one that fits and sets the ratio.
    for size in sorted({round(size * scale) for size in SIZES for scale in scales}):
        full, faint = _blank(size), _blank(size)
        painter = QPainter(full)
        renderer.render(painter)
        painter.end()
        painter = QPainter(faint)
        painter.setOpacity(FAINT)
        painter.drawPixmap(0, 0, full)
        painter.end()
        made.addPixmap(full)
        made.addPixmap(faint, QIcon.Mode.Disabled)
    return made


def _blank(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
