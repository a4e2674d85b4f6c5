"""Court terms, set phrases, names, and what rates and ranks must say of themselves."""

import sys

import pytest

from courtdesk.models.outline import Severity
from courtdesk.models.value import written
from courtdesk.writing.proof import proof
from courtdesk.writing.rules.terms import terms
from tests.writing.rules.sheets import cured, said, sheet, struck


@pytest.mark.parametrize(
    ("lead", "right"),
    [
        ("纳入失信人员名单{C}", "纳入失信被执行人名单{C}"),
        ("以调解、撤诉方式结案，调解率{R}", "以调解、撤诉方式结案，调撤率{R}"),
        ("依法审理罪犯王某一案", "依法审理被告人王某一案"),
        ("企业法人代表到庭", "企业法定代表人到庭"),
        ("发出人身保护令", "发出人身安全保护令"),
        ("截止12月底，受理{A}", "截至12月底，受理{A}"),
        ("开展法制宣传活动", "开展法治宣传活动"),
        ("传承枫桥经验", "传承“枫桥经验”"),
        ("惩戒老赖", "惩戒失信被执行人"),
    ],
)
def test_a_word_a_court_does_not_use_is_struck_and_mended(lead, right):
    assert cured("court-term", lead) == right
    assert struck("court-term", right) == []


@pytest.mark.parametrize(
    "lead",
    [
        "纳入失信被执行人名单{C}",
        "调解率{R}。撤诉案件{A}",  # another sentence
        "调解率{R}，撤诉率40%",
        "审结罪犯减刑假释案件{A}",
        "教育改造罪犯",
        "审结案件{A}，判处罪犯{C}",
        "报名截止日期，活动已经截止",
        "新时代“枫桥经验”，“枫桥经验”甲县版",
        "人民陪审员参审，附带民事诉讼原告人到庭，原告人身受损",
        "台风登陆",
        "惩戒“老赖”",
    ],
)
def test_a_word_that_is_right_where_it_stands_is_left_alone(lead):
    assert struck("court-term", lead) == []


@pytest.mark.parametrize("name", ["court-terms", "set-words"])
def test_every_term_of_the_lists_is_struck_where_it_counts_and_its_mend_is_not(name):
    rule = {"court-terms": "court-term", "set-words": "set-phrase"}[name]
    assert len({term.word for term in terms(name)}) == len(terms(name))
    for term in terms(name):
        lead = f"{term.word}{term.followed[:1]}" + (f"，{term.when[0]}" if term.when else "")
        assert struck(rule, lead) == [term.word], term.word
        right = cured(rule, lead)
        assert term.wanted in right
        assert struck(rule, right) == []


@pytest.mark.parametrize(
    "toml",
    [
        "[[term]",
        '[[term]]\nword = ""\nwhy = "空"',
        '[[term]]\nword = "甲"',
        'term = "甲"',
        "term = 1",
        '[[term]]\nword = "甲"\nwhy = "乙"\nwithin = ["丙"]',
        '[[term]]\nword = "甲"\nwhy = "乙"\nseverity = "严重"',
        "term = [1]",
    ],
)
def test_a_list_that_cannot_be_read_is_told_and_the_other_rules_go_on(toml, monkeypatch):
    module = sys.modules[terms.__module__]
    monkeypatch.setattr(module.resources, "text", lambda *parts: toml)
    terms.cache_clear()
    module._known.cache_clear()
    try:
        (finding,) = said("court-term", sheet("甲"))
        assert "court-terms.toml 无法读取" in finding.message
        assert (finding.path, finding.severity) == ("", Severity.ERROR)
        found = proof(sheet("受理{A} 件"))
        assert "stray-blank" in {f.rule for f in found}
    finally:
        terms.cache_clear()
        module._known.cache_clear()


@pytest.mark.parametrize("toml", ["", "# 空"])
def test_an_empty_list_strikes_nothing(toml, monkeypatch):
    module = sys.modules[terms.__module__]
    monkeypatch.setattr(module.resources, "text", lambda *parts: toml)
    for known in (terms, module._known):
        known.cache_clear()
    try:
        assert struck("court-term", "纳入失信人员名单") == []
    finally:
        for known in (terms, module._known):
            known.cache_clear()


@pytest.mark.parametrize("lead", ["21类案件、4类案由", "一把手抓", "11次性能测试"])
def test_a_count_that_resembles_a_set_phrase_is_left_alone(lead):
    assert struck("set-phrase", lead) == []


def test_a_set_phrase_in_arabic_digits_is_mended():
    assert cured("set-phrase", "审理4类案件，1把手负责") == "审理四类案件，一把手负责"


@pytest.mark.parametrize(
    ("lead", "right"),
    [
        ("被告人张建国犯盗窃罪", "被告人张某犯盗窃罪"),
        ("原告李秀英诉被告王某离婚", "原告李某诉被告王某离婚"),
        ("未成年人陈小明（男，15岁）", "未成年人陈某（男，15岁）"),
    ],
)
def test_the_full_name_of_a_party_or_a_minor_is_struck(lead, right):
    assert cured("full-name", lead) == right
    assert struck("full-name", right) == []


@pytest.mark.parametrize(
    "lead",
    [
        "被执行人高度重视",
        "被告人张某某犯盗窃罪",
        "原告方诉讼请求得到支持",
        "被告王某，女，40岁",
        "法官张建国诉说办案经历",
        "当事人满意而归",
    ],
)
def test_words_that_may_be_no_name_are_left_alone(lead):
    assert struck("full-name", lead) == []


def test_a_rate_without_a_definition_and_a_rank_without_a_scope_are_told():
    of = sheet("受理{A}")
    assert said("rate-definition", of) == said("rank-scope", of) == []
    place = "outline.lead.indicators"
    (rate,) = said("rate-definition", written(of, f"{place}.R.definition", ""))
    assert (rate.path, rate.severity) == ("figures.R.printed", Severity.HINT)
    (rank,) = said("rank-scope", written(of, f"{place}.W.scope", ""))
    assert (rank.path, rank.severity) == ("figures.W.printed", Severity.EXPLAIN)


def test_many_rates_without_definitions_are_one_finding():
    of = sheet("受理{A}")
    for id in "RG":
        of = written(of, f"outline.lead.indicators.{id}.definition", "")
    (finding,) = said("rate-definition", of)
    assert "等2个比率" in finding.message


def test_a_rate_without_a_value_is_not_asked_for_its_definition():
    of = written(sheet("受理{A}"), "outline.lead.indicators.R.definition", "")
    assert said("rate-definition", written(of, "figures.R.printed", None)) == []
