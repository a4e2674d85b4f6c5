"""A box of choices that stands on a page that scrolls."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

ROOM = 28  # px: borders and the scroll bar


class ChoiceBox(QComboBox):
    """The wheel scrolls the page below; it would change what is chosen without a click.

    Its list is as wide as its words, however narrow the box is.
    """

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + ROOM)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
