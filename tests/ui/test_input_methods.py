"""Chinese input methods in the fields: what is composed is no change until it is committed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.form.fields import QuantityField
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor


def compose(field: QWidget, *letters: str) -> None:
    """Show what is being composed, as an input method does at every key."""
    for text in letters:
        QApplication.sendEvent(field, QInputMethodEvent(text, []))


def commit(field: QWidget, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def passage_of(editor: Editor, id: str) -> PassageEditor:
    editor.show_path(f"passages.{id}.text")
    found = editor.findChild(PassageEditor, f"passages.{id}.text")
    assert found is not None
    QApplication.processEvents()
    found.setFocus()
    found.moveCursor(QTextCursor.MoveOperation.End)
    return found


def test_what_is_composed_in_a_passage_is_a_step_only_when_committed(
    editor: Editor, window: MainWindow
) -> None:
    passage = passage_of(editor, "s1i3")
    before = editor.space.sheet
    compose(passage, "n", "ni", "ni h", "ni hao")
    assert passage.textCursor().block().layout().preeditAreaText() == "ni hao"
    assert editor.space.sheet is before
    assert editor.space.undo_stack.count() == 0
    commit(passage, "你好")
    assert editor.space.sheet.passage("s1i3") == before.passage("s1i3") + "你好"
    assert editor.space.undo_stack.count() == 1
    window.undo()
    assert passage.source() == before.passage("s1i3")


def test_what_is_composed_in_a_figure_is_not_refused(editor: Editor, window: MainWindow) -> None:
    editor.show_path("figures.F019.printed")
    field = editor.findChild(QuantityField, "figures.F019.printed")
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3.01")
    compose(field, "y", "yi y", "yi yuan")
    assert field.property("state") == "plain"
    assert str(editor.space.sheet.figure("F019").printed) == "3.01元"
    commit(field, "亿元")
    assert str(editor.space.sheet.figure("F019").printed) == "3.01亿元"
    assert editor.space.undo_stack.count() == 1
    window.undo()
    assert field.text() == "2.88亿元"


@pytest.mark.parametrize("way", ["@", "＠", "Alt+/", "Ctrl+Space"])
def test_the_picker_opens_while_an_input_method_is_on(editor: Editor, way: str) -> None:
    passage = passage_of(editor, "s1i3")
    before = passage.source()
    if way == "Alt+/":
        QTest.keyClick(passage, Qt.Key.Key_Slash, Qt.KeyboardModifier.AltModifier)
    elif way == "Ctrl+Space":
        QTest.keyClick(passage, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    else:
        commit(passage, way)
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    assert picker.isVisible()
    picker.close()
    assert passage.source() == before


def test_the_input_method_is_told_where_a_field_stands_after_scrolling(editor: Editor) -> None:
    passage = passage_of(editor, "s1i3")
    assert editor.page is not None
    bar = editor.page.scroller.verticalScrollBar()
    for place in (0, bar.maximum()):
        bar.setValue(place)
        stands = passage.mapTo(passage.window(), QPoint())
        told = QApplication.inputMethod().inputItemTransform()
        assert (told.dx(), told.dy()) == (stands.x(), stands.y())


def test_the_page_follows_what_is_composed_out_of_view(editor: Editor, qtbot: QtBot) -> None:
    passage = passage_of(editor, "s1i3")
    assert editor.page is not None
    scroller = editor.page.scroller
    QApplication.processEvents()
    scroller.verticalScrollBar().setValue(0)

    def seen() -> bool:
        line = passage.cursorRect()
        top = passage.viewport().mapTo(scroller.viewport(), line.topLeft()).y()
        return 0 <= top <= scroller.viewport().height() - line.height()

    assert not seen()
    compose(passage, "n")
    qtbot.waitUntil(seen)


def test_the_picker_opens_on_the_screen_wherever_the_caret_is(editor: Editor) -> None:
    passage = passage_of(editor, "s1i3")
    room = passage.screen().availableGeometry()
    for line in (QRect(0, 0, 1, 20), QRect(room.right(), room.bottom() - 24, 1, 20)):
        picker = FigurePicker(passage, editor.space.sheet, "s1i3")
        picker.show_at(line)
        assert room.contains(picker.geometry())
        assert not picker.geometry().contains(line.center())
        picker.close()
