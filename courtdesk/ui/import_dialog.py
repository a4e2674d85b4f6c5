"""What a workbook would change, before anything changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from courtdesk.excel.exchange import Change, Import
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.theme import STEP

FIELDS = {"printed": "本年", "previous": "上年", "note": "备注"}
HEADS = ("采用", "指标", "栏", "原值", "新值", "工作表", "单元格")
VALUES = (3, 4)  # the columns of values
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PROBLEM_HEADS = ("工作表", "单元格", "没有导入的内容")


class ImportDialog(QDialog):
    """Lists the changes old → new with their cells; each can be refused."""

    def __init__(self, parent: QWidget, name: str, found: Import) -> None:
        super().__init__(parent)
        self.found = found
        self.setWindowTitle(f"导入预览 · {name}")
        self.resize(980, 600)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        title = f"{len(found.changes)} 处改动" if found.changes else "没有可以导入的改动"
        self.title = plain_label(title, "title")
        whole.addWidget(self.title)
        whole.addWidget(plain_label("核对后点“导入所选”；导入是一步，可以撤销。", "secondary"))
        self.table = _table(HEADS, len(found.changes), 1)
        self.table.setAccessibleName("改动")
        for row, change in enumerate(found.changes):
            self._fill(row, change)
        for column in VALUES:
            head = self.table.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(RIGHT)
        self.table.setCurrentCell(0, 0)  # the space bar ticks the box of the row
        whole.addWidget(self.table, 3)
        if found.problems:
            whole.addWidget(plain_label(f"{len(found.problems)} 处没有读入", "heading"))
            self.problems = _table(PROBLEM_HEADS, len(found.problems), 2)
            self.problems.setAccessibleName("没有读入")
            for row, problem in enumerate(found.problems):
                cells = (problem.sheet, problem.cell, problem.message)
                for column, text in enumerate(cells):
                    self.problems.setItem(row, column, _cell(text))
            whole.addWidget(self.problems, 1)
        whole.addLayout(self._foot())
        self.table.itemChanged.connect(self._count)
        self._count()

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        for text, state in (
            ("全选", Qt.CheckState.Checked),
            ("全不选", Qt.CheckState.Unchecked),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, state=state: self._check_all(state))
            foot.addWidget(button)
        foot.addStretch(1)
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        self.take = QPushButton("导入所选")
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        return foot

    def _fill(self, row: int, change: Change) -> None:
        tick = QTableWidgetItem()
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tick.setFlags(Qt.ItemFlag.ItemIsUserCheckable | able)
        tick.setCheckState(Qt.CheckState.Checked)
        self.table.setItem(row, 0, tick)
        texts = (
            change.label,
            FIELDS.get(change.field, change.field),
            change.old or "（空）",
            change.new or "（空）",
            change.sheet,
            change.cell,
        )
        for column, text in enumerate(texts, 1):
            cell = _cell(text)
            if column in VALUES:
                cell.setTextAlignment(RIGHT)
            self.table.setItem(row, column, cell)

    @property
    def accepted_changes(self) -> tuple[Change, ...]:
        """The changes whose box is ticked."""
        return tuple(
            change
            for row, change in enumerate(self.found.changes)
            if _ticked(self.table.item(row, 0))
        )

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self.table.rowCount()):
            item = self.table.item(row, 0)
            if item is not None:
                item.setCheckState(state)

    def _count(self, *_: object) -> None:
        chosen = len(self.accepted_changes)
        self.take.setEnabled(chosen > 0)
        self.take.setText(f"导入所选（{chosen}）" if chosen else "导入所选")


def _ticked(item: QTableWidgetItem | None) -> bool:
    return item is not None and item.checkState() is Qt.CheckState.Checked


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item


def _table(heads: tuple[str, ...], rows: int, stretch: int) -> QTableWidget:
    table = QTableWidget(rows, len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    widths = (52, 240, 56, 130, 130, 130, 72) if len(heads) == 7 else (150, 80, 400)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    return table
