"""Small pictures of all pages; the one that is read is marked, another is chosen to go there."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.publishing.press import THUMB

SIZE = QSize(THUMB, THUMB * 3 // 2)


class PageColumn(QListWidget):
    """Each page with its number below."""

    chosen = Signal(int)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self.setAccessibleName("各页缩略图")
        self.colours = palette
        self._drawn: dict[int, tuple[int, str]] = {}  # by page: its picture, and its frame's colour
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(SIZE)
        self.setGridSize(SIZE + QSize(STEP * 4, STEP * 8))
        self.setFixedWidth(SIZE.width() + STEP * 8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._choose)

    def show_pages(self, count: int, small: dict[int, QImage]) -> None:
        """Show so many pages, with the pictures that are there; one page alone needs none."""
        self.setVisible(count > 1)
        while self.count() > count:
            self._drawn.pop(self.count() - 1, None)
            self.takeItem(self.count() - 1)
        while self.count() < count:
            item = QListWidgetItem(str(self.count() + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"第 {self.count() + 1} 页")
            item.setIcon(self._framed(QImage()))
            self.addItem(item)
        for number, image in small.items():
            self.draw(number, image)

    def draw(self, number: int, image: QImage) -> None:
        """Show a page's small picture."""
        item, drawn = self.item(number), (image.cacheKey(), self.colours.rule)
        if item is not None and self._drawn.get(number) != drawn:
            self._drawn[number] = drawn
            item.setIcon(self._framed(image))

    def mark(self, number: int) -> None:
        """Mark the page that is read; that is no choice."""
        self.blockSignals(True)
        self.setCurrentRow(number)
        self.blockSignals(False)
        self.viewport().update()

    def _choose(self, number: int) -> None:
        if number >= 0:
            self.chosen.emit(number)

    def _framed(self, image: QImage) -> QIcon:
        """A page in the middle of its place; selection must not tint it."""
        ratio = self.devicePixelRatioF()
        whole = QPixmap(SIZE * ratio)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        if not image.isNull():
            page = image.scaled(
                SIZE * ratio - QSize(2, 2),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            left, top = (whole.width() - page.width()) // 2, (whole.height() - page.height()) // 2
            painter.drawImage(left, top, page)
            painter.setPen(QColor(self.colours.rule))
            painter.drawRect(left, top, page.width() - 1, page.height() - 1)
        painter.end()
        whole.setDevicePixelRatio(ratio)
        icon = QIcon(whole)
        icon.addPixmap(whole, QIcon.Mode.Selected)
        return icon
