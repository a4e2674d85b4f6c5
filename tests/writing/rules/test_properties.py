"""What holds of every rule and every text: none raises, no token is cut, mends mend."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courtdesk.models.passage import tokens
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read, written
from courtdesk.writing.mending import all_mended, mendable
from courtdesk.writing.proof import proof
from courtdesk.writing.rules import BY_ID, RULES
from tests.writing.rules.sheets import mended, said, sheet

FRAGMENTS = (
    *"，。、；：？！,.;:?!()（）\"'“”‘’《》<>【】…·—–-~～ 　\n{}",
    *("{A}", "{C}", "{R:number}", "{G}", "{A:change}", "{Z}", "{sections}", "{{", "}}", "{A=B}"),
    *(
        "受理",
        "结案率",
        "上升",
        "约",
        "近",
        "左右",
        "余",
        "件",
        "万元",
        "%",
        "个百分点",
        "倍",
        "减少",
    ),
    *(
        "15",
        "30%",
        "1,689.7",
        "28 802",
        ".5",
        "５２．２",
        "5千万",
        "百分之6",
        "3至5万",
        "五个“聚力”",
    ),
    *(
        "失信人员名单",
        "调解率",
        "撤诉",
        "1把手",
        "被告人张建国犯盗窃罪",
        "截止",
        "审执结9966件",
        "726人",
    ),
)
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=14).map(
    "".join
)


def everywhere(text: str) -> FactSheet:
    """A sheet that holds the text in a passage, in the head and in a heading."""
    of = sheet(text, title=text.replace("\n", ""), closing=text)
    return written(of, "outline.sections.s1.items.s1i1.heading", text)


@given(texts)
def test_no_text_makes_a_rule_raise_and_no_finding_cuts_a_token(text):
    of = everywhere(text)
    for finding in proof(of):
        if finding.start < 0:
            assert not finding.fixes
            continue
        source = read(of, finding.path)
        assert 0 <= finding.start < finding.end <= len(source)
        if not finding.path.startswith("outline"):
            for token in tokens(source):
                assert not token.start < finding.start < token.end
                assert not token.start < finding.end < token.end
        assert len({fix.text for fix in finding.fixes}) == len(finding.fixes)
        assert all(fix.text != source[finding.start : finding.end] for fix in finding.fixes)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
@settings(max_examples=20)
@given(text=texts)
@example(text="“甲”、“乙”、“丙” 10, 336 件..")
def test_mending_all_leaves_nothing_to_mend_and_doing_it_again_changes_nothing(rule, text):
    once = all_mended(everywhere(text), rule)
    assert mendable(proof(once), rule) == []
    assert all_mended(once, rule) is once


@given(texts)
def test_an_offer_taken_is_not_offered_again(text):
    of = sheet(text)
    for rule in BY_ID:
        found = said(rule, of)
        for finding in found:
            for offer in range(len(finding.fixes)):
                after = said(rule, mended(of, finding, offer))
                assert (finding.start, finding.message) not in {(f.start, f.message) for f in after}


def test_every_rule_has_a_name_of_its_own_and_an_id_no_relation_is_taken_for():
    assert len({rule.name for rule in RULES}) == len({rule.id for rule in RULES}) == len(RULES)
    assert all("-" in rule.id and rule.id.replace("-", "").islower() for rule in RULES)
    assert all(rule.about and rule.about[-1] not in "。，" for rule in RULES)
