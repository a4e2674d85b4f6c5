"""The history: who changed which figure or sentence from what to what, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from courtdesk.store import AuditRow
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.cards import Card, CardList
from courtdesk.ui.elided_label import ElidedLabel
from courtdesk.ui.theme import STEP, Palette
from courtdesk.ui.workspace import Workspace

LONGEST = 60  # characters of a text shown on each side of the arrow


class HistoryPanel(QWidget):
    """The audit rows, newest first; read only while the panel can be seen."""

    jump = Signal(str)
    put_back = Signal(int, str)  # the edit's number and label
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
        top.addWidget(self._place())
        whole.addLayout(top)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._foot())
        self._rows: tuple[AuditRow, ...] = ()
        self._path = self._label = ""
        self._timer = boxes.pause(self, 250, self._ask)
        self.filter.textChanged.connect(lambda: self._timer.start())
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self._put_back)
        self._read.connect(self._keep)

    def _foot(self) -> QWidget:
        """Make the line below the list: the hash of the chosen row, and what to do with it."""
        foot = QWidget()
        line = boxes.row(foot, STEP * 2, (STEP * 3, STEP * 2, STEP * 3, STEP * 2))
        self.hash = ElidedLabel(role="secondary")
        self.go = QPushButton("前往")
        self.back = QPushButton("恢复改动前")
        line.addWidget(self.hash, 1)
        line.addWidget(self.go)
        line.addWidget(self.back)
        return foot

    def _place(self) -> QWidget:
        """Make the line that says which place alone is shown."""
        self.place = QWidget()
        line = boxes.row(self.place, STEP * 2, (0, STEP * 2, 0, 0))
        self.only = plain_label("", "secondary")
        self.only.setWordWrap(True)
        everything = QPushButton("看全部")
        everything.clicked.connect(lambda: self.show_place("", ""))
        line.addWidget(self.only, 1)
        line.addWidget(everything)
        self.place.hide()
        return self.place

    def show_place(self, path: str, label: str) -> None:
        """Show the rows of one place of the sheet only, or all of them for an empty path."""
        self._path, self._label = path, label
        self.only.setText(f"只看“{label}”")
        self.place.setVisible(bool(path))
        self._ask()

    def follow(self) -> None:
        """The document has new rows."""
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        words = self.filter.text().strip()
        self.space.history(self._read.emit, self._path, words)

    def _keep(self, rows: Sequence[AuditRow]) -> None:
        self._rows = tuple(rows)
        self._show()

    def _show(self, *_: object) -> None:
        wanted = self.filter.text().strip() or self._path
        cards = tuple(_card(r, self._label) for r in self._rows)
        self.list.entries.show_cards(cards)
        self.list.setVisible(bool(cards))
        self.empty.setVisible(not cards)
        self.empty.setText("没有符合条件的记录。" if wanted else "还没有修改。")
        self._choose()

    @property
    def chosen(self) -> AuditRow | None:
        """The row that is selected."""
        card = self.list.chosen()
        return card.key if card is not None and isinstance(card.key, AuditRow) else None

    def _choose(self, *_: object) -> None:
        row = self.chosen
        newest = self._rows[0] if self._rows else None
        told = row or newest
        self.hash.say(f"第 {told.seq} 条　校验 {told.hash[:12]}" if told else "")
        self.go.setEnabled(row is not None and bool(row.path))
        self.back.setEnabled(row is not None and row.seq > 0 and not self.space.read_only)

    def _put_back(self) -> None:
        row = self.chosen
        if row is not None:
            self.put_back.emit(row.seq, row.label or row.path)

    def _go(self, *_: object) -> None:
        row = self.chosen
        if row is not None:
            self.jump.emit(row.path)


def _card(row: AuditRow, label: str) -> Card:
    before, after = (_short(_about(text, label)) for text in (row.before, row.after))
    arrow = f"{before} → {after}" if row.before or row.after else ""
    when = row.when.astimezone()
    foot = f"{when:%m-%d %H:%M:%S}　{row.who}" + (f"　{row.origin}" if row.origin else "")
    return Card(tag=row.label or row.path, tone="blue", text=arrow, foot=foot, key=row)


def _about(text: str, label: str) -> str:
    """Of an import that names many figures, what it says of one; all of any other text."""
    lines = [line for line in text.split("；") if label and line.startswith(f"{label} ")]
    return "；".join(lines) or text


def _short(text: str) -> str:
    text = " ".join(text.split()) or "（空）"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
