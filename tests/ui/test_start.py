"""The program starts on the start page, on a file, or on the sample."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
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


def test_in_the_smallest_window_nothing_on_the_start_page_lies_over_anything(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(window.minimumSize())

    def laid_out() -> None:
        boxes = [choice.geometry() for choice in window.start.choices]
        assert window.start.height() < 560 and window.start.rect().contains(boxes[-1])
        assert all(above.bottom() < below.top() for above, below in pairwise(boxes)), boxes

    qtbot.waitUntil(laid_out)


DAY_OF_A_FILE = """
import sys
from courtdesk.ui.app import make_application, speak_chinese

app = make_application()
speak_chinese(app)
from PySide6.QtWidgets import QFileSystemModel

model = QFileSystemModel()
model.setRootPath(sys.argv[1])
while not model.index(sys.argv[1] + "/a.txt").siblingAtColumn(3).data():
    app.processEvents()
print(model.index(sys.argv[1] + "/a.txt").siblingAtColumn(3).data())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system shows its own dialog")
@pytest.mark.parametrize("set_by_user", [{"LC_ALL": "en_US.UTF-8"}, {"LC_TIME": "en_US.UTF-8"}])
def test_the_file_dialog_writes_days_as_a_chinese_reader_does(
    tmp_path: Path, set_by_user: dict[str, str]
) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    os.utime(file, (1_700_000_000, 1_700_000_000))
    env = {name: said for name, said in os.environ.items() if not name.startswith("LC_")}
    env |= {"LANG": "en_US.UTF-8", "TZ": "UTC"} | set_by_user
    told = subprocess.run(
        [sys.executable, "-c", DAY_OF_A_FILE, str(tmp_path)],
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
    )
    assert told.stdout.strip() == "2023/11/14 22:13", told.stderr


WHERE_TYPES_ARE_MADE = """
import os, sys, threading
from importlib.abc import MetaPathFinder

class Heard(MetaPathFinder):
    threads = {}

    def find_spec(self, name, path=None, target=None):
        self.threads[name] = threading.current_thread()

sys.meta_path.insert(0, Heard())
from courtdesk.ui.app import make_application, open_window

app = make_application()
window = open_window(sample=True)
while window.editor is None or window.editor.rail._charts is None:
    app.processEvents()
aside = sorted(n for n, t in Heard.threads.items() if t is not threading.main_thread())
print("numpy" in aside, [n for n in aside if n.startswith(("PySide6", "pyqtgraph"))], flush=True)
os._exit(0)
"""


def test_only_the_windows_thread_loads_what_makes_types_of_qt(state: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WHERE_TYPES_ARE_MADE], capture_output=True, text=True, timeout=60
    )
    assert told.stdout.split() == ["True", "[]"], told.stderr
