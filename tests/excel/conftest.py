"""The sheet, its workbook, and a way to edit that workbook as a colleague would."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from courtdesk.excel.workbook import write_workbook
from courtdesk.models.sheet import FactSheet
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
