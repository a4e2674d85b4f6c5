"""What is asked before collection forms are made: who gets one, by when, and whom to answer."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from courtdesk.models.day import read_day
from courtdesk.models.delivery import deliveries
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Request
from courtdesk.publish.forms import unsent
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.dialogs import Form
from courtdesk.ui.look.theme import STEP

ABREAST = 2  # departments in a line


class FormsDialog(Form):
    """Departments with a box each, the deadline and the contact.

    ``assigning`` is true when it was left to give the indicators of nobody to a department first.
    """

    def __init__(self, parent: QWidget, sheet: FactSheet, today: date) -> None:
        super().__init__(parent, "发放采集表", "选文件夹并发放…")
        self.setMinimumWidth(620)
        self.today = today
        self.assigning = False
        self.boxes: dict[str, QCheckBox] = {}
        self.left = unsent(sheet)
        self.without = QCheckBox("这些指标先不发放")
        self._say_left()
        self._list(sheet)
        known = max(sheet.requests, key=lambda r: r.when.astimezone(), default=None)
        self.due = QLineEdit(placeholderText="如 2025-01-10，可以不填", maxLength=20)
        self.officer = QLineEdit(known.officer if known else "", maxLength=40)
        self.officer.setPlaceholderText("收表、答疑的人")
        self.phone = QLineEdit(known.phone if known else "", maxLength=40)
        if known and known.due and known.due >= today:
            self.due.setText(known.due.isoformat())
        self.row("截止日期", self.due)
        self.row("联系人", self.officer)
        self.row("联系电话", self.phone)
        self.due.setFocus()

    def _say_left(self) -> None:
        if not self.left:
            return
        words = plain_label(f"{self.left}。", "amber")
        words.setWordWrap(True)
        assign = QPushButton("指定部门…")
        assign.clicked.connect(self._assign)
        line = boxes.row(gap=STEP * 2)
        line.addWidget(self.without)
        line.addStretch(1)
        line.addWidget(assign)
        self.form.addRow(words)
        self.form.addRow(line)

    def _list(self, sheet: FactSheet) -> None:
        owing = [d for d in deliveries(sheet) if d.department and d.total]
        open_ones = [d for d in owing if d.missing] or owing
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, STEP * 2, 0)
        grid.setHorizontalSpacing(STEP * 6)
        grid.setVerticalSpacing(STEP * 2)
        half = -(-len(owing) // ABREAST)
        for number, delivery in enumerate(owing):
            count = f"{delivery.total} 项" if delivery.missing else f"{delivery.total} 项，已报齐"
            name = delivery.department.replace("&", "&&")
            box = QCheckBox(f"{name}（{count}）")
            box.setChecked(delivery in open_ones)
            self.boxes[delivery.department] = box
            grid.addWidget(box, number % half, number // half)
        scroller = QScrollArea(widgetResizable=True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(boxes.named(inside, "canvas"))
        scroller.setFixedHeight(min(STEP * 60, inside.sizeHint().height() + STEP))
        self.every = QCheckBox("全选")
        self.every.setChecked(all(box.isChecked() for box in self.boxes.values()))
        self.every.clicked.connect(self._check_all)
        self.form.addRow(plain_label("发给哪些部门（每个部门一份，只有它的指标）", "heading"))
        self.form.addRow(scroller)
        self.form.addRow(self.every)

    def _check_all(self, on: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(on)

    def _assign(self) -> None:
        self.assigning = True
        self.reject()

    def problem(self) -> str:
        if not self.boxes:
            return "没有部门要报数：请先在“部门”中给指标指定来源部门。"
        if not any(box.isChecked() for box in self.boxes.values()):
            return "请至少选一个部门。"
        if self.left and not self.without.isChecked():
            return "有指标没有来源部门：请先指定部门，或勾选“这些指标先不发放”。"
        try:
            due = read_day(self.due.text())
        except UserError as error:
            return str(error)
        return "截止日期已经过了：请检查年份。" if due and due < self.today else ""

    @property
    def requests(self) -> tuple[Request, ...]:
        """What was filled in, one request a department."""
        now, due = datetime.now().astimezone(), read_day(self.due.text())
        who = {"officer": self.officer.text().strip(), "phone": self.phone.text().strip()}
        return tuple(
            Request(department=name, when=now, due=due, **who)
            for name, box in self.boxes.items()
            if box.isChecked()
        )
