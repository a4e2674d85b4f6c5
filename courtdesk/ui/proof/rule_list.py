"""The rules of copy of the open sheet: what each asks for, and which are switched off, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from courtdesk.models.sheet import Silence
from courtdesk.ui.look.cards import Card
from courtdesk.ui.look.list_dialog import ListDialog
from courtdesk.ui.proof.mending import Mending
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.rules import BY_ID, RULES
from courtdesk.writing.rules.rule import Rule

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow

NOTE = "稿件文字按下列规则校核。不适用于本表的可以停用，写明理由；停用的排在最前，随时可以恢复。"


class RuleList(ListDialog):
    """Lists every rule of copy; those that are switched off come first, with their reasons."""

    def __init__(self, parent: QWidget, space: Workspace) -> None:
        super().__init__(parent, space, "校核规则", NOTE, ("停用…", "恢复"))
        self.mending = Mending(self, space)
        self.off, self.on = self.buttons
        self.off.clicked.connect(lambda: self.mending.silence(str(self.chosen)))
        self.on.clicked.connect(lambda: self.mending.restore(str(self.chosen)))
        self.paint()

    def cards(self) -> tuple[Card, ...]:
        silent = {silence.rule: silence for silence in self.space.sheet.silenced}
        on = [_card(rule) for rule in RULES if rule.id not in silent]
        return (*map(_silent, silent.values()), *on)

    def enable(self, *_: object) -> None:
        free, silent = not self.space.read_only, {s.rule for s in self.space.sheet.silenced}
        self.off.setEnabled(free and self.chosen is not None and self.chosen not in silent)
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
