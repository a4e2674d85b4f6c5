"""The shapes departments' tables come in, and that no cell is lost."""

from pathlib import Path

import pytest

from courtdesk.excel.addresses import address
from courtdesk.excel.intake.files import read_pasted, taken_apart
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.survey import Survey, survey
from courtdesk.excel.reading import Page, Pages
from courtdesk.models.errors import UserError
from tests.excel.drawn import YEAR, cell, empty, page, surveyed


def figures(found: Survey) -> dict[str, str]:
    """What stands where: the words over a figure, its unit, ↩ for last year, Σ for a total."""
    return {
        address(e.row, e.column): " ".join(
            filter(
                None,
                (
                    "/".join(e.path),
                    e.unit,
                    "↩" if e.field == "previous" else "",
                    "Σ" if e.total else "",
                ),
            )
        )
        for e in found.entries
    }


def left(found: Survey) -> dict[str, str]:
    return {address(m.row, m.column): m.reason for m in found.marks}


def test_two_lines_above_the_header_and_the_unit_in_a_column() -> None:
    found = surveyed(
        """
执行局2023年数据
填报单位：执行局
序号|项目|单位|2023年|2022年|同比|备注
1|执结案件|件|2509|2310|8.6%|
2|到位金额|亿元|'2.88|—||约数
"""
    )
    assert figures(found) == {
        "D4": "执结案件 件",
        "E4": "执结案件 件 ↩",
        "D5": "到位金额 亿元",
        "E5": "到位金额 亿元 ↩",
    }
    assert left(found)["F4"] == "同比，由程序计算"
    assert (left(found)["A1"], left(found)["A4"], left(found)["G5"]) == ("标题", "序号", "备注")


def test_a_header_of_two_rows_merged_or_not() -> None:
    drawing = """
罪名|审结|
|件数|人数
盗窃|59|63
"""
    wanted = {"B3": "盗窃/审结/件数", "C3": "盗窃/审结/人数"}
    assert figures(surveyed(drawing)) == wanted
    assert figures(surveyed(drawing, merged=[(0, 0, 2, 1), (0, 1, 1, 2)])) == wanted


def test_years_over_measures_and_measures_over_years() -> None:
    over = surveyed("案件|2023年||2022年|\n|件|人|件|人\n盗窃|59|63|50|51")
    assert figures(over) == {"B3": "盗窃 件", "C3": "盗窃 人", "D3": "盗窃 件 ↩", "E3": "盗窃 人 ↩"}
    under = surveyed("案件|受理||审结|\n|2022|2023|2022|2023\n家事|5|6|7|8")
    assert figures(under)["B3"] == "家事/受理 ↩"
    assert figures(under)["E3"] == "家事/审结"


def test_indicators_across_and_years_down() -> None:
    found = surveyed("年度|受理|审执结\n2022年|9800|9000\n2023年|10336|9666\n同比|5.5%|7.4%")
    assert figures(found) == {"B2": "受理 ↩", "C2": "审执结 ↩", "B3": "受理", "C3": "审执结"}
    assert left(found)["B4"] == "同比，由程序计算"
    bare = surveyed("年份|受理\n2022|9800\n2023|10336")
    assert figures(bare) == {"B2": "受理 ↩", "B3": "受理"}
    timed = surveyed("时间|受理\n2022年|9800\n2023年|10336")
    assert figures(timed) == {"B2": "受理 ↩", "B3": "受理"}


def test_names_and_figures_in_pairs_without_a_header() -> None:
    found = surveyed("到位金额|2.88亿元|拘传|720人\n失信|1027|限高|1220")
    assert figures(found) == {"B1": "到位金额", "D1": "拘传", "B2": "失信", "D2": "限高"}


def test_two_lists_side_by_side() -> None:
    found = surveyed("项目|数量|项目|数量\n委托调解|459|跨域立案|21\n诉前分流|3408")
    assert figures(found) == {"B2": "委托调解", "D2": "跨域立案", "B3": "诉前分流"}


@pytest.mark.parametrize("among", ["  其中：成交", "其中：成交", "　　其中:成交"])
def test_what_is_among_stands_under_the_row_above(among: str) -> None:
    found = surveyed(f"指标|数量\n网络拍卖|335\n{among}|170\n腾房|6")
    assert figures(found) == {"B2": "网络拍卖", "B3": "网络拍卖/成交", "B4": "腾房"}


def test_indents_and_numbering_carry_the_hierarchy() -> None:
    indented = surveyed("类别|件\n民事|\n  家事|1115\n    调撤|583\n  涉农|42\n刑事|96")
    assert list(figures(indented).values()) == [
        "民事/家事 件",
        "民事/家事/调撤 件",
        "民事/涉农 件",
        "刑事 件",
    ]
    numbered = surveyed("类别|件\n一、民事|\n（一）家事|1115\n（二）涉农|42\n二、刑事|96")
    assert list(figures(numbered).values()) == [
        "一、民事/(一)家事 件",
        "一、民事/(二)涉农 件",
        "二、刑事 件",
    ]


def test_groups_said_once_for_several_rows() -> None:
    wanted = {"C2": "表彰/集体 个", "C3": "表彰/个人 名", "C4": "普法/讲座 场"}
    drawing = "类别|事项|数量|单位\n表彰|集体|7|个\n|个人|17|名\n普法|讲座|30|场"
    assert figures(surveyed(drawing)) == wanted
    assert figures(surveyed(drawing, merged=[(1, 0, 2, 1)])) == wanted


def test_one_name_for_two_units() -> None:
    found = surveyed("项目|单位|数量\n强制腾房|次|6\n|处|7")
    assert figures(found) == {"C2": "强制腾房 次", "C3": "强制腾房 处"}


@pytest.mark.parametrize(
    ("drawing", "unit", "source"),
    [
        ("项目|数量\n到位金额（万元）|88", "万元", "名称"),
        ("项目|金额（万元）\n到位|88", "万元", "表头"),
        ("单位：万元\n项目|金额\n到位|88", "万元", "标题"),
        ("项目|计量单位|金额\n到位|万元|88", "万元", "单位栏"),
        ("单位：亿元\n项目|金额（万元）\n到位|88", "万元", "表头"),
        ("单位：万元\n项目|数量\n到位件数|88", "", ""),
        ("单位：件、万元\n项目|数量\n到位|88", "", ""),
    ],
)
def test_the_unit_is_the_one_said_nearest(drawing: str, unit: str, source: str) -> None:
    (entry,) = surveyed(drawing).entries
    assert (entry.unit, entry.unit_from) == (unit, source)


def test_a_title_that_names_two_units_leaves_both_open() -> None:
    (entry,) = surveyed("单位：件、万元\n项目|数量\n到位|88").entries
    assert entry.units == ("件", "万元")


def test_several_tables_on_one_sheet_each_with_its_title() -> None:
    found = surveyed(
        """
收案情况
项目|数量
受理|10336

执行情况（单位：万元）
项目|金额
到位|88

说明：两表口径不同
"""
    )
    assert figures(found) == {"B3": "受理", "B7": "到位/金额 万元"}
    assert [e.title for e in found.entries] == ["收案情况", "执行情况(单位:万元)"]
    assert left(found)["A9"] == "表下的说明"


def test_blank_rows_inside_a_table_change_nothing() -> None:
    found = surveyed("项目|数量\n受理|10336\n\n审结|9666\n\n\n执结|2509")
    assert figures(found) == {"B2": "受理", "B4": "审结", "B7": "执结"}


def test_totals_are_marked_and_checked_against_their_parts() -> None:
    found = surveyed("法庭|审结|调撤\n城关|800|400\n乡镇|691|356\n合计|1491|750")
    assert figures(found)["B4"] == "审结 Σ"
    assert all(e.part for e in found.entries if e.row in (1, 2))
    (remark,) = found.remarks
    assert (address(remark.row, remark.column), remark.message) == (
        "C4",
        "合计写的是750，各项相加是756",
    )


@pytest.mark.parametrize(
    "drawing",
    [
        "类别|件\n家事|10\n  其中：调撤|4\n涉农|2\n合计|12",
        "类别|件\n合计|12\n家事|10\n涉农|2",
        "类别|件\n家事|10\n涉农|2\n小计|12\n盗窃|3\n诈骗|4\n小计|7\n总计|19",
        "类别|数量\n拍卖（件）|10\n成交额（万元）|2\n合计|12",
        "类别|件\n家事|10\n涉农|2余\n合计|13",
    ],
)
def test_a_total_that_adds_up_or_cannot_be_checked_is_not_talked_of(drawing: str) -> None:
    assert surveyed(drawing).remarks == ()


def test_hidden_rows_columns_and_sheets_are_named_and_not_read() -> None:
    drawing = "项目|数量|底稿\n受理|10336|1\n审结|9666|2"
    hidden = page(drawing, hidden_rows=frozenset({2}), hidden_columns=frozenset({2}))
    found = survey(hidden, YEAR)
    assert figures(found) == {"B2": "受理"}
    assert left(found)["B3"] == left(found)["C2"] == "在隐藏的行或列中"
    away = page(drawing, state="hidden")
    assert set(left(survey(away, YEAR)).values()) == {"在隐藏的工作表中"}
    assert len(survey(away, YEAR, with_hidden=True).entries) == 4


def test_months_are_no_year() -> None:
    found = surveyed("指标|1月|2月|全年累计\n受理|800|900|10336")
    assert figures(found) == {"D2": "受理"}
    assert left(found)["B2"] == "不是全年的数"


def test_a_table_of_last_year_is_last_year_s_and_an_older_one_is_left() -> None:
    assert figures(surveyed("2022年审判情况\n项目|数量\n受理|9800")) == {"B3": "受理 ↩"}
    older = surveyed("2019年审判情况\n项目|数量\n受理|9800")
    assert older.entries == ()
    assert left(older)["B3"] == "是2019年的数"


def test_a_worksheet_named_by_a_year_holds_that_year() -> None:
    assert figures(surveyed("项目|数量\n受理|9800", name="2022")) == {"B2": "受理 ↩"}
    assert figures(surveyed("项目|数量\n受理|9800", name="2023年")) == {"B2": "受理"}
    assert surveyed("项目|数量\n受理|9800", name="2021年度").entries == ()


def test_prose_above_a_table_is_named_as_not_read() -> None:
    prose = "2023年，全院共审结各类案件一万余件，" * 4
    found = surveyed(f"{prose}\n项目|数量\n受理|10336")
    assert left(found)["A1"] == "一段文字，没有读"
    assert figures(found) == {"B3": "受理"}


def test_four_digits_are_a_figure_where_they_are_no_year() -> None:
    found = surveyed("项目|数量\n诉前调解成功|2022\n受理|2023")
    assert figures(found) == {"B2": "诉前调解成功", "B3": "受理"}


def test_a_list_of_cases_is_no_table_of_figures() -> None:
    rows = "\n".join(f"第{n}号|{n}" for n in range(2105))
    assert surveyed(f"案号|标的\n{rows}").entries == ()


def test_lines_to_sign_and_days_are_no_figures() -> None:
    found = surveyed("项目|数量\n受理|10336\n填表人：某|电话|67960000\n填报日期：|45291")
    assert figures(found) == {"B2": "受理"}


@pytest.mark.parametrize("merged", [(), ((0, 0, 1, 3), (0, 4, 1, 3))])
def test_a_title_over_names_and_figures_of_one_block_is_no_column_s_name(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    drawing = """
执行工作||||财产处置||
项目|数量|单位||项目|数量|单位
执结|2509|件||网络司法拍卖|335|件
拘传|720余|人||成交金额|1689.7|万元
"""
    found = surveyed(drawing, merged=merged)
    assert [(e.path, e.spot.text, e.unit) for e in found.entries] == [
        (("执结",), "2509", "件"),
        (("拘传",), "720余", "人"),
        (("网络司法拍卖",), "335", "件"),
        (("成交金额",), "1689.7", "万元"),
    ]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2023年\n（件）", "2022年\n（件）"),
        ("2023年（件）", "2022年（件）"),
        ("截至12月底", "去年同期"),
        ("截止2023年12月31日", "2022年"),
    ],
)
def test_a_year_is_known_with_its_unit_and_as_a_closing_day(now: str, before: str) -> None:
    rows = {0: ("指标", now, before), 1: ("委托调解", "459", "400")}
    cells = {r: {c: cell(t) for c, t in enumerate(row)} for r, row in rows.items()}
    found = survey(Page("数据", cells), YEAR)
    assert [(e.field, e.spot.text) for e in found.entries] == [
        ("printed", "459"),
        ("previous", "400"),
    ]


def test_a_unit_may_stand_behind_a_stroke() -> None:
    found = surveyed("执结案件数/件|2509\n网拍成交金额/万元|1689.7")
    assert [e.unit for e in found.entries] == ["件", "万元"]


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("2021年执行局数据\n项目|数量\n执结|2100", "是2021年的数，当前打开的是2023年"),
        ("项目|上半年\n执结|1200", "不是全年的数：请向来源部门索取"),
        ("项目|上半年\n执结|许多", "里没有找到带名称的数字"),
    ],
)
def test_a_table_without_figures_of_the_year_says_why(drawing: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        taken_apart(Path("执行局.xlsx"), Pages(True, (page(drawing),)), empty())


@pytest.mark.parametrize("end", ["", "；", "。"])
def test_a_message_of_names_and_figures_is_a_table(end: str) -> None:
    lines = ("执结各类案件：2509件", "执行到位金额：2.88亿元", "纳入失信：1027人")
    text = "执行局2023年数据报送\n" + "\n".join(line + end for line in lines)
    found = Proposal(empty(), [read_pasted(text.encode(), empty())])
    assert [(c.id, c.new, c.cell) for c in found.changes] == [
        ("F018", "2509件", "B2"),
        ("F019", "2.88亿元", "B3"),
        ("F025", "1027人", "B4"),
    ]


def test_a_colon_parts_nothing_where_commas_do() -> None:
    text = "项目,数量\n执结案件：全部,2509\n失信,1027"
    found = Proposal(empty(), [read_pasted(text.encode(), empty())])
    assert [c.cell for c in found.changes] == ["B2", "B3"]


def test_a_title_that_is_nothing_but_a_year_says_whose_figures_they_are() -> None:
    found = surveyed("2022年度数据\n项目|单位|数量\n执结案件|件|9")
    assert figures(found) == {"C3": "执结案件 件 ↩"}
