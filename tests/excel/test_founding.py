"""Tables that are all a court has become a sheet with an outline of their own."""

from dataclasses import replace

import pytest

from courtdesk.excel.founding.founding import Founding, founded
from courtdesk.excel.founding.made import sheet_of
from courtdesk.excel.founding.opened import open_files
from courtdesk.excel.founding.whose import year_of
from courtdesk.excel.intake.files import read_files
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.weighing import agree
from courtdesk.models.outline import HeadingForm
from courtdesk.models.sheet import State
from courtdesk.writing.samples import load_sample
from tests.excel.drawn import empty, page
from tests.excel.founding import DEPARTMENTS, NOW, WORK, made, proposed, said, shape


@pytest.fixture(scope="module")
def departments() -> Founding:
    opened = open_files(DEPARTMENTS)
    return founded(opened, year_of(opened))


def test_the_ten_departments_files_give_every_figure_of_the_sample(departments: Founding) -> None:
    sheet = empty()
    imported = Proposal(sheet, read_files(DEPARTMENTS, sheet))
    for question in imported.questions:
        imported.answer(question.key, question.choices[0][0])
    sample, _ = load_sample("sheqi-2023")
    lines = {line.key: line for line in departments.lines}
    assert departments.year == 2023 and len(imported.taken) == 68
    for offer in imported.taken:  # which the sample's own test holds to its figures
        line, wanted = lines[offer.key], sample.figure(offer.id).printed
        assert line.printed is not None and wanted is not None
        assert agree(line.printed, wanted) or line.indicator.unit != wanted.unit, offer.label
        assert line.printed.value == wanted.value, (offer.label, line.printed, wanted)
        indicator = sample.outline.indicator(offer.id)
        assert line.indicator.measure is indicator.measure, offer.label
        assert line.indicator.department == indicator.department, offer.label


def test_only_totals_and_shares_that_may_be_per_cents_are_left_to_the_user(
    departments: Founding,
) -> None:
    left = {line.place: line.doubt for line in departments.lines if not line.taken}
    assert left == {
        "刑事!C8": "合计，可由各项相加得出",
        "刑事!D8": "合计，可由各项相加得出",
        "2023!B9": "合计，可由各项相加得出",
        "质效指标!C4": "表中是 0.5229，应是 52.29% 还是 0.5229%",
        "质效指标!C5": "表中是 1，应是 100% 还是 1%",
        "质效指标!C6": "表中是 0.4509，应是 45.09% 还是 0.4509%",
    }


def test_several_files_are_a_part_each_and_their_groups_are_items(departments: Founding) -> None:
    found = shape(departments.lines)
    assert len(found) == 10
    assert found["政治部"] == {
        "市级以上表彰": ["集体数", "个人数"],
        "普法宣传": ["专项普法宣传活动次数"],
    }
    assert list(found["审管办（研究室）"]) == ["办案总体情况", "质效指标", "位次", "研究室"]
    assert found["执行局"]["主要数据"][2:5] == [
        "网络拍卖件数",
        "网络拍卖成交件数",
        "网络拍卖成交金额",
    ]
    assert {"强制腾房次数", "强制腾房处数"} <= set(found["执行局"]["主要数据"])


def test_no_two_names_are_equal(departments: Founding) -> None:
    labels = [line.indicator.label for line in departments.lines]
    assert len(set(labels)) == len(labels)


def test_figures_stand_in_the_sheet_as_an_import_leaves_them(departments: Founding) -> None:
    kept = {o.reading.file: o.reading.sha256 for o in departments.opened}
    sheet = sheet_of(departments, "社旗县人民法院", "甲", NOW)
    assert (sheet.filled, len(sheet.wanted), sheet.year) == (65, 65, 2023)
    figure = next(f for f in sheet.figures if str(f.printed) == "1689.7万元")
    assert figure.state is State.RECEIVED
    source = figure.source
    assert (source.who, source.when) == ("甲", NOW)
    assert source.file == "执行局2023年度工作数据.xlsx"
    assert (source.sheet, source.cell) == ("执行数据", "D8")
    assert source.sha256 == kept[source.file]
    assert ("王某", "0377-67890012") in {(r.by, r.phone) for r in sheet.replies}


def test_the_groups_of_one_table_are_its_parts() -> None:
    founding = proposed(("工作数据.xlsx", WORK))
    assert shape(founding.lines) == {
        "审判执行": {"主要数据": ["受理案件数", "结案率"]},
        "诉讼服务": {"主要数据": ["网上立案数", "网上立案跨域件数"]},
    }
    first = founding.lines[0]
    assert (said(first), first.indicator.department) == ("12034件 11020件", "审管办")
    assert (first.indicator.definition, first.place) == ("含旧存", "数据!D3")


def test_one_table_without_groups_is_one_part_with_one_item_that_prints_no_heading() -> None:
    founding = proposed(("执行局2024年数据.xlsx", "指标|单位|本年\n执结案件|件|9\n拘传|人|7"))
    assert shape(founding.lines) == {"执行局": {"主要数据": ["执结案件数", "拘传人数"]}}
    (section,) = made(founding).outline.sections
    assert section.items[0].form is HeadingForm.NONE


@pytest.mark.parametrize("look", ["alone", "merged", "numbered"])
def test_a_group_only_some_figures_stand_under_is_an_item(look: str) -> None:
    table = """
工作内容|数量
跨域立案|21件
网上立案|9件
诉前调解|
分流|34件
成功|20件
"""
    drawing = page(table.replace("诉前调解", "一、诉前调解") if look == "numbered" else table)
    if look == "alone":  # every other row says its unit
        drawing = page(table.replace("件", "|件").replace("数量", "数量|单位"))
    merged = ((3, 0, 1, 2),) if look == "merged" else ()
    founding = proposed(("立案庭.xlsx", [replace(drawing, merged=merged)]))
    assert shape(founding.lines) == {
        "立案庭": {"主要数据": ["跨域立案数", "网上立案数"], "诉前调解": ["分流件数", "成功件数"]}
    }


def test_the_worksheets_of_one_workbook_are_its_parts() -> None:
    pages = [
        page("指标|单位|本年\n审结案件|件|9", "审判工作"),
        page("指标|单位|本年\n审结案件|件|8", "执行工作"),
    ]
    founding = proposed(("全院.xlsx", pages))
    assert shape(founding.lines) == {
        "审判工作": {"主要数据": ["审判工作审结案件数"]},
        "执行工作": {"主要数据": ["执行工作审结案件数"]},
    }


def test_a_column_that_names_the_part_joins_several_files() -> None:
    head = "部分|指标|单位|本年\n"
    founding = proposed(
        ("民庭.xlsx", head + "聚力公正|审结民事案件|件|9\n聚力服务|巡回审判|场|3"),
        ("刑庭.xlsx", head + "聚力公正|审结刑事案件|件|5"),
    )
    assert shape(founding.lines) == {
        "聚力公正": {"主要数据": ["审结民事案件数", "审结刑事案件数"]},
        "聚力服务": {"主要数据": ["巡回审判场次"]},
    }


def test_a_part_called_the_lead_becomes_the_courts_totals() -> None:
    founding = proposed(("工作数据.xlsx", WORK))
    sheet = made(founding.correct([founding.lines[0].key], "section", "导语"))
    assert [i.label for i in sheet.outline.lead.indicators] == ["受理案件数"]


def test_a_column_of_departments_before_the_names_groups_the_rows() -> None:
    table = "部门|指标|单位|本年\n审管办|受理|件|9\n|审结|件|8\n执行局|执结|件|7\n|拘传|人|"
    founding = proposed(("数据.xlsx", table))
    assert shape(founding.lines) == {
        "审管办": {"主要数据": ["受理件数", "审结件数"]},
        "执行局": {"主要数据": ["执结件数", "拘传人数"]},
    }
    departments = [line.indicator.department for line in founding.lines]
    assert departments == ["审管办", "审管办", "执行局", "执行局"]


def test_rows_numbered_in_a_column_of_their_own_are_headings() -> None:
    table = """
序号|指标|2024年|2023年|2022年
一|审判工作|||
1|受理|10|9|8
二|执行工作|||
1|到位金额（万元）|1580.25|1200|900
"""
    founding = proposed(("数据.xlsx", table))
    assert shape(founding.lines) == {
        "审判工作": {"主要数据": ["受理"]},
        "执行工作": {"主要数据": ["到位金额"]},
    }
    assert [said(n) for n in founding.lines] == ["10 9", "1580.25万元 1200万元"]
    assert founding.lines[0].note == "没有写单位"


def test_a_head_that_says_only_whose_year_it_is_names_nothing() -> None:
    table = "指标名称|计量单位|本年实绩|上年实绩\n执行到位金额|亿元|2.88|2.5"
    (line,) = proposed(("数据.xlsx", table)).lines
    assert (line.indicator.label, said(line)) == ("执行到位金额", "2.88亿元 2.5亿元")


def test_the_total_of_the_months_is_the_years_figure() -> None:
    founding = proposed(("数据.xlsx", "指标|单位|1月|2月|合计\n受理|件|1|2|3\n审结|件|1|1|2"))
    assert [(n.indicator.label, said(n), n.doubt) for n in founding.lines] == [
        ("受理件数", "3件", ""),
        ("审结件数", "2件", ""),
    ]


def test_each_courtroom_has_its_figures_and_the_sum_of_all_is_left() -> None:
    table = "法庭|受理(件)|结案率\n城关法庭|320|93.75%\n赊店法庭|210|97.62%\n合计|530|95.28%"
    founding = proposed(("派出法庭.xlsx", table))
    assert [n.indicator.label for n in founding.taken] == [
        "城关法庭受理件数",
        "城关法庭结案率",
        "赊店法庭受理件数",
        "赊店法庭结案率",
    ]
    assert [n.indicator.label for n in founding.lines if not n.taken] == ["受理合计", "结案率合计"]
