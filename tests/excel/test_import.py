"""What comes back after somebody edited the workbook."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel import reading
from courtdesk.excel.cells import shown
from courtdesk.excel.exchange import Change, apply
from courtdesk.excel.meaning import meant
from courtdesk.excel.reader import read_workbook
from courtdesk.excel.readers import kinds
from courtdesk.excel.reading import Cell
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, State
from tests.excel.conftest import Edit

Find = Callable[..., Any]
NOW = datetime(2025, 1, 5, 10, 0)


def told(path: Path, sheet: FactSheet) -> list[tuple[str, str, str, str]]:
    """Every change, and that nothing was a problem."""
    found = read_workbook(path, sheet)
    assert found.problems == ()
    return [(c.id, c.field, c.old, c.new) for c in found.changes]


def complaints(path: Path, sheet: FactSheet) -> list[tuple[str, str, str]]:
    """Every problem, and that nothing changes."""
    found = read_workbook(path, sheet)
    assert found.changes == ()
    return [(p.sheet, p.cell, p.message) for p in found.problems]


def test_an_unedited_workbook_changes_nothing(workbook: Path, sheet: FactSheet) -> None:
    assert told(workbook, sheet) == []


def test_nor_does_one_that_openpyxl_saved_again(edited: Edit, sheet: FactSheet) -> None:
    assert told(edited(lambda book: None), sheet) == []


@pytest.mark.parametrize(
    ("id", "typed", "new"),
    [
        ("taken", 10400, "10400件"),
        ("taken", "１０４００", "10400件"),
        ("taken", "10400 件", "10400件"),
        ("taken", "1.04万件", "1.04万件"),
        ("mediated", 53.1, "53.10%"),
        ("mediated", "53.1%", "53.1%"),
        ("mediated", 100, "100%"),
        ("money", 3, "3.00亿元"),
        ("money", "3亿余元", "3亿余元"),
        ("held", 730, "730人"),
        ("held", "730多人", "730多人"),
        ("place", 2, "第2"),
        ("place", "第二名", "第二名"),
        ("average", 380.25, "380.25件"),
        ("none", 7, "7件"),
        ("none", "七件", "七件"),
        ("listed", None, ""),
        ("listed", "—", ""),
    ],
)
def test_a_value_is_taken_however_it_is_typed(
    edited: Edit, cell_of: Find, sheet: FactSheet, id: str, typed: object, new: str
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, id).value = typed

    old = sheet.figure(id).printed
    assert told(edited(edit), sheet) == [(id, "printed", old.printed if old else "", new)]


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("mediated", "52.20％"),
        ("mediated", 52.2),
        ("taken", "10336"),
        ("taken", "１０３３６件"),
        ("money", "2.88 亿元"),
        ("none", "—"),
        ("none", "无"),
        ("none", "  "),
        ("place", "第3"),
        ("praised", "17名"),
        ("comma", "28,802"),
        ("comma", 28802),
    ],
)
def test_the_same_meaning_is_no_change(
    edited: Edit, cell_of: Find, sheet: FactSheet, id: str, typed: object
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, id).value = typed

    assert told(edited(edit), sheet) == []


def test_a_cell_shown_as_per_cent_is_read_as_it_shows(
    edited: Edit, cell_of: Find, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        cell = cell_of(book, "mediated")
        cell.value, cell.number_format = 0.531, "0.00%"

    assert told(edited(edit), sheet) == [("mediated", "printed", "52.20%", "53.10%")]


def test_a_rewritten_unit_changes_what_its_number_means(
    edited: Edit, cell_of: Find, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "money", 5).value = "万元"

    assert told(edited(edit), sheet) == [
        ("money", "printed", "2.88亿元", "2.88万元"),
        ("money", "previous", "2.5亿元", "2.5万元"),
    ]


def test_last_year_and_notes_come_back_too(edited: Edit, cell_of: Find, sheet: FactSheet) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "saved", 6).value = "70余万元"
        cell_of(book, "saved", 10).value = "=含税"
        cell_of(book, "saved", 10).data_type = "s"

    assert told(edited(edit), sheet) == [
        ("saved", "previous", "", "70余万元"),
        ("saved", "note", "", "=含税"),
    ]


def test_rows_and_columns_may_stand_anywhere(edited: Edit, cell_of: Find, sheet: FactSheet) -> None:
    places: list[str] = []

    def edit(book: Any) -> None:
        page = book["导语"]
        rows = [[c.value for c in row] for row in page.iter_rows(min_row=3, max_col=11)]
        page.delete_rows(1, 20)
        page.append(["随手写的一行"])
        for row in (rows[0], *reversed(rows[1:])):
            page.append(["", *reversed(row)])
            page.append([])
        (cell,) = (c for row in page.iter_rows() for c in row if c.value == 9666)
        cell.value = 9700
        places.append(cell.coordinate)

    found = read_workbook(edited(edit), sheet)
    assert [(c.id, c.new) for c in found.changes] == [("closed", "9700件")]
    assert [c.cell for c in found.changes] == places


def test_a_row_without_an_id_and_one_with_a_strange_one_are_listed(
    edited: Edit, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        page = book["导语"]
        page.insert_rows(6)
        page["C6"], page["D6"] = "新加的指标", 12
        page.insert_rows(7)
        page["C7"], page["D7"], page["K7"] = "别处的指标", 13, "nobody"

    assert complaints(edited(edit), sheet) == [
        ("导语", "C6", "这一行没有编号，未读取"),
        ("导语", "C7", "编号“nobody”不在本表中，这一行未读取"),
    ]


def test_a_copied_row_is_not_taken_for_the_first(edited: Edit, sheet: FactSheet) -> None:
    def edit(book: Any) -> None:
        page = book["导语"]
        for column in range(1, 12):
            page.cell(12, column).value = page.cell(4, column).value
            page.cell(13, column).value = page.cell(5, column).value
        page["D12"] = 1
        page["C13"] = "受理案件数"

    assert [(cell, message) for _, cell, message in complaints(edited(edit), sheet)] == [
        ("C4", "“受理案件数”出现了2次而内容不同，都未读取"),
        ("C12", "“受理案件数”出现了2次而内容不同，都未读取"),
        ("C13", "名称“受理案件数”与编号所指的“审执结案件数”不符，这一行未读取"),
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("#REF!", "是错误值 #REF!"),
        ("=1+1", "的公式出错或没有结果"),
        (date(2024, 5, 1), "是日期"),
        (True, "是一个逻辑值"),
        ("约莫不少", "无法读取"),
        ("5人", "这里以“件”计"),
        ("3件4人", "2个数字"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_address(
    edited: Edit, cell_of: Find, sheet: FactSheet, value: object, why: str
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "taken").value = value

    ((page, cell, message),) = complaints(edited(edit), sheet)
    assert (page, cell) == ("导语", "D4")
    assert message.startswith("“受理案件数”")
    assert why in message


def test_a_share_below_one_is_asked_about_and_not_guessed(
    edited: Edit, cell_of: Find, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "mediated").value = 0.53

    ((_, _, message),) = complaints(edited(edit), sheet)
    assert "0.53 可能是 53%，也可能是 0.53%" in message


def test_a_number_typed_over_a_formula_is_told_and_not_taken(
    edited: Edit, cell_of: Find, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "rate").value = 94

    assert complaints(edited(edit), sheet) == [
        ("导语", "D6", "“结案率”由其他指标算出，填写的数字未采用")
    ]


def test_readers_that_differ_are_a_problem_and_not_a_change(
    workbook: Path, sheet: FactSheet
) -> None:
    """A cell that is in the file twice: one reader keeps the first, the other the last."""
    page = "xl/worksheets/sheet2.xml"
    with zipfile.ZipFile(workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b'<c r="E4"' in parts[page]
    twice = b'<c r="D4"><v>10337</v></c><c r="E4"'
    parts[page] = parts[page].replace(b'<c r="E4"', twice, 1)
    with zipfile.ZipFile(workbook, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert [cell for _, cell, _ in complaints(workbook, sheet)] == ["D4"]


def test_a_workbook_only_one_reader_understands_is_read_but_clears_nothing(
    edited: Edit, cell_of: Find, sheet: FactSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "taken").value = 10400
        cell_of(book, "closed").value = None

    def refuses(parts: object) -> None:
        raise ValueError("a shape nobody thought of")

    path = edited(edit)
    monkeypatch.setattr(kinds, "read_ooxml", refuses)
    monkeypatch.setattr(reading.desk, "read", lambda data, tick: kinds.read(data))
    found = read_workbook(path, sheet)
    assert [(c.id, c.new) for c in found.changes] == [("taken", "10400件")]
    assert [p.cell for p in found.problems] == ["D5"]


def test_a_locked_figure_stays(edited: Edit, cell_of: Find, sheet: FactSheet) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "shut").value = 6

    ((_, cell, message),) = complaints(edited(edit), sheet)
    assert (cell, message) == ("D6", "“锁定的数”已锁定，改动未采用")


def test_a_removed_row_is_told_and_leaves_its_figure_alone(edited: Edit, sheet: FactSheet) -> None:
    def edit(book: Any) -> None:
        book["导语"].delete_rows(4)

    ((_, _, message),) = complaints(edited(edit), sheet)
    assert message == "表中缺少1个指标（如“受理案件数”），这些指标不变"


def test_a_worksheet_without_ids_or_of_someone_else_is_told(edited: Edit, sheet: FactSheet) -> None:
    def edit(book: Any) -> None:
        book["导语"]["K3"] = None
        book.create_sheet("我的草稿")["A1"] = "随手"

    messages = complaints(edited(edit), sheet)
    assert messages[0] == ("导语", "A3", "表头缺少隐藏的“编号”列，这张工作表未读取")
    assert messages[1][0] == "我的草稿"


def test_a_workbook_of_another_year_is_refused(workbook: Path, sheet: FactSheet) -> None:
    with pytest.raises(UserError, match="是2024年的数据表，当前打开的是2023年"):
        read_workbook(workbook, sheet.replaced(year=2023))


def test_a_workbook_of_another_court_is_told_once(workbook: Path, sheet: FactSheet) -> None:
    ((page, cell, message),) = complaints(workbook, sheet.replaced(court="社旗县人民法院"))
    assert (page, cell) == ("导语", "K3")
    assert "“云川县人民法院”的数据表，与当前的“社旗县人民法院”不同" in message


def test_somebody_s_own_column_of_numbers_is_not_taken_for_the_ids(
    edited: Edit, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        book["导语"]["L3"], book["导语"]["L4"] = "编号", "甲1"

    assert told(edited(edit), sheet) == []


def test_accepted_changes_make_one_new_sheet_with_their_source(
    edited: Edit, cell_of: Find, sheet: FactSheet
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, "none").value = 7
        cell_of(book, "listed").value = 1100
        cell_of(book, "handled").value = None

    changes = read_workbook(edited(edit), sheet).changes
    after = apply(sheet, changes, "乙", NOW)
    new, listed = after.figure("none"), after.figure("listed")
    assert (str(new.printed), new.state) == ("7件", State.RECEIVED)
    assert (
        new.source.file,
        new.source.sheet,
        new.source.cell,
        new.source.who,
        new.source.when,
    ) == ("云川2024.xlsx", "封面（2）", "D4", "乙", NOW)
    assert (str(listed.printed), listed.state) == ("1100人", State.RECEIVED)
    assert (after.figure("handled").printed, after.figure("handled").state) == (None, State.AWAITED)
    assert after.figure("taken") is sheet.figure("taken")
    assert apply(sheet, (), "乙", NOW) is sheet


def test_the_exact_number_goes_when_the_new_wording_contradicts_it(sheet: FactSheet) -> None:
    held = sheet.figure("held").replaced(exact=Quantity.parse("724人"))
    sheet = sheet.replaced(figures=tuple(held if f.id == "held" else f for f in sheet.figures))

    def after(new: str) -> Quantity | None:
        change = Change(
            id="held",
            field="printed",
            label="拘传人数",
            old="720余人",
            new=new,
            file="a.xlsx",
            sheet="b",
            cell="D4",
        )
        return apply(sheet, (change,), "乙", NOW).figure("held").exact

    assert after("近730人") == Quantity.parse("724人")
    assert after("730余人") is None


@pytest.mark.parametrize("id", ["shut", "gone"])
def test_a_figure_locked_or_removed_meanwhile_refuses_the_whole(sheet: FactSheet, id: str) -> None:
    change = Change(
        id=id, field="printed", label="某数", old="", new="6件", file="a.xlsx", sheet="b", cell="D4"
    )
    with pytest.raises(UserError, match="某数"):
        apply(sheet, (change,), "乙", NOW)


@given(
    digits=st.decimals(min_value=0, max_value=10**9, places=3) | st.integers(0, 10**12),
    places=st.integers(0, 3),
    scale=st.sampled_from(["", "万", "亿"]),
    marker=st.sampled_from(["", "", "近", "约", "超"]),
    unit=st.sampled_from(["件", "元", "%", "人次"]),
)
def test_what_a_cell_shows_means_what_it_was_written_from(
    digits: Decimal | int, places: int, scale: str, marker: str, unit: str
) -> None:
    scale = "" if unit == "%" else scale
    text = f"{marker}{Decimal(digits).quantize(Decimal(1).scaleb(-places)):f}{scale}{unit}"
    indicator = Indicator(id="x", label="某数", unit=unit)
    try:
        old = Quantity.parse(text, unit)
    except UserError:
        return
    cell = shown(old, indicator)
    if cell.number is None:
        read = Cell("s", cell.text)
    else:
        read = Cell("n", format(float(cell.number), ".15g"))
    assert meant(read, cell.unit or unit, indicator, old) is old
