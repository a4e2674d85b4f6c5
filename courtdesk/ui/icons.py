"""Line icons in the palette's colours, crisp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from courtdesk import resources

SIZES = (16, 20, 24, 32, 40, 48, 64)  # px; Qt takes the nearest that is not smaller


@cache
def icon(name: str, colour: str) -> QIcon:
    """Return the icon of this name, its strokes in ``colour`` (#RRGGBB).

    Raises KeyError for a name that does not come with the program.
    """
    try:
        source = resources.text("icons", f"{name}.svg")
    except FileNotFoundError as error:
        raise KeyError(name) from error
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    result = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(pixmap)
    return result
