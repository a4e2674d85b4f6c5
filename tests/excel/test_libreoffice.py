"""Workbooks that LibreOffice saved again, as colleagues without Excel send them."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from courtdesk.excel.exchange import Import
from courtdesk.excel.reader import read_workbook
from courtdesk.models.sheet import FactSheet
from tests.excel.data.make import FORMATS, NAME, save_again

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("format", FORMATS)
def test_a_kept_one_changes_nothing(sheet: FactSheet, format: str) -> None:
    assert read_workbook(DATA / f"{NAME}.{format}", sheet) == Import()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", FORMATS)
def test_one_saved_now_changes_nothing(
    workbook: Path, sheet: FactSheet, tmp_path: Path, format: str
) -> None:
    (tmp_path / "again").mkdir()
    assert read_workbook(save_again(workbook, format, tmp_path / "again"), sheet) == Import()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_computes_what_the_workbook_carries(workbook: Path, tmp_path: Path) -> None:
    """The cached value of each formula is what a program that calculates makes of it."""
    (tmp_path / "again").mkdir()
    carried = openpyxl.load_workbook(workbook, data_only=True)
    formulas = openpyxl.load_workbook(workbook)
    forgetful = tmp_path / workbook.name
    formulas.save(forgetful)  # without values, which LibreOffice would keep
    again = save_again(forgetful, "xlsx", tmp_path / "again")
    computed = openpyxl.load_workbook(again, data_only=True)
    compared = 0
    for page in formulas.worksheets:
        for cell in (c for row in page.iter_rows() for c in row if c.data_type == "f"):
            mine = carried[page.title][cell.coordinate].value
            theirs = computed[page.title][cell.coordinate].value
            assert (mine or "") == (theirs or "") or mine == pytest.approx(theirs)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("format", ["ods", "xls"])
def test_a_blank_is_known_from_an_error_in_the_other_formats_too(
    sheet: FactSheet, format: str
) -> None:
    figures = tuple(
        f.replaced(printed=sheet.figure("taken").printed) if f.id == "none" else f
        for f in sheet.figures
    )
    found = read_workbook(DATA / f"{NAME}.{format}", sheet.replaced(figures=figures))
    assert [(c.id, c.new) for c in found.changes] == [("none", "")]
    assert found.problems == ()
