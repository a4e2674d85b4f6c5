"""What stands in the way of saving is said, nothing is lost, and nothing is called saved early."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.value import written
from courtdesk.store import Document, Writer, leftovers, locks, read_sheet, recovery
from courtdesk.ui import files, tasks
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.versions import versions
from courtdesk.ui.versions.compare_dialog import CompareDialog
from tests.ui.test_files import choose
from tests.ui.test_versions import left_behind
from tests.windows import close, heard, leave, settle

PATIENCE = 15_000  # ms


def overwritten_by_another(file: Path) -> None:
    theirs = Document.new(written(read_sheet(file), "head.subtitle", "别人的副题"), "other")
    theirs.publish(file.with_name("theirs.courtdesk"))
    theirs.close()
    file.with_name("theirs.courtdesk").replace(file)


def said_boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what boxes say instead of showing them."""
    said: list[str] = []
    for module in (tasks, files, versions):
        monkeypatch.setattr(module, "warn", lambda _, sentence: said.append(sentence))
    monkeypatch.setattr(tasks, "insist", heard(said))
    return said


def test_a_conflict_met_only_at_closing_is_compared_before_the_window_goes(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    overwritten_by_another(file)
    editor.space.enter("F018", "2600")  # at once, before it is published by itself
    window.close()
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is not None, timeout=PATIENCE)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None and window.isVisible()
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("已被别人改动，未覆盖" in text for text in said)
    assert read_sheet(file).head.subtitle == "别人的副题"
    (kept,) = file.parent.glob("*另存*.courtdesk")
    assert str(read_sheet(kept).figure("F018").printed) == "2600件"
    assert any(kept.name in text for text in said)
    dialog.reject()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)


@pytest.mark.parametrize("way", [MainWindow.close, MainWindow.show_start])
def test_a_conflict_met_before_closing_is_told_while_closing(
    editor: Editor,
    window: MainWindow,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[MainWindow], object],
) -> None:
    shown: list[CompareDialog] = []
    monkeypatch.setattr(CompareDialog, "open", lambda dialog: shown.append(dialog))
    overwritten_by_another(file)
    editor.space.enter("F018", "2600")
    editor.space.conflicted.connect(lambda _: way(window))  # before the two files are compared
    editor.space.publish()
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
    assert window.isVisible() and window.editor is not None
    shown[0].reject()
    qtbot.waitUntil(lambda: window.editor is None, timeout=PATIENCE)
    settle()
    QApplication.processEvents()
    assert len(shown) == 1 and window.isVisible() == (way is MainWindow.show_start)


def test_a_conflict_that_was_seen_is_not_told_again(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    overwritten_by_another(file)
    editor.space.enter("F018", "2600")
    editor.space.publish()
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is not None, timeout=PATIENCE)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    dialog.reject()
    assert editor.space.parted is None
    leave(window)


def test_the_status_bar_calls_nothing_saved_while_it_is_typed(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    page = editor.page
    assert page is not None
    field = next(r for r in page.rows if r.id == "F018").value
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2718")
    assert window.status.where.whole.startswith("正在保存")
    qtbot.waitUntil(lambda: window.status.where.whole.startswith("已保存到本机"), timeout=PATIENCE)
    assert editor.space.settled
    assert str(editor.space.document.sheet.figure("F018").printed) == "2718件"


def full(window: MainWindow) -> None:
    """Let the working copy grow no more: SQLite says that the disk is full."""
    space = window.space
    assert space is not None

    def stop(document: Document) -> None:
        (pages,) = document._db.execute("PRAGMA page_count").fetchone()
        document._db.execute(f"PRAGMA max_page_count = {pages}")

    space.writer.call(stop).result()
    space.edit("head.closing", "写不下的长结尾。" * 9_000, "结尾")


def test_edits_this_machine_cannot_keep_are_not_dropped_by_closing(
    editor: Editor,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full(window)
    qtbot.waitUntil(window.status.elsewhere.isVisible, timeout=PATIENCE)
    assert window.status.where.whole.startswith("尚未保存 · 写入本机工作副本时空间不足")
    assert window.status.elsewhere.text() == "导出归档…"
    editor.space.enter("F018", "2600")
    assert window.status.where.whole.startswith("尚未保存")  # a keystroke does not wipe it away
    asked = choose(monkeypatch, 2)
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert window.isVisible() and "关闭就没有了" in asked[0]
    to = tmp_path / "救出.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    sheet = editor.space.sheet
    window.status.elsewhere.click()
    qtbot.waitUntil(lambda: editor.space.rescued is sheet, timeout=PATIENCE)
    again = Document.from_archive(to, "tester")
    assert again.sheet == sheet and sheet.head.closing.startswith("写不下")
    again.close(keep=False)
    asked.clear()
    close(window)
    assert asked == [] and not window.isVisible()


def test_room_on_this_machine_again_takes_all_that_waited(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    full(window)
    qtbot.waitUntil(window.status.elsewhere.isVisible, timeout=PATIENCE)
    space = editor.space
    space.writer.call(lambda d: d._db.execute("PRAGMA max_page_count = 100000")).result()
    space.enter("F018", "2600")
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert not window.status.elsewhere.isVisible()
    assert read_sheet(file) == space.sheet


def test_a_sentence_about_the_file_stays_while_more_is_typed(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    stick, pulled = tmp_path / "stick", tmp_path / "pulled"
    stick.mkdir()
    file = file.rename(stick / file.name)
    window.show_document(Document.open(file, "tester"))
    space = window.space
    assert space is not None
    stick.rename(pulled)
    space.enter("F018", "2600")
    space.publish()
    qtbot.waitUntil(window.status.elsewhere.isVisible, timeout=PATIENCE)
    assert window.status.elsewhere.text() == "另存为…"
    space.enter("F018", "2601")
    qtbot.waitUntil(lambda: space.settled, timeout=PATIENCE)
    QApplication.processEvents()
    assert window.status.where.whole.startswith(f"已保存到本机 · 找不到“{file}”")
    assert window.status.where.property("role") == "amber"
    pulled.rename(stick)
    space.publish()
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert window.status.where.property("role") == "secondary"


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_a_file_taken_away_while_open_is_written_anew_and_that_is_said(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot, how: str
) -> None:
    file.unlink() if how == "deleted" else file.rename(file.with_name("改名.courtdesk"))
    editor.space.enter("F018", "2600")
    editor.space.publish()
    qtbot.waitUntil(lambda: "重新写入" in window.status.where.whole, timeout=PATIENCE)
    assert f"“{file.name}”原已被移走或删除" in window.status.where.whole
    assert str(read_sheet(file).figure("F018").printed) == "2600件"


@pytest.mark.parametrize(("how", "said"), [("gone", "找不到"), ("damaged", "有损坏")])
def test_cut_off_work_can_be_gone_on_with_when_the_file_cannot_be_read(
    window: MainWindow,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    said: str,
) -> None:
    left_behind(file)
    if how == "gone":
        file.unlink()
    else:
        data = file.read_bytes()
        at = data.index(b'{"id":"F020","printed"')
        file.write_bytes(data[:at] + b"X" + data[at + 1 :])
    asked: list[str] = []

    def answer(_: object, question: str, *answers: str) -> int:
        asked.append(question)
        assert answers[0] == "继续上次的编辑"
        return 0

    told = said_boxes(monkeypatch)
    monkeypatch.setattr(versions, "choose_of", answer)
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.space is not None, timeout=PATIENCE)
    assert len(asked) == 1 and said in asked[0] and "1 处修改" in asked[0]
    assert window.space is not None and window.space.sheet.head.subtitle == "没写完的副题"
    if how == "damaged":  # it is no longer what was opened: that is told once it is written
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
        assert "已被别人改动，未覆盖" in told[0] and said in told[0]


def test_a_conflict_of_work_that_was_cut_off_is_told_however_soon_it_is_met(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(file)
    overwritten_by_another(file)
    publish = Writer.publish

    def at_once(writer: Writer, to: Path | None = None) -> "Future[Path]":
        future = publish(writer, to)
        wait([future])
        return future

    monkeypatch.setattr(Writer, "publish", at_once)
    (left,) = leftovers(file)
    files.resume(window, left)
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is not None, timeout=PATIENCE)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    dialog.reject()


def test_a_conflict_with_a_file_that_cannot_be_read_is_told_all_the_same(
    editor: Editor,
    window: MainWindow,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = said_boxes(monkeypatch)
    editor.space.enter("F018", "2600")
    file.write_bytes(b"another program's file" * 500)
    editor.space.publish()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert "已被别人改动，未覆盖" in said[0] and "不是本程序的数据文件" in said[0]
    assert file.read_bytes().startswith(b"another")


def test_what_is_typed_while_an_edit_is_put_back_stays(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    space = editor.space
    space.enter("F018", "2600")
    space.writer.flush()
    seq = space.document.revision
    versions.put_back(window, seq, "改")
    space.enter("F020", "336")
    qtbot.waitUntil(lambda: str(space.sheet.figure("F018").printed) == "2509件", timeout=PATIENCE)
    assert str(space.sheet.figure("F020").printed) == "336件"


def test_the_history_is_searched_beyond_what_it_shows_at_a_time(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    space, panel = editor.space, editor.rail.history
    space.edit("head.kicker", "只写过一次的引题", "引题")
    for number in range(310):
        space.edit("head.title", f"标题{number}", "主题")
    window.actions_by_id["history"].trigger()
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) == 300, timeout=PATIENCE)
    panel.filter.setText("只写过一次")
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) == 1, timeout=PATIENCE)
    assert panel.list.entries.cards[0].tag == "引题"
    panel.filter.setText("从没写过")
    qtbot.waitUntil(panel.empty.isVisible, timeout=PATIENCE)
    assert panel.empty.text() == "没有符合条件的记录。"


def test_work_that_was_cut_off_is_looked_for_off_the_windows_thread(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(file)
    looked_at, threads = recovery._looked_at, set()

    def watched(copy: object) -> object:
        threads.add(threading.current_thread())
        return looked_at(copy)

    monkeypatch.setattr(recovery, "_looked_at", watched)
    monkeypatch.setattr(versions, "choose_leftover", lambda _, left: files.resume(window, left))
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.space is not None, timeout=PATIENCE)
    assert threads and threading.main_thread() not in threads
    assert leftovers() == () and not window.findChildren(QMessageBox)


def test_an_import_seen_from_one_figure_tells_of_that_figure(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    space, panel = editor.space, editor.rail.history
    sheet = space.sheet
    for number, figure in enumerate(sheet.figures[:20]):
        sheet = written(sheet, f"figures.{figure.id}.note", f"第{number}条备注")
    space.edit("", sheet, "导入 表格.xlsx：20 处", origin="表格.xlsx")
    space.writer.flush()
    window.actions_by_id["history"].trigger()
    last = sheet.figures[19]
    panel.show_place(f"figures.{last.id}", sheet.outline.indicator(last.id).label)
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) == 1, timeout=PATIENCE)
    assert "第19条备注" in panel.list.entries.cards[0].text
    assert "第0条备注" not in panel.list.entries.cards[0].text


def test_going_on_with_cut_off_work_is_the_first_answer_of_the_start_page(
    file: Path, qtbot: QtBot
) -> None:
    left_behind(file)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()

    def ready() -> None:
        button = window.focusWidget()
        assert isinstance(button, QPushButton) and button.text() == "继续编辑"
        assert button.property("primary")

    qtbot.waitUntil(ready, timeout=PATIENCE)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.space is not None, timeout=PATIENCE)
    assert window.space is not None and window.space.sheet.head.subtitle == "没写完的副题"
    leave(window)


def test_a_note_another_machine_left_behind_can_be_disregarded(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = locks.Note(who="王五", host="别的电脑", copy_folder="/there", when=datetime.now(UTC))
    locks.note_path(file).write_text(note.model_dump_json(), encoding="utf-8")
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.editor is not None, timeout=PATIENCE)
    assert window.editor is not None and "王五" in window.editor.space.read_only
    asked: list[str] = []
    monkeypatch.setattr(files, "ask", lambda _, question, *__, **___: bool(asked.append(question)))
    window.editor.seize.click()
    assert "王五" in asked[0] and "都会留下" in asked[0]
    assert window.space is not None and window.space.read_only
    monkeypatch.setattr(files, "ask", lambda *_, **__: True)
    window.editor.seize.click()
    qtbot.waitUntil(lambda: window.space is not None and not window.space.read_only)
    window.space.enter("F018", "2600")
    leave(window)
    assert str(read_sheet(file).figure("F018").printed) == "2600件"
    assert not locks.note_path(file).exists()


def test_what_a_living_window_of_this_machine_holds_is_not_to_be_taken(
    window: MainWindow, file: Path
) -> None:
    first = Document.open(file, "first")
    window.show_document(Document.open(file, "second"))
    assert window.space is not None and window.space.read_only
    assert not window.space.document.advisory
    first.close()
