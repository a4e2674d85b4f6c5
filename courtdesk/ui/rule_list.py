"""The rules of copy of the open sheet: what each asks for, and which are switched off, and why."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from courtdesk.models.sheet import Silence
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.cards import Card, CardList
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.mending import Mending
from courtdesk.ui.theme import STEP
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.rules import BY_ID, RULES
from courtdesk.writing.rules.rule import Rule

NOTE = "稿件文字按下列规则校核。不适用于本表的可以停用，写明理由；停用的排在最前，随时可以恢复。"


class RuleList(QDialog):
    """Lists every rule of copy; those that are switched off come first, with their reasons."""

    def __init__(self, window: MainWindow, space: Workspace) -> None:
        super().__init__(window)
        self.setWindowTitle("校核规则")
        self.setMinimumSize(560, 480)
        self.space, self.mending = space, Mending(self, space)
        self.list = CardList(window.colours, "校核规则")
        self.off = QPushButton("停用…")
        self.on = QPushButton("恢复")
        close = QDialogButtonBox()
        close.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        whole = boxes.column(self, STEP * 3, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        note = plain_label(NOTE, "secondary")
        note.setWordWrap(True)
        whole.addWidget(note)
        whole.addWidget(self.list, 1)
        foot = boxes.row(gap=STEP * 2)
        for button in (self.off, self.on):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        whole.addLayout(foot)
        self.off.clicked.connect(lambda: self.mending.silence(self.chosen))
        self.on.clicked.connect(lambda: self.mending.restore(self.chosen))
        close.rejected.connect(self.reject)
        self.list.selectionModel().currentChanged.connect(self._enable)
        space.changed.connect(self.paint)
        self.paint()

    @property
    def chosen(self) -> str:
        """The id of the rule that is chosen, empty when none is."""
        card = self.list.chosen()
        return str(card.key) if card else ""

    def paint(self, *_: object) -> None:
        """Show the rules as the sheet has them; the chosen one stays chosen."""
        chosen = self.chosen
        silent = {silence.rule: silence for silence in self.space.sheet.silenced}
        on = [_card(rule) for rule in RULES if rule.id not in silent]
        cards = (*map(_silent, silent.values()), *on)
        self.list.entries.show_cards(cards)
        ids = [card.key for card in cards]
        if chosen in ids:
            self.list.setCurrentIndex(self.list.entries.index(ids.index(chosen)))
        self._enable()

    def _enable(self, *_: object) -> None:
        free, silent = not self.space.read_only, {s.rule for s in self.space.sheet.silenced}
        self.off.setEnabled(free and bool(self.chosen) and self.chosen not in silent)
        self.on.setEnabled(free and self.chosen in silent)


def _card(rule: Rule) -> Card:
    return Card(tag=f"{rule.name}　{rule.severity}", tone="ink", text=rule.about, key=rule.id)


def _silent(silence: Silence) -> Card:
    when = f"{silence.when:%Y-%m-%d}" if silence.when else ""
    rule = BY_ID.get(silence.rule)
    return Card(
        tag=f"{rule.name if rule else silence.rule}　已停用",
        tone="secondary",
        text=rule.about if rule else "本程序没有这条规则",
        foot=" · ".join(filter(None, (f"理由：{silence.reason}", silence.who, when))),
        key=silence.rule,
    )


def show_rules(window: MainWindow) -> None:
    """Open the list of the rules of copy."""
    if window.space is not None:
        window.flush()
        RuleList(window, window.space).exec()
