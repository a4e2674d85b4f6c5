"""Leaving a sheet whose disk is slow: the window waits for nothing, and nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.errors import UserError
from courtdesk.store import disk, leftovers, read_sheet
from courtdesk.ui import files
from courtdesk.ui.editor import Editor
from courtdesk.ui.leaving import WritingDialog
from courtdesk.ui.main_window import MainWindow

PATIENCE = 20_000  # ms


@pytest.fixture
def stuck_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that takes the user's file only when it is let go."""
    free, copied = threading.Event(), disk.copied

    def slow(source: Path, to: Path, between: Callable[[], None] = disk.nothing) -> str:
        while not free.wait(0.005):
            between()
        return copied(source, to, between)

    monkeypatch.setattr(disk, "copied", slow)
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
