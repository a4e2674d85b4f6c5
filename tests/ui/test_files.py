"""Opening, leaving and saving sheets in the real window."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from courtdesk.models.value import written
from courtdesk.store import Document, Edit, Recent, leftovers, read_sheet, recents
from courtdesk.ui import files
from courtdesk.ui.look.theme import DARK
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.start_page import Choice
from courtdesk.writing.samples import load_sample


def choose(monkeypatch: pytest.MonkeyPatch, answer: int) -> list[str]:
    """Answer every question with this choice; return what was asked."""
    asked: list[str] = []

    def choose_of(_: object, question: str, *answers: str) -> int:
        asked.append(question)
        return answer

    monkeypatch.setattr(files, "choose_of", choose_of)
    return asked


def test_looking_at_the_sample_leaves_nothing_behind(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["sample"].trigger()
    assert window.space is not None
    assert window.space.sheet.filled == 68
    window.show_start()
    qtbot.waitUntil(lambda: window.space is None)
    assert leftovers() == ()


def test_an_unsaved_sheet_is_not_left_without_a_question(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose(monkeypatch, 2)
    window.actions_by_id["sample"].trigger()
    assert window.space is not None
    window.space.enter("F018", "2600")
    window.close()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["这份事实表还没有存为文件。现在保存吗？"]
    assert window.isVisible()
    assert str(window.space.sheet.figure("F018").printed) == "2600件"


def cut_off() -> None:
    """Leave the work on a sheet without a file as a program that died leaves it."""
    document = Document.new(load_sample("sheqi-2023")[0], "tester")
    what = Edit(path="head.title", before="", after="断电前", label="主题")
    document.commit(written(document.sheet, "head.title", "断电前"), what)
    document._db.close()
    document._copy.release()


def test_cut_off_work_without_a_file_is_not_left_without_a_question(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off()
    (left,) = leftovers()
    files.resume(window, left)
    qtbot.waitUntil(lambda: window.space is not None)
    asked = choose(monkeypatch, 2)
    window.close()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["这份事实表还没有存为文件。现在保存吗？"]
    assert window.isVisible() and window.space is not None


def test_a_sheet_opened_from_a_version_or_an_archive_is_not_left_without_a_question(
    window: MainWindow,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Document.open(file, "tester")
    what = Edit(path="head.title", before="", after="新", label="主题")
    source.commit(written(source.sheet, "head.title", "新"), what)
    source.publish()  # what stood there before is a version now
    source.write_archive(tmp_path / "归档.zip")
    version = source.versions()[-1]
    source.close()
    asked = choose(monkeypatch, 1)  # not to be kept
    for document in (
        Document.from_archive(tmp_path / "归档.zip", "tester"),
        Document.from_version(version.file, "tester"),
    ):
        window.show_document(document)
        window.show_start()
        qtbot.waitUntil(lambda: window.space is None)
    assert len(asked) == 2


def test_going_to_the_start_page_asks_too(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose(monkeypatch, 2)
    window.actions_by_id["sample"].trigger()
    assert window.space is not None
    window.space.enter("F018", "2600")
    window.show_start()
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) == 1
    assert window.space is not None


def test_a_new_sheet_is_saved_under_its_name_and_listed(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "我的事实表"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_by_id["sample"].trigger()
    assert window.space is not None
    window.space.enter("F018", "2600")
    window.actions_by_id["save"].trigger()
    written = target.with_suffix(".courtdesk")
    qtbot.waitUntil(lambda: "已写入 我的事实表.courtdesk" in window.status.where.whole)
    assert str(read_sheet(written).figure("F018").printed) == "2600件"
    window.show_start()

    def listed() -> bool:
        titles = [c.accessibleName() for c in window.start.canvas.findChildren(Choice)]
        return any("社旗县人民法院　2023年" in t and "我的事实表" in t for t in titles)

    qtbot.waitUntil(listed)


def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from courtdesk.ui import tasks

    said: list[str] = []
    monkeypatch.setattr(tasks, "warn", lambda _, sentence: said.append(sentence))
    wrong = tmp_path / "<b>不是.courtdesk"
    wrong.write_bytes(b"x" * 5000)
    files.open_path(window, wrong)
    qtbot.waitUntil(lambda: bool(said))
    assert "不是" in said[0]
    assert window.editor is None


def test_a_saved_sheet_is_listed_even_if_the_program_is_killed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.actions_by_id["sample"].trigger()
    assert window.space is not None
    path = tmp_path / "新名.courtdesk"
    window.space.publish(path)
    qtbot.waitUntil(lambda: path in {r.path for r in recents()})


def test_the_sign_of_a_recent_sheet_follows_the_appearance(window: MainWindow, file: Path) -> None:
    recent = Recent(
        path=file,
        court="某县人民法院",
        year=2024,
        filled=1,
        total=2,
        errors=0,
        when=datetime.now().astimezone(),
    )
    window.start.show_sheets((recent,), (), frozenset())
    card = window.start.canvas.findChild(Choice)
    assert card is not None
    light = card.sign.pixmap().toImage()
    window.start.set_palette(DARK)
    assert card.sign.pixmap().toImage() != light
