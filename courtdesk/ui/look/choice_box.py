"""A box of choices that stands on a page that scrolls."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """The wheel scrolls the page below; it would change what is chosen without a click."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
