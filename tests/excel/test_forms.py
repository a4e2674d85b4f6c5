"""The collection forms of departments: what they hold."""

from datetime import datetime
from pathlib import Path

import openpyxl

from courtdesk.excel.exchange import Import
from courtdesk.excel.forms import FIRST, ID, LABEL, NOTE, NOW, PAGE, form
from courtdesk.excel.guidance import GUIDANCE
from courtdesk.excel.reader import read_workbook
from courtdesk.models import arrange
from courtdesk.models.departments import rename
from courtdesk.models.sheet import FactSheet, Request
from tests.excel.forms import ANSWERS, DEPARTMENT, ID_COLUMN, delivery, row_of


def test_it_holds_what_the_department_owes_and_nothing_else(owing: FactSheet, made: Path) -> None:
    book = openpyxl.load_workbook(made)
    assert book.sheetnames == [PAGE, GUIDANCE]
    page = book[PAGE]
    lines = list(page.iter_rows(min_row=FIRST + 1, max_col=ID + 1, values_only=True))
    assert [line[ID] for line in lines] == [i.id for i in delivery(owing).owed]
    assert set(ANSWERS) == {line[ID] for line in lines}
    for line in lines:
        indicator = owing.outline.indicator(str(line[ID]))
        previous = owing.figure(indicator.id).previous
        assert (line[LABEL], line[2]) == (indicator.label, indicator.unit)
        assert line[4] == (previous.printed if previous else None)
        assert (line[NOW], line[NOTE]) == (None, None)
    assert page["A1"].value == "2024年数据采集表"
    assert "2025年1月10日（星期五）" in page["E2"].value
    assert "@周某 -0377" in page["E4"].value
    assert page.column_dimensions[ID_COLUMN].hidden


def test_labels_are_locked_and_blanks_are_open(owing: FactSheet, made: Path) -> None:
    book = openpyxl.load_workbook(made)
    assert all(page.protection.sheet and not page.protection.password for page in book)
    page = book[PAGE]
    open_cells = {c.coordinate for row in page for c in row if not c.protection.locked}
    lines = range(FIRST + 1, FIRST + 1 + len(ANSWERS))
    unknown = [row_of(page, i.id) for i in delivery(owing).owed if not owing.figure(i.id).previous]
    wanted = {"B4", "D4", *(f"F{n}" for n in lines), *(f"G{n}" for n in lines)}
    assert open_cells == wanted | {f"E{n}" for n in unknown}
    assert unknown and {page[c].number_format for c in open_cells} == {"@"}


def test_no_text_of_the_court_s_becomes_a_formula(made: Path) -> None:
    book = openpyxl.load_workbook(made)
    formulas = [c.value for page in book for row in page for c in row if c.data_type == "f"]
    assert formulas == [f'="已填 "&COUNTA(F7:F{FIRST + len(ANSWERS)})&" / {len(ANSWERS)} 项"']
    assert "=1+1 缺报的数" in {c.value for c in book[PAGE]["B"]}


def test_it_prints_on_a4_one_page_wide_under_a_header_that_repeats(made: Path) -> None:
    for page in openpyxl.load_workbook(made):
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        assert "云川县人民法院" in page.oddHeader.left.text and "&P" in page.oddFooter.right.text
    page = openpyxl.load_workbook(made)[PAGE]
    assert page.page_setup.orientation == "landscape" and page.print_title_rows == "$6:$6"


def test_a_form_of_hostile_names_opens_and_comes_back(tmp_path: Path, owing: FactSheet) -> None:
    name = "</dept>&<b>'\"\x07]]>=1+1" + "长" * 80
    path_of = arrange.indicator_path(owing.outline, "taken")
    sheet = arrange.change(owing, path_of, unit='\x07"<件>')
    sheet = rename(sheet, DEPARTMENT, name)
    request = Request(department=name, when=datetime(2025, 1, 3))
    path = tmp_path / "x.xlsx"
    path.write_bytes(form(sheet, delivery(sheet, name), request))
    assert len(openpyxl.load_workbook(path).sheetnames) == 2
    assert read_workbook(path, sheet) == Import()
