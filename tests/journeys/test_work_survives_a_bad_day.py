"""The process is killed while somebody types; a second window meets the same file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from courtdesk.store import Document, leftovers, read_sheet
from courtdesk.ui import files
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow

TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from courtdesk.store import Document
from courtdesk.ui.app import make_application
app = make_application()
from courtdesk.ui.main_window import MainWindow
window = MainWindow()
window.show()
window.show_document(Document.open(Path(sys.argv[1]), "typist"))
window.editor.show_path("figures.F018.printed")
field = window.editor.pages["s1"].findChild(object, "figures.F018.printed")
field.setFocus()
window.space.saved.connect(lambda _: print("saved", field.text(), flush=True))
field.selectAll()
QTest.keyClicks(field, "2718")
app.exec()
"""


def test_what_the_window_called_saved_is_offered_after_a_kill(
    window: MainWindow, file: Path, state: Path, qtbot: QtBot
) -> None:
    environment = os.environ | {"COURTDESK_STATE": str(state), "XDG_CONFIG_HOME": str(state)}
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    ) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline().strip() == "saved 2718"
        typist.send_signal(signal.SIGKILL)
    left = leftovers()
    assert [(x.court, x.year) for x in left] == [("社旗县人民法院", 2023)]
    assert str(read_sheet(file).figure("F018").printed) == "2509件"
    files.resume(window, left[0])
    qtbot.waitUntil(lambda: window.space is not None, timeout=15_000)
    assert window.space is not None
    assert str(window.space.sheet.figure("F018").printed) == "2718件"
    qtbot.waitUntil(lambda: str(read_sheet(file).figure("F018").printed) == "2718件", timeout=5000)


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
