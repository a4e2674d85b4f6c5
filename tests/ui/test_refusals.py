"""What the window does when a sheet may not be changed or cannot be written, and how it says so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import State
from courtdesk.store import Document, leftovers, read_sheet
from courtdesk.ui import files
from courtdesk.ui.editor import Editor
from courtdesk.ui.look.boxes import tip
from courtdesk.ui.main_window import MainWindow
from tests.windows import leave


def test_a_read_only_sheet_saved_to_a_file_of_its_own_can_be_changed(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Document.open(file, "first")
    own = file.with_name("另存.courtdesk")
    try:
        window.show_document(Document.open(file, "second"))
        assert window.editor is not None and window.editor.locked
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(own), ""))
        window.actions_by_id["save_as"].trigger()
        qtbot.waitUntil(lambda: window.editor is not None and not window.editor.locked)
        window.editor.show_tab("s1")
        assert not window.editor.pages["s1"].rows[0].value.isReadOnly()
        assert window.windowTitle().startswith("另存")
        window.editor.space.enter("F018", "2612")
        leave(window)
    finally:
        first.close()
    assert str(read_sheet(own).figure("F018").printed) == "2612件"


def test_closing_says_what_could_not_be_written_and_keeps_it(
    window: MainWindow, editor: Editor, file: Path
) -> None:
    editor.space.enter("F018", "2612")
    file.unlink()
    file.mkdir()  # a folder of this name cannot be replaced by a file
    window.show_start()
    box = window.findChild(QMessageBox)
    assert box is not None and "是文件夹" in box.text() and "下次启动" in box.text()
    assert [left.path for left in leftovers()] == [file]


def test_a_file_that_cannot_be_opened_leaves_the_open_sheet_open(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot
) -> None:
    wrong = file.with_name("坏.courtdesk")
    wrong.write_bytes(b"x" * 5000)
    files.open_path(window, wrong)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert window.editor is editor
    editor.space.enter("F018", "2612")


def test_another_file_takes_the_place_of_the_open_sheet_and_loses_nothing(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot
) -> None:
    other = file.with_name("另一份.courtdesk")
    other.write_bytes(file.read_bytes())
    editor.space.enter("F018", "2612")
    files.open_path(window, other)
    qtbot.waitUntil(lambda: window.space is not None and window.space.path == other)
    assert str(read_sheet(file).figure("F018").printed) == "2612件"


def test_a_locked_figure_keeps_last_year_s_value_too(editor: Editor) -> None:
    editor.space.set_figure("F018", "锁定", state=State.LOCKED)
    for part in ("printed", "previous", "exact"):
        with pytest.raises(UserError, match="已锁定"):
            editor.space.enter("F018", "1", part)


def test_a_checked_figure_is_open_again_when_last_year_s_value_changes(editor: Editor) -> None:
    editor.space.set_figure("F018", "已核", state=State.CHECKED)
    editor.space.enter("F018", "2400", "previous")
    assert editor.space.sheet.figure("F018").state is State.RECEIVED


def test_markup_in_data_is_shown_as_it_is_written(window: MainWindow) -> None:
    text = "<b>案件</b>&<img src=x>"
    document = QTextDocument()
    document.setHtml(tip(text))
    assert document.toPlainText() == text
    assert window.status.where.textFormat() is Qt.TextFormat.PlainText


def test_a_long_sentence_in_the_status_bar_does_not_widen_the_window(window: MainWindow) -> None:
    before = window.minimumSizeHint().width()
    window.status.tell_failed("没有权限写入" + "很长的文件夹名" * 60, True)
    assert window.minimumSizeHint().width() == before
    assert "很长" in window.status.where.toolTip()
