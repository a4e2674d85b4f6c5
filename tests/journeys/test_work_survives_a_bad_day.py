"""The process is killed while somebody types; a second window meets the same file."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.excel.workbook import write_workbook
from courtdesk.store import Document, leftovers, read_sheet
from courtdesk.ui import files
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.versions.compare_dialog import CompareDialog
from tests.journeys.typist import held
from tests.windows import leave

TYPIST = Path(__file__).with_name("typist.py")
PATIENCE = 20_000  # ms


def typing(file: Path, state: Path, workbook: Path, picture: Path) -> "subprocess.Popen[str]":
    """Start somebody's work in a window of another process."""
    return subprocess.Popen(
        [sys.executable, str(TYPIST), str(file), str(workbook), str(picture)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"COURTDESK_STATE": str(state), "XDG_CONFIG_HOME": str(state)},
    )


@pytest.fixture
def brought(file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A workbook in which the executive bureau changed one figure, and a photo."""
    sheet = read_sheet(file)
    workbook, picture = tmp_path / "执行局.xlsx", tmp_path / "院景.jpg"
    write_workbook(sheet, (), workbook)
    book = openpyxl.load_workbook(workbook)
    for page in book.worksheets:
        for row in page.iter_rows(min_row=4):
            if len(row) > 10 and row[10].value == "F020":
                page.cell(row[0].row, 4).value = 777
    book.save(workbook)
    Image.new("RGB", (640, 480), "#2B5D8A").save(picture)
    return workbook, picture


@pytest.mark.timeout(240)
def test_all_the_window_called_saved_is_there_after_each_of_several_kills(
    file: Path,
    state: Path,
    brought: tuple[Path, Path],
    qtbot: QtBot,
) -> None:
    dice = random.Random(11)
    was = held(read_sheet(file))
    seen: set[int] = set()  # which of the four kinds of work were called saved
    for wanted in (1, 4, 6):
        with typing(file, state, *brought) as typist:
            assert typist.stdout is not None
            said = [typist.stdout.readline() for _ in range(wanted)]
            time.sleep(dice.uniform(0, 0.4))
            typist.send_signal(signal.SIGKILL)
            said += typist.stdout.readlines()
        saved = [tuple(map(int, line.split()[1:])) for line in said if line.endswith("\n")]
        seen |= {kind for kind in range(4) if saved[-1][kind] != was[kind]}
        was = resumed_from_the_start_page(qtbot, file, saved[-1])
    assert seen == {0, 1, 2, 3}


def resumed_from_the_start_page(
    qtbot: QtBot, file: Path, saved: tuple[int, ...]
) -> tuple[int, ...]:
    """Start the program again; what was called saved is in the file or offered, none is missing."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.start.canvas.findChildren(QLabel)), timeout=PATIENCE)
    buttons = window.start.canvas.findChildren(QPushButton)
    go_on = [b for b in buttons if b.text() == "继续编辑"]
    assert len(go_on) <= 1
    if go_on:
        go_on[0].click()
        qtbot.waitUntil(lambda: window.space is not None, timeout=PATIENCE)
        assert window.space is not None
        there = held(window.space.sheet)
        qtbot.waitUntil(lambda: held(read_sheet(file)) == there, timeout=PATIENCE)
        leave(window)
    found = held(read_sheet(file))
    assert all(now >= before for now, before in zip(found, saved, strict=True)), (found, saved)
    window.close()
    assert leftovers() == ()
    return found


def test_after_a_kill_the_recovery_copy_is_offered_with_what_differs_and_by_keyboard(
    window: MainWindow, file: Path, state: Path, brought: tuple[Path, Path], qtbot: QtBot
) -> None:
    original = file.read_bytes()
    with typing(file, state, *brought) as typist:
        assert typist.stdout is not None
        typist.stdout.readline()
        typist.send_signal(signal.SIGKILL)
    assert file.read_bytes() == original  # killed within the two seconds before it is written
    (left,) = leftovers()
    assert (left.court, left.year, left.path) == ("社旗县人民法院", 2023, file)
    differences: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CompareDialog):
            model = dialog.table.model()
            differences.append(model.data(model.index(0, 0)))
            QTest.keyClick(dialog, Qt.Key.Key_Return)

    timer = QTimer(window)
    timer.timeout.connect(answer)
    timer.start(50)
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.space is not None, timeout=PATIENCE)
    timer.stop()
    assert differences == ["执结各类案件数"]
    assert window.space is not None
    assert str(window.space.sheet.figure("F018").printed) == "9001件"
    qtbot.waitUntil(lambda: held(read_sheet(file))[0] == 9001, timeout=PATIENCE)


def test_nothing_of_the_store_or_the_window_opens_a_connection(state: Path) -> None:
    code = (
        "import sys\n"
        "met = []\n"
        "sys.addaudithook(lambda event, _: met.append(event) if event in "
        "('socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname') else None)\n"
        "from courtdesk.ui.app import make_application\n"
        "app = make_application()\n"
        "from courtdesk.ui.main_window import MainWindow\n"
        "from courtdesk.ui import files\n"
        "from PySide6.QtCore import QTimer\n"
        "window = MainWindow(); window.show(); files.open_sample(window)\n"
        "window.space.enter('F018', '2718'); window.space.writer.flush()\n"
        "window.space.wanted = False\n"
        "window.close_document(lambda: QTimer.singleShot(0, app.quit)); app.exec(); print(met)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"COURTDESK_STATE": str(state), "XDG_CONFIG_HOME": str(state)},
        cwd=root,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_second_window_says_so_and_opens_read_only(
    editor: Editor, file: Path, state: Path
) -> None:
    code = (
        "import sys; from courtdesk.store import Document; "
        "d = Document.open(sys.argv[1], 'other'); print(d.read_only); d.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        env=os.environ | {"COURTDESK_STATE": str(state)},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert "只能查看" in done.stdout


def test_a_read_only_sheet_refuses_edits_in_a_sentence(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    first = Document.open(file, "first")
    try:
        window.show_document(Document.open(file, "second"))
        assert window.space is not None and window.editor is not None
        assert "只能查看" in window.space.read_only
        assert not window.actions_by_id["import"].isEnabled()
        window.editor.show_tab("s1")
        assert window.editor.pages["s1"].rows[0].value.isReadOnly()
    finally:
        first.close()
