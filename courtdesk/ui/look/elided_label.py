"""A label that ends in … when there is no room for its text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from courtdesk.ui.look.boxes import tip


class ElidedLabel(QLabel):
    """Cut where it must be, it tells the whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.whole = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self.whole:
            self.whole = text
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.whole) + 4
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self.whole, Qt.TextElideMode.ElideRight, max(0, self.width() - 2)
        )
        if self.text() != shown:
            self.setText(shown)
        self.setToolTip(tip(self.whole) if shown != self.whole else "")
