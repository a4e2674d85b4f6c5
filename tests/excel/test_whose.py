"""Figures that stand in a table and are not the court's, or not the year's."""

import pytest

from courtdesk.excel.intake.courts import (
    elsewhere,
    is_ours,
    may_be_elsewhere,
    one_person,
    one_tribunal,
)
from courtdesk.excel.intake.looks import part_in, tidy
from courtdesk.excel.intake.survey import survey
from courtdesk.models.errors import UserError
from tests.excel.drawn import empty, page, proposed

COURT = "社旗县人民法院"


def taken(drawing: str, file: str = "来件.xlsx") -> dict[str, str]:
    """What is taken unasked, by indicator."""
    found = proposed(empty(), (file, drawing))
    return {c.id: c.new for c in found.changes if c.field == "printed"}


def whys(drawing: str, file: str = "来件.xlsx") -> set[str]:
    found = proposed(empty(), (file, drawing))
    assert not found.taken
    return {o.why for o in found.offers.values() if o.id}


def test_of_several_courts_only_this_ones_row_is_read() -> None:
    head, other = "法院|院庭长结案数（件）\n", "方城县法院|3511\n"
    rows = "社旗县法院|3290\n唐河县人民法院|4102\n全市|38201"
    assert taken("全市法院质效\n" + head + other + rows) == {"F055": "3290件"}
    with pytest.raises(UserError, match="没有找到"):
        taken(head + other)


def test_of_several_courts_only_this_ones_column_is_read() -> None:
    drawing = "指标|唐河县法院|方城法院|本院|社旗法院|全市平均\n院庭长结案数|4102|3511|3290||3000"
    assert taken(drawing) == {"F055": "3290件"}
    left = {e.column: e.doubt for e in survey(page(drawing), 2023, court=COURT).entries}
    assert left == {2: "“方城法院”像是别的法院，请核对是不是本院的数", 3: ""}


@pytest.mark.parametrize(
    ("text", "ours", "others", "asked"),
    [
        ("社旗县法院", True, False, False),
        ("本院", True, False, False),
        ("唐河法院", False, False, True),
        ("唐河县法院", False, True, False),
        ("郏县法院", False, True, False),
        ("南阳市中级人民法院", False, True, False),
        ("南阳中院", False, True, False),
        ("全省平均值", False, True, False),
        ("各县区法院", False, True, False),
        ("其他法院", False, True, False),
        ("其他", False, False, False),
        ("各", False, False, False),
        ("平均", False, False, False),
        ("最高值", False, False, False),
        ("走进法院", False, False, False),
        ("智慧法院", False, False, False),
        ("委托法院", False, False, False),
        ("人民法院", False, False, False),
        ("本县法院", False, False, False),
        ("全市位次", False, False, False),
    ],
)
def test_a_court_is_told_by_its_name(text: str, ours: bool, others: bool, asked: bool) -> None:
    said = is_ours(text, COURT), elsewhere(text, COURT), may_be_elsewhere(text, COURT)
    assert said == (ours, others, asked)
    assert not elsewhere(text, "") and not may_be_elsewhere(text, "")


@pytest.mark.parametrize(
    ("court", "text", "ours"),
    [
        ("叶县人民法院", "叶县法院", True),
        ("叶县人民法院", "平顶山市叶县人民法院", True),
        ("叶县人民法院", "郏县人民法院", False),
        ("河南省杞县人民法院", "杞县法院", True),
        ("新县人民法院", "阳新县人民法院", False),
        ("辉县市人民法院", "辉县法院", True),
        ("进贤县人民法院", "进贤县法院", True),
        ("临河县人民法院（虚构）", "临河县人民法院", True),
        ("临河县人民法院（虚构）", "临河法院(虚构)", True),
        ("承德县人民法院", "承德市中级人民法院", False),
        ("承德县人民法院", "承德中院", False),
    ],
)
def test_our_own_court_is_known_however_its_name_is_written(
    court: str, text: str, ours: bool
) -> None:
    assert (is_ours(text, court), elsewhere(text, court)) == (ours, not ours)


def test_a_row_for_all_that_is_left_is_the_courts_own() -> None:
    drawing = "案件类型|受理数（件）\n盗窃案件|10\n诈骗案件|20\n其他|7"
    left = survey(page(drawing), 2024, court=COURT)
    assert [(e.path[0], e.doubt) for e in left.entries] == [
        ("盗窃案件", ""),
        ("诈骗案件", ""),
        ("其他", ""),
    ]


def test_what_one_tribunal_did_is_asked_about() -> None:
    assert whys("赊店人民法庭工作数据\n项目|数量\n审结案件|802") == {
        "只是赊店法庭的数，请核对是不是各法庭合计"
    }
    assert one_tribunal("社旗县人民法院晋庄法庭统计表") == "晋庄法庭"
    assert not any(map(one_tribunal, ("派出法庭", "各人民法庭情况", "少年法庭", "法庭")))


@pytest.mark.parametrize(
    ("title", "file", "named"),
    [
        ("唐河县人民法院工作数据", "来件.xlsx", "唐河县人民法院"),
        ("全市法院执行工作情况", "来件.xlsx", "全市法院"),
        ("郏县人民法院工作数据", "来件.xlsx", "郏县人民法院"),
        ("2023年社旗县法院工作数据", "来件.xlsx", ""),
        ("工作数据", "唐河县法院2023.xlsx", "唐河县法院"),
        ("南阳市中级人民法院统计表", "河南省社旗县法院.xlsx", ""),
        ("河南省社旗县人民法院工作数据", "来件.xlsx", ""),
    ],
)
def test_a_title_or_a_file_of_another_court_is_asked_about(
    title: str, file: str, named: str
) -> None:
    drawing = f"{title}\n项目|数量\n执结各类案件（件）|3400"
    if named:
        assert whys(drawing, file) == {f"表上写的是“{named}”，请核对是不是本院的数"}
    else:
        assert taken(drawing, file) == {"F018": "3400件"}


def test_a_file_may_be_named_after_part_of_the_year_or_one_tribunal() -> None:
    drawing = "项目|数量\n派出法庭审结案件（件）|802"
    assert whys(drawing, "2023年上半年数据.xlsx") == {"表上写的是“上半年”，请核对是不是全年的数"}
    assert whys(drawing, "赊店法庭.xlsx") == {"只是赊店法庭的数，请核对是不是各法庭合计"}
    for file in ("2023年12月.xlsx", "报送（2024年1月）.xlsx", "2023年12月28日.xlsx"):
        assert taken(drawing, file) == {"F044": "802件"}


def test_what_is_said_not_to_be_settled_is_asked_about() -> None:
    assert whys("项目|数量\n拘传人数|约655（待核）") == {"旁边写着“待核”，请核对是不是定数"}


def test_a_year_beside_a_name_is_no_figure_unasked() -> None:
    assert whys("办结诉讼服务事项|2024") == {"可能是年份，请核对是不是这里要的数"}
    assert taken("办结诉讼服务事项|'2024件次") == {"F047": "2024件次"}


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
        ("第49周报表", "第49周"),
        ("截至目前（11月15日）", "截至目前(11月"),
        ("本周工作（12月2日至12月8日）", "本周"),
        ("统计期间：2023年1月—11月", "1月—11月"),
        ("二〇二三年一月至十一月数据", "一月至十一月"),
        ("2023年12月报表", "12月"),
        ("2023年1-12月数据", ""),
        ("截至2023年12月31日", ""),
        ("2023年第四季度及全年数据", ""),
        ("报送时间2023年12月28日", ""),
    ],
)
def test_a_title_may_name_part_of_the_year(title: str, words: str) -> None:
    found = part_in(tidy(title))
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


@pytest.mark.parametrize("head", ["单位", "单位名称", "法院"])
def test_the_court_of_a_row_may_stand_in_a_column_headed_as_a_unit(head: str) -> None:
    rows = f"{head}|受理案件数\n方城法院|11\n社旗县法院|22\n全市|33\n合计|66"
    across = f"指标|{head}|数量\n受理案件数|方城法院|11\n受理案件数|本院|22\n受理案件数|全市|33"
    behind = f"指标|数量|{head}\n受理案件数|11|方城县法院\n受理案件数|22|社旗法院"
    for drawing in (rows, across, behind):
        found = survey(page(drawing), 2024, court=COURT).entries
        assert [(e.path, e.spot.text, e.doubt) for e in found] == [(("受理案件数",), "22", "")]


def test_a_column_of_units_or_divisions_names_no_court() -> None:
    for cell in ("件", "审管办"):
        found = survey(page(f"指标|单位|数量\n受理案件数|{cell}|22"), 2024, court=COURT).entries
        assert [e.spot.text for e in found] == ["22"]


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("员额法官张某2024年办案", "法官张某"),
        ("员额法官张伟2024年办案情况", "法官张伟"),
        ("李某某办案统计", "李某某"),
        ("法官高效办案", ""),
        ("法官周末办案", ""),
        ("法官王建国个人业绩", "法官王建国"),
        ("某某县人民法院2024年数据", ""),
        ("员额法官办案2024年统计", ""),
        ("院庭长办案情况", ""),
        ("法官办理案件", ""),
        ("法官万人成讼率", ""),
        ("某年数据", ""),
        ("法官助理和书记员", ""),
    ],
)
def test_a_title_may_name_the_one_person_whose_work_it_tells(title: str, person: str) -> None:
    assert one_person(title) == person


def test_one_persons_figures_are_asked_about() -> None:
    drawing = "员额法官张某2023年办案\n项目|数量\n院庭长结案数（件）|329"
    assert whys(drawing) == {"表上写的是“法官张某”，请核对是不是全院的数"}
