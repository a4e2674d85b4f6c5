"""Words beside a figure that claim something else than the fact: % for 百分点, and 减少几倍."""

import pytest

from courtdesk.models.quantity import Quantity
from courtdesk.writing.beside import BESIDE
from courtdesk.writing.proof import proof
from tests.writing.rules.sheets import cured, sheet, struck


@pytest.mark.parametrize(
    ("lead", "right"),
    [
        ("调撤率{R}，同比上升6.7%。", "调撤率{R}，同比上升6.7个百分点。"),
        ("结案率同比上升6.7%", "结案率同比上升6.7个百分点"),
        ("结案率为93.5%（较上年提高2.2%）", "结案率为93.5%（较上年提高2.2个百分点）"),
        ("结案率、调撤率分别上升6.7%、3.2%", "结案率、调撤率分别上升6.7个百分点、3.2个百分点"),
        ("服判息诉率90%，比上年下降1.2%", "服判息诉率90%，比上年下降1.2个百分点"),
        ("受理{A}，调撤率{R}，分别上升8%、2%", "受理{A}，调撤率{R}，分别上升8%、2个百分点"),
        ("占比{R}，上升2%", "占比{R}，上升2个百分点"),
    ],
)
def test_a_rate_that_rises_in_per_cent_is_struck(lead, right):
    assert cured("percent-for-points", lead) == right
    assert struck("percent-for-points", right) == []


POINTS = "{G:number}个百分点"


@pytest.mark.parametrize(
    ("lead", "right"),
    [
        ("结案率同比上升{G}", f"结案率同比上升{POINTS}"),
        ("结案率同比上升{G:number}%", f"结案率同比上升{POINTS}"),
        ("调撤率{R}，同比上升{G}", f"调撤率{{R}}，同比上升{POINTS}"),
        ("上升{G}，创新高", f"上升{POINTS}，创新高"),
        ("结案率同比上升{R}", "结案率同比{R:change}"),  # last year's value tells the rise
        ("结案率同比上升了{R:number}%", "结案率同比{R:change}"),
    ],
)
def test_a_bound_figure_in_per_cent_that_says_how_a_rate_rose_is_put_right(lead, right):
    assert cured("percent-for-points", lead) == right
    assert [f.rule for f in proof(sheet(right)) if f.path == "passages.lead.text"] == []


@pytest.mark.parametrize(
    "lead",
    [
        "受理{A}，同比上升5.3%",
        "受理{A}、审执结{B}，调撤率{R}，同比分别上升8.2%、9.5%和1.2个百分点",
        "受理{A}，{A:change}；调撤率{R}，{R:change}",
        "调撤率{R}，受理案件上升5.3%",
        "调撤率{R}，{A:change}",  # the figure's own measure decides
        "办案效率提升30%，率先增长5%",
        "收案增长率为5.3%，结案率增幅达6.7%",
        "调撤率{R}。多措并举，上升6.7%",
        "审执结{B}，结案率达93.5%",
        "上升5%",
    ],
)
def test_a_count_that_rises_in_per_cent_is_left_alone(lead):
    assert struck("percent-for-points", lead) == []


@pytest.mark.parametrize(
    ("lead", "right"),
    [
        ("受理{A}，同比上升5.3个百分点", "受理{A}，同比上升5.3%"),
        ("新收案件同比下降2百分点", "新收案件同比下降2%"),
    ],
)
def test_a_count_that_rises_in_points_is_struck(lead, right):
    assert cured("points-for-percent", lead) == right


@pytest.mark.parametrize(
    "lead",
    [
        "受理{A}，-0.5个百分点",
        "受理{A}，结案率90%，分别上升8%和1个百分点",
        "调撤率{R}，上升2个百分点",
        "审判质效提升3个百分点",
        "占比提高2个百分点",
        "上升2个百分点",
    ],
)
def test_a_rate_that_rises_in_points_is_left_alone(lead):
    assert struck("points-for-percent", lead) == []


def test_nothing_falls_by_times():
    assert struck("fall-of-times", "信访案件减少2倍") == ["2倍"]
    assert struck("fall-of-times", "收案增长2倍，减少0.5倍，是上年的2倍") == []


def test_a_marker_beside_a_rank_among_the_first_is_told_like_any_other():
    of = sheet("位居近{W}，共受理{A}")
    first = Quantity.parse("前3名")
    of = of.replaced(
        figures=tuple(f.replaced(printed=first) if f.id == "W" else f for f in of.figures)
    )
    (finding,) = (f for f in proof(of) if f.rule == BESIDE)
    assert [fix.text for fix in finding.fixes] == ["{W}"]
