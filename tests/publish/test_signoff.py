"""The sign-off sheet, read back from its PDF."""

from dataclasses import replace

import pytest

from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Explanation, Source
from courtdesk.models.value import written
from courtdesk.publish.formula_text import formulas
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import squeezed
from courtdesk.publish.signoff_pdf import NAME, make, read
from courtdesk.writing.samples import load_sample
from tests.publish.hostile import HOSTILE, hostile


def text(edition) -> str:
    return squeezed("".join(texts(make(edition).files[NAME])))


def test_every_figure_of_the_article_has_a_row_in_the_order_it_is_printed(edition):
    said, at = text(edition), 0
    printed = [r for b in edition.article.blocks for r in b.runs if r.figure]
    for number, run in enumerate(printed, 1):
        label = squeezed(edition.sheet.outline.indicator(run.figure).label)
        at = said.index(f"{number}{label}", at) + 1
    assert f"印出数字{len(printed)}处，对应指标68项" in said


def test_every_figure_is_read_back_beside_its_name(edition):
    (found,) = read(edition, make(edition).files).values()
    assert len(found) == 68 and all(reading.equal for reading in found)


def test_a_row_tells_sentence_department_source_formula_and_what_the_check_found(edition):
    source = Source(who="李四", file="执行局.xlsx", sheet="年报", cell="C7")
    sheet = written(edition.sheet, "figures.F019.source", source)
    said = text(replace(edition, sheet=sheet))
    assert "全年执结各类案件2509件，执行到位金额2.88亿元。" in said
    assert "执行到位金额2.88亿元执行局执行局.xlsx年报!C7李四" in said
    assert "＝调解、撤诉÷家事" in said
    assert "需说明：“院庭长结案占结案总数比例”45.09%的分母没有注明" in said


def test_an_explained_finding_stands_with_its_reason(edition):
    finding = next(f for f in edition.findings if f.severity is Severity.EXPLAIN)
    why = Explanation(
        id=finding.rule, path=finding.path, reason="以诉讼案件为分母，已请示", values=finding.values
    )
    said = text(replace(edition, sheet=edition.sheet.replaced(explanations=(why,))))
    assert "已说明：以诉讼案件为分母，已请示" in said


def test_three_people_sign_what_the_hash_names(edition):
    said = text(edition)
    for role in ("初审（承办人）", "复审（部门负责人）", "终审（院领导）"):
        assert role in said
    assert said.count("年月日") == 3
    assert edition.sha256 in said and "a" * 64 in said and "第7次" in said
    other = replace(edition, sheet=written(edition.sheet, "head.kicker", "改一字"))
    assert edition.sha256 not in text(other)


def test_a_sheet_outside_a_document_is_named_by_its_hash_alone(edition):
    said = text(replace(edition, revision=None))
    assert edition.sha256 in said and "修改记录校验码" not in said


def test_facts_that_the_article_leaves_out_are_named(edition):
    sheet = written(edition.sheet, "passages.s5i2.text", "")
    assert "没有印进稿件的指标：受市级以上表彰集体数、受市级以上表彰个人数" in text(
        replace(edition, sheet=sheet)
    )


def test_a_missing_figure_is_listed_as_its_placeholder(edition):
    one = replace(edition, sheet=written(edition.sheet, "figures.F027.printed", None))
    assert "〔待填：拘传人数〕" in text(one)
    (found,) = read(one, make(one).files).values()
    assert len(found) == 67 and all(reading.equal for reading in found)


def test_one_figure_for_two_equal_facts_has_a_row_for_each(edition):
    said = text(edition)
    assert said.count("简易程序适用率全市位次第2") == 1
    assert said.count("小额诉讼程序适用率全市位次第2") == 1


def test_text_that_looks_like_code_is_printed_as_it_is(edition):
    one = hostile(edition)
    assert text(one).count(squeezed(HOSTILE)) > 100
    (found,) = read(one, make(one).files).values()
    assert all(reading.equal for reading in found)


def test_a_source_of_ten_thousand_characters_is_printed_whole(edition):
    source = Source(file="一二三四五六七八九十" * 1000)
    sheet = written(edition.sheet, "figures.F019.source", source)
    assert text(replace(edition, sheet=sheet)).count("一二三四五六七八九十") > 900


@pytest.mark.parametrize("name", ["sheqi-2023", "yunchuan-2024"])
def test_derived_figures_and_firm_relations_have_a_formula(name):
    outline = load_sample(name)[0].outline
    said = {i.id: formulas(outline, i) for i in outline.indicators}
    assert all(said[i.id].startswith("＝") for i in outline.indicators if i.formula)
    assert not any("×" in formula for formula in said.values())
