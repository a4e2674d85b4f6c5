"""The history: who changed which figure or sentence from what to what, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from courtdesk.store import AuditRow
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle, tip
from courtdesk.ui.look.cards import Card, CardList
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.history_keys import SearchField
from courtdesk.ui.look.refuge import Refuge
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.workspace import Workspace

LONGEST = 60  # characters of a text shown on each side of the arrow
NEAR = 12  # of them before the place where the sides part


class HistoryPanel(Refuge):
    """The audit rows, newest first; read only while the panel can be seen."""

    jump = Signal(str)
    put_back = Signal(int, str)  # the edit's number and label
    _read = Signal(object, bool)

    def __init__(self, space: Workspace, palette: Palette) -> None:
        super().__init__()
        self.space = space
        self.filter = SearchField(placeholderText="按指标、人或数值筛选", clearButtonEnabled=True)
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
        self.chain = plain_label("", "secondary")
        self.chain.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, 0)
        self.chain.setWordWrap(True)
        whole.addWidget(self.chain)
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

    @property
    def haven(self) -> QWidget:
        return self.list

    def _foot(self) -> QWidget:
        """Make the line below the list: the hash of the chosen row, and what to do with it."""
        self.foot = foot = QWidget()
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

    def _keep(self, rows: Sequence[AuditRow], unbroken: bool) -> None:
        self._rows = tuple(rows)
        count = self.space.document.revision + 1
        whole = f"共 {count} 条记录，前后相接，没有被改动过"
        self.chain.setText(whole if unbroken else "记录前后接不上，被改动过：请用较早的版本核对")
        restyle(self.chain, "role", "secondary" if unbroken else "error")
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
        self.hash.say(f"第 {told.seq + 1} 条" if told else "")
        self.foot.setToolTip(_link(told) if told else "")
        self.go.setEnabled(row is not None and bool(row.path))
        self.back.setEnabled(row is not None and row.kept and not self.space.read_only)

    def _put_back(self) -> None:
        row = self.chosen
        if row is not None:
            self.put_back.emit(row.seq, row.label or row.path)

    def _go(self, *_: object) -> None:
        row = self.chosen
        if row is not None:
            self.jump.emit(row.path)


def _link(row: AuditRow) -> str:
    before = row.previous or "（第一条，没有上一条）"
    return tip(f"校验码　{row.hash}\n上一条　{before}")


def _card(row: AuditRow, label: str) -> Card:
    before, after = _short(*(_about(text, label) for text in (row.before, row.after)))
    arrow = f"{before} → {after}" if row.before or row.after else ""
    said = arrow if row.kept or row.path else row.after  # without either nothing was changed
    when = row.when.astimezone()
    foot = f"{when:%m-%d %H:%M:%S}　{row.who}" + (f"　{row.origin}" if row.origin else "")
    return Card(tag=row.label or row.path, tone="blue", text=said, foot=foot, key=row)


def _about(text: str, label: str) -> str:
    """Of an import that names many figures, what it says of one; all of any other text."""
    lines = [line for line in text.split("；") if label and line.startswith(f"{label} ")]
    return "；".join(lines) or text


def _short(before: str, after: str) -> tuple[str, str]:
    """Cut both sides to what a card has room for, so that the place where they part is seen."""
    before, after = (" ".join(text.split()) for text in (before, after))
    pairs = enumerate(zip(before, after, strict=False))
    start = next((n for n, (old, new) in pairs if old != new), 0) - NEAR
    if start <= NEAR or max(len(before), len(after)) <= LONGEST:
        start = 0
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    if not text:
        return "（空）"
    end = start + LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
