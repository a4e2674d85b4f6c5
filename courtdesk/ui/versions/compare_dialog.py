"""Two states of a sheet side by side: what differs, and what to go on with."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.writing.compare import Difference

NOTHING = "（无）"
AT_ONCE = 24  # rows wrapped in one go: more than a screen shows
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class CompareDialog(QDialog):
    """Lists the differences, one a row; ``answer`` is the number of the button, -1 for none.

    The first answer is the default one.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        says: str,
        sides: tuple[str, str],
        found: tuple[Difference, ...],
        answers: tuple[str, ...] = (),
        give_up: str = "关闭",
    ) -> None:
        super().__init__(parent)
        self.answer = -1
        self.setWindowTitle(title)
        self.resize(920, 560)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        count = f"{len(found)} 处不同" if found else "内容相同"
        whole.addWidget(plain_label(count, "title"))
        explanation = plain_label(says, "secondary")
        explanation.setWordWrap(True)
        whole.addWidget(explanation)
        self.table = _Table(("位置", *sides), found)
        whole.addWidget(self.table, 1)
        foot = boxes.row(gap=STEP * 2)
        foot.addStretch(1)
        leave = QPushButton(give_up)
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        self.buttons = [self._button(number, text) for number, text in enumerate(answers)]
        for button in reversed(self.buttons):
            foot.addWidget(button)
        (self.buttons[0] if self.buttons else leave).setDefault(True)
        whole.addLayout(foot)

    def _button(self, number: int, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("primary", number == 0)

        def choose() -> None:
            self.answer = number
            self.accept()

        button.clicked.connect(choose)
        return button


class Differences(QAbstractTableModel):
    """A row a difference: the place, one side, the other."""

    def __init__(
        self, parent: QObject, heads: tuple[str, ...], found: tuple[Difference, ...]
    ) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows = tuple((d.label, d.before or NOTHING, d.after or NOTHING) for d in found)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(
        self, section: int, direction: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = direction == Qt.Orientation.Horizontal
        return self._heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None


class _Table(QTableView):
    """Long sentences are wrapped, rows are as high as their words.

    Their heights are found a few rows at a time, those in sight first: a thousand rows would hold
    the window up.
    """

    def __init__(self, heads: tuple[str, ...], found: tuple[Difference, ...]) -> None:
        super().__init__()
        self.setModel(Differences(self, heads, found))
        self.setObjectName("differences")
        self.setAccessibleName("不同之处")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab goes on to the buttons
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(1, len(heads)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 190)
        self._unwrapped: list[int] = []  # the rows whose height is still to be found
        self._soon = QTimer(self, interval=0)
        self._soon.timeout.connect(self._wrap_more)
        header.sectionResized.connect(self._wrap)

    def _wrap(self, *_: int) -> None:
        """Wrap the words anew, beginning with what is in sight."""
        first = max(self.rowAt(0), 0)
        rows = range(self.model().rowCount())
        self._unwrapped = [*rows[first:], *reversed(rows[:first])]
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what is in sight at its height from the first."""
        super().resizeEvent(event)
        self._wrap_more()

    def _wrap_more(self) -> None:
        for row in self._unwrapped[:AT_ONCE]:
            self.resizeRowToContents(row)
        del self._unwrapped[:AT_ONCE]
        if not self._unwrapped:
            self._soon.stop()
