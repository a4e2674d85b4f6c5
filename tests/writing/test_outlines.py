"""The outlines that come with the program are sound."""

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.outline import ChartKind, Outline, RelationKind
from courtdesk.writing.outlines import load_outline, outlines

NAMES = [name for name, _ in outlines()]


def charts(outline: Outline) -> list[ChartKind]:
    every = (*outline.charts, *(c for s in outline.sections for c in s.charts))
    return [chart.kind for chart in every]


def test_the_outlines_are_listed_with_their_titles() -> None:
    assert dict(outlines()) == {
        "general": "通用六节（聚焦、坚持）",
        "minimal": "空白提纲",
        "sheqi-2023": "五个“聚力”（社旗2023）",
    }


def test_an_unknown_outline_is_refused_with_the_known_names() -> None:
    with pytest.raises(UserError, match="没有名为“nope”的提纲：请从general、minimal、sheqi-2023"):
        load_outline("nope")


@pytest.mark.parametrize("name", NAMES)
def test_charts_relations_and_formulas_name_only_figures_of_the_outline(name: str) -> None:
    outline = load_outline(name)
    known = {indicator.id for indicator in outline.indicators}
    every = (*outline.charts, *(c for s in outline.sections for c in s.charts))
    assert {f for chart in every for row in chart.rows for f in row.figures} <= known
    assert {f for r in outline.relations for f in (*r.figures, *r.candidates)} <= known
    assert {t for i in outline.indicators if i.formula for t in i.formula.terms} <= known
    assert {i.department for i in outline.indicators} <= {*outline.departments, ""}


@pytest.mark.parametrize("name", ["sheqi-2023", "general"])
def test_every_section_and_the_overview_have_a_chart(name: str) -> None:
    outline = load_outline(name)
    assert outline.charts and all(section.charts for section in outline.sections)


def test_the_charts_of_the_outlines_use_every_form() -> None:
    assert set(charts(load_outline("sheqi-2023"))) == set(ChartKind)


def test_the_general_outline_shows_every_kind_of_relation() -> None:
    assert {r.kind for r in load_outline("general").relations} == set(RelationKind)
