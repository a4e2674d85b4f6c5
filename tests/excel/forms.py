"""A collection form as a department fills it in."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from courtdesk.excel.forms import FIRST, ID
from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.sheet import FactSheet

OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


DEPARTMENT = "=执行局"


NOW_COLUMN, BEFORE_COLUMN, NOTE_COLUMN, ID_COLUMN = "F", "E", "G", "H"


ANSWERS = {
    "taken": ("10400", "10400件"),
    "mediated": ("52.20%", "52.20%"),
    "money": ("2.88亿元", "2.88亿元"),
    "held": ("７２０余人", "720余人"),
    "place": ("3", "第3"),
    "average": ("378.70", "378.70件"),
    "none": ("0", "0件"),
}


Fill = Callable[[Any], None]


def delivery(sheet: FactSheet, name: str = DEPARTMENT) -> Delivery:
    return next(d for d in deliveries(sheet) if d.department == name)


def row_of(page: Any, id: str) -> int:
    rows = range(1, page.max_row + 1)
    return next(n for n in rows if page[f"{ID_COLUMN}{n}"].value == id)


def write(page: Any, id: str, text: object, column: str = NOW_COLUMN) -> str:
    cell = page[f"{column}{row_of(page, id)}"]
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"  # typed into a text cell it is a text, whatever it begins with
    return str(cell.coordinate)


def answer(page: Any) -> None:
    """Fill in everything, as the department would."""
    for id, (typed, _) in ANSWERS.items():
        write(page, id, typed)
    write(page, "held", "与法警队同口径", NOTE_COLUMN)
    page["B4"], page["D4"] = "李某", "0377-7654321"


def turned(page: Any) -> None:
    """Put the rows in another order, and a title and a line of the department's own above them."""
    last = FIRST + len(ANSWERS)
    rows = [[page.cell(r, c).value for c in range(1, ID + 2)] for r in range(FIRST + 1, last + 1)]
    for at, values in enumerate(reversed(rows), FIRST + 1):
        for column, value in enumerate(values, 1):
            page.cell(at, column).value = value
    page.insert_rows(1, 2)
    page["A1"] = "执行局报送"
