"""January kick-off: ten department workbooks go out, the board stands at 0/68, figures come back.

The part of journey S1 that follows the new year's sheet, on the real window.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import FactSheet, Figure, blank
from courtdesk.store import Document, read_sheet
from courtdesk.ui.departments import collecting
from courtdesk.ui.departments.board import Board
from courtdesk.ui.departments.forms_dialog import FormsDialog
from courtdesk.ui.intake.import_dialog import ImportDialog
from courtdesk.ui.main_window import MainWindow
from courtdesk.writing.samples import load_sample
from tests.excel.data.make import save_again
from tests.windows import when_open

OFFICE = shutil.which("soffice")
ANSWERS = {"%": "52.20%", "位": "3", "元": "2.88亿元"}


@pytest.fixture
def new_year(tmp_path: Path, state: Path) -> Path:
    """The sheet of 2024: last year's values known, this year's empty."""
    last, _ = load_sample("sheqi-2023")
    sheet: FactSheet = blank(last.court, last.year + 1, last.outline)
    sheet = sheet.replaced(
        figures=tuple(Figure(id=f.id, previous=last.figure(f.id).printed) for f in sheet.figures)
    )
    document = Document.new(sheet, "tester")
    path = document.publish(tmp_path / "社旗2024.courtdesk")
    document.close()
    return path


def rule_of(page: Worksheet, cell: str) -> DataValidation:
    return next(r for r in page.data_validations.dataValidation if str(r.sqref) == cell)


def refused(rule: DataValidation, cell: str, typed: str, folder: Path) -> bool:
    """Whether LibreOffice computes that the rule refuses what was typed into its text cell."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page[cell] = typed
    page[cell].data_type, page[cell].number_format = "s", "@"
    page["A1"] = f"={rule.formula1}"
    book.save(folder / "typed.xlsx")
    (folder / "again").mkdir(exist_ok=True)
    again = save_again(folder / "typed.xlsx", "xlsx", folder / "again")
    computed = openpyxl.load_workbook(again, data_only=True).active
    assert computed is not None
    return computed["A1"].value is not True


def fill(path: Path, number: int) -> None:
    """Fill a form in as its department would; a "-" in the first note stays what it is."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["B4"], page["D4"] = f"填表人{number}", f"0377-{number:07}"
    for row in page.iter_rows(min_row=7):
        row[5].value = ANSWERS.get(row[2].value, "1200")
    page["G7"].value, page["G7"].data_type = "-12 件已更正", "s"
    book.save(path)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_forms_go_out_and_the_figures_come_back(
    window: MainWindow,
    new_year: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.show_document(Document.open(new_year, "tester"))
    space, editor = window.space, window.editor
    assert space is not None and editor is not None

    # ten forms are made at once, and the sheet remembers when and until when
    due = date.today() + timedelta(days=14)

    def ask(dialog: QDialog) -> None:
        assert isinstance(dialog, FormsDialog) and len(dialog.boxes) == 10
        QTest.keyClicks(dialog.focusWidget(), due.isoformat())
        dialog.ok.click()

    folder = tmp_path / "采集表"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(collecting, "tell_kept", lambda *_: None)
    when_open(FormsDialog, ask)
    window.actions_by_id["forms"].trigger()
    qtbot.waitUntil(lambda: len(space.sheet.requests) == 10, timeout=20000)
    made = sorted(folder.iterdir())
    assert len(made) == 10 and all(p.suffix == ".xlsx" for p in made)
    assert {r.due for r in space.sheet.requests} == {due}

    # labels are locked, blanks open, a count refuses abc, "-" does not become a formula
    path = folder / "2024年数据采集表（执行局）.xlsx"
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page.protection.sheet and page["B7"].protection.locked
    assert not page["F7"].protection.locked and page["F7"].number_format == "@"
    assert (page["E7"].value, page["F7"].value) == ("2509件", None)
    rule = rule_of(page, "F7")
    assert (rule.type, rule.errorStyle or "stop", rule.errorTitle) == ("custom", "stop", "请填数字")
    if OFFICE:
        assert [refused(rule, "F7", typed, tmp_path) for typed in ("abc", "-", "720余件")] == [
            True,
            True,
            False,
        ]

    # the board stands at 0/68
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, Board)
        items = [dialog.grid.item(row, 1) for row in range(dialog.grid.rowCount())]
        seen.append(dialog.title.text())
        seen.extend(item.text().partition(" / ")[0] for item in items if item is not None)
        dialog.accept()

    when_open(Board, look)
    window.actions_by_id["board"].trigger()
    assert seen == ["已收 0 / 68", *["0"] * 10]

    # they come back, one of them as LibreOffice saved it, each as one undo step
    steps = space.undo_stack.count()
    for number, form in enumerate(made):
        fill(form, number)
        if OFFICE and form == path:
            form = save_again(form, "ods", tmp_path)
        when_open(ImportDialog, lambda dialog: dialog.take.click())  # type: ignore[attr-defined]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, f=form: ([str(f)], ""))
        window.actions_by_id["import"].trigger()
        qtbot.waitUntil(
            lambda number=number: space.undo_stack.count() == steps + number + 1, timeout=60000
        )
    assert space.sheet.filled == 68
    source = space.sheet.figure("F019").source
    assert (source.file, source.sheet, source.cell) == (
        path.with_suffix(".ods" if OFFICE else ".xlsx").name,
        "采集表",
        "F8",
    )
    reply = space.sheet.reply(source)
    assert reply is not None and reply.by.startswith("填表人") and reply.phone.startswith("0377-")
    assert space.sheet.figure("F018").note == "-12 件已更正"

    seen.clear()
    when_open(Board, look)
    window.actions_by_id["board"].trigger()
    assert seen[0] == "已收 68 / 68" and sum(map(int, seen[1:])) == 68
    window.actions_by_id["save"].trigger()
    qtbot.waitUntil(lambda: read_sheet(new_year).filled == 68, timeout=20000)
    assert len(read_sheet(new_year).replies) == 10
    window.undo()
    last = [i for i in space.sheet.wanted if f"（{i.department}）.xlsx" in made[-1].name]
    assert last and space.sheet.filled == 68 - len(last)
