"""The enforcement bureau's own sheet is dragged in, one row is asked about, and all is undone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from courtdesk import resources
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.figure_row import FigureRow
from courtdesk.ui.intake.import_dialog import ImportDialog
from courtdesk.ui.intake.import_report import ImportReport
from courtdesk.ui.intake.source_dialog import SourceDialog
from courtdesk.ui.main_window import MainWindow
from tests.excel.drawn import empty

NAME = "执行局2023年度工作数据.xlsx"
BUREAU = (
    *("F018", "F019", "F020", "F021", "F022", "F023", "F024"),
    *("F025", "F026", "F027", "F028", "F029", "F062", "F063"),
)


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path) -> Iterator[Editor]:
    """An empty sheet of 2023, open at the enforcement section."""
    document = Document.new(empty(), "tester")
    document.publish(tmp_path / "社旗2023.courtdesk")
    document.close()
    window.show_document(Document.open(tmp_path / "社旗2023.courtdesk", "tester"))
    assert window.editor is not None
    window.editor.show_tab("s1")
    assert window.editor.page is not None
    window.editor.page.complete()
    yield window.editor


def drop(target: QWidget, paths: list[Path]) -> None:
    """Let files fall onto a widget as the desktop does: it or its parents take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    data.setText("\n".join(map(str, paths)))  # as file managers add
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    where: QWidget | None = target
    while where is not None:
        if where.acceptDrops():
            enter = QDragEnterEvent(
                QPoint(9, 9), action, data, buttons, Qt.KeyboardModifier.NoModifier
            )
            enter.setAccepted(False)
            QApplication.sendEvent(where, enter)
            if enter.isAccepted():
                there = QPointF(9, 9)
                fall = QDropEvent(there, action, data, buttons, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(where, fall)
                return
        where = where.parentWidget()
    raise AssertionError("nothing takes the files")


def when_shown(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do something with a window of this kind once it is shown."""

    def look() -> None:
        shown = next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()),
            None,
        )
        if shown is not None:
            act(shown)
        else:
            QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)


def row_of(editor: Editor, id: str) -> FigureRow:
    editor.show_path(f"figures.{id}.printed")
    assert editor.page is not None
    editor.page.complete()
    return next(r for card in editor.page.cards for r in card.rows if r.id == id)


def test_the_enforcement_bureau_returns_its_sheet(
    desk: Editor,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / NAME
    file.write_bytes(resources.sample("departments", NAME).read_bytes())
    seen: list[tuple[str, str, str]] = []

    def decide(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        assert desk.space.sheet.filled == 0  # nothing changed yet
        offers = dialog.proposal.offers.values()
        seen.extend((o.cell, o.read, o.new) for o in offers if o.id and o.new)
        (question,) = dialog.proposal.questions
        assert "720多" in question.text
        assert len(dialog.proposal.changes) == 13
        dialog.questions.buttons[question.key, "keep"].click()
        dialog.take.click()

    steps = desk.space.undo_stack.count()
    when_shown(ImportDialog, decide)
    passage = desk.page.cards[0].passage if desk.page is not None else None
    assert passage is not None
    drop(passage.viewport(), [file])  # wherever it falls in the section
    qtbot.waitUntil(lambda: desk.space.sheet.filled == 14, timeout=60000)
    assert ("D5", "2.88（亿元）", "2.88亿元") in seen
    assert ("D8", "1689.7万（万元）", "1689.7万元") in seen
    assert ("D11", "1027（人）", "1027人") in seen
    assert passage.toPlainText() == ""

    report = next(w for w in window.findChildren(ImportReport))
    assert "执行局2023年度工作数据.xlsx" in report.text()
    report.accept()
    for id in BUREAU:
        source = desk.space.sheet.figure(id).source
        assert (source.file, source.sheet) == (NAME, "执行数据")
        assert source.cell.startswith("D")
        assert desk.space.blob(source.sha256) == file.read_bytes()
        row = row_of(desk, id)
        row.toggle_details()
        assert f"{NAME} 执行数据!{source.cell}" in row.origin.text()
        row.toggle_details()

    saved = tmp_path / "存出来.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(saved), ""))
    row_of(desk, "F019").show_source()
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=30000)
    (shown,) = window.findChildren(SourceDialog)
    assert shown.grid.currentIndex().data() == "2.88"
    assert any("执行数据!D5" in label.text() for label in shown.findChildren(QLabel))
    shown.save_out()
    assert saved.read_bytes() == file.read_bytes()
    shown.close()

    assert desk.space.undo_stack.count() == steps + 1
    window.undo()
    assert desk.space.sheet.filled == 0
    assert all(desk.space.sheet.figure(id).source.file == "" for id in BUREAU)
    window.redo()
    assert desk.space.sheet.filled == 14
