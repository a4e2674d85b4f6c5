"""Two states of a sheet side by side: what differs, and what to go on with."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.theme import STEP
from courtdesk.writing.compare import Difference

NOTHING = "（无）"


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


class _Table(QTableWidget):
    """A row a difference; long sentences are wrapped, rows are as high as their words."""

    def __init__(self, heads: tuple[str, ...], found: tuple[Difference, ...]) -> None:
        super().__init__(len(found), len(heads))
        self.setAccessibleName("不同之处")
        self.setHorizontalHeaderLabels(heads)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(1, len(heads)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 190)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(found):
            for column, text in enumerate((one.label, one.before, one.after)):
                cell = QTableWidgetItem(text or NOTHING)
                cell.setTextAlignment(top)
                self.setItem(row, column, cell)
        self._stretching = False
        header.sectionResized.connect(self._wrap)

    def _wrap(self, *_: int) -> None:
        if not self._stretching:
            self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew, once for all columns."""
        self._stretching = True
        super().resizeEvent(event)
        self._stretching = False
        self._wrap()
