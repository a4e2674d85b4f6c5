"""The article for WeChat: looked at by day and at night, and copied as rich text."""

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import State
from courtdesk.models.value import written
from courtdesk.publish.wechat_subset import outside
from courtdesk.store import Document, Edit
from courtdesk.ui import tasks
from courtdesk.ui.look.dialogs import WordsForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing import clipboard
from courtdesk.ui.publishing.clipboard import Copy, copy_article, put
from courtdesk.ui.publishing.exchange import _export_to
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.tasks import run
from courtdesk.writing.article import compose, plain
from tests.ui.publishing.pages import set_anew, strip
from tests.windows import settle, when_open


def test_the_article_for_wechat_is_looked_at_by_day_at_night_and_at_two_widths(
    page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    assert page.leaves["wechat.html"].sizes[0][0] == 360
    seen = page.paper.viewport()
    day = seen.grab().toImage().pixelColor(seen.width() // 2, 20)
    strip(page).widths.button(677).click()
    set_anew(page, qtbot)
    assert page.leaves["wechat.html"].sizes[0][0] == 677
    strip(page).dark.click()
    set_anew(page, qtbot)
    night = seen.grab().toImage().pixelColor(seen.width() // 2, 20)
    assert day.lightness() > 250 and night.lightness() < 40


def test_the_article_for_wechat_is_copied_as_rich_text_and_as_words(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    page.space.edit("head.closing", "来年再上新台阶。", "结尾")
    set_anew(page, qtbot, "wechat.html")
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")
    strip(page).copy.click()
    qtbot.waitUntil(lambda: clipboard.mimeData().hasHtml(), timeout=20_000)
    html, words = clipboard.mimeData().html(), clipboard.mimeData().text()
    assert "<section" in html and ">10336件</strong>" in html and "data:image/" in html
    assert "来年再上新台阶。" in html
    assert outside(html) == ()
    assert words == plain(compose(page.space.sheet))
    assert window.statusBar().currentMessage().startswith("公众号稿已复制")


def emptied(page: PublishPage) -> None:
    """Take a figure out of the sheet: it may not be released any more."""
    sheet = written(page.space.sheet, "figures.F027.printed", None)
    page.space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")


def test_without_a_reason_nothing_that_is_blocked_comes_onto_the_clipboard(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    emptied(page)
    clipboard, revision = QApplication.clipboard(), page.space.stamped().result()[1].number
    clipboard.setText("别人的")
    said: list[str] = []

    def refuse(form: WordsForm) -> None:
        said.append(form.field.accessibleName())
        form.ok.click()  # with nothing written it stays, and says what it wants
        said.append(form.refusal.text())
        form.reject()

    when_open(WordsForm, refuse)
    strip(page).copy.click()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=20_000)
    assert said[0].startswith("1 个指标还没有数，不能发布，先处理：待填：聚力平安守护")
    assert said[1] == "请写明理由。"
    settle()
    qtbot.wait(50)
    assert clipboard.text() == "别人的"
    assert page.space.stamped().result()[1].number == revision


def test_a_reason_lets_the_article_onto_the_clipboard_and_stays_in_the_history(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    emptied(page)
    sheet, steps = page.space.sheet, page.space.undo_stack.count()
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")

    def give(form: WordsForm) -> None:
        form.field.setPlainText("今晚推送，明早补数")
        form.ok.click()

    when_open(WordsForm, give)
    strip(page).copy.click()
    qtbot.waitUntil(lambda: clipboard.mimeData().hasHtml(), timeout=20_000)
    (row,) = page.space.document.history(1)
    assert (row.label, row.after) == ("仍要复制公众号稿", "今晚推送，明早补数")
    assert page.space.document.unbroken()
    assert page.space.sheet is sheet and page.space.undo_stack.count() == steps
    window.actions_by_id["history"].trigger()
    assert window.editor is not None
    panel = window.editor.rail.history
    qtbot.waitUntil(lambda: bool(panel.list.entries.cards), timeout=10_000)
    newest = panel.list.entries.cards[0]
    assert (newest.tag, newest.text) == ("仍要复制公众号稿", "今晚推送，明早补数")
    panel.list.setCurrentIndex(panel.list.entries.index(0))
    assert not panel.back.isEnabled()  # nothing was changed that could be put back


def test_of_a_copy_that_was_cancelled_the_history_says_nothing(
    window: MainWindow, page: PublishPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(page)
    QApplication.clipboard().setText("别人的")

    def cancelled(*asked: Any) -> None:
        run(*asked).cancel()

    monkeypatch.setattr(clipboard, "run", cancelled)
    copy_article(window, page.space, "今晚推送")
    settle()
    QApplication.processEvents()
    (row,) = page.space.writer.call(lambda document: document.history(1)).result()
    assert row.label == "清空" and QApplication.clipboard().text() == "别人的"


def test_of_an_export_that_failed_the_history_says_nothing(
    window: MainWindow, page: PublishPage, qtbot: QtBot, tmp_path: Path
) -> None:
    emptied(page)
    (tmp_path / "article.txt" / "里").mkdir(parents=True)  # it cannot be replaced
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    for reason in ("截稿", "截稿"):
        when_open(QMessageBox, read)
        _export_to(window, page.space, ("txt",), tmp_path, reason)
        count = len(said)
        qtbot.waitUntil(lambda count=count: len(said) > count)
        rows = page.space.writer.call(lambda document: document.history(2)).result()
        if len(said) == 1:
            assert "article.txt" in said[0] and rows[0].label == "清空"
            shutil.rmtree(tmp_path / "article.txt")
    assert said[1].startswith("已导出")
    assert [row.label for row in rows] == ["仍要导出成品", "清空"]


def test_a_sheet_left_while_its_article_is_copied_is_said_in_a_sentence(
    window: MainWindow, page: PublishPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(page)
    QApplication.clipboard().setText("别人的")
    said: list[str] = []
    monkeypatch.setattr(tasks, "warn", lambda _, sentence: said.append(sentence))
    free = threading.Event()
    tasks.Task.pool.submit(free.wait, 20)
    copy_article(window, page.space, "今晚推送")
    window.close_document()
    qtbot.waitUntil(lambda: window.space is None)
    free.set()
    qtbot.waitUntil(lambda: bool(said))
    assert "关闭" in said[0] and QApplication.clipboard().text() == "别人的"


def test_of_a_document_that_is_only_looked_at_nothing_blocked_is_copied(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    holder = Document.open(file, "other")
    try:
        cleared = written(holder.sheet, "figures.F027.printed", None)
        holder.commit(cleared, Edit(path="", before="", after="", label="清空"))
        holder.publish()
        window.show_document(Document.open(file, "tester"))
        clipboard = QApplication.clipboard()
        clipboard.setText("别人的")
        said: list[str] = []

        def read(box: QMessageBox) -> None:
            said.append(box.text())
            box.reject()

        when_open(QMessageBox, read)
        assert window.space is not None
        copy_article(window, window.space)
        qtbot.waitUntil(lambda: bool(said), timeout=20_000)
        assert "没有复制：" in said[0] and clipboard.text() == "别人的"
    finally:
        holder.close()


def test_what_wechat_would_not_keep_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    html = '<section><a href="x">链接</a><p style="position:fixed">词</p></section>'
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    put(window, Copy(html, "链接词", outside(html)))
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert "标签 <a>" in said[0] and "<p> 的样式 position" in said[0]
    assert QApplication.clipboard().mimeData().html() == html
