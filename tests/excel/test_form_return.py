"""How a collection form comes back from a department."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from courtdesk.excel.exchange import Import, apply
from courtdesk.excel.forms import PAGE
from courtdesk.excel.reader import read_workbook
from courtdesk.models.departments import assign
from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Reply, State, fitted
from tests.excel.data.make import FORMATS, save_again
from tests.excel.forms import (
    ANSWERS,
    BEFORE_COLUMN,
    DEPARTMENT,
    NOW_COLUMN,
    OFFICE,
    Fill,
    answer,
    delivery,
    row_of,
    turned,
    write,
)


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
