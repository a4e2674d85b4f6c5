"""A new, empty sheet tells one story everywhere, and where to begin."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import blank
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.writing.outlines import load_outline


def opened(window: MainWindow, outline: str) -> Editor:
    sheet = blank("云川县人民法院", 2024, load_outline(outline))
    window.show_document(Document.new(sheet, "tester"))
    assert window.editor is not None
    return window.editor


@pytest.fixture
def empty(window: MainWindow, state: Path, qtbot: QtBot) -> Editor:
    """A sheet of 55 indicators, proofed."""
    editor = opened(window, "general")
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh)
    return editor


def release(window: MainWindow, editor: Editor, qtbot: QtBot) -> str:
    window.actions_by_id["publish"].trigger()
    page = editor.page
    assert isinstance(page, PublishPage)
    qtbot.waitUntil(lambda: not page.release.told.text().startswith("正在"), timeout=10_000)
    return page.release.told.text()


def test_missing_figures_are_told_as_missing_on_every_page(
    window: MainWindow, empty: Editor, qtbot: QtBot
) -> None:
    found = empty.rail.findings
    assert not empty.space.findings
    assert found.empty.text() == "还没有数可以核对，填入后随即核对。"
    assert found.awaited.text() == "还有 55 个指标没有数，前往填写"
    assert window.status.filled.text() == "已填 0 / 55"
    assert release(window, empty, qtbot) == "55 个指标还没有数，暂不能发布"


def test_from_the_findings_one_goes_to_the_first_missing_figure(
    window: MainWindow, empty: Editor
) -> None:
    window.actions_by_id["findings"].trigger()
    assert empty.rail.findings.awaited.isVisible()
    empty.rail.findings.awaited.click()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "figures.G01.printed"


def test_what_is_filled_is_told_apart_from_what_is_missing(
    window: MainWindow, empty: Editor, qtbot: QtBot
) -> None:
    empty.space.enter("G01", "120件")
    found = empty.rail.findings
    qtbot.waitUntil(lambda: found.empty.text() == "已填的数没有发现问题。")
    assert found.awaited.text() == "还有 54 个指标没有数，前往填写"
    empty.space.edit("head.closing", "来年再走访八十三家企业。", "结尾")
    qtbot.waitUntil(lambda: bool(found.list.entries.cards))
    assert not found.awaited.isHidden()
    assert release(window, empty, qtbot) == "54 个指标还没有数，另有 1 处未处理，暂不能发布"


def test_a_sheet_without_a_word_is_not_called_fit_for_release(
    window: MainWindow, state: Path, qtbot: QtBot
) -> None:
    editor = opened(window, "minimal")
    assert editor.rail.findings.awaited.isHidden()
    assert release(window, editor, qtbot) == "稿件还没有写"
