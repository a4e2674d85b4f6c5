"""How figures are written: in free text, beside bound figures, and in the table of figures."""

import pytest

from courtdesk.models.quantity import Quantity
from tests.writing.rules.sheets import cured, said, sheet, struck

HITS = [
    ("range-unit", "提高15～30%", "提高15%～30%"),
    ("range-unit", "提高15-30%", "提高15%-30%"),
    ("range-unit", "追回3至5万元", "追回3万至5万元"),
    ("range-unit", "标的9～16亿元", "标的9亿～16亿元"),
    ("range-unit", "占{R:number}～60%", "占{R:number}%～60%"),
    ("leading-zero", "上升.5个百分点", "上升0.5个百分点"),
    ("leading-zero", "占.52%", "占0.52%"),
    ("thousands-separator", "成交1,689.7万元", "成交1689.7万元"),
    ("thousands-separator", "受理28 802件", "受理28802件"),
    ("thousands-separator", "标的1 203.5万元", "标的1203.5万元"),
    ("two-markers", "节约约80万元左右", "节约80万元左右"),
    ("two-markers", "走访近260余次", "走访260余次"),
    ("two-markers", "拘传超{C}", "拘传{C}"),
    ("two-markers", "拘传{C}左右", "拘传{C}"),
    ("full-width-digits", "受理１０３３６件", "受理10336件"),
    ("full-width-digits", "占５２．２９％", "占52.29%"),
    ("mixed-numeral", "标的5千万元", "标的5000万元"),
    ("mixed-numeral", "受理1千3百件", "受理1300件"),
    ("mixed-numeral", "培训3百余人", "培训300余人"),
    ("mixed-numeral", "服务1.5千小时", "服务1500小时"),
    ("mixed-numeral", "占百分之52.29", "占52.29%"),
    ("mixed-numeral", "占百分之{R:number}", "占{R:number}%"),
]

SOUND = [
    ("range-unit", "提高15%～30%，3至5件，1至9月，2017—2021年"),
    ("range-unit", "第3至5亿元项目"),
    ("range-unit", "从15%提高到30%"),
    ("leading-zero", "占0.5%，版本1.5，见.gitignore"),
    ("thousands-separator", "成交1689.7万元，拨打110 120 119"),
    ("thousands-separator", "分别审结12件, 345件"),
    ("two-markers", "节约约80万元，高达80余万元，达{C}"),
    ("two-markers", "位居全市前三名左右，前3位"),
    ("two-markers", "处3年以上10年以下有期徒刑"),
    ("full-width-digits", "受理10336件．"),
    ("mixed-numeral", "5000万元，3.2亿元，0.5百分点，5千米，10千克，百分之四十，2万3千余元"),
    ("mixed-numeral", "三千五百件"),
]


@pytest.mark.parametrize(("rule", "lead", "right"), HITS)
def test_a_figure_written_badly_is_struck_and_mended_by_one_click(rule, lead, right):
    assert struck(rule, lead)
    assert cured(rule, lead) == right
    assert not struck(rule, right)


@pytest.mark.parametrize(("rule", "lead"), SOUND)
def test_a_figure_written_well_is_left_alone(rule, lead):
    assert struck(rule, lead) == []


def test_a_separated_number_is_told_with_its_decimals():
    (finding,) = said("thousands-separator", sheet("成交1,689.7万元"))
    assert finding.message.endswith("请写作1689.7")
    assert [fix.label for fix in finding.fixes] == ["改为“1689.7”"]


def test_two_markers_offer_to_take_either_away():
    (finding,) = said("two-markers", sheet("节约约80万元左右"))
    assert [fix.label for fix in finding.fixes] == ["改为“80万元左右”", "改为“约80万元”"]


def test_a_marker_of_the_fact_itself_is_not_taken_away():
    (finding,) = said("two-markers", sheet("拘传近{C}"))
    assert [fix.text for fix in finding.fixes] == ["{C}"]


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("thousands-separator", "10,336件"),
        ("two-markers", "约10336件左右"),
        ("chinese-count", "二百二十八件"),
    ],
)
def test_a_figure_of_the_table_is_told_at_its_own_place_and_not_where_it_is_printed(rule, printed):
    of = sheet("受理{A}")
    figures = tuple(
        f.replaced(printed=Quantity.parse(printed)) if f.id == "A" else f for f in of.figures
    )
    (finding,) = said(rule, of.replaced(figures=figures))
    assert (finding.path, finding.start, finding.fixes) == ("figures.A.printed", -1, ())
    assert finding.values == Quantity.parse(printed).printed


def test_small_counts_and_fractions_may_be_written_in_chinese():
    of = sheet("受理{A}")
    for printed in ("两件", "九件", "三分之一"):
        quantity = Quantity.parse(printed)
        figures = tuple(f.replaced(printed=quantity) if f.id == "A" else f for f in of.figures)
        assert said("chinese-count", of.replaced(figures=figures)) == []
