"""Small pictures of photos, decoded on a thread of their own: neither window nor writer waits."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Photo
from courtdesk.ui.post import hand_over
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # Pillow is loaded when the first photo is drawn
    from courtdesk.publish.pictures import Pixels

_LOG = logging.getLogger(__name__)


class Thumbnails(QObject):
    """Draws photos as they will be printed: upright, and the part that is shown."""

    drawn = Signal(str, QImage)  # the photo's id; a null picture when it cannot be read
    _pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thumbnails")

    def __init__(self, space: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.space = space

    def ask(self, photo: Photo, size: QSize) -> None:
        """Have a photo drawn no larger than ``size`` px; ``drawn`` tells."""
        kept = self.space.writer.call(lambda document: document.blob(photo.sha256))
        kept.add_done_callback(partial(self._fetched, photo, size))

    def _fetched(self, photo: Photo, size: QSize, kept: Future[bytes]) -> None:
        with suppress(RuntimeError):  # the program is about to end
            self._pool.submit(self._draw, photo, size, kept)

    def _draw(self, photo: Photo, size: QSize, kept: Future[bytes]) -> None:
        try:
            image = small(kept.result(), photo, size)
        except (UserError, KeyError):
            image = QImage()
        except Exception:  # the disk, memory, a fault: the photo's place must say so
            _LOG.exception("a photo could not be drawn")
            image = QImage()
        hand_over(self, lambda: self.drawn.emit(photo.id, image))


def small(data: bytes, photo: Photo, size: QSize) -> QImage:
    """Return the part of a photo that is shown, as large as there is room in ``size``.

    Raises UserError when it cannot be read.
    """
    from courtdesk.publish.pictures import pixels

    most = max(size.width(), size.height())
    return image_of(pixels(data, photo.name, most, photo.crop)).scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def image_of(shown: "Pixels") -> QImage:
    """Return the picture as Qt holds it, in memory of its own."""
    row, kind = shown.width * 3, QImage.Format.Format_RGB888
    return QImage(shown.data, shown.width, shown.height, row, kind).copy()
