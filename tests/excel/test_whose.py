"""Figures that stand in a table and are not the court's, or not the year's."""

import pytest

from courtdesk.excel.intake.courts import elsewhere, is_ours, one_tribunal
from courtdesk.excel.intake.looks import part_in
from courtdesk.models.errors import UserError
from tests.excel.drawn import empty, proposed

COURT = "社旗县人民法院"


def taken(drawing: str) -> dict[str, str]:
    """What is taken unasked, by indicator."""
    found = proposed(empty(), ("来件.xlsx", drawing))
    return {c.id: c.new for c in found.changes if c.field == "printed"}


def whys(drawing: str) -> set[str]:
    found = proposed(empty(), ("来件.xlsx", drawing))
    assert not found.taken
    return {o.why for o in found.offers.values() if o.id}


def test_of_several_courts_only_this_ones_row_is_read() -> None:
    head, other = "法院|院庭长结案数（件）\n", "方城县法院|3511\n"
    rows = "社旗县法院|3290\n唐河县人民法院|4102\n全市|38201"
    assert taken("全市法院质效\n" + head + other + rows) == {"F055": "3290件"}
    with pytest.raises(UserError, match="没有找到"):
        taken(head + other)


def test_of_several_courts_only_this_ones_column_is_read() -> None:
    drawing = "指标|唐河法院|本院|社旗法院|全市平均\n院庭长结案数|4102|3290||3000"
    assert taken(drawing) == {"F055": "3290件"}


@pytest.mark.parametrize(
    ("text", "ours", "others"),
    [
        ("社旗县法院", True, False),
        ("本院", True, False),
        ("唐河法院", False, True),
        ("南阳市中级人民法院", False, True),
        ("全省平均值", False, True),
        ("走进法院", False, False),
        ("人民法院", False, False),
        ("全市位次", False, False),
    ],
)
def test_a_court_is_told_by_its_name(text: str, ours: bool, others: bool) -> None:
    assert (is_ours(text, COURT), elsewhere(text, COURT)) == (ours, others)
    assert not elsewhere(text, "")


def test_what_one_tribunal_did_is_asked_about() -> None:
    assert whys("赊店人民法庭工作数据\n项目|数量\n审结案件|802") == {
        "只是赊店法庭的数，请核对是不是各法庭合计"
    }
    assert one_tribunal("社旗县人民法院晋庄法庭统计表") == "晋庄法庭"
    assert not any(map(one_tribunal, ("派出法庭", "各人民法庭情况", "少年法庭", "法庭")))


def test_rows_of_persons_are_nobodys_but_theirs() -> None:
    rows = "姓名|职务|结案数（件）\n张某|院长|110\n王某|庭长|398"
    with pytest.raises(UserError, match="没有找到"):
        taken(rows)
    assert taken("员额法官|28|人\n院庭长结案数|3290|件") == {"F055": "3290件"}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("2023年1-11月数据", "1-11月"),
        ("执行数据（截至2023年11月30日）", "截至2023年11月"),
        ("2023年上半年统计", "上半年"),
        ("第三季度报表", "第三季度"),
        ("2023年12月报表", "12月"),
        ("2023年1-12月数据", ""),
        ("截至2023年12月31日", ""),
        ("2023年第四季度及全年数据", ""),
        ("报送时间2023年12月28日", ""),
    ],
)
def test_a_title_may_name_part_of_the_year(title: str, words: str) -> None:
    found = part_in(title)
    assert (found.words if found else "") == words
    drawing = f"{title}\n指标|数量\n法官入企走访次数|250"
    assert taken(drawing) == ({} if words else {"F032": "250次"})


def test_part_of_the_year_is_asked_about_and_a_sum_up_to_december_is_not() -> None:
    assert whys("2023年1-11月\n指标|数量\n法官入企走访次数|250") == {
        "表上写的是“1-11月”，请核对是不是全年的数"
    }
    rows = "报表\n项目|本月|累计\n专项普法宣传活动次数|3|34"
    assert taken("2023年12月" + rows) == {"F053": "34次"}
    assert taken("2023年11月" + rows) == {}


def test_the_year_may_be_written_in_characters() -> None:
    drawing = "指标|二〇二二年|二〇二三年\n法官入企走访次数|260|271"
    assert taken(drawing) == {"F032": "271次"}
    found = proposed(empty(), ("来件.xlsx", drawing))
    assert {c.field: c.new for c in found.changes} == {"previous": "260次", "printed": "271次"}


def test_the_unit_of_amounts_may_stand_below_the_table() -> None:
    drawing = "项目|金额\n网拍成交金额|2011.6\n注：以上金额单位均为万元。"
    assert taken(drawing) == {"F022": "2011.6万元"}
