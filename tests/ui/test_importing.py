"""Files come into the window: many at once, from folders, from the clipboard, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from courtdesk import resources
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.intake import importing
from courtdesk.ui.intake.import_dialog import ImportDialog
from courtdesk.ui.intake.import_report import ImportReport
from courtdesk.ui.main_window import MainWindow
from tests.excel.drawn import empty
from tests.journeys.test_the_enforcement_bureau_returns_its_sheet import drop, when_shown

FILES = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
MANY = 300


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path) -> Editor:
    """An empty sheet of 2023."""
    window.show_document(Document.new(empty(), "tester"))
    assert window.editor is not None
    return window.editor


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of 300 workbooks."""
    folder = tmp_path / "报送"
    folder.mkdir()
    for number in range(MANY):
        source = FILES[number % len(FILES)]
        shutil.copy(source, folder / f"{number:03}{source.name}")
    (folder / "说明.docx").write_bytes(b"PK")
    (folder / "~$打开中.xlsx").write_bytes(b"x")
    return folder


def blobs(editor: Editor) -> int:
    call = editor.space.writer.call
    return int(call(lambda d: d._db.execute("SELECT count(*) FROM blob").fetchone()[0]).result())


def cancel(bar: QProgressDialog, qtbot: QtBot) -> None:
    """Press 取消 and wait until the work has stopped."""
    (button,) = bar.findChildren(QPushButton)
    gone: list[bool] = []
    bar.destroyed.connect(lambda: gone.append(True))
    button.click()
    qtbot.waitUntil(lambda: bool(gone), timeout=20000)


def boxes() -> list[str]:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    return [w.text() for w in shown if w.isVisible()]


def test_300_workbooks_can_be_cancelled_and_leave_nothing_behind(
    desk: Editor, window: MainWindow, many: Path, qtbot: QtBot
) -> None:
    space = desk.space
    before, kept, steps = space.sheet, blobs(desk), space.undo_stack.count()
    importing.import_paths(window, [many])
    bar = window.findChildren(QProgressDialog)[-1]
    qtbot.waitUntil(lambda: bar.maximum() == MANY and bar.value() > 3, timeout=60000)
    cancel(bar, qtbot)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog)]
    assert (space.sheet, blobs(desk), space.undo_stack.count()) == (before, kept, steps)
    assert boxes() == []


def test_300_workbooks_are_imported_as_one_step(
    desk: Editor, window: MainWindow, many: Path, qtbot: QtBot
) -> None:
    def accept(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        assert len(dialog.proposal.readings) == MANY
        dialog.take.click()

    when_shown(ImportDialog, accept)
    steps = desk.space.undo_stack.count()
    importing.import_paths(window, [many])
    qtbot.waitUntil(lambda: desk.space.sheet.filled == 64, timeout=100000)
    assert desk.space.undo_stack.count() == steps + 1
    for report in window.findChildren(ImportReport):
        report.accept()
    window.undo()
    assert desk.space.sheet.filled == 0


def test_an_import_that_is_refused_at_the_end_keeps_no_file(
    desk: Editor, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """The file was changed between the preview and the yes."""
    file = tmp_path / FILES[0].name
    shutil.copy(FILES[0], file)

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        file.write_bytes(file.read_bytes() + b" ")
        dialog.take.click()

    when_shown(ImportDialog, change)
    kept = blobs(desk)
    importing.import_paths(window, [file])
    qtbot.waitUntil(lambda: bool(boxes()), timeout=60000)
    assert "又被改动" in boxes()[0]
    close_boxes()
    assert (desk.space.sheet.filled, blobs(desk)) == (0, kept)


def close_boxes() -> None:
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            box.close()


def refused(qtbot: QtBot, act: Callable[[], None]) -> str:
    """Return the one sentence that something is refused with."""
    act()
    qtbot.waitUntil(lambda: bool(boxes()), timeout=60000)
    (sentence,) = boxes()
    close_boxes()
    return sentence


def test_cells_copied_from_wps_are_taken_like_a_file(
    desk: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    copied = QMimeData()
    copied.setText("项目\t数量\n执结案件\t2509\n限制高消费\t1220人\n")
    QApplication.clipboard().setMimeData(copied)
    when_shown(ImportDialog, lambda d: d.take.click())  # type: ignore[attr-defined]
    window.actions_by_id["paste"].trigger()
    qtbot.waitUntil(lambda: desk.space.sheet.filled == 2, timeout=60000)
    for report in window.findChildren(ImportReport):
        report.accept()
    source = desk.space.sheet.figure("F018").source
    assert (source.file, source.cell) == ("粘贴的表格", "B2")
    assert "执结案件" in desk.space.blob(source.sha256).decode()


def test_an_empty_clipboard_is_said(desk: Editor, window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().clear()
    said = refused(qtbot, lambda: importing.paste_table(window))
    assert "剪贴板里没有表格" in said


def test_a_table_dropped_on_the_page_of_photos_is_imported(
    desk: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    desk.show_tab("head")
    assert desk.page is not None
    when_shown(ImportDialog, lambda d: d.take.click())  # type: ignore[attr-defined]
    drop(desk.page, [next(f for f in FILES if f.suffix == ".ods")])
    qtbot.waitUntil(lambda: desk.space.sheet.filled > 0, timeout=60000)
    assert desk.space.sheet.photos == ()
    for report in window.findChildren(ImportReport):
        report.accept()


def test_a_file_that_is_no_table_is_said_and_one_among_many_is_listed(
    desk: Editor, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"\x00\x01\x02 not a table")
    assert "“坏.xlsx”" in refused(qtbot, lambda: importing.import_paths(window, [bad]))
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        seen.extend(p.message for p in dialog.proposal.problems)
        dialog.reject()

    when_shown(ImportDialog, look)
    importing.import_paths(window, [bad, FILES[0]])
    qtbot.waitUntil(lambda: bool(seen), timeout=60000)
    assert "坏.xlsx" in seen[0]
    assert desk.space.sheet.filled == 0


def test_a_folder_without_tables_is_said(
    desk: Editor, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "空").mkdir()
    said = refused(qtbot, lambda: importing.import_paths(window, [tmp_path / "空"]))
    assert "文件夹里没有表格" in said


def test_the_window_stays_awake_while_many_are_read(
    desk: Editor, window: MainWindow, many: Path, qtbot: QtBot
) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    importing.import_paths(window, [many])
    bar = window.findChildren(QProgressDialog)[-1]
    qtbot.waitUntil(lambda: bar.value() > 20, timeout=60000)
    timer.stop()
    cancel(bar, qtbot)
    assert len(beats) > 5


def test_a_file_dropped_on_a_field_is_imported_and_no_text(
    desk: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    desk.show_tab("s1")
    assert desk.page is not None
    seen: list[QWidget] = []

    def look(dialog: QWidget) -> None:
        seen.append(dialog)
        dialog.close()

    when_shown(ImportDialog, look)
    field = desk.page.cards[0].rows[0].value
    drop(field, [FILES[0]])
    qtbot.waitUntil(lambda: bool(seen), timeout=60000)
    assert field.text() == ""
