"""Picks a figure to bind into a passage: type of its label, value or department, press Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from courtdesk.models.sheet import FactSheet, State
from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import STEP
from courtdesk.writing.find import figures

ROWS = 9  # shown at once


class FigurePicker(QFrame):
    """A small window at the caret; it closes when a figure is chosen or the focus leaves."""

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        sheet: FactSheet,
        item: str,
        first: Sequence[str] = (),
        to_fill: bool = False,
    ) -> None:
        """``item`` is where the figure is wanted, ``first`` the likeliest ones.

        ``to_fill`` leaves out what is computed and marks what is locked.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("found")
        self.sheet, self.item, self.first = sheet, item, tuple(first)
        self.to_fill = to_fill
        self.words = QLineEdit()
        self.words.setPlaceholderText("指标名称、拼音首字母、数值或部门")
        self.words.setAccessibleName("填到哪个指标" if to_fill else "要插入的指标")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = boxes.column(self, STEP, (STEP * 2, STEP * 2, STEP * 2, STEP * 2))
        whole.addWidget(self.words)
        whole.addWidget(self.list)
        self.setFixedSize(440, 44 + ROWS * 30)
        self.words.textChanged.connect(self._look)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._look("")

    def show_at(self, line: QRect) -> None:
        """Open below this line of the screen, or above it for want of room; take the keyboard."""
        room = (self.parentWidget() or self).screen().availableGeometry()
        fits = line.bottom() + self.height() <= room.bottom()
        left = min(line.left(), room.right() - self.width() - STEP)
        self.move(left, line.bottom() if fits else line.top() - self.height())
        self.show()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def _look(self, wanted: str) -> None:
        self.list.clear()
        found = figures(self.sheet, wanted, self.item)
        if self.to_fill:
            found = [(id, self._marked(id, words)) for id, words in found if self._fills(id)]
        if not wanted.strip():
            found.sort(key=lambda entry: self._place(entry[0]))
        for id, words in found:
            entry = QListWidgetItem(words)
            entry.setData(Qt.ItemDataRole.UserRole, id)
            self.list.addItem(entry)
        if not self.list.count():
            self.list.addItem("没有这样的指标。换个说法，或只写两三个字或拼音首字母。")
        self.list.setCurrentRow(0)

    def _fills(self, id: str) -> bool:
        place = self.sheet.outline.places.get(id)  # a year or the number of sections has none
        return place is not None and place[2].formula is None

    def _marked(self, id: str, words: str) -> str:
        locked = self.sheet.figure(id).state is State.LOCKED
        return f"{words}　·　已锁定" if locked else words

    def _place(self, id: str) -> int:
        return self.first.index(id) if id in self.first else len(self.first)

    def _take(self, entry: QListWidgetItem | None) -> None:
        id = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if id:
            self.chosen.emit(id)
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row, last = self.list.currentRow(), self.list.count() - 1
        match event.key():
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, last))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.currentItem())
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                return False
        return True
