"""What an indicator is called and counts in, from the words a table has for it."""

import pytest

from courtdesk.excel.founding.naming import plain_name
from courtdesk.excel.intake.wording import base, unit_in
from courtdesk.models.outline import Measure
from tests.excel.drawn import by_cell, empty
from tests.excel.drawn import proposed as imported
from tests.excel.founding import proposed, said


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("12-15岁未成年人案件", "12-15岁未成年人案件"),
        ("“12·4”宪法宣传", "“12·4”宪法宣传"),
        ("3·15维权案件", "3·15维权案件"),
        ("1-6月收案", "1-6月收案"),
        ("诉前-诉中调解", "诉前-诉中调解"),
        ("2.5万元以上案件", "2.5万元以上案件"),
        ("1. 受理", "受理"),
        ("（一）、受理", "受理"),
        ("①受理", "受理"),
        ("★ 受理", "受理"),
        ("2)受理（件）", "受理"),
    ],
)
def test_a_name_keeps_its_marks_and_loses_only_the_number_before_it(label: str, name: str) -> None:
    assert plain_name(label) == name


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        ("百分点", "百分点"),
        ("个百分点", "百分点"),
        ("万元", "元"),
        ("千人次", "人次"),
        ("百件", "件"),
        ("件/人", "件"),
        ("件/千人", "件/千人"),
        ("人/万人", "人/万人"),
    ],
)
def test_a_scale_is_taken_off_a_unit_and_nothing_else(unit: str, counts: str) -> None:
    assert base(unit_in(unit)) == counts


def test_points_and_cases_a_thousand_people_keep_what_they_count() -> None:
    rows = "指标|数量\n案件比（件/千人）|3.2\n结案率升幅（百分点）|1.3"
    found = proposed(("数据.xlsx", rows)).lines
    assert [(n.indicator.label, n.indicator.unit, said(n)) for n in found] == [
        ("案件比", "件/千人", "3.2件/千人"),
        ("结案率升幅", "百分点", "1.3百分点"),
    ]
    assert [n.indicator.measure for n in found] == [Measure.AVERAGE, Measure.RATE]
    assert all(n.taken for n in found)


def test_one_of_three_is_a_rank_only_where_a_rank_is_meant() -> None:
    rows = "指标|数量\n执结率|1/3\n结案率位次|3/13\n综合考评|第2/13"
    rate, rank, other = proposed(("数据.xlsx", rows)).lines
    assert (rate.indicator.unit, said(rate), rate.taken) == ("%", "", False)
    assert rate.doubt == "“1/3”可能是位次，也可能是几分之几：请写成“第3”或“33.3%”的样子"
    assert [(n.indicator.unit, said(n), n.doubt) for n in (rank, other)] == [
        ("位", "第3", ""),
        ("位", "第2", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [("￥12000", "12000元"), ("¥12,000元", "12000元"), ("￥1.2万", "1.2万元"), ("（120）", "")],
)
def test_founding_and_import_read_a_cell_alike(cell: str, figure: str) -> None:
    drawing = f"指标|数量\n网拍成交金额|{cell}\n拘传人数|655"
    line = proposed(("数据.xlsx", drawing)).lines[0]
    offer = by_cell(imported(empty(), ("数据.xlsx", drawing)))["B2"]
    assert (said(line), offer.new) == (figure, figure)
    assert bool(line.doubt) == (not figure)
