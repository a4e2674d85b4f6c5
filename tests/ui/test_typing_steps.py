"""How much one Ctrl+Z takes back of what was written in a text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from courtdesk.ui.editor import Editor
from courtdesk.ui.form import typing_steps
from courtdesk.ui.form.fields import TextField
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.passage_editor import PassageEditor

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def passage(editor: Editor) -> PassageEditor:
    """A passage with the caret at its end."""
    editor.show_path("passages.s1i3.text")
    found = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert isinstance(found, PassageEditor)
    found.moveCursor(QTextCursor.MoveOperation.End)
    return found


def compose(passage: PassageEditor, text: str) -> None:
    """Write Chinese word by word, as an input method does."""
    for word in text.split("|"):
        event = QInputMethodEvent()
        event.setCommitString(word)
        QApplication.sendEvent(passage, event)


def key(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QApplication.processEvents()
    QTest.keyClick(window.windowHandle(), key, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def added(passage: PassageEditor, before: str) -> str:
    text = passage.space.sheet.passage("s1i3")
    assert text.startswith(before)
    return text.removeprefix(before)


def test_of_two_pastes_one_ctrl_z_takes_one_away(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    for text in ("甲，", "乙，"):
        QApplication.clipboard().setText(text)
        key(window, Qt.Key.Key_V, CTRL)
    assert added(passage, before) == "甲，乙，"
    key(window, Qt.Key.Key_Z, CTRL)
    assert added(passage, before) == "甲，"
    key(window, Qt.Key.Key_Z, CTRL)
    assert added(passage, before) == ""
    key(window, Qt.Key.Key_Y, CTRL)
    key(window, Qt.Key.Key_Y, CTRL)
    assert added(passage, before) == "甲，乙，"


def test_a_bound_figure_is_a_step_between_what_is_typed_before_and_after(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    compose(passage, "受理|案件")
    passage.bind("F001")
    compose(passage, "，同比")
    for left in ("受理案件{F001}", "受理案件", ""):
        key(window, Qt.Key.Key_Z, CTRL)
        assert added(passage, before) == left


def test_deleting_after_typing_is_a_step_of_its_own_and_so_is_typing_again(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    compose(passage, "受|理|案|件")
    key(window, Qt.Key.Key_Backspace)
    key(window, Qt.Key.Key_Backspace)
    compose(passage, "审|结")
    for left in ("受理", "受理案件", ""):
        key(window, Qt.Key.Key_Z, CTRL)
        assert added(passage, before) == left


def test_a_cut_and_a_deleted_figure_are_steps_of_their_own(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    compose(passage, "甲乙丙丁")
    passage.bind("F001")
    key(window, Qt.Key.Key_Backspace)
    key(window, Qt.Key.Key_Backspace)
    for _ in range(2):
        key(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    key(window, Qt.Key.Key_X, CTRL)
    key(window, Qt.Key.Key_Backspace)
    assert added(passage, before) == ""
    for left in ("甲", "甲乙丙", "甲乙丙丁", "甲乙丙丁{F001}", "甲乙丙丁", ""):
        key(window, Qt.Key.Key_Z, CTRL)
        assert added(passage, before) == left


def test_a_step_ends_with_its_sentence_or_paragraph(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    compose(passage, "甲|乙|。|丙|？|丁|")
    key(window, Qt.Key.Key_Return)
    compose(passage, "戊")
    for left in ("甲乙。丙？丁\n", "甲乙。丙？", "甲乙。", ""):
        key(window, Qt.Key.Key_Z, CTRL)
        assert added(passage, before) == left


def test_a_step_ends_with_a_pause(
    passage: PassageEditor, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = passage.source()
    compose(passage, "甲|乙")
    monkeypatch.setattr(typing_steps, "PAUSE", -1.0)  # any time at all is longer
    compose(passage, "丙")
    key(window, Qt.Key.Key_Z, CTRL)
    assert added(passage, before) == "甲乙"


def test_words_typed_over_others_are_taken_back_with_them(
    passage: PassageEditor, window: MainWindow
) -> None:
    before = passage.source()
    compose(passage, "甲|乙")
    key(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    compose(passage, "丙|丁")
    key(window, Qt.Key.Key_Z, CTRL)
    assert added(passage, before) == "甲乙"


def test_deleting_in_a_line_field_is_a_step_of_its_own(editor: Editor, window: MainWindow) -> None:
    court = editor.space.sheet.court
    editor.show_path("court")
    field = QApplication.focusWidget()
    assert isinstance(field, TextField)
    field.end(False)
    for letter in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Backspace):
        key(window, letter)
    assert editor.space.sheet.court == f"{court}a"
    key(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet.court == f"{court}ab"
    key(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet.court == court
