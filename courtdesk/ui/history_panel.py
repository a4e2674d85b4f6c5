"""The history: who changed which figure or sentence from what to what, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.store import AuditRow
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.cards import Card, CardList
from courtdesk.ui.theme import STEP, Palette
from courtdesk.ui.workspace import Workspace

LONGEST = 60  # characters of a text shown on each side of the arrow


class HistoryPanel(QWidget):
    """The audit rows, newest first; read only while the panel can be seen."""

    jump = Signal(str)
    _read = Signal(object)

    def __init__(self, space: Workspace, palette: Palette) -> None:
        super().__init__()
        self.space = space
        self.filter = QLineEdit(placeholderText="按指标、人或数值筛选", clearButtonEnabled=True)
        self.filter.setAccessibleName("筛选记录")
        self.list = CardList(palette, "修改记录")
        self.empty = plain_label("还没有修改。", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = boxes.column(self)
        top = boxes.column(margins=(STEP * 3, STEP * 2, STEP * 3, STEP * 2))
        top.addWidget(self.filter)
        whole.addLayout(top)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.list, 1)
        self._rows: tuple[AuditRow, ...] = ()
        self._timer = boxes.pause(self, 250, self._ask)
        self.filter.textChanged.connect(self._show)
        self.list.activated.connect(self._go)
        self._read.connect(self._keep)

    def follow(self) -> None:
        """The document has new rows."""
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start(0)

    def _ask(self) -> None:
        self.space.history(self._read.emit)

    def _keep(self, rows: Sequence[AuditRow]) -> None:
        self._rows = tuple(rows)
        self._show()

    def _show(self, *_: object) -> None:
        wanted = self.filter.text().strip()
        cards = tuple(_card(r) for r in self._rows)
        if wanted:
            cards = tuple(c for c in cards if wanted in f"{c.tag}{c.text}{c.foot}")
        self.list.entries.show_cards(cards)
        self.list.setVisible(bool(cards))
        self.empty.setVisible(not cards)
        self.empty.setText("没有符合条件的记录。" if wanted else "还没有修改。")

    def _go(self, *_: object) -> None:
        card = self.list.chosen()
        if card is not None and isinstance(card.key, AuditRow):
            self.jump.emit(card.key.path)


def _card(row: AuditRow) -> Card:
    arrow = f"{_short(row.before)} → {_short(row.after)}" if row.before or row.after else ""
    when = row.when.astimezone()
    foot = f"{when:%m-%d %H:%M:%S}　{row.who}" + (f"　{row.origin}" if row.origin else "")
    return Card(tag=row.label or row.path, tone="blue", text=arrow, foot=foot, key=row)


def _short(text: str) -> str:
    text = " ".join(text.split()) or "（空）"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
