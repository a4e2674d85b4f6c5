"""S9: a figure is mended under the eye, what blocks is put right, and everything goes out equal."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import State
from courtdesk.models.value import written
from courtdesk.publish.formats import FORMATS
from courtdesk.publish.pages import page_count, texts
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.print_dialog import PrintDialog
from courtdesk.ui.publishing.wechat_strip import WechatStrip
from tests.journeys.conftest import Officer
from tests.windows import when_open


def shown(page: PublishPage) -> str:
    said = "".join(texts(page.views[page.form.id].pdf))
    return "".join(said.replace("\u2060", "").split())  # it keeps a number with its unit


@pytest.mark.slow
def test_what_goes_out_is_looked_at_released_and_printed(
    officer: Officer,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space, folder = officer.editor.space, tmp_path / "成品"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    # a department took its figure back: the page says so, and leads to its field
    sheet = written(space.sheet, "figures.F027.printed", None)
    space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")
    window.actions_by_id["publish"].trigger()
    page = officer.editor.page
    assert isinstance(page, PublishPage)
    qtbot.waitUntil(lambda: page.ready and page.release.where.isVisible(), timeout=30_000)
    assert "拘传720余人" not in shown(page)
    page.release.menu.actions()[0].trigger()
    field = QApplication.focusWidget()
    assert field is not None and field.objectName() == "figures.F027.printed"

    # it is filled in; back on the page it stands in print, and nothing blocks any more
    officer.fill("F027", "731")
    window.actions_by_id["publish"].trigger()
    qtbot.waitUntil(lambda: page.ready, timeout=30_000)
    assert "拘传731人" in shown(page)
    qtbot.waitUntil(lambda: page.release.told.text() == "可以发布", timeout=30_000)

    # by the keyboard alone: another form, its width, its colours; the article goes to WeChat
    page.forms.setFocus()
    while page.form.id != "wechat.html":
        qtbot.keyClick(page.forms, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.ready, timeout=30_000)
    strip = page.strips["wechat.html"]
    assert isinstance(strip, WechatStrip) and "拘传731人" in shown(page)
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")
    qtbot.keyClick(strip.copy, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "731人" in clipboard.mimeData().html(), timeout=30_000)

    # everything goes out, is read back, and says the same
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    qtbot.keyClick(page.export, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said), timeout=90_000)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert {file["form"] for file in manifest["files"]} == set(FORMATS)
    assert manifest["verdict"]["sound"] and manifest["verdict"]["equal"] == 68
    assert "拘传731人" in "".join(texts((folder / "article.pdf").read_bytes())).replace("\r\n", "")
    assert not [left for left in folder.iterdir() if left.name.startswith(".")]

    # and the sign-off sheet is printed twice, its last page only
    paper = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setFromTo(5, 5)
        printer.setCopyCount(2)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    page.show_form("signoff.pdf")
    page.foot.print.click()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=30_000)
    qtbot.mouseClick(dialog.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: paper.exists() and b"%%EOF" in paper.read_bytes(), timeout=30_000)
    assert page_count(paper.read_bytes()) == 2
    dialog.close()
