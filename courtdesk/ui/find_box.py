"""Find: type a name, a value or words of any text; Enter goes there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from shiboken6 import isValid

from courtdesk.ui.look import boxes
from courtdesk.ui.look.history_keys import SearchField
from courtdesk.ui.passage.caret import forget_selection

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

    from courtdesk.models.sheet import FactSheet

MOST = 60  # results shown


class FindBox(SearchField):
    """The search field of the toolbar with its list of results."""

    jump = Signal(object)  # the Hit to go to

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, placeholderText="查找指标、数值、文字", clearButtonEnabled=True)
        self.setObjectName("finder")
        self.setAccessibleName("查找")
        self.setFixedWidth(260)
        self.sheet: FactSheet | None = None
        self._came_from: QWidget | None = None
        self.textChanged.connect(self._look)

    def look_up(self) -> None:
        """Take the keyboard; Esc gives it back to where it was."""
        focus = QApplication.focusWidget()
        if focus is not self:
            self._came_from = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @cached_property
    def list(self) -> QListWidget:
        """The results, under the field; made when somebody first looks for something."""
        from PySide6.QtWidgets import QListWidget

        results = boxes.named(QListWidget(self.window()), "found")
        results.hide()
        results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        results.setTextElideMode(Qt.TextElideMode.ElideRight)
        results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        results.itemClicked.connect(self._go)
        self.window().installEventFilter(self)
        return results

    def _look(self, text: str) -> None:
        if self.sheet is None:
            return
        self.list.clear()
        if not text.strip():
            self.list.hide()
            return
        from PySide6.QtWidgets import QListWidgetItem

        from courtdesk.writing.search import found  # not needed until somebody looks

        results = found(self.sheet, text)
        for hit in results[:MOST]:
            entry = QListWidgetItem(hit.said)
            entry.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(entry)
        if not results:
            self.list.addItem(QListWidgetItem("没有找到。换个说法，或只写两三个字。"))
        elif len(results) > MOST:
            self.list.addItem(QListWidgetItem(f"另有 {len(results) - MOST} 处，请多写几个字。"))
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        window = self.window()
        width = min(520, window.width() - 32)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        height = min(self.list.count(), 10) * self.list.sizeHintForRow(0) + 10
        self.list.setGeometry(max(corner.x(), 16), corner.y(), width, height)
        self.list.raise_()
        self.list.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.list.currentRow()
        match event.key():
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go(self.list.currentItem())
            case Qt.Key.Key_Escape:
                self.clear()
                self.list.hide()
                if self._came_from is not None and isValid(self._came_from):
                    self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                super().keyPressEvent(event)

    def _go(self, entry: QListWidgetItem | None) -> None:
        hit = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if hit is not None:
            self.list.hide()
            if isinstance(self._came_from, QTextEdit) and isValid(self._came_from):
                forget_selection(self._came_from)  # it was kept for Esc
            self.jump.emit(hit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text():
            self.list.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text():
            self._look(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.text() and self.list.isVisible():
            self._place()
        return False
