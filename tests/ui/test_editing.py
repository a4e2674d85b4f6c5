"""Typing into the real window changes the sheet, the charts, the article and the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import State
from courtdesk.store import Document, read_sheet
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.fields import QuantityField, TextField
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import OBJECT
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from tests.windows import come_to_rest


def field(editor: Editor, id: str, part: str = "printed") -> QuantityField:
    editor.show_path(f"figures.{id}.{part}")
    found = editor.findChild(QuantityField, f"figures.{id}.{part}")
    assert found is not None
    return found


def replace(widget: QWidget, text: str) -> None:
    """Type over what stands there, as a person does; Chinese comes through the input method."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QApplication.sendEvent(widget, event)


def test_a_typed_figure_reaches_the_sheet_the_article_and_the_file(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    editor.rail.turn(1)
    replace(field(editor, "F018"), "2612")
    assert str(editor.space.sheet.figure("F018").printed) == "2612件"
    qtbot.waitUntil(lambda: "2612件" in editor.rail.preview.toPlainText())
    window.actions_by_id["save"].trigger()
    qtbot.waitUntil(lambda: str(read_sheet(file).figure("F018").printed) == "2612件")


@pytest.mark.parametrize("text", ["2.88亿元", "720余人", "近60%", "第3", "1.3万件次"])
def test_a_value_is_typed_as_people_write_it(editor: Editor, text: str) -> None:
    ids = {"亿元": "F019", "人": "F027", "%": "F063", "第3": "F058", "件次": "F047"}
    id = next(v for k, v in ids.items() if text.endswith(k))
    target = field(editor, id)
    replace(target, "1")
    replace(target, text)
    assert str(editor.space.sheet.figure(id).printed) == text
    assert target.text() == text


def test_what_cannot_be_read_turns_red_and_changes_nothing(editor: Editor) -> None:
    before = editor.space.sheet.figure("F019")
    target = field(editor, "F019")
    target.setFocus()
    target.setCursorPosition(1)
    QTest.keyClicks(target, ".8.")
    assert target.property("state") == "refused"
    row = target.parentWidget()
    assert row is not None
    assert "无法读取" in row.refusal.text()  # type: ignore[attr-defined]
    typed = target.text()
    field(editor, "F018").setFocus()
    assert target.text() == typed
    assert editor.space.sheet.figure("F019").printed == before.printed


def test_half_of_a_refused_text_is_nobodys_figure(editor: Editor) -> None:
    before = editor.space.sheet
    target = field(editor, "F001")
    target.selectAll()
    QTest.keyClicks(target, "2.8.8")
    assert target.property("state") == "refused"
    assert editor.space.sheet == before
    assert not editor.space.undo_stack.canUndo()


def test_a_refusal_moves_no_other_field(editor: Editor) -> None:
    target, below = field(editor, "F001"), field(editor, "F002")
    place = below.mapToGlobal(QPoint())
    target.selectAll()
    QTest.keyClicks(target, "x")
    QApplication.processEvents()
    assert target.property("state") == "refused"
    assert below.mapToGlobal(QPoint()) == place


def test_undo_in_a_refused_field_brings_the_figure_back(editor: Editor) -> None:
    editor.space.enter("F018", "2600")
    target = field(editor, "F019")
    target.setFocus()
    target.setCursorPosition(0)
    QTest.keyClicks(target, "x")
    assert target.property("state") == "refused"
    steps = editor.space.undo_stack.index()
    QTest.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert target.text() == "2.88亿元"
    assert target.property("state") == "plain"
    assert editor.space.undo_stack.index() == steps


def test_keystrokes_in_one_field_are_one_undo_step(editor: Editor, window: MainWindow) -> None:
    before = editor.space.sheet
    replace(field(editor, "F018"), "12345")
    assert editor.space.undo_stack.count() == 1
    window.undo()
    assert editor.space.sheet == before
    assert field(editor, "F018").text() == "2509件"
    window.redo()
    assert str(editor.space.sheet.figure("F018").printed) == "12345件"


def test_undo_reaches_across_tabs(editor: Editor, window: MainWindow) -> None:
    replace(field(editor, "F018"), "2600")
    replace(field(editor, "F064"), "9")
    window.undo()
    window.undo()
    assert str(editor.space.sheet.figure("F018").printed) == "2509件"
    assert str(editor.space.sheet.figure("F064").printed) == "7个"


def test_the_mouse_wheel_never_changes_a_figure(editor: Editor) -> None:
    target = field(editor, "F018")
    target.setFocus()
    where = QPointF(target.rect().center())
    event = QWheelEvent(
        where,
        QPointF(target.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    assert target.text() == "2509件"


def test_a_change_after_checking_reopens_the_figure(editor: Editor) -> None:
    assert editor.space.sheet.figure("F018").state is State.CHECKED
    replace(field(editor, "F018"), "2510")
    assert editor.space.sheet.figure("F018").state is State.RECEIVED


def test_last_year_gives_the_change(editor: Editor) -> None:
    replace(field(editor, "F018", "previous"), "2310")
    row = field(editor, "F018").parentWidget()
    assert row is not None
    assert row.change.text() == "↑ 8.6%"  # type: ignore[attr-defined]


def test_enter_goes_to_the_next_figure(editor: Editor) -> None:
    target = field(editor, "F018")
    QTest.keyClick(target, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "figures.F019.printed"


def test_an_impossible_figure_is_an_error_and_marks_its_tab(editor: Editor) -> None:
    replace(field(editor, "F021"), "500")  # more sold than were put up for sale
    assert any(f.rule.startswith("R03") for f in editor.space.findings)
    assert editor.bar.tabText(1).endswith("▲")


def test_an_emptied_figure_is_missing_and_never_nought(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    editor.rail.turn(1)
    replace(field(editor, "F018"), "")
    assert editor.space.sheet.figure("F018").printed is None
    assert window.status.filled.text() == "已填 67 / 68"
    assert editor.bar.tabText(1).endswith("•")
    qtbot.waitUntil(lambda: "〔待填：执结各类案件数〕" in editor.rail.preview.toPlainText())


def test_alt_down_finds_the_missing_figure_in_another_tab(
    editor: Editor, window: MainWindow
) -> None:
    replace(field(editor, "F064"), "")
    editor.show_tab("s1")
    window.actions_by_id["next_missing"].trigger()
    assert editor.key == "s5"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "figures.F064.printed"


def test_a_passage_is_typed_beside_its_chips(editor: Editor) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    before = editor.space.sheet.passage("s1i3")
    passage.setFocus()
    passage.moveCursor(QTextCursor.MoveOperation.End)
    event = QInputMethodEvent()
    event.setCommitString("为民司法。")
    QApplication.sendEvent(passage, event)
    assert editor.space.sheet.passage("s1i3") == before + "为民司法。"


def test_a_chip_is_deleted_and_brought_back_like_a_character(
    editor: Editor, window: MainWindow
) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    before = editor.space.sheet.passage("s1i3")
    place = passage.document().find(OBJECT)
    assert not place.isNull()
    place.setPosition(place.selectionEnd())
    passage.setTextCursor(place)
    passage.setFocus()
    QTest.keyClick(passage, Qt.Key.Key_Backspace)
    after = editor.space.sheet.passage("s1i3")
    assert after.count("{") == before.count("{") - 1
    window.undo()
    assert editor.space.sheet.passage("s1i3") == before
    assert passage.source() == before


def test_copying_a_passage_out_gives_plain_words(editor: Editor) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    passage.selectAll()
    text = passage.createMimeDataFromSelection().text()
    assert "2509件" in text
    assert "{" not in text
    assert OBJECT not in text


def test_a_chip_that_is_cut_and_pasted_stays_bound(editor: Editor) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i1.text")
    assert passage is not None
    before = editor.space.sheet
    passage.setFocus()
    passage.selectAll()
    passage.cut()
    assert editor.space.sheet.passage("s1i1") == ""
    passage.paste()
    assert editor.space.sheet.passage("s1i1") == before.passage("s1i1")


def test_braces_pasted_from_elsewhere_are_plain_text(editor: Editor) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i1.text")
    assert passage is not None
    QApplication.clipboard().setText("{F001} <b>")
    passage.setFocus()
    passage.selectAll()
    passage.paste()
    assert passage.toPlainText() == "{F001} <b>"
    assert editor.space.sheet.passage("s1i1") == "{{F001}} <b>"


def test_a_chip_follows_its_figure(editor: Editor) -> None:
    replace(field(editor, "F018"), "2777")
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    passage.selectAll()
    assert "2777件" in passage.createMimeDataFromSelection().text()


def test_a_figure_is_bound_into_a_passage_by_typing_at(editor: Editor, window: MainWindow) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    before = editor.space.sheet.passage("s1i3")
    passage.setFocus()
    passage.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(passage, "@")
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    assert "执结各类案件数" in picker.list.item(0).text()  # this item's own figures come first
    picker.words.setText("受理各类")
    QTest.keyClick(picker.words, Qt.Key.Key_Return)
    assert editor.space.sheet.passage("s1i3") == before + "{F001}"
    passage.selectAll()
    assert passage.createMimeDataFromSelection().text().endswith("10336件")
    window.undo()
    assert editor.space.sheet.passage("s1i3") == before


def test_a_slip_that_is_taken_back_leaves_a_checked_figure_checked(editor: Editor) -> None:
    before = editor.space.sheet
    target = field(editor, "F018")
    target.setFocus()
    target.setCursorPosition(0)
    QTest.keyClicks(target, "1")
    assert editor.space.sheet.figure("F018").state is State.RECEIVED
    QTest.keyClick(target, Qt.Key.Key_Backspace)
    assert editor.space.sheet == before
    assert not editor.space.undo_stack.canUndo()


def test_undo_in_a_refused_year_brings_the_year_back(editor: Editor) -> None:
    editor.space.enter("F018", "2600")
    editor.show_path("year")
    year = QApplication.focusWidget()
    assert isinstance(year, TextField)
    QTest.keyClicks(year, "x")
    assert year.property("state") == "refused"
    QTest.keyClick(year, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert year.text() == "2023"
    assert str(editor.space.sheet.figure("F018").printed) == "2600件"


def test_ctrl_enter_beside_a_chip_goes_to_its_figure(editor: Editor) -> None:
    passage = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert passage is not None
    place = passage.document().find(OBJECT)
    place.setPosition(place.selectionEnd())
    passage.setTextCursor(place)
    passage.setFocus()
    before = editor.space.sheet
    QTest.keyClick(passage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName().startswith("figures.")
    assert editor.space.sheet is before


def test_enter_in_the_preview_goes_to_where_the_paragraph_is_written(
    editor: Editor, qtbot: QtBot
) -> None:
    editor.rail.turn(1)
    preview = editor.rail.preview
    qtbot.waitUntil(lambda: "2509件" in preview.toPlainText())
    place = preview.document().find("2509件")
    place.clearSelection()
    preview.setTextCursor(place)
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "passages.s1i3.text"


@pytest.mark.parametrize("id", ["F019", "F027", "F046"])
def test_a_field_of_a_page_not_seen_before_is_gone_to_in_view(
    window: MainWindow, file: Path, qtbot: QtBot, id: str
) -> None:
    window.resize(1280, 700)
    window.show_document(Document.open(file, "tester"))
    assert window.editor is not None
    come_to_rest(window.editor)
    target = field(window.editor, id)
    come_to_rest(target)  # passages find their heights one after the other
    assert target.hasFocus() and not target.visibleRegion().isEmpty()
