"""What becomes of the figures: ids, values of last year, changes that follow, spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.outline import Indicator, Item, Outline
from courtdesk.models.passage import tokens, words
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.value import written
from courtdesk.writing.article import compose, plain
from courtdesk.writing.audit import UNBOUND
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


HEADED = """某县人民法院五个“聚力”谱新篇
办案9666件 服务零距离
□ 本报记者 甲 文/图

全年受理案件10336件，比上年明显增加。

聚力提速 结案9666件
【审结7157件】全年审结各类案件７１５７件，群众满意度稳步提升，各项任务圆满完成。
聚力增效 增收明显
【调解1115件】调解成功率达到52.29%，同比上升5.3%，各方当事人满意，社会反响良好。
聚力为民 服务延伸
【走访268次】全年走访企业，送法进乡村，让群众在家门口打得赢官司、解得开心里的疙瘩。
"""


def test_every_figure_of_a_title_or_heading_is_bound_where_it_stands() -> None:
    made = drafted(Manuscript(HEADED))
    sheet = made.sheet(TITLE)
    assert made.unbound == () and made.is_verbatim(sheet)
    assert [f.rule for f in proof(sheet) if f.rule == UNBOUND] == []
    assert sheet.head.title.startswith("办案{F00")
    first, second, _ = sheet.outline.sections
    assert first.slogan.startswith("结案{F") and second.slogan == "增收明显"
    assert [i.heading[:5] for s in sheet.outline.sections for i in s.items] == [
        "【审结{F",
        "【调解{F",
        "【走访{F",
    ]
    owned = [i.label for item in first.items for i in item.indicators]
    assert owned == ["结案数", "审结件数", "审结各类案件数"]  # slogan, heading, text


def test_a_corrected_figure_is_printed_in_the_title_and_the_heading_that_hold_it() -> None:
    sheet = drafted(Manuscript(HEADED)).sheet(TITLE)
    for text in (sheet.head.title, sheet.outline.sections[0].items[0].heading):
        (token,) = tokens(text)
        fresh = written(sheet, f"figures.{token.ids[0]}.printed", Quantity.parse("8888件"))
        assert plain(compose(fresh)) == HEADED.replace(words(text, sheet), words(text, fresh), 1)
        assert "8888件" in words(text, fresh)


@given(st.text("1件%聚 　{}】【。\n", max_size=40))
def test_titles_of_any_words_come_back_as_they_were(text: str) -> None:
    made = drafted(Manuscript(HEADED.replace("结案9666件", text).replace("调解1115件", text)))
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
    assert not [t for t in Words(sheet).article if t.source == "开头"]
    assert not [f for f in proof(sheet) if f.rule == "heading-length" and "开头" in f.message]
