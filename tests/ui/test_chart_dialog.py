"""Charts added, changed, moved and removed in the window, by keys; each is one undo step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.excel.founding.founding import founded
from courtdesk.excel.founding.opened import open_files
from courtdesk.models.outline import ChartKind, ChartSpec
from courtdesk.models.value import read
from courtdesk.store import Document
from courtdesk.ui.charts import ChartColumn
from courtdesk.ui.charts.chart_dialog import HINT, ChartDialog
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.rail.rail_page import FINDINGS
from tests.windows import when_open

Key = Qt.Key
S1 = "outline.sections.s1.charts"


def column_of(editor: Editor) -> ChartColumn:
    editor.rail.load_charts()
    column = editor.rail._charts
    assert column is not None
    return column


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def specs(editor: Editor, at: str = S1) -> tuple[ChartSpec, ...]:
    found: tuple[ChartSpec, ...] = read(editor.space.sheet, at)
    return found


def answer(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something with a dialog once it is shown; one that stays open is closed."""

    def safely(dialog: QDialog) -> None:
        if QApplication.activeWindow() is not dialog:  # keys would go elsewhere
            QTimer.singleShot(20, lambda: safely(dialog))
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    when_open(kind, safely)


def fill(kind: int, title: str, *rows: int) -> None:
    """Answer the dialog by keys: down to a form, a title, ticks at these rows, Enter."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, ChartDialog)
        press(*[Key.Key_Down] * kind, Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.title
        dialog.title.insert(title)
        press(Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.table
        at = 0
        for row in rows:
            press(*[Key.Key_Down] * (row - at), Key.Key_Space)
            at = row
        press(Key.Key_Return)

    answer(ChartDialog, act)


def test_a_chart_is_added_by_keys_and_drawn_after_the_others(editor: Editor, qtbot: QtBot) -> None:
    column = column_of(editor)
    before = specs(editor)
    column.add.setFocus()
    fill(0, "审结{件}", 0, 2)
    press(Key.Key_Return)
    *kept, new = specs(editor)
    assert tuple(kept) == before
    assert (new.kind, new.title) == (ChartKind.BARS, "审结{{件}}")
    assert [r.figures for r in new.rows] == [("F004",), ("F006",)]
    drawn = column.views[new.id].chart
    assert drawn is not None and drawn.title == "审结{件}"
    words, bar = column.words[f"{S1}.{new.id}"], column.verticalScrollBar()
    qtbot.waitUntil(lambda: words.geometry().bottom() < bar.value() + column.viewport().height())
    editor.space.undo_stack.undo()
    assert specs(editor) == before and new.id not in column.views
    editor.space.undo_stack.redo()
    assert specs(editor)[-1] == new


def test_the_menu_adds_a_chart_beside_the_page_that_is_shown(
    window: MainWindow, editor: Editor
) -> None:
    editor.rail.turn(FINDINGS)
    editor.show_tab("s2")
    fill(3, "出庭", 6)
    window.actions_by_id["add_chart"].trigger()
    new = specs(editor, "outline.sections.s2.charts")[-1]
    assert (new.kind, new.rows[0].figures) == (ChartKind.RING, ("F036",))


def test_a_sheet_founded_on_tables_gets_its_first_chart(window: MainWindow, tmp_path: Path) -> None:
    table = tmp_path / "数据.csv"
    table.write_text("指标,单位,本年\n受理案件数,件,12034\n审结案件数,件,11500\n结案率,%,95.56\n")
    from tests.excel.test_founding import made

    sheet = made(founded(open_files([table]), 2024))
    window.show_document(Document.new(sheet, "tester"))
    editor = window.editor
    assert editor is not None
    section = sheet.outline.sections[0]
    editor.show_tab(section.id)
    at = f"outline.sections.{section.id}.charts"
    column = column_of(editor)
    assert column.empty.isVisible() and column.add.isVisible()
    assert specs(editor, at) == ()
    column.add.setFocus()
    fill(0, "收结案（件）", 0, 1, 2)
    press(Key.Key_Space)
    (new,) = specs(editor, at)
    assert len(new.rows) == 2  # a share has no place beside cases
    assert not column.empty.isVisible()
    editor.space.undo_stack.undo()
    assert specs(editor, at) == () and column.empty.isVisible()


def test_what_does_not_fit_cannot_be_ticked_and_is_told_in_a_sentence(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    dialog = ChartDialog(window, editor.space.sheet, S1)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.table.setFocus()
    press(Key.Key_Space, Key.Key_Down)
    assert "单位" in dialog.why.text()
    press(Key.Key_Space)
    assert [o.row.figures for o in dialog.rows.chosen] == [("F004",)]
    press(Key.Key_Down)
    assert dialog.why.text() == HINT
    press(Key.Key_Space)
    drawn = next(iter(dialog.preview.views.values())).chart
    assert drawn is not None and len(drawn.rows) == 2
    dialog.kind.setCurrentIndex(3)  # rings: neither is a share
    assert dialog.rows.chosen == () and "百分比" in dialog.why.text()
    dialog.reject()
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("title", "row", "said"), [("", 0, "标题"), ("审结", -1, "勾选")], ids=["title", "rows"]
)
def test_what_is_missing_is_said_and_the_dialog_stays(
    window: MainWindow, editor: Editor, qtbot: QtBot, title: str, row: int, said: str
) -> None:
    dialog = ChartDialog(window, editor.space.sheet, S1)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.title.setText(title)
    dialog.table.setFocus()
    if row == 0:
        press(Key.Key_Space)
    press(Key.Key_Return)
    assert dialog.isVisible() and said in dialog.refusal.text()
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_escape_adds_nothing(editor: Editor) -> None:
    column, before = column_of(editor), editor.space.sheet
    answer(ChartDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    column.add.click()
    assert editor.space.sheet is before and not editor.space.undo_stack.canUndo()


def test_a_chart_is_changed_and_what_was_not_touched_stays(editor: Editor) -> None:
    ring = specs(editor)[1]  # its row stands below others that are no shares
    dialog = ChartDialog(editor, editor.space.sheet, S1, ring)
    assert dialog.why.text() == HINT and dialog.spec == ring
    dialog.deleteLater()
    column, old = column_of(editor), specs(editor)[0]

    def untick(dialog: QDialog) -> None:
        assert isinstance(dialog, ChartDialog)
        assert QApplication.focusWidget() is dialog.table
        assert dialog.why.text() == HINT  # it begins at a row that is ticked
        press(Key.Key_Down, Key.Key_Space, Key.Key_Return)

    answer(ChartDialog, untick)
    column.words[f"{S1}.s1c1"].entries["change"].trigger()
    new = specs(editor)[0]
    assert new == old.replaced(rows=(old.rows[0], *old.rows[2:]))
    editor.space.undo_stack.undo()
    assert specs(editor)[0] == old


def test_changing_nothing_makes_no_step(editor: Editor) -> None:
    column = column_of(editor)
    for words in column.words.values():
        answer(ChartDialog, lambda dialog: press(Key.Key_Return))
        words.entries["change"].trigger()
    assert not editor.space.undo_stack.canUndo()


def test_a_title_with_figures_is_kept_and_changed_at_its_place(
    window: MainWindow, editor: Editor
) -> None:
    editor.space.edit(f"{S1}.s1c1.title", "审结{F004}", "改标题")
    spec = specs(editor)[0]
    dialog = ChartDialog(window, editor.space.sheet, S1, spec)
    assert dialog.title.isReadOnly() and dialog.title.text() == "审结96件"
    assert dialog.spec == spec
    dialog.deleteLater()


def test_charts_move_and_keep_the_focus(editor: Editor) -> None:
    column = column_of(editor)
    before = [c.id for c in specs(editor)]
    words = column.words[f"{S1}.{before[0]}"]
    words.button.menu().aboutToShow.emit()
    assert not words.entries["up"].isEnabled() and words.entries["down"].isEnabled()
    words.button.setFocus()
    words.entries["down"].trigger()
    assert [c.id for c in specs(editor)] == [before[1], before[0], *before[2:]]
    assert QApplication.focusWidget() is words.button
    editor.space.undo_stack.undo()
    assert [c.id for c in specs(editor)] == before


def test_a_chart_is_removed_after_a_question_and_comes_back(editor: Editor) -> None:
    column, before = column_of(editor), specs(editor)
    asked: list[str] = []

    def agree(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(b for b in box.findChildren(QPushButton) if b.text() == "删除").click()

    answer(QMessageBox, agree)
    column.words[f"{S1}.s1c2"].entries["remove"].trigger()
    assert asked == ["删除图表“家事案件调解、撤诉占比”？指标和数值不受影响，可以撤销。"]
    assert specs(editor) == (before[0], *before[2:])
    assert column.window().focusWidget() is column.add
    editor.space.undo_stack.undo()
    assert specs(editor) == before


def test_the_words_of_a_chart_are_opened_by_its_menu_and_take_the_focus(editor: Editor) -> None:
    words = column_of(editor).words[f"{S1}.s1c1"]
    words.wording.trigger()
    assert QApplication.focusWidget() is words.fields[0]
    words.wording.trigger()
    assert not words.fields[0].isVisible()


def test_nothing_can_be_added_or_changed_in_a_sheet_that_is_read_only(
    window: MainWindow, editor: Editor
) -> None:
    column = column_of(editor)
    editor.space.document.read_only = "只读"
    column.show_charts((), S1)
    assert not column.add.isVisible()
    editor.rail._draw()
    words = next(iter(column.words.values()))
    words.button.menu().aboutToShow.emit()
    assert not any(action.isEnabled() for action in words.entries.values())
    assert words.wording.isEnabled()


def test_a_page_without_charts_has_no_place_for_one(editor: Editor) -> None:
    column = column_of(editor)
    editor.show_tab("head")
    assert not column.add.isVisible()
