"""The page is left while it is typeset, and is loaded only when it is first shown."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage


@pytest.mark.parametrize("moment", [0, 30, 120])
def test_the_sheet_may_be_closed_while_it_is_typeset(
    window: MainWindow, page: PublishPage, qtbot: QtBot, moment: int
) -> None:
    page.space.enter("F001", "10999件")
    page.show_form("sheet.pdf")
    if moment:
        qtbot.wait(moment)
    window.show_start()
    qtbot.wait(300)
    assert window.editor is None


CLOSED_WHILE_TYPESET = """
import logging, sys, time
from courtdesk.store import Document
from courtdesk.writing.samples import load_sample
from courtdesk.ui.app import make_application
from courtdesk.ui.main_window import MainWindow

app = make_application()
logging.basicConfig(stream=sys.stderr)
window = MainWindow()
window.show()
document = Document.open(sys.argv[1], "tester")
publish = document.publish
document.publish = lambda *how: (time.sleep(1), publish(*how))[1]  # a slow disk
window.show_document(document)
window.space.edit("head.title", "新标题", "主题")
window.actions_by_id["publish"].trigger()
begun = time.monotonic()
while eval(sys.argv[2]):
    app.processEvents()
window.close()
while window.isVisible():
    app.processEvents()
print("over")
"""


@pytest.mark.parametrize("until", ["False", "time.monotonic() < begun + 0.05"])
def test_the_process_ends_quietly_when_the_window_is_closed_while_it_is_typeset(
    file: Path, until: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CLOSED_WHILE_TYPESET, str(file), until],
        capture_output=True,
        text=True,
        timeout=120,  # a process that waits for ever
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "over"), ended.stderr
    assert "Traceback" not in ended.stderr and "fault" not in ended.stderr


def test_the_pages_modules_are_loaded_when_it_is_first_shown() -> None:
    asked = (
        "import sys, courtdesk.ui.main_window, courtdesk.ui.editor\n"
        "asked = ('courtdesk.publish', 'courtdesk.ui.publishing', 'typst', 'pypdfium2')\n"
        "print([m for m in sys.modules if m.startswith(asked)])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stderr
