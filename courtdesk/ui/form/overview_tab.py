"""The overview: court, period, the lead with the court's totals, and how far departments are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Item
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.fields import TextField
from courtdesk.ui.form.section_tab import Page
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.workspace import Workspace

FIRST_STEP = (
    "先在“本年”一栏填数，按回车到下一项，按 Alt+↓ 到下一处待填；"
    "部门报来的表格用“导入”读入。条目和指标可以从“⋯”里增删。"
)


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4 and 1949 <= int(text) <= 2199):
        raise UserError(f"无法读取年度“{text[:12]}”：请写四位数字，如 2024。")
    return int(text)


class OverviewTab(Page):
    """The first tab."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self.court = TextField(space, "court", "法院名称")
        self.year = TextField(space, "year", "年度", _year)
        self.year.setFixedWidth(72)
        self.year.setMaxLength(8)
        self.fictional = QCheckBox("虚构示例")
        self.refusal = plain_label("", "refusal")
        self.refusal.hide()
        line = boxes.row(gap=STEP * 2)
        line.addWidget(plain_label("法院", "secondary"))
        line.addWidget(self.court, 1)
        line.addSpacing(STEP * 2)
        line.addWidget(plain_label("年度", "secondary"))
        line.addWidget(self.year)
        line.addWidget(plain_label("年", "secondary"))
        line.addSpacing(STEP * 2)
        line.addWidget(self.fictional)
        self.head.addLayout(line)
        self.head.addWidget(self.refusal)
        self.first_step = plain_label(FIRST_STEP, "secondary")
        self.first_step.setWordWrap(True)
        self.head.addSpacing(STEP)
        self.head.addWidget(self.first_step)
        self.head.addSpacing(STEP)
        self.head.addWidget(self.column_heads)
        self.year.refused.connect(self._refuse)
        self.fictional.clicked.connect(self._set_fictional)
        self._lead: Item | None = None
        self.board = boxes.named(QFrame(), "card")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(STEP * 4)
        self.grid.setVerticalSpacing(STEP * 2)
        board = boxes.column(self.board, STEP * 2, (STEP * 4, STEP * 3, STEP * 4, STEP * 4))
        more = QPushButton("收数进度…")
        more.setProperty("flat", True)
        more.clicked.connect(lambda: self.asked.emit("board"))
        top = boxes.row()
        top.addWidget(plain_label("各部门报数", "heading"))
        top.addStretch(1)
        top.addWidget(more)
        board.addLayout(top)
        board.addLayout(self.grid)
        self._progress: Sequence[object] = ()
        self.paint(space.sheet)

    @property
    def charts_at(self) -> str:
        return "outline.charts"

    def paint(self, sheet: FactSheet) -> None:
        if sheet.outline.lead != self._lead:
            self._build(sheet.outline.lead)
        super().paint(sheet)
        self.court.paint(sheet)
        self.year.paint(sheet)
        if self.fictional.isChecked() != sheet.fictional:
            self.fictional.setChecked(sheet.fictional)
        self.fictional.setEnabled(not self.space.read_only)
        self.first_step.setVisible(sheet.filled == 0 and not self.space.read_only)
        owing = tuple(d for d in deliveries(sheet) if d.total)
        progress = [(d.department, d.filled, d.total, d.missing[:1]) for d in owing]
        if progress != self._progress:
            self._progress = progress
            self._paint_board(owing)

    def show_path(self, path: str) -> bool:
        if path in ("court", "year"):
            self._reveal(self.court if path == "court" else self.year)
            return True
        return super().show_path(path)

    def _build(self, lead: Item) -> None:
        self._lead = lead
        focused = self._focused()
        while entry := self.column.takeAt(0):
            widget = entry.widget()
            if widget is not None and widget is not self.board:
                widget.hide()
                widget.deleteLater()
        self.cards = (self._new_card(lead, fixed=True),)
        self.column.addWidget(self.cards[0])
        self.column.addWidget(self.board)
        self.column.addStretch(1)
        self._refocus(focused, self.cards[0].more)

    def _paint_board(self, owing: tuple[Delivery, ...]) -> None:
        while entry := self.grid.takeAt(0):
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        half = (len(owing) + 1) // 2
        self.grid.setColumnMinimumWidth(3, STEP * 4)  # between the two halves
        for number, delivery in enumerate(owing):
            row, column = number % half, number // half * 4
            filled, wanted = delivery.filled, delivery.total
            name = delivery.department or "未注明部门"
            bar = QProgressBar(textVisible=False, maximum=wanted, value=filled)
            bar.setProperty("done", filled == wanted)
            bar.setFixedHeight(6)
            bar.setAccessibleName(f"{name} 已报 {filled}，共 {wanted}")
            count = plain_label(f"{filled} / {wanted}", "secondary" if filled == wanted else "")
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.grid.addWidget(self._name(name, delivery), row, column)
            self.grid.addWidget(bar, row, column + 1)
            self.grid.addWidget(count, row, column + 2)
            self.grid.setColumnStretch(column + 1, 1)

    def _name(self, name: str, delivery: Delivery) -> QWidget:
        """The department, to be clicked for its first missing figure."""
        if not delivery.missing:
            return plain_label(name)
        id, label = delivery.missing[0].id, delivery.missing[0].label
        button = QPushButton(name.replace("&", "&&"))
        button.setAccessibleName(f"{name} 前往待填")
        button.setToolTip(boxes.tip(f"前往待填：{label}"))
        button.setProperty("role", "line")
        button.clicked.connect(lambda: self.chip_clicked.emit(id))
        return button

    def _set_fictional(self, on: bool) -> None:
        try:
            self.space.edit("fictional", on, "虚构示例")
        except UserError as error:
            self._refuse(str(error))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
