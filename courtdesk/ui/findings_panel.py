"""The findings: what the arithmetic says, where it stands, and why it may stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.cards import Card, CardList
from courtdesk.ui.dialogs import ask_reason
from courtdesk.ui.theme import STEP, Palette

TONES = {Severity.ERROR: "red", Severity.EXPLAIN: "amber", Severity.HINT: "blue"}


class FindingsPanel(QWidget):
    """A list of findings; a double click or Enter jumps to the field."""

    jump = Signal(object)  # the finding to go to
    explained = Signal(object, str)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.list = CardList(palette, "校核结果")
        self.empty = plain_label("没有发现问题。", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.go = QPushButton("前往")
        self.reason = QPushButton("说明理由…")
        self.foot = QWidget()
        foot = boxes.row(self.foot, STEP * 2)
        foot.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP * 2)
        foot.addStretch(1)
        foot.addWidget(self.go)
        foot.addWidget(self.reason)
        whole = boxes.column(self)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.foot)
        self.list.activated.connect(self._go)
        self.go.clicked.connect(self._go)
        self.reason.clicked.connect(self._explain)
        self.list.selectionModel().currentChanged.connect(self._enable)
        self._enable()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these; open ones first, explained ones after them."""
        ordered = sorted(findings, key=lambda f: (bool(f.reason), list(Severity).index(f.severity)))
        cards = tuple(
            Card(
                tag=str(f.severity) + ("　已说明" if f.reason else ""),
                tone="secondary" if f.reason else TONES[f.severity],
                text=f.message,
                foot=f"理由：{f.reason}" if f.reason else "",
                key=f,
            )
            for f in ordered
        )
        self.list.entries.show_cards(cards)
        self.empty.setVisible(not cards)
        self.list.setVisible(bool(cards))
        self.foot.setVisible(bool(cards))
        self._enable()

    def step(self) -> None:
        """Go to the next open finding, round and round."""
        cards = self.list.entries.cards
        if not cards:
            return
        row = (self.list.currentIndex().row() + 1) % len(cards)
        self.list.setCurrentIndex(self.list.entries.index(row))
        self._go()

    def _enable(self, *_: object) -> None:
        card = self.list.chosen()
        self.go.setEnabled(card is not None)
        self.reason.setEnabled(card is not None)
        given = card is not None and isinstance(card.key, Finding) and bool(card.key.reason)
        self.reason.setText("修改理由…" if given else "说明理由…")

    def _go(self, *_: object) -> None:
        card = self.list.chosen()
        if card is not None and isinstance(card.key, Finding):
            self.jump.emit(card.key)

    def _explain(self) -> None:
        card = self.list.chosen()
        if card is None or not isinstance(card.key, Finding):
            return
        words = ask_reason(self, card.key)
        if words is not None:
            self.explained.emit(card.key, words)
