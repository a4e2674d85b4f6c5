"""Leaving a sheet whose disk is slow: the window waits for nothing, and nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
    QProgressDialog,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.store import Document, Edit, disk, leftovers, read_sheet
from courtdesk.ui import files, tasks
from courtdesk.ui.editor import Editor
from courtdesk.ui.leaving import WritingDialog
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.versions import versions
from courtdesk.ui.versions.compare_dialog import CompareDialog
from tests.windows import close, heard

PATIENCE = 20_000  # ms


@pytest.fixture
def stuck_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that takes the user's file only when it is let go."""
    free, copy = threading.Event(), disk.copy

    def slow(source: Path, to: Path, between: Callable[[], None] = disk.nothing) -> None:
        while not free.wait(0.005):
            between()
        copy(source, to, between)

    monkeypatch.setattr(disk, "copy", slow)
    yield free
    free.set()


def writing(window: MainWindow, qtbot: QtBot) -> WritingDialog:
    """Wait for the dialog that says what is being written."""

    def shown() -> list[WritingDialog]:
        return [d for d in window.findChildren(WritingDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    (dialog,) = shown()
    assert dialog.isModal()
    return dialog


def test_the_window_stays_alive_while_the_file_is_written_and_goes_when_it_is(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    editor.space.enter("F018", "2612")
    editor.space.writer.flush()
    assert not window.close() and window.isVisible()
    dialog = writing(window, qtbot)
    ticks: list[int] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    qtbot.waitUntil(lambda: len(ticks) > 20, timeout=PATIENCE)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.later.isEnabled()
    stuck_disk.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2612件"
    assert leftovers() == ()


def test_nothing_can_be_edited_while_the_file_is_written_for_the_last_time(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    space = editor.space
    space.enter("F018", "2612")
    space.writer.flush()  # else a dialog of its own waits for that first
    window.close()
    dialog = writing(window, qtbot)
    with pytest.raises(UserError, match="正在写入和关闭"):
        space.enter("F018", "2699")
    window.undo()
    window.close()  # and another close changes nothing
    assert dialog.isVisible() and window.isVisible()
    stuck_disk.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2612件"


def test_a_key_pressed_before_the_dialog_is_there_goes_nowhere(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    editor.show_path("figures.F018.printed")
    field = window.focusWidget()
    editor.space.enter("F018", "2612")
    editor.space.writer.flush()
    window.close()
    assert field is not None
    QTest.keyClicks(field, "9")
    stuck_disk.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert not [d for d in window.findChildren(WritingDialog) if d.isVisible()]
    assert str(read_sheet(file).figure("F018").printed) == "2612件"
    assert QApplication.overrideCursor() is None


def test_writing_that_is_put_off_lets_the_window_go_and_the_work_is_listed(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    before = file.read_bytes()
    editor.space.enter("F018", "2612")
    editor.space.writer.flush()
    window.close()
    QTest.mouseClick(writing(window, qtbot).later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(leftovers()), timeout=PATIENCE)
    (left,) = leftovers()
    assert (left.path, left.edits) == (file, 1) and file.read_bytes() == before
    assert sorted(file.parent.glob("*.tmp")) == []


def test_the_start_page_lists_work_whose_writing_was_put_off(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    editor.space.enter("F018", "2612")
    editor.space.writer.flush()
    window.show_start()
    writing(window, qtbot).later.click()
    assert window.editor is None and window.stack.currentWidget() is window.start

    def offered() -> list[QPushButton]:
        found = window.start.canvas.findChildren(QPushButton)
        return [b for b in found if b.text() == "继续编辑"]

    qtbot.waitUntil(lambda: len(offered()) == 1, timeout=PATIENCE)
    stuck_disk.set()
    offered()[0].click()
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2612件"


def test_a_file_under_way_does_not_keep_a_sheet_from_being_left(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot, stuck_disk: threading.Event
) -> None:
    editor.space.enter("F018", "2612")
    editor.space.publish()  # it hangs
    editor.space.enter("F018", "2613")
    window.show_start()

    writing(window, qtbot).later.click()
    qtbot.waitUntil(lambda: window.editor is None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(leftovers()), timeout=PATIENCE)
    assert window.findChild(QMessageBox) is None  # it is as the user wished
    (left,) = leftovers()
    assert left.edits == 2


def test_who_stays_after_all_goes_on_writing(
    window: MainWindow,
    editor: Editor,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = editor.space
    space.postpone()  # the disk was slow, and the user would rather not wait
    monkeypatch.setattr(files, "may_close", lambda *_: False)
    window.show_start()
    qtbot.waitUntil(lambda: not space.leaving, timeout=PATIENCE)
    assert window.editor is editor
    space.enter("F018", "2612")
    space.publish()
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2612件"


def test_what_could_not_be_written_is_read_before_the_window_goes(
    window: MainWindow, editor: Editor, file: Path, qtbot: QtBot
) -> None:
    editor.space.enter("F018", "2612")
    file.unlink()
    file.mkdir()  # a folder of this name cannot be replaced by a file
    window.close()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=PATIENCE)
    box = window.findChild(QMessageBox)
    assert box is not None and "是文件夹" in box.text() and window.isVisible()
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert [left.path for left in leftovers()] == [file]


@pytest.mark.parametrize("soon", [True, False])
def test_an_edit_that_meets_a_fault_is_asked_about_and_can_still_be_saved(
    window: MainWindow,
    editor: Editor,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    soon: bool,
) -> None:
    asked: list[str] = []
    free, document = threading.Event(), editor.space.document

    def fault(*_: object) -> int:
        free.wait(20)
        raise MemoryError("no room")

    commit = document.commit
    monkeypatch.setattr(document, "commit", fault)
    monkeypatch.setattr(files, "choose_of", lambda _, question, *__: asked.append(question) or 2)
    if soon:
        free.set()
    editor.space.enter("F018", "2612")
    window.close()
    if not soon:
        writing(window, qtbot)
        free.set()
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert "程序出错" in asked[0] and "关闭就没有了" in asked[0]
    assert window.isVisible() and not editor.space.leaving
    monkeypatch.setattr(document, "commit", commit)  # the fault is over
    editor.space.enter("F018", "2613")
    editor.space.publish()
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2613件"


def test_a_fault_that_meets_the_last_writing_is_read_before_the_window_goes(
    window: MainWindow,
    editor: Editor,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(tasks, "insist", heard(said))

    def fault(*_: object) -> Path:
        raise MemoryError("no room")

    monkeypatch.setattr(editor.space.document, "publish", fault)
    editor.space.enter("F018", "2612")
    close(window)
    assert len(said) == 1 and "程序出错" in said[0]
    assert [left.path for left in leftovers()] == [file]


def test_a_sheet_that_is_saved_after_its_writing_was_put_off_is_written(
    window: MainWindow,
    state: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.actions_by_id["sample"].trigger()
    space = window.space
    assert space is not None
    free, commit, to = threading.Event(), space.document.commit, tmp_path / "新.courtdesk"

    def slow(sheet: FactSheet, edit: Edit) -> int:
        free.wait(20)
        return commit(sheet, edit)

    monkeypatch.setattr(space.document, "commit", slow)
    monkeypatch.setattr(files, "choose_of", lambda *_: 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    space.enter("F018", "2612")
    window.close()
    writing(window, qtbot).later.click()
    free.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert str(read_sheet(to).figure("F018").printed) == "2612件"
    assert leftovers() == ()


def test_a_comparison_of_both_sides_that_is_cancelled_does_not_keep_the_window(
    window: MainWindow,
    editor: Editor,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free, differences = threading.Event(), versions._differences

    def slow(other: Path, now: FactSheet) -> object:
        free.wait(20)
        return differences(other, now)

    monkeypatch.setattr(versions, "_differences", slow)
    editor.space.enter("F018", "2612")
    theirs = Document.new(written(read_sheet(file), "head.subtitle", "别人的副题"), "other")
    theirs.publish(file.with_name("theirs.courtdesk"))
    theirs.close()
    file.with_name("theirs.courtdesk").replace(file)
    window.close()

    def comparing() -> list[QProgressDialog]:
        return [d for d in window.findChildren(QProgressDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(comparing()), timeout=PATIENCE)
    comparing()[0].cancel()
    free.set()
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is not None, timeout=PATIENCE)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
