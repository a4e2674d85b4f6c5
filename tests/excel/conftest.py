"""The sheet, its workbook, and a way to edit that workbook as a colleague would."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from courtdesk.excel.forms import PAGE, form
from courtdesk.excel.workbook import write_workbook
from courtdesk.models.departments import assign
from courtdesk.models.sheet import FactSheet, Request, State, fitted
from tests.excel.forms import ANSWERS, DEPARTMENT, Fill, delivery
from tests.excel.sheets import court_sheet

Edit = Callable[[Callable[[Any], None]], Path]


@pytest.fixture(scope="session")
def sheet() -> FactSheet:
    return court_sheet()


@pytest.fixture
def workbook(sheet: FactSheet, tmp_path: Path) -> Path:
    path = tmp_path / "云川2024.xlsx"
    write_workbook(sheet, (), path)
    return path


@pytest.fixture
def edited(workbook: Path) -> Edit:
    """Hand the opened workbook to a function, save it, and return where it is."""

    def edit(change: Callable[[Any], None]) -> Path:
        book = openpyxl.load_workbook(workbook)
        change(book)
        book.save(workbook)
        return workbook

    return edit


@pytest.fixture
def cell_of() -> Callable[..., Any]:
    """Find the cell of an indicator by its hidden id: column 4 is 本年."""

    def find(book: Any, id: str, column: int = 4) -> Any:
        for page in book.worksheets:
            for row in page.iter_rows(min_row=4):
                if len(row) > 10 and row[10].value == id:
                    return page.cell(row[0].row, column)
        raise KeyError(id)

    return find


@pytest.fixture(scope="session")
def owing(sheet: FactSheet) -> FactSheet:
    """A department that owes a figure of every kind and has delivered none of them yet."""
    figures = tuple(
        f.replaced(printed=None, note="", state=State.AWAITED) if f.id in ANSWERS else f
        for f in sheet.figures
    )
    return fitted(assign(sheet.replaced(figures=figures), ANSWERS, DEPARTMENT))


@pytest.fixture
def made(owing: FactSheet, tmp_path: Path) -> Path:
    request = Request(
        department=DEPARTMENT,
        when=datetime(2025, 1, 3, 9, 5),
        due=date(2025, 1, 10),
        officer="@周某",
        phone="-0377",
    )
    path = tmp_path / "来件.xlsx"
    path.write_bytes(form(owing, delivery(owing), request))
    return path


@pytest.fixture
def filled(made: Path) -> Callable[[Fill], Path]:
    """Let somebody fill the form in, save it, and return where it is."""

    def fill(act: Fill) -> Path:
        book = openpyxl.load_workbook(made)
        act(book[PAGE])
        book.save(made)
        return made

    return fill
