"""What a person at the window does in more than one journey."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.form.fields import QuantityField
from courtdesk.ui.form.figure_row import FigureRow
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.rail.rail_page import PREVIEW


class Officer:
    """Types, points and chooses in the window as the publicity officer does."""

    def __init__(self, editor: Editor, qtbot: QtBot) -> None:
        self.editor, self.qtbot = editor, qtbot

    def passage(self, id: str) -> PassageEditor:
        """Go to the passage of an item."""
        self.editor.show_path(f"passages.{id}.text")
        found = self.editor.findChild(PassageEditor, f"passages.{id}.text")
        assert found is not None
        QApplication.processEvents()
        found.setFocus()
        return found

    def fill(self, id: str, text: str, field: str = "printed") -> QuantityField:
        """Type a figure's value over the old one."""
        self.editor.show_path(f"figures.{id}.printed")
        found = self.editor.findChild(QuantityField, f"figures.{id}.{field}")
        assert found is not None
        found.setFocus()
        found.selectAll()
        self.say(found, text)
        return found

    def row(self, id: str) -> FigureRow:
        """Go to a figure's row and open its details."""
        self.editor.show_path(f"figures.{id}.printed")
        row = next(row for row in self.editor.findChildren(FigureRow) if row.id == id)
        if row.details is None:
            row.toggle_details()
        return row

    def say(self, field: QWidget, words: str) -> None:
        """Write words as an input method commits them."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(field, event)

    def bind(self, passage: PassageEditor, wanted: str) -> None:
        """Type @, some of a figure's label, and Enter."""
        self.say(passage, "@")
        picker = QApplication.activePopupWidget()
        assert isinstance(picker, FigurePicker)
        QTest.keyClicks(picker.words, wanted)
        QTest.keyClick(picker.words, Qt.Key.Key_Return)

    def point(self, passage: PassageEditor, words: str) -> QMenu:
        """Click with the right button on some words, or on the first chip."""
        cursor = passage.document().find(words)
        assert not cursor.isNull(), words
        start = passage.cursorRect(_at(cursor, cursor.selectionStart()))
        end = passage.cursorRect(_at(cursor, cursor.selectionEnd()))
        place = QPoint((start.x() + end.x()) // 2, start.center().y())
        viewport = passage.viewport()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place)
        )
        QApplication.sendEvent(viewport, event)
        return self.menu()

    def press(self, button: QPushButton) -> QMenu:
        """Open the menu of a button."""
        menu = button.menu()
        assert menu is not None
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def menu(self) -> QMenu:
        """The menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def choose(self, menu: QMenu, beginning: str) -> None:
        """Choose the entry that begins so."""
        action = next(a for a in menu.actions() if a.text().startswith(beginning))
        assert action.isEnabled()
        menu.close()
        action.trigger()

    def offers(self, menu: QMenu, beginning: str = "") -> list[str]:
        """The entries that can be chosen and begin so, without that beginning."""
        texts = (a.text() for a in menu.actions() if a.isEnabled())
        return [text.removeprefix(beginning) for text in texts if text.startswith(beginning)]

    def answer(self, kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
        """Do something with a dialog once it is shown."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                act(dialog)
            else:
                QTimer.singleShot(30, look)

        QTimer.singleShot(30, look)

    def wait_for_the_proof(self) -> None:
        self.qtbot.waitUntil(lambda: self.editor.space.proofreader.fresh, timeout=20_000)

    def underlined(self, passage: PassageEditor) -> list[str]:
        """The words that are underlined, in the order of the text."""
        self.wait_for_the_proof()
        return [words for _, words in passage.underlines.drawn]

    @property
    def preview(self) -> str:
        """The article as the preview shows it."""
        self.editor.rail.turn(PREVIEW)
        preview = self.editor.rail.preview
        preview.refresh()
        return preview.toPlainText()


def _at(cursor, position):
    cursor = type(cursor)(cursor)
    cursor.setPosition(position)
    return cursor


@pytest.fixture
def officer(editor: Editor, qtbot: QtBot) -> Officer:
    """The officer before the sample, at its first section."""
    return Officer(editor, qtbot)
