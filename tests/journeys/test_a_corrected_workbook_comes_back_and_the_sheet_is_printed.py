"""The officer changes a figure, hands the workbook out, takes it back corrected, and prints."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from courtdesk.publish import pages
from courtdesk.store import read_sheet
from courtdesk.ui.editor import Editor
from courtdesk.ui.intake.import_dialog import ImportDialog
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing import exchange
from courtdesk.ui.publishing.print_dialog import PrintDialog
from courtdesk.ui.publishing.printing import fit_page, print_pdf


def named_file(path: Path) -> Callable[..., tuple[str, str]]:
    """Answer a file dialog as a user would who picked this file."""
    return lambda *_, **__: (str(path), "")


def when_open(qtbot: QtBot, kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something with a dialog once it is shown."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)


def cell_of(path: Path, text: str) -> tuple[str, str]:
    """Return the worksheet and the row's 本年 cell of the row that holds a label."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        heads: dict[str, int] = {}
        for row in sheet.iter_rows():
            values = {str(c.value): c.column for c in row if c.value is not None}
            if "指标" in values and "本年" in values:
                heads = values
            if heads and text in values:
                return sheet.title, sheet.cell(row[0].row, heads["本年"]).coordinate
    raise AssertionError(f"{text} is not in the workbook")


def test_a_corrected_workbook_comes_back_and_the_sheet_is_printed(
    editor: Editor,
    window: MainWindow,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor.show_path("figures.F018.printed")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "2600")
    assert str(editor.space.sheet.figure("F018").printed) == "2600件"

    book = tmp_path / "事实表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", named_file(book))
    monkeypatch.setattr(exchange, "tell_kept", lambda *_: None)
    window.actions_by_id["export_xlsx"].trigger()
    qtbot.waitUntil(book.exists, timeout=20000)

    sheet_name, cell = cell_of(book, "网络司法拍卖件数")
    workbook = openpyxl.load_workbook(book)
    assert workbook[sheet_name][cell].value == 335
    workbook[sheet_name][cell] = 340
    workbook.save(book)

    seen = []

    def accept(dialog: QDialog) -> None:
        """The figure was checked: the two stand side by side, and the workbook's is chosen."""
        assert isinstance(dialog, ImportDialog)
        assert dialog.proposal.changes == ()
        held, brought = dialog.details.buttons[-2:]
        assert "已核　335件" in held.text() and "340件" in brought.text()
        brought.click()
        seen.extend(dialog.proposal.changes)
        dialog.take.click()

    when_open(qtbot, ImportDialog, accept)
    steps = editor.space.undo_stack.count()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(book)], ""))
    window.actions_by_id["import"].trigger()
    qtbot.waitUntil(
        lambda: str(editor.space.sheet.figure("F020").printed) == "340件", timeout=30000
    )
    assert [(c.id, c.old, c.new, c.cell) for c in seen] == [("F020", "335件", "340件", cell)]
    assert editor.space.undo_stack.count() == steps + 1
    source = editor.space.sheet.figure("F020").source
    assert source.cell == cell
    assert editor.space.blob(source.sha256) == book.read_bytes()
    window.undo()
    assert str(editor.space.sheet.figure("F020").printed) == "335件"
    window.redo()

    window.actions_by_id["save"].trigger()
    qtbot.waitUntil(lambda: str(read_sheet(file).figure("F020").printed) == "340件", timeout=10000)

    window.actions_by_id["print"].trigger()
    preview = window.findChild(PrintDialog)
    assert preview is not None
    leaves = preview.leaves
    qtbot.waitUntil(lambda: len(leaves.small) == len(leaves.sizes) > 0, timeout=30000)
    printed = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    fit_page(printer, preview.pdf)
    print_pdf(preview.pdf, printer)
    assert pages.page_count(printed.read_bytes()) == pages.page_count(preview.pdf)
    preview.close()
