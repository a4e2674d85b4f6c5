"""Versions, archives, leftovers and conflicts in the window: chosen between by what differs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.value import written
from courtdesk.store import AuditRow, Document, Edit, last_sound, leftovers, read_sheet
from courtdesk.store.working import WorkingCopy
from courtdesk.ui import files
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.versions import versions
from courtdesk.ui.versions.compare_dialog import CompareDialog
from courtdesk.ui.versions.losses_dialog import LossesDialog
from courtdesk.ui.versions.versions_dialog import VersionsDialog
from courtdesk.writing.compare import Difference


def shown(qtbot: QtBot, kind: type) -> object:
    """Wait for a dialog of this kind to be shown, and return it."""
    found: list[object] = []

    def look() -> None:
        found[:] = [w for w in QApplication.topLevelWidgets() if type(w) is kind and w.isVisible()]
        assert found

    qtbot.waitUntil(look, timeout=15_000)
    return found[0]


def cells(dialog: CompareDialog) -> list[tuple[str, ...]]:
    model = dialog.table.model()
    return [
        tuple(model.data(model.index(row, column)) for column in range(3))
        for row in range(model.rowCount())
    ]


def left_behind(file: Path) -> None:
    """Edit a file and die before it is published."""
    document = Document.open(file, "tester")
    sheet = written(document.sheet, "head.subtitle", "没写完的副题")
    edit = Edit(path="head.subtitle", before="", after="没写完的副题", label="副题")
    document.commit(sheet, edit)
    copy: WorkingCopy = document._copy
    document._db.close()
    copy.release()


def test_a_version_is_compared_and_opened_as_a_new_sheet(
    editor: Editor, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    space = editor.space
    space.enter("F018", "2600")
    with qtbot.waitSignal(space.published, timeout=15_000):
        space.publish()
    window.actions_by_id["versions"].trigger()
    dialog = shown(qtbot, VersionsDialog)
    assert isinstance(dialog, VersionsDialog) and len(dialog.list.entries.cards) == 1
    dialog.compare.click()
    compared = shown(qtbot, CompareDialog)
    assert isinstance(compared, CompareDialog)
    assert cells(compared) == [("执结各类案件数", "2509件，已核", "2600件，已收")]
    compared.reject()
    dialog.restore.click()
    qtbot.waitUntil(lambda: window.space is not None and window.space is not space, timeout=15_000)
    assert window.space is not None and window.space.path is None
    assert str(window.space.sheet.figure("F018").printed) == "2509件"
    assert str(read_sheet(file).figure("F018").printed) == "2600件"
    window.space.wanted = False


def test_a_sheet_never_written_says_that_it_has_no_versions_yet(
    window: MainWindow, state: Path, qtbot: QtBot
) -> None:
    files.open_sample(window)
    window.actions_by_id["versions"].trigger()
    dialog = shown(qtbot, VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    assert dialog.empty.isVisible() and not dialog.restore.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(("button", "subtitle"), [(0, "没写完的副题"), (1, "")])
def test_opening_a_file_with_work_left_shows_what_differs_and_goes_on_with_either(
    window: MainWindow, file: Path, qtbot: QtBot, button: int, subtitle: str
) -> None:
    left_behind(file)
    answered: list[list[tuple[str, ...]]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CompareDialog):
            answered.append(cells(dialog))
            assert dialog.buttons[0].isDefault()
            dialog.buttons[button].click()

    timer = versions_timer(window, answer)
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.space is not None, timeout=15_000)
    timer.stop()
    assert answered == [[("副题", "（无）", "没写完的副题")]]
    assert window.space is not None and window.space.sheet.head.subtitle == subtitle
    if button:
        assert len(leftovers()) == 1  # neither is thrown away


def versions_timer(window: MainWindow, call: object):
    """Call again and again while a dialog runs its own loop."""
    from PySide6.QtCore import QTimer

    timer = QTimer(window)
    timer.setInterval(50)
    timer.timeout.connect(call)
    timer.start()
    return timer


def test_a_conflict_keeps_both_and_shows_what_differs(
    editor: Editor, window: MainWindow, file: Path, state: Path, qtbot: QtBot
) -> None:
    space = editor.space
    space.enter("F018", "2600")
    space.writer.flush()
    other = written(read_sheet(file), "head.subtitle", "别人的副题")
    theirs = Document.new(other, "other")
    theirs.publish(file.with_name("theirs.courtdesk"))
    theirs.close()
    file.with_name("theirs.courtdesk").replace(file)
    space.publish()
    dialog = shown(qtbot, CompareDialog)
    assert isinstance(dialog, CompareDialog)
    labels = [label for label, *_ in cells(dialog)]
    assert "执结各类案件数" in labels and "副题" in labels
    dialog.reject()
    assert read_sheet(file).head.subtitle == "别人的副题"
    assert space.path is not None and "另存" in space.path.name
    assert str(read_sheet(space.path).figure("F018").printed) == "2600件"


def test_the_history_of_one_figure_is_shown_and_an_edit_put_back(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    space, panel = editor.space, editor.rail.history
    space.enter("F018", "2600")
    space.enter("F020", "336")
    space.enter("F018", "2700")
    space.writer.flush()
    page = editor.page
    assert page is not None
    row = next(r for r in page.rows if r.id == "F018")
    next(a for a in row.more.menu().actions() if a.text() == "修改记录").trigger()
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) == 2)
    assert panel.place.isVisible() and "执结各类案件数" in panel.only.text()
    panel.list.setCurrentIndex(panel.list.entries.index(1))
    assert panel.chosen is not None and panel.hash.whole == f"第 {panel.chosen.seq + 1} 条"
    newer = panel.list.entries.cards[0].key
    assert isinstance(newer, AuditRow) and newer.hash not in panel.foot.toolTip()
    assert panel.chosen.hash in panel.foot.toolTip()
    assert panel.chosen.previous in panel.foot.toolTip()
    count = space.undo_stack.count()
    panel.back.click()
    qtbot.waitUntil(lambda: str(space.sheet.figure("F018").printed) == "2509件", timeout=15_000)
    assert str(space.sheet.figure("F020").printed) == "336件"
    assert space.undo_stack.count() == count + 1
    space.undo_stack.undo()
    assert str(space.sheet.figure("F018").printed) == "2700件"
    panel.place.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) >= 5)


def test_the_history_says_whether_its_chain_is_whole(editor: Editor, qtbot: QtBot) -> None:
    space, panel = editor.space, editor.rail.history
    space.enter("F018", "2600")
    editor.rail.turn(3)
    qtbot.waitUntil(lambda: "共 2 条记录，前后相接" in panel.chain.text(), timeout=15_000)
    space.enter("F018", "2700")
    qtbot.waitUntil(lambda: "共 3 条记录，前后相接" in panel.chain.text(), timeout=15_000)
    assert panel.chain.property("role") == "secondary"
    space.enter("F018", "2800")

    def forge(document: Document) -> None:
        document._db.execute("UPDATE audit SET after = '2900件' WHERE seq = 3")

    space.writer.call(forge).result(15)
    panel.show_place("", "")
    qtbot.waitUntil(lambda: "前后接不上" in panel.chain.text(), timeout=15_000)
    assert panel.chain.property("role") == "error"
    space.wanted = False


def test_the_history_counts_from_one_and_tells_a_redone_step(editor: Editor, qtbot: QtBot) -> None:
    space, panel = editor.space, editor.rail.history
    space.enter("F018", "2600")
    space.undo_stack.undo()
    space.undo_stack.redo()
    editor.rail.turn(3)
    qtbot.waitUntil(lambda: "共 4 条记录" in panel.chain.text(), timeout=15_000)
    labels = [card.tag for card in panel.list.entries.cards]
    assert panel.hash.whole == "第 4 条"
    assert [label[:3] for label in labels[:2]] == ["重做：", "撤销："]


def test_the_history_shows_the_place_where_a_long_text_was_changed(
    editor: Editor, qtbot: QtBot
) -> None:
    space, panel = editor.space, editor.rail.history
    same = "全院干警走进企业社区听取意见" * 8
    space.edit("head.closing", f"{same}三次。", "结尾")
    space.edit("head.closing", f"{same}五次。", "结尾")
    editor.rail.turn(3)
    qtbot.waitUntil(lambda: len(panel.list.entries.cards) == 3, timeout=15_000)
    text = panel.list.entries.cards[0].text
    assert "三次。 → …" in text and text.endswith("五次。") and len(text) < 60
    first = panel.list.entries.cards[1].text
    assert first.endswith("…") and "三次" not in first


def test_an_archive_is_written_and_read_back_from_the_menu(
    editor: Editor,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    to = tmp_path / "归档"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    sheet = editor.space.sheet
    window.actions_by_id["archive"].trigger()
    qtbot.waitUntil(lambda: to.with_suffix(".zip").exists(), timeout=15_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(to) + ".zip", ""))
    old = window.space
    window.actions_by_id["unarchive"].trigger()
    qtbot.waitUntil(lambda: window.space is not None and window.space is not old, timeout=15_000)
    assert window.space is not None and window.space.sheet == sheet
    window.space.wanted = False


def test_a_file_that_cannot_be_written_offers_another_place_until_it_can(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder, moved = tmp_path / "stick", tmp_path / "pulled"
    folder.mkdir()
    file = file.rename(folder / file.name)
    window.show_document(Document.open(file, "tester"))
    space = window.space
    assert space is not None
    space.enter("F018", "2600")
    space.writer.flush()
    folder.rename(moved)
    space.publish()
    qtbot.waitUntil(window.status.elsewhere.isVisible, timeout=15_000)
    assert "找不到" in window.status.where.whole
    assert window.status.where.property("role") == "amber"
    moved.rename(folder)
    space.publish()
    qtbot.waitUntil(lambda: not window.status.elsewhere.isVisible(), timeout=15_000)
    assert str(read_sheet(file).figure("F018").printed) == "2600件"


def test_the_comparison_says_when_both_are_the_same(window: MainWindow) -> None:
    dialog = CompareDialog(window, "比较", "说明", ("左", "右"), ())
    dialog.show()
    assert dialog.table.model().rowCount() == 0 and dialog.answer == -1
    dialog.close()
    assert versions.ZIP.endswith("(*.zip)")


def damaged(file: Path) -> bytes:
    """Spoil one figure of a file; return its bytes."""
    data = bytearray(file.read_bytes())
    at = data.index(b'{"id":"F020","printed"')
    data[at + 8] = ord("X")
    file.write_bytes(data)
    return bytes(data)


def changed(file: Path, text: str) -> None:
    """Edit a file once, so that the one before becomes a version."""
    document = Document.open(file, "tester")
    edit = Edit(path="head.subtitle", before="", after=text, label="副题")
    document.commit(written(document.sheet, "head.subtitle", text), edit)
    document.close()


def test_what_a_damaged_file_lost_is_counted_and_listed_and_can_be_saved_elsewhere(
    window: MainWindow,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = damaged(file)
    for version in (file.parent / "state" / "versions").glob("*/*.courtdesk"):
        version.unlink()  # as on a machine that never had the file
    files.open_path(window, file)
    dialog = shown(qtbot, LossesDialog)
    assert isinstance(dialog, LossesDialog)
    assert window.space is not None and "未能读出" in window.space.read_only
    assert [dialog.lost.item(n).text() for n in range(dialog.lost.count())] == [
        "指标“网络司法拍卖件数”"
    ]
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "1 处未能读出" in words and "指标 67 / 68" in words and "原文件没有改动" in words
    assert not dialog.open_earlier.isVisible() and dialog.save.isDefault()
    to = tmp_path / "修复.courtdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    dialog.save.click()
    qtbot.waitUntil(lambda: window.space is not None and not window.space.read_only, timeout=15_000)
    assert file.read_bytes() == data
    assert len(read_sheet(to).figures) == 67


def test_the_last_sound_version_of_a_damaged_file_is_offered_and_opened(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    changed(file, "副题一")
    changed(file, "副题二")
    newest = last_sound(file)
    assert newest is not None
    newest.file.write_bytes(newest.file.read_bytes()[:-1] + b"x")  # so this one is not sound
    data = damaged(file)
    files.open_path(window, file)
    dialog = shown(qtbot, LossesDialog)
    assert isinstance(dialog, LossesDialog) and dialog.open_earlier.isDefault()
    dialog.open_earlier.click()
    qtbot.waitUntil(lambda: window.space is not None and window.space.path is None, timeout=15_000)
    assert window.space is not None and window.space.sheet.head.subtitle == "副题一"
    assert window.space.sheet.filled == 68 and file.read_bytes() == data
    window.space.wanted = False


def test_of_a_file_beyond_reading_the_last_sound_version_is_offered(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(file, "副题")
    data = file.read_bytes()[:8192] + b"\0" * 4096
    file.write_bytes(data)
    asked: list[str] = []

    def answer(_: object, question: str, *answers: str) -> int:
        asked.append(question)
        return 0

    monkeypatch.setattr(versions, "choose_of", answer)
    files.open_path(window, file)
    qtbot.waitUntil(lambda: window.space is not None, timeout=15_000)
    assert len(asked) == 1 and "已损坏" in asked[0] and "核对完好的版本" in asked[0]
    assert window.space is not None and window.space.sheet.filled == 68
    assert file.read_bytes() == data
    window.space.wanted = False


def test_every_row_of_a_long_comparison_comes_to_be_as_high_as_its_words(
    window: MainWindow, qtbot: QtBot
) -> None:
    long = "全年走访企业、社区，把矛盾化解在前端。" * 12
    found = tuple(
        Difference(path=f"p{n}", label=f"第{n}处", before=long if n % 2 else "短", after="新")
        for n in range(900)
    )
    dialog = CompareDialog(window, "比较", "说明", ("左", "右"), found)
    dialog.show()
    table = dialog.table
    assert table.rowHeight(1) > 2 * table.rowHeight(0)  # those in sight at once
    qtbot.waitUntil(lambda: table.rowHeight(899) > 2 * table.rowHeight(898), timeout=15_000)
    table.scrollToBottom()
    dialog.resize(1200, 560)
    qtbot.waitUntil(lambda: table.rowHeight(1) < 2 * table.rowHeight(899), timeout=15_000)
    dialog.close()
