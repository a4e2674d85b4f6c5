"""Paths: reading and writing a place, and sharing what did not change."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from courtdesk.models.outline import ChartSpec, Indicator, Item, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, Passage, blank
from courtdesk.models.value import read, written


@pytest.fixture
def sheet() -> FactSheet:
    items = tuple(
        Item(id=f"i{n}", heading=f"条目{n}", indicators=(Indicator(id=f"F{n}", label=f"指标{n}"),))
        for n in range(3)
    )
    outline = Outline(name="甲", sections=(Section(id="s1", title="聚力", items=items),))
    return blank("甲县人民法院", 2023, outline)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("court", "甲县人民法院"),
        ("figures.F1.id", "F1"),
        ("figures.F1.printed", None),
        ("outline.sections.s1.items.i2.heading", "条目2"),
        ("outline.sections.s1.items.i2.indicators.F2.label", "指标2"),
        ("head.title", ""),
    ],
)
def test_a_path_reads_the_place_it_names(sheet, path, value):
    assert read(sheet, path) == value


def test_the_empty_path_is_the_whole(sheet):
    assert read(sheet, "") is sheet
    assert written(sheet, "", "anything") == "anything"


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "figures.F9.printed",
        "figures.F1.nothing",
        "figures.F1.printed.value",
        "court.name",
        ".court",
        "figures..printed",
        "model_config",
        "by_id",
        "__class__",
        "replaced",
    ],
)
def test_a_place_that_does_not_exist_is_a_key_error_and_nothing_else(sheet, path):
    with pytest.raises(KeyError):
        read(sheet, path)
    with pytest.raises(KeyError):
        written(sheet, path, "x")


def test_what_was_written_is_read_back_and_the_old_sheet_stays(sheet):
    fresh = written(sheet, "figures.F1.printed", Quantity.parse("2.88亿元"))
    assert read(fresh, "figures.F1.printed").value == Decimal("288000000")
    assert read(sheet, "figures.F1.printed") is None


def test_a_change_shares_everything_beside_its_path(sheet):
    fresh = written(sheet, "figures.F1.printed", Quantity.parse("3件"))
    assert fresh.outline is sheet.outline
    assert fresh.head is sheet.head
    assert fresh.figures[0] is sheet.figures[0]
    assert fresh.figures[2] is sheet.figures[2]
    assert fresh.figures[1] is not sheet.figures[1]

    deep = written(sheet, "outline.sections.s1.items.i0.heading", "新条目")
    assert deep.outline.sections[0].items[1] is sheet.outline.sections[0].items[1]
    assert all(new is old for new, old in zip(deep.figures, sheet.figures, strict=True))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("year", 2023),
        ("figures.F1.printed", None),
        ("head.title", ""),
        ("figures.F1", Figure(id="F1")),
        ("passages.i1", Passage(id="i1")),
    ],
)
def test_writing_what_stands_there_returns_the_very_same_sheet(sheet, path, value):
    assert written(sheet, path, value) is sheet


def test_writing_the_same_quantity_again_returns_the_very_same_sheet(sheet):
    once = written(sheet, "figures.F1.printed", Quantity.parse("3件"))
    assert written(once, "figures.F1.printed", Quantity.parse("3件")) is once


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("year", 1800),
        ("year", "去年"),
        ("figures.F1.id", "F2"),
        ("figures.F1.id", "有空格"),
        ("figures.F1.printed", "不是数字"),
        ("figures", (Figure(id="F1"), Figure(id="F1"))),
        ("outline.sections.s1.items.i1.id", "i2"),
    ],
)
def test_a_value_the_place_refuses_is_a_validation_error_and_changes_nothing(sheet, path, value):
    before = sheet.model_dump_json()
    with pytest.raises(ValidationError):
        written(sheet, path, value)
    assert sheet.model_dump_json() == before


def test_a_frozen_value_cannot_be_set_in_place(sheet):
    with pytest.raises(ValidationError):
        sheet.court = "乙县人民法院"


def test_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        ChartSpec.model_validate({"id": "c", "kind": "bars", "title": "", "colour": "red"})


def test_a_sheet_survives_json(sheet):
    full = written(sheet, "figures.F1.printed", Quantity.parse("720余人"))
    assert FactSheet.model_validate_json(full.model_dump_json()) == full
