"""All forms exported from the window: what is told, what blocks, and the reason that lets it go."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import State
from courtdesk.models.value import written
from courtdesk.publish.formats import FORMATS
from courtdesk.ui.editor import Editor
from courtdesk.ui.look.dialogs import WordsForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.forms import BY_ID, FORMS
from courtdesk.ui.tasks import Task
from tests.windows import when_open


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the window is told to export to."""
    chosen = tmp_path / "成品"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    return chosen


def told(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_bytes())


def export(window: MainWindow, qtbot: QtBot, folder: Path) -> str:
    """Export everything; return what the window says of it."""
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        assert box.windowTitle() == "提示"  # there is nothing to be confirmed
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    window.actions_by_id["export_all"].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    return said[0]


@pytest.mark.slow
def test_every_form_is_exported_with_the_revision_of_the_document(
    window: MainWindow, editor: Editor, qtbot: QtBot, folder: Path
) -> None:
    sentence = export(window, qtbot, folder)
    made = told(folder)
    said, _, names = sentence.partition("\n\n")
    assert said == f"已导出 {len(made['files']) + 1} 个文件，逐一读回核对无误。"
    kept = dict(line.split("：") for line in names.splitlines())
    assert kept.pop("图表图片") == "charts 文件夹" and (folder / "charts").is_dir()
    made_of = {(BY_ID[file["form"]].name, file["name"]) for file in made["files"]}
    assert kept.keys() == {form.name for form in FORMS if form.id != "charts"}
    assert made_of.issuperset(kept.items())
    assert {file["form"] for file in made["files"]} == set(FORMATS)
    assert made["verdict"]["sound"] and made["revision"] == editor.space.document.revision
    assert made["head"] == editor.space.document.history(1)[0].hash


@pytest.mark.slow
def test_the_progress_of_an_export_names_the_forms_as_the_window_does(
    window: MainWindow, editor: Editor, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    tell = Task.progress
    monkeypatch.setattr(
        Task, "progress", lambda task, what, *at: (seen.append(what), tell(task, what, *at))[1]
    )
    export(window, qtbot, folder)
    assert set(seen) == {*(f"正在制作{form.name}" for form in FORMS), "正在写入"}


@pytest.mark.slow
def test_a_missing_figure_asks_for_a_reason_which_manifest_and_history_keep(
    window: MainWindow, editor: Editor, qtbot: QtBot, folder: Path
) -> None:
    sheet = written(editor.space.sheet, "figures.F027.printed", None)
    sheet = written(sheet, "figures.F027.state", State.AWAITED)
    editor.space.edit("", sheet, "清空")
    asked: list[str] = []

    def give(form: WordsForm) -> None:
        asked.append(form.field.accessibleName())
        assert not folder.exists()
        form.field.setPlainText("报社今晚截稿")
        form.ok.click()

    when_open(WordsForm, give)
    export(window, qtbot, folder)
    assert "待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数" in asked[0]
    assert told(folder)["anyway"] == "报社今晚截稿"
    row, before = editor.space.document.history(2)
    assert (row.label, row.after) == ("仍要导出成品", "报社今晚截稿")
    assert told(folder)["revision"] == before.seq  # the reason comes once all is in place


@pytest.mark.slow
def test_without_a_reason_nothing_is_exported(
    window: MainWindow, editor: Editor, qtbot: QtBot, folder: Path
) -> None:
    sheet = written(editor.space.sheet, "figures.F027.printed", None)
    editor.space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")
    asked: list[WordsForm] = []

    def leave(form: WordsForm) -> None:
        form.ok.click()  # with nothing written it stays, and says what it wants
        assert form.isVisible() and form.refusal.text() == "请写明理由。"
        asked.append(form)
        form.reject()

    when_open(WordsForm, leave)
    window.actions_by_id["export_all"].trigger()
    qtbot.waitUntil(lambda: bool(asked), timeout=60_000)
    qtbot.wait(200)
    assert not folder.exists()
