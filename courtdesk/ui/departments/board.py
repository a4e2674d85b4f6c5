"""The board: which department has answered, how much, when, and who is to be reminded."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QWidget

from courtdesk.models.day import said_day
from courtdesk.models.delivery import Delivery, Stage, deliveries
from courtdesk.models.sheet import Reply
from courtdesk.ui.departments.grid import Grid, Shown
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.reminder import reminder

NOBODY = "未注明部门"
HEADS = ("部门", "进度", "状态", "待填", "最近收到", "来自", "填报人", "联系电话", "截止")
WIDTHS = (170, 152, 84, 160, 100, 150, 72, 116, 64)
NEXT = 3  # the column whose cells lead to the first missing figure
_STAGES = list(Stage)
_TONES = {
    Stage.AWAITED: "ink",
    Stage.PARTLY: "amber",
    Stage.RECEIVED: "blue",
    Stage.CHECKED: "green",
    Stage.IDLE: "secondary",
}


class Board(QDialog):
    """One line a department. What it was left for stands in ``path``, the place to go to, or in
    ``forms``, when new forms are to be sent."""

    def __init__(self, parent: QWidget, space: Workspace, today: date) -> None:
        super().__init__(parent)
        self.space, self.today = space, today
        self.path, self.forms = "", False
        self.setWindowTitle("收数进度")
        self.resize(1180, 560)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        self.title = plain_label("", "title")
        self.about = plain_label("", "secondary")
        self.grid = Grid("各部门收数进度", HEADS, WIDTHS)
        self.grid.sort_by_heads()
        whole.addWidget(self.title)
        whole.addWidget(self.about)
        whole.addWidget(self.grid, 1)
        whole.addLayout(self._foot())
        self.grid.itemSelectionChanged.connect(self._choose)
        self.grid.cellClicked.connect(lambda row, column: self._go() if column == NEXT else None)
        self.grid.cellDoubleClicked.connect(lambda *_: self._go())
        space.changed.connect(self.paint)
        self.paint()
        self.grid.setCurrentCell(0, 0)

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        self.remind = QPushButton("复制催报")
        self.go = QPushButton("前往待填")
        send = QPushButton("发放采集表…")
        close = QPushButton("关闭")
        close.setDefault(True)
        self.told = plain_label("", "secondary")
        for button, slot in (
            (self.remind, self.copy_reminder),
            (self.go, self._go),
            (send, self._send),
            (close, self.accept),
        ):
            button.clicked.connect(slot)
        send.setEnabled(not self.space.read_only)
        for part in (self.remind, self.go, self.told):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(send)
        foot.addWidget(close)
        return foot

    def paint(self, *_: object) -> None:
        """Show how far every department has come."""
        sheet = self.space.sheet
        self.deliveries = {d.department: d for d in deliveries(sheet)}
        owing = [d for d in self.deliveries.values() if d.department and d.total]
        done = sum(not d.missing for d in owing)
        self.title.setText(f"已收 {sheet.filled} / {len(sheet.wanted)}")
        late = sum(d.late(self.today) for d in owing)
        sent = [d.request.when.astimezone() for d in owing if d.request]
        parts = (
            f"{len(owing)} 个部门中 {done} 个报齐",
            f"{late} 个逾期" if late else "",
            f"{len(sent)} 个发过采集表，最近在 {max(sent):%m-%d %H:%M}"
            if sent
            else "还没有发放采集表",
        )
        self.about.setText("，".join(part for part in parts if part))
        order = enumerate(self.deliveries.values())
        self.grid.show_rows([(d.department, self._cells(n, d)) for n, d in order])
        self._choose()

    def _cells(self, place: int, delivery: Delivery) -> tuple[Shown, ...]:
        name = delivery.department or NOBODY
        late = delivery.late(self.today)
        idle = delivery.stage is Stage.IDLE
        last, reply, request = delivery.last, delivery.reply, delivery.request
        stage = f"{delivery.stage} 逾期" if late else str(delivery.stage)
        missing = delivery.missing[0].label if delivery.missing else ""
        when = last.when.astimezone() if last and last.when else None
        came_from = (Path(last.file).stem or "手工填写") if last else ""
        due = request.due if request else None
        quiet = "secondary" if idle else "ink"
        return (
            Shown(name, place, quiet if delivery.department else "amber", about=name),
            Shown(
                "" if idle else f"{delivery.filled} / {delivery.total}",
                delivery.filled / max(delivery.total, 1) - idle,
                quiet,
                (delivery.filled, delivery.total),
            ),
            Shown(stage, _STAGES.index(delivery.stage), "red" if late else _TONES[delivery.stage]),
            Shown(missing, -len(delivery.missing), "blue", about=_listed(delivery)),
            Shown(f"{when:%m-%d %H:%M}" if when else "", when.timestamp() if when else 0.0),
            Shown(
                came_from,
                tone="ink" if last and last.file else "secondary",
                about=last.file if last else "",
            ),
            Shown(reply.by if reply else "", about=_signed(reply)),
            Shown(reply.phone if reply else "", about=reply.phone if reply else ""),
            Shown(
                f"{due:%m-%d}" if due else "",
                (due or date.max).toordinal(),
                "red" if late else "ink",
                about=_asked(delivery),
            ),
        )

    def copy_reminder(self) -> None:
        """Put the words that remind the chosen departments on the clipboard."""
        sheet = self.space.sheet
        chosen = [d for d in self._chosen() if d.department]
        texts = {d.department: reminder(sheet, d, self.today) for d in chosen}
        texts = {name: text for name, text in texts.items() if text}
        QApplication.clipboard().setText("\n\n".join(texts.values()))
        self.told.setText(f"已复制{'、'.join(texts)}的催报，可以粘贴到消息里。")

    def _chosen(self) -> list[Delivery]:
        return [self.deliveries[key] for key in self.grid.chosen() if key in self.deliveries]

    def _choose(self) -> None:
        chosen = self._chosen()
        self.remind.setEnabled(any(d.department and d.missing for d in chosen))
        self.go.setEnabled(len(chosen) == 1 and bool(chosen[0].missing))
        self.told.clear()

    def _go(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and chosen[0].missing:
            self.path = f"figures.{chosen[0].missing[0].id}.printed"
            self.accept()

    def _send(self) -> None:
        self.forms = True
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a line goes to its first missing figure."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.focusWidget() is self.grid and self.go.isEnabled():
            self._go()
        else:
            super().keyPressEvent(event)


def _listed(delivery: Delivery) -> str:
    return "\n".join(i.label for i in delivery.missing)


def _signed(reply: Reply | None) -> str:
    if reply is None:
        return ""
    return f"{reply.by}\n{reply.day:%Y-%m-%d} 填报" if reply.day else reply.by


def _asked(delivery: Delivery) -> str:
    request = delivery.request
    if request is None:
        return "还没有发放采集表" if delivery.total else ""
    due = f"\n请于{said_day(request.due)}前报送" if request.due else ""
    return f"{request.when.astimezone():%Y-%m-%d %H:%M} 发放{due}"
