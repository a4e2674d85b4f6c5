"""What blocks the release is told and led to; the ticked forms are exported."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import State
from courtdesk.models.value import written
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.forms import FORMS
from courtdesk.ui.publishing.page import PublishPage
from tests.windows import when_open


def test_what_blocks_the_release_is_told_and_led_to(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.release.told.text() == "可以发布", timeout=10_000)
    sheet = written(page.space.sheet, "figures.F027.printed", None)
    page.space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")
    qtbot.waitUntil(lambda: page.release.where.isVisible(), timeout=10_000)
    assert page.release.told.text() == "1 个指标还没有数，暂不能发布"
    (action,) = page.release.menu.actions()
    assert action.text() == "待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数"
    action.trigger()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "figures.F027.printed"


def test_an_unbound_number_is_led_to_with_its_words_selected(
    window: MainWindow, page: PublishPage, editor: Editor, qtbot: QtBot
) -> None:
    page.space.edit("head.closing", "来年再走访八十三家企业。", "结尾")
    qtbot.waitUntil(lambda: page.release.where.isVisible(), timeout=10_000)
    page.release.menu.actions()[0].trigger()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "head.closing"
    assert focus.textCursor().selectedText() == "八十三家"  # type: ignore[attr-defined]


@pytest.mark.slow
def test_only_the_ticked_forms_are_exported(
    window: MainWindow,
    page: PublishPage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "成品"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.forms.setFocus()
    wanted = {"txt", "sheet.pdf"}
    for row, form in enumerate(FORMS):
        page.forms.setCurrentRow(row)
        if form.id not in wanted:
            qtbot.keyClick(page.forms, Qt.Key.Key_Space)
    assert page.export.text() == "导出 2 种…"
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    page.export.click()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert {file["form"] for file in manifest["files"]} == wanted


def test_nothing_ticked_nothing_exported(page: PublishPage) -> None:
    for row in range(page.forms.count()):
        page.forms.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not page.export.isEnabled()
