"""The outline as data: ids, places, and rules between figures."""

import pytest
from pydantic import ValidationError

from courtdesk.models.outline import (
    ChartKind,
    ChartRow,
    ChartSpec,
    Formula,
    Indicator,
    Item,
    Outline,
    Relation,
    Section,
)


def item(id: str, *indicators: str) -> Item:
    held = tuple(Indicator(id=i, label=f"指标{i}") for i in indicators)
    return Item(id=id, heading=f"条目{id}", indicators=held)


@pytest.fixture
def outline() -> Outline:
    return Outline(
        name="甲",
        lead=item("lead", "A"),
        sections=(
            Section(id="s1", title="聚力", items=(item("i1", "B", "C"), item("i2"))),
            Section(id="s2", title="聚焦", items=(item("i3", "D"),)),
        ),
    )


def test_indicators_come_in_printed_order_with_the_lead_first(outline):
    assert [i.id for i in outline.indicators] == ["A", "B", "C", "D"]
    assert [i.id for i in outline.sections[0].indicators] == ["B", "C"]
    assert [i.id for _, i in outline.items()] == ["lead", "i1", "i2", "i3"]


def test_a_place_names_the_section_the_item_and_the_indicator(outline):
    section, item, indicator = outline.places["C"]
    assert (section.id, item.id, indicator.label) == ("s1", "i1", "指标C")
    assert outline.places["A"][0] is None
    with pytest.raises(KeyError):
        outline.indicator("nothing")


def test_an_indicator_goes_by_its_short_name_where_it_has_one():
    assert Indicator(id="A", label="全年受理各类案件数").name == "全年受理各类案件数"
    assert Indicator(id="A", label="全年受理各类案件数", short="受理").name == "受理"


@pytest.mark.parametrize(
    "changes",
    [
        {"sections": (Section(id="s", title="甲"), Section(id="s", title="乙"))},
        {"sections": (Section(id="s", title="甲", items=(item("i"), item("i"))),)},
        {"sections": (Section(id="s", title="甲", items=(item("lead"),)),)},
        {"sections": (Section(id="s", title="甲", items=(item("i", "A", "A"),)),)},
        {"relations": (Relation(id="R", kind="equal", left=("A",), right=("A",)),) * 2},
    ],
)
def test_an_id_that_stands_twice_is_refused_in_chinese(changes):
    with pytest.raises(ValidationError, match="编号重复"):
        Outline(name="甲", **changes)


@pytest.mark.parametrize("id", ["", "有汉字", "a b", "a.b", "a" * 41, "?", "=5", "a/b", "a\n"])
def test_an_id_that_cannot_stand_in_a_path_is_refused(id):
    with pytest.raises(ValidationError):
        Indicator(id=id, label="甲")


def test_a_relation_names_each_figure_once_and_no_constants():
    relation = Relation(
        id="R", kind="at_most", left=("A", "-B", "=5"), right=("B", "C", "-A", "=-1.5")
    )
    assert relation.figures == ("A", "B", "C")
    unnamed = Relation(id="R", kind="share", left=("A",), right=("B", "?"))
    assert unnamed.figures == ("A", "B")


@pytest.mark.parametrize("term", ["", "=", "=x", "a b", "??", "=1.2.3", "=-", "=.", "甲"])
def test_a_term_that_says_nothing_is_refused(term):
    with pytest.raises(ValidationError):
        Relation(id="R", kind="equal", left=("A",), right=(term,))


@pytest.mark.parametrize(
    "shape",
    [
        {"kind": "share", "left": ("A",), "right": ("B",)},
        {"kind": "share", "left": ("A",), "right": ("B", "C", "D")},
        {"kind": "average", "left": ("A", "B"), "right": ("C", "D")},
        {"kind": "share", "left": ("A",), "right": ("?", "?")},
        {"kind": "share", "left": ("?",), "right": ("A", "B")},
        {"kind": "sum", "left": ("A",), "right": ("B", "?")},
        {"kind": "complement", "left": ("A",), "right": ("B", "C")},
        {"kind": "equal", "left": ("=1",), "right": ("=1",)},
    ],
)
def test_a_relation_whose_terms_do_not_fit_its_kind_is_refused(shape):
    with pytest.raises(ValidationError):
        Relation(id="R", **shape)


def test_a_chart_row_holds_one_or_two_figures():
    with pytest.raises(ValidationError):
        ChartRow(figures=())
    with pytest.raises(ValidationError):
        ChartRow(figures=("A", "B", "C"))
    spec = ChartSpec(id="c", kind="ring", title="占比", rows=({"figures": ["A", "B"]},))
    assert spec.kind is ChartKind.RING


def test_a_formula_knows_its_five_kinds():
    with pytest.raises(ValidationError):
        Formula(kind="product", terms=("A",))


def test_an_outline_survives_json(outline):
    assert Outline.model_validate_json(outline.model_dump_json()) == outline


@pytest.mark.parametrize("factor", ["1E+9000000", "1E-9000000", "0", "-1", "NaN"])
def test_a_factor_no_arithmetic_can_hold_is_refused(factor: str) -> None:
    with pytest.raises(ValidationError):
        Relation.model_validate(
            {"id": "R", "kind": "at_most", "left": ["A"], "right": ["B"], "factor": factor}
        )
