"""What becomes of the figures: ids, values of last year, changes that follow, spellings."""

import pytest

from courtdesk.models.outline import Indicator, Item, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.value import written
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import Choice, Draft, drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.proof import proof
from courtdesk.writing.texts import Words

HEAD = "虚构法院的一年\n"
TITLE = Title("某县人民法院", 2024)


def draft(text: str) -> Draft:
    return drafted(Manuscript(f"{HEAD}{text}\n"))


def lead(made: Draft) -> str:
    """The lead as a passage, after proof that it reads as it came."""
    sheet = made.sheet(TITLE)
    assert made.is_verbatim(sheet)
    return sheet.passage("lead")


def test_indicators_are_numbered_in_the_order_of_the_text() -> None:
    text = "审结案件96件96人，到位金额2.88亿元，结案率93.5%。"
    assert lead(draft(text)) == "审结案件{F001}{F002}，到位金额{F003}，结案率{F004}。"


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "开展活动31场，比上年的24场有所增加。",
            "开展活动{F001}，比上年的{F001:previous}有所增加。",
        ),
        (
            "审理天数48.6天，较去年同期的53.2天缩短。",
            "审理天数{F001}，较去年同期的{F001:previous}缩短。",
        ),
        ("由上年的9032件增至9421件。", "由上年的{F001:previous}增至{F001}。"),
        ("上年调解成功24件；结案率93.5%。", "上年调解成功{F001}；结案率{F002}。"),
    ],
)
def test_a_value_of_last_year_belongs_to_the_figure_it_is_compared_with(
    text: str, passage: str
) -> None:
    assert lead(draft(text)) == passage


def test_a_change_that_follows_from_both_years_is_no_fact_of_its_own() -> None:
    text = "新收案件由上年的9032件增至9421件，同比上升4.3%。"
    assert lead(draft(text)).endswith("增至{F001}，{F001:change}。")


def test_a_change_that_does_not_follow_is_kept_as_it_is_written() -> None:
    text = "新收案件由上年的9032件增至9421件，同比上升5.3%。"
    assert lead(draft(text)).endswith("增至{F001}，同比上升{F002}。")


def test_one_printed_figure_stands_for_two_equal_facts() -> None:
    made = draft("申请率、履行率均位居全市法院第2位。")
    assert "{F001=F002}" in lead(made)
    assert [str(f.printed) for f in made.sheet(TITLE).figures] == ["第2位", "第2位"]


@pytest.mark.parametrize(
    "text",
    [
        "审结案件１２８件，结案率96. 46%，共28 802件。",
        "分别审结刑事、民事、行政案件12、15、20件。",
        "三年分别投入12、15万元，约占15%～30%。",
        "得分95.6分，花括号{F001}和{{}}都是文字。",
    ],
)
def test_figures_are_bound_however_they_are_spelt(text: str) -> None:
    made = draft(text)
    assert made.unbound == ()
    assert lead(made).count("{F0") >= len(made.mentions)


def test_a_changed_value_is_printed_in_the_place_of_its_old_spelling() -> None:
    sheet = draft("审结案件１２８件，群众满意。").sheet(TITLE)
    changed = written(sheet, "figures.F001.printed", Quantity.parse("129件"))
    assert "审结案件129件，" in plain(compose(changed))


def test_a_figure_in_a_heading_is_told_and_left_as_words() -> None:
    text = "【结案9666件】全年工作成效明显，群众满意度稳步提升，各项任务圆满完成。\n"
    made = drafted(Manuscript(f"{HEAD}{text * 3}"))
    assert [u.raw for u in made.unbound] == ["9666件"] * 3
    assert made.is_verbatim(made.sheet(TITLE))


LIKE = FactSheet(
    court="某县人民法院",
    year=2023,
    outline=Outline(
        name="上年",
        lead=Item(
            id="lead",
            heading="导语",
            indicators=(
                Indicator(id="N1", label="新收案件数", unit="件", department="立案庭"),
                Indicator(id="N2", label="结案率", unit="%", measure="rate", department="审管办"),
            ),
        ),
    ),
    figures=(
        Figure(id="N1", printed=Quantity.parse("9032件")),
        Figure(id="N2", printed=Quantity.parse("93.9%")),
    ),
)


def test_against_last_year_ids_departments_and_values_are_kept_and_changes_follow() -> None:
    text = "新收案件9421件，同比上升4.3%；结案率94.71%，上升0.81个百分点；撤诉12件。"
    made = draft(text).against(LIKE)
    assert lead(made) == "新收案件{N1}，{N1:change}；结案率{N2}，{N2:change}；撤诉{F001}。"
    sheet = made.sheet(TITLE)
    assert sheet.outline.indicator("N1").department == "立案庭"
    assert sheet.figure("N2").previous == Quantity.parse("93.9%")


def test_of_a_sheet_two_years_old_no_value_is_last_year_s() -> None:
    made = draft("新收案件9421件，同比上升4.3%。").against(LIKE.replaced(year=2022))
    assert lead(made) == "新收案件{N1}，同比上升{F001}。"
    assert made.sheet(TITLE).figure("N1").previous is None


def test_what_is_left_unbound_is_words() -> None:
    made = draft("审结案件96件96人。")
    made = made.choose(made.mentions[0].place, Choice(bound=False))
    assert lead(made) == "审结案件96件{F001}。"


def test_a_heading_the_article_does_not_print_is_no_words_of_it() -> None:
    text = "聚力平安\n牢牢守住安全底线，全年审结案件96件，群众更有安全感，社会更加安宁。\n"
    text += "【严惩】审结盗窃案件12件，让群众安心。\n聚力民生\n【便民】网上立案59件，少跑路。"
    sheet = draft(text).sheet(TITLE)
    assert [i.heading for i in sheet.outline.sections[0].items] == ["开头", "【严惩】"]
    assert not [t for t in Words(sheet).texts if t.source == "开头"]
    assert not [f for f in proof(sheet) if f.rule == "heading-length" and "开头" in f.message]
