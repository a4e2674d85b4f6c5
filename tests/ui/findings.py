"""The list of findings, as a person reads and uses it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.finding import Finding
from courtdesk.ui.editor import Editor
from courtdesk.ui.proof.findings_panel import FindingsPanel

HERE, THERE = "passages.s1i2.text", "passages.s1i3.text"
BLANK, COMMA, DOUBLED = "stray-blank", "half-width-mark", "doubled-mark"


def proofed(editor: Editor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh)


def shown(panel: FindingsPanel) -> list[Finding]:
    return [card.key for card in panel.list.entries.cards if isinstance(card.key, Finding)]


def rules(panel: FindingsPanel) -> list[str]:
    return [finding.rule for finding in shown(panel) if finding.start >= 0]


def choose(panel: FindingsPanel, rule: str) -> Finding:
    row = [finding.rule for finding in shown(panel)].index(rule)
    panel.list.setCurrentIndex(panel.list.entries.index(row))
    assert panel.chosen is not None
    return panel.chosen


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def entry(menu: QMenu, words: str) -> None:
    """Choose the one entry of a menu that holds these words."""
    (action,) = [a for a in menu.actions() if words in a.text()]
    action.trigger()
    menu.close()


def answer(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Do this with the dialog that opens next."""

    def reach() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(20, reach)

    QTimer.singleShot(0, reach)
