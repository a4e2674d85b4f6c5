"""A list of cards under a sentence that says what they are, with what can be done to them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.cards import Card, CardList
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.workspace import Workspace


class ListDialog(QDialog):
    """Follows the open sheet. One card is chosen always; ``none`` is said where there are none."""

    def __init__(
        self,
        parent: QWidget,
        space: Workspace,
        title: str,
        note: str,
        buttons: tuple[str, ...],
        none: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(560, 480)
        self.space = space
        self.list = CardList(worn(), title)
        self.empty = plain_label(none, "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = tuple(map(QPushButton, buttons))
        foot = boxes.row(gap=STEP * 2)
        for button in self.buttons:
            foot.addWidget(button)
        close = QDialogButtonBox()
        close.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = boxes.column(self, STEP * 3, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        about = plain_label(note, "secondary")
        about.setWordWrap(True)
        whole.addWidget(about)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.empty, 1)
        whole.addLayout(foot)
        self.list.selectionModel().currentChanged.connect(self.enable)
        space.changed.connect(self.paint)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.list if self.list.isVisible() else self.buttons[0]).setFocus()

    @property
    def chosen(self) -> object:
        """The key of the card that is chosen, None when there is none."""
        card = self.list.chosen()
        return card.key if card else None

    def paint(self, *_: object) -> None:
        """Show the cards as the sheet has them; the chosen one stays chosen, or the one there."""
        chosen, place = self.chosen, self.list.currentIndex().row()
        cards = self.cards()
        self.list.entries.show_cards(cards)
        keys = [card.key for card in cards]
        if cards:
            at = keys.index(chosen) if chosen in keys else min(max(place, 0), len(cards) - 1)
            self.list.setCurrentIndex(self.list.entries.index(at))
        self.list.setVisible(bool(cards))
        self.empty.setVisible(not cards)
        self.enable()

    def cards(self) -> tuple[Card, ...]:
        """What is listed now."""
        raise NotImplementedError

    def enable(self, *_: object) -> None:
        """Say which buttons can be pressed now."""
        raise NotImplementedError
