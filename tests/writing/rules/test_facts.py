"""The reverse audit: facts nobody printed, facts printed in two ways, heads that differ."""

import pytest

from courtdesk.models.outline import Item, Severity
from courtdesk.models.sheet import Explanation, Passage, Phrase
from courtdesk.models.value import written
from courtdesk.writing.audit import UNBOUND
from courtdesk.writing.proof import proof
from tests.writing.rules.sheets import LEAD, mended, said, sheet

ALL = "受理{A}，审执结{B}，拘传{C}，到位{M}，调撤率{R}，上升{G:number}个百分点，居{W}位。"


def test_every_fact_used_says_nothing():
    assert said("unused-fact", sheet(ALL)) == []


def test_a_fact_that_no_text_binds_is_told_at_its_own_place():
    (finding,) = said("unused-fact", sheet(ALL.replace("拘传{C}，", "")))
    assert (finding.path, finding.severity) == ("figures.C.printed", Severity.HINT)
    assert "“拘传人数”720余人" in finding.message


def test_one_figure_for_two_facts_uses_both():
    assert said("unused-fact", sheet(ALL.replace("{A}，审执结{B}", "{A=B}"))) == []


def test_a_figure_that_only_a_derived_one_needs_is_used():
    assert said("unused-fact", sheet(ALL.replace("{B}", "{B:change}"))) == []


def test_an_unbound_figure_of_its_unit_may_be_the_fact_and_is_told_first():
    assert said("unused-fact", sheet(ALL.replace("{C}", "七百二十余人"))) == []
    assert said("unused-fact", sheet(ALL.replace("{C}", "720余名"))) == []
    assert len(said("unused-fact", sheet(ALL.replace("{C}", "720次")))) == 1


def test_a_sheet_whose_article_was_not_begun_is_left_alone():
    assert said("unused-fact", sheet("")) == []
    assert said("unused-fact", sheet("全年工作取得新进展。")) == []


def test_items_without_any_text_are_told_once_together():
    of = sheet(ALL)
    lead = of.outline.lead
    first, *rest = of.outline.sections
    moved = first.replaced(
        items=(Item(id="s1i1", heading="依法办案", indicators=lead.indicators[:2]),)
    )
    outline = of.outline.replaced(
        lead=lead.replaced(indicators=lead.indicators[2:]), sections=(moved, *rest)
    )
    text = ALL.replace("受理{A}，审执结{B}，", "")
    (finding,) = said(
        "unused-fact", of.replaced(outline=outline, passages=(Passage(id="lead", text=text),))
    )
    assert finding.path == "passages.s1i1.text"
    assert "2个已填的指标" in finding.message


@pytest.mark.parametrize(
    ("lead", "struck"),
    [
        ("受理{A}，共{A}，又{A:number}起", "{A:number}起"),
        ("拘传{C}、{C}，又{C:~726人}", "{C:~726人}"),
    ],
)
def test_one_fact_printed_in_two_ways_is_told_at_the_odd_place(lead, struck):
    (finding,) = said("two-wordings", sheet(lead))
    assert lead[finding.start : finding.end] == struck
    assert finding.severity is Severity.HINT


def test_a_head_that_words_a_fact_otherwise_than_the_body_is_told():
    (finding,) = said("two-wordings", sheet("审执结{B}，共{B}", title="审执结{B:~近9700件} 保平安"))
    assert finding.path == "head.title"


@pytest.mark.parametrize(
    "lead",
    [
        "受理{A}，达{A}，上年{A:previous}，{A:change}",
        "拘传{C}，超{C}",
        "受理{A:number}件、{A}",
        "拘传{C:~760余人}",  # untrue: a placeholder says so
    ],
)
def test_one_way_of_printing_and_other_forms_are_left_alone(lead):
    assert said("two-wordings", sheet(lead)) == []


def test_the_exact_number_typed_where_the_fact_is_approximate_can_be_bound():
    of = sheet("拘传{C}，其中首次拘传726人")
    (finding,) = said("two-wordings", of)
    assert finding.severity is Severity.ERROR
    assert mended(of, finding).passage("lead") == "拘传{C}，其中首次拘传{C}"


@pytest.mark.parametrize(
    ("title", "fact"),
    [
        ("审执结9966件 保平安", "B"),
        ("到位金额3.88亿元", "M"),
        ("拘传930人", "C"),
        ("调撤率55%", "R"),
    ],
)
def test_a_head_with_another_figure_than_the_body_is_told_and_can_be_bound(title, fact):
    of = sheet(ALL, title=title)
    (finding,) = said("head-differs", of)
    assert (finding.path, finding.severity) == ("head.title", Severity.ERROR)
    assert finding.fixes[0].text == f"{{{fact}}}"


def test_a_lead_with_another_figure_than_the_facts_is_told():
    (finding,) = said("head-differs", sheet(ALL.replace("审执结{B}", "审执结9966件")))
    assert finding.path == LEAD


@pytest.mark.parametrize(
    "title",
    [
        *("审执结9666件", "审执结近万件", "审执结{B}", "举办活动15场", "办结9966件", "五个“聚力”"),
        *("结案率93.52%", "调撤率52.3%"),  # there is a 结案率升幅
    ],
)
def test_a_head_that_agrees_or_speaks_of_something_else_is_left_alone(title):
    assert said("head-differs", sheet(ALL, title=title)) == []


def test_no_binding_is_offered_where_a_stray_brace_would_swallow_it():
    (finding,) = said("two-wordings", sheet("拘传{C}，其中{726人"))
    assert not finding.fixes
    (finding,) = said("two-wordings", sheet("拘传{C}，其中{{726人"))
    assert [fix.text for fix in finding.fixes] == ["{C}"]


@pytest.mark.parametrize("field", ["title", "slogan", "items.s1i1.heading"])
def test_a_heading_that_differs_from_the_body_is_told_also_where_its_figure_is_explained(field):
    path = f"outline.sections.s1.{field}"
    wrong = written(sheet("全年受理{A}。"), path, "受理案件10326件")
    (finding,) = said("head-differs", wrong)
    assert finding.path == path and [fix.text for fix in finding.fixes] == ["{A}"]
    (loose,) = [f for f in proof(wrong) if f.path == path and f.severity is Severity.ERROR]
    assert loose.rule == UNBOUND and "与正文不一致" in loose.message
    reason = Explanation(id=UNBOUND, path=path, reason="沿用原题", values=loose.values)
    told = [f for f in proof(wrong.replaced(explanations=(reason,))) if f.path == path]
    assert "head-differs" in [f.rule for f in told if not f.reason]
    allowed = wrong.replaced(phrases=(Phrase(text="受理案件10326件", reason="原题"),))
    assert "head-differs" in [f.rule for f in proof(allowed) if f.path == path]
    right = written(wrong, path, "受理案件{A}")
    assert said("head-differs", right) == []
