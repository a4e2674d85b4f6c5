"""What the blanks of a collection form take and refuse."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel.entry import validation
from courtdesk.excel.forms import PAGE
from courtdesk.excel.reader import read_workbook
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.sheet import FactSheet
from tests.excel.data.make import save_again
from tests.excel.forms import ANSWERS, NOW_COLUMN, OFFICE, Fill, row_of, write


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
