"""The collection forms of departments: what they hold, what they take, and how they come back."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel.entry import validation
from courtdesk.excel.exchange import Import, apply
from courtdesk.excel.forms import FIRST, ID, LABEL, NOTE, NOW, PAGE, form
from courtdesk.excel.guidance import GUIDANCE
from courtdesk.excel.reader import read_workbook
from courtdesk.models import arrange
from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.departments import assign, rename
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Reply, Request, State, fitted
from tests.excel.data.make import FORMATS, save_again

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


@pytest.fixture(scope="session")
def owing(sheet: FactSheet) -> FactSheet:
    """A department that owes a figure of every kind and has delivered none of them yet."""
    figures = tuple(
        f.replaced(printed=None, note="", state=State.AWAITED) if f.id in ANSWERS else f
        for f in sheet.figures
    )
    return fitted(assign(sheet.replaced(figures=figures), ANSWERS, DEPARTMENT))


def delivery(sheet: FactSheet, name: str = DEPARTMENT) -> Delivery:
    return next(d for d in deliveries(sheet) if d.department == name)


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


# --- what it holds ----------------------------------------------------------------------------


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


def test_each_blank_has_a_rule_of_its_kind_with_chinese_words(made: Path) -> None:
    page = openpyxl.load_workbook(made)[PAGE]
    rules = {str(r.sqref): r for r in page.data_validations.dataValidation}
    kinds = {id: rules[f"{NOW_COLUMN}{row_of(page, id)}"] for id in ANSWERS}
    assert {r.type for r in rules.values()} == {"custom"}
    styles = {id: r.errorStyle or "stop" for id, r in kinds.items()}
    assert styles == dict.fromkeys(ANSWERS, "stop") | {"mediated": "warning"}
    assert {id: r.errorTitle for id, r in kinds.items()} == {
        "taken": "请填数字",
        "mediated": "比率请核对",
        "money": "请填金额",
        "held": "请填数字",
        "place": "请填位次",
        "average": "请填平均数",
        "none": "请填数字",
    }
    assert all(r.error and r.prompt and r.promptTitle for r in rules.values())
    assert all(r.showErrorMessage and r.showInputMessage for r in rules.values())


@given(st.sampled_from(Measure), st.text(max_size=80), st.integers(7, 99_999))
def test_a_rule_is_never_longer_than_excel_takes(kind: Measure, unit: str, row: int) -> None:
    rule = validation(Indicator(id="A", label="A", unit=unit, measure=kind), f"F{row}")
    assert len(rule["value"].removeprefix("=")) <= 255
    assert len(rule["error_title"]) <= 32 and len(rule["input_title"]) <= 32
    assert len(rule["error_message"]) <= 255 and len(rule["input_message"]) <= 255
    assert rule["value"].count('"') % 2 == 0 and rule["value"].count("(") >= 2


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


# --- what it takes ----------------------------------------------------------------------------

TAKEN = {
    "taken": ["2509", "720余件", "１２件", "1.3万件", "28 802", "1,689", "0", "近300", 2509],
    "money": ["2.88亿元", "1689.7万元", "80余万元", "近3亿元", "153000", "2亿余元", 2.88],
    "mediated": ["52.29%", "52.29", "52.29％", "100%", "0", "近60%", "0.52%", 40],
    "place": ["3", "第3", "第3位", "前3", 3],
    "average": ["378.7", "378.7件", "12"],
}
REFUSED = {
    "taken": ["abc", "-", "—", "无", "-5", "=1+1", "1e3", "1-3", "2509abc", "52%", "12:30", -1],
    "money": ["abc", "-2.88亿元", "约莫", "3件"],
    "mediated": ["abc", "120", "120%", "0.5229", "-1", 0.5229],
    "place": ["abc", "0", "2.5", "前列", "-1", 1.5],
    "average": ["abc", "-3", "9467/25"],
}


@pytest.mark.slow
@OFFICE
def test_the_rules_take_figures_and_refuse_words_as_libreoffice_computes_them(
    made: Path, tmp_path: Path
) -> None:
    """Each rule is computed over each value: what is not TRUE is refused, or asked about."""
    page = openpyxl.load_workbook(made)[PAGE]
    rules = {str(r.sqref): r.formula1 for r in page.data_validations.dataValidation}
    book = openpyxl.Workbook()
    book.remove(book.active)
    wanted = [
        (id, value, right)
        for values, right in ((TAKEN, True), (REFUSED, False))
        for id in values
        for value in values[id]
    ]
    for number, (id, value, _) in enumerate(wanted):
        trial, cell = book.create_sheet(str(number)), f"{NOW_COLUMN}{row_of(page, id)}"
        trial[cell] = value
        trial[cell].number_format = "@"
        if isinstance(value, str):
            trial[cell].data_type = "s"
        trial["A1"] = f"={rules[cell]}"
    path = tmp_path / "trial.xlsx"
    book.save(path)
    (tmp_path / "again").mkdir()
    computed = openpyxl.load_workbook(save_again(path, "xlsx", tmp_path / "again"), data_only=True)
    said = [(i, v, computed[str(n)]["A1"].value is True) for n, (i, v, _) in enumerate(wanted)]
    assert said == wanted


@pytest.mark.parametrize(("id", "text"), [(i, v) for i, vs in TAKEN.items() for v in vs])
def test_what_a_rule_takes_the_import_reads(
    owing: FactSheet, filled: Callable[[Fill], Path], id: str, text: object
) -> None:
    found = read_workbook(filled(lambda page: write(page, id, text) and None), owing)
    assert found.problems == () and [c.id for c in found.changes] == [id]


# --- how it comes back ------------------------------------------------------------------------


def told(found: Import) -> dict[str, tuple[str, str]]:
    return {c.id: (c.old, c.new) for c in found.changes if c.field == "printed"}


def complaints(found: Import) -> list[tuple[str, str]]:
    return [(p.cell, p.message) for p in found.problems]


def test_an_empty_form_changes_nothing(owing: FactSheet, made: Path) -> None:
    assert read_workbook(made, owing) == Import()


def test_a_blank_never_takes_a_value_back(sheet: FactSheet, owing: FactSheet, made: Path) -> None:
    """The form was sent again after its figures had come."""
    kept = fitted(assign(sheet, ANSWERS, DEPARTMENT))
    assert kept.figure("taken").printed is not None and kept.figure("held").note
    assert read_workbook(made, kept) == Import()


def test_a_filled_form_comes_back_with_the_cell_of_each_figure_and_its_filler(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    path = filled(answer)
    found = read_workbook(path, owing)
    assert complaints(found) == []
    assert told(found) == {id: ("", new) for id, (_, new) in ANSWERS.items()}
    page = openpyxl.load_workbook(path)[PAGE]
    assert {c.id: (c.sheet, c.cell) for c in found.changes if c.field == "printed"} == {
        id: (PAGE, f"{NOW_COLUMN}{row_of(page, id)}") for id in ANSWERS
    }
    when = datetime(2025, 1, 8, 10, 0)
    taken = apply(owing, found.changes, "周某", when, {path.name: "f" * 64})
    assert taken.figure("held").note == "与法警队同口径"
    source = taken.figure("money").source
    assert (source.file, source.sheet, source.who) == (path.name, PAGE, "周某")
    reply = Reply(file=path.name, sha256="f" * 64, by="李某", phone="0377-7654321")
    assert taken.replies == (reply,) and taken.reply(source) == reply
    assert delivery(taken).reply == reply and delivery(taken).filled == len(ANSWERS)


def test_the_same_form_taken_twice_changes_nothing_more(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    path = filled(answer)
    changes = read_workbook(path, owing).changes
    taken = apply(owing, changes, "周某", datetime(2025, 1, 8), {path.name: "f" * 64})
    assert read_workbook(path, taken) == Import()


def test_rows_in_another_order_under_titles_of_the_department_s_own_come_back(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    def fill(page: Any) -> None:
        answer(page)
        turned(page)

    found = read_workbook(filled(fill), owing)
    assert complaints(found) == []
    assert told(found) == {id: ("", new) for id, (_, new) in ANSWERS.items()}
    assert {(c.by, c.phone) for c in found.changes} == {("李某", "0377-7654321")}


@pytest.mark.slow
@OFFICE
@pytest.mark.parametrize("format", FORMATS)
def test_a_filled_form_saved_by_libreoffice_comes_back_whole(
    owing: FactSheet, filled: Callable[[Fill], Path], tmp_path: Path, format: str
) -> None:
    def fill(page: Any) -> None:
        answer(page)
        turned(page)

    (tmp_path / "again").mkdir()
    found = read_workbook(save_again(filled(fill), format, tmp_path / "again"), owing)
    assert complaints(found) == []
    assert told(found) == {id: ("", new) for id, (_, new) in ANSWERS.items()}
    notes = [(c.id, c.new) for c in found.changes if c.field == "note"]
    assert notes == [("held", "与法警队同口径")]
    assert {(c.by, c.phone) for c in found.changes} == {("李某", "0377-7654321")}


@pytest.mark.parametrize("text", ["abc", "=1+1", "3件", "NaN", "1e3", "2024-1-3"])
def test_a_text_of_the_wrong_kind_is_told_with_its_cell_and_changes_nothing(
    owing: FactSheet, filled: Callable[[Fill], Path], text: str
) -> None:
    cells: list[str] = []
    path = filled(lambda page: cells.append(write(page, "money", text)))
    found = read_workbook(path, owing)
    assert found.changes == ()
    assert [p.cell for p in found.problems] == cells
    assert "执行到位金额" in found.problems[0].message


@pytest.mark.parametrize("text", ["无", "—", "/", "-"])
def test_a_word_for_nothing_is_told_and_is_not_0(
    owing: FactSheet, filled: Callable[[Fill], Path], text: str
) -> None:
    found = read_workbook(filled(lambda page: write(page, "taken", text) and None), owing)
    assert found.changes == ()
    assert f"填的是“{text}”" in found.problems[0].message


def test_a_rate_that_may_be_a_part_of_one_is_asked_about(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    found = read_workbook(filled(lambda page: write(page, "mediated", "0.5229") and None), owing)
    assert found.changes == ()
    assert "52.29%" in found.problems[0].message and "0.5229%" in found.problems[0].message


def test_an_unknown_last_year_may_be_filled_in(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    unknown = next(i.id for i in delivery(owing).owed if not owing.figure(i.id).previous)
    path = filled(lambda page: write(page, unknown, "12", BEFORE_COLUMN) and None)
    found = read_workbook(path, owing)
    assert [(c.id, c.field, c.new) for c in found.changes] == [(unknown, "previous", "12件")]


def test_a_form_with_rows_gone_says_which_are_missing(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    found = read_workbook(filled(lambda page: page.delete_rows(row_of(page, "money"))), owing)
    assert "缺少1个指标（如“执行到位金额”）" in found.problems[0].message


def test_a_filler_without_new_figures_is_told_of(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    def sign(page: Any) -> None:
        page["A4"], page["B4"] = "填报人：李某", None

    found = read_workbook(filled(sign), owing)
    assert complaints(found) == [("A4", "没有新的数值，填报人“李某”没有记下")]


def test_a_form_of_another_year_is_refused(owing: FactSheet, made: Path) -> None:
    with pytest.raises(UserError, match="2024年"):
        read_workbook(made, owing.replaced(year=2023))


def test_a_locked_figure_is_not_changed_by_a_form(
    owing: FactSheet, filled: Callable[[Fill], Path]
) -> None:
    figures = tuple(
        f.replaced(printed=Quantity.parse("9件"), state=State.LOCKED) if f.id == "taken" else f
        for f in owing.figures
    )
    path = filled(lambda page: write(page, "taken", "10") and None)
    found = read_workbook(path, owing.replaced(figures=figures))
    assert found.changes == () and "已锁定" in found.problems[0].message
