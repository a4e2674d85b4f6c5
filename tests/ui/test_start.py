"""The program starts on the start page, on a file, or on the sample."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from courtdesk.ui.app import open_window
from courtdesk.ui.main_window import MainWindow
from tests.windows import leave


def close(window: MainWindow) -> None:
    leave(window)
    window.close()
    window.deleteLater()


def test_the_program_starts_on_the_sample(state: Path, qtbot: QtBot) -> None:
    window = open_window(sample=True)
    qtbot.waitUntil(lambda: window.editor is not None, timeout=10000)
    assert window.space is not None
    assert window.space.sheet.court == "社旗县人民法院"
    assert window.space.path is None
    close(window)


def test_the_program_starts_on_a_file(file: Path, qtbot: QtBot) -> None:
    window = open_window(file)
    qtbot.waitUntil(lambda: window.editor is not None, timeout=10000)
    assert window.space is not None
    assert window.space.path == file
    close(window)


def test_without_a_file_the_start_page_is_shown(state: Path, qtbot: QtBot) -> None:
    window = open_window()
    assert window.stack.currentWidget() is window.start
    close(window)
