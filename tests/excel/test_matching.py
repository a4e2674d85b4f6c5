"""Which indicator a header means: by the lists of the benchmark, and rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.headers import LISTS, headers, score
from courtdesk.excel.intake.claims import claims
from courtdesk.excel.intake.likeness import Likeness, alike
from courtdesk.excel.intake.matching import Wanted, matcher
from courtdesk.excel.intake.wording import base, label, unit_in, words
from courtdesk.writing.outlines import load_outline

OUTLINE = load_outline("sheqi-2023")


@pytest.mark.parametrize(("name", "outline"), LISTS)
def test_headers_find_their_indicator_and_nothing_wrong_is_taken_unasked(
    name: str, outline: str
) -> None:
    found = score(headers(name), load_outline(outline))
    assert found.first >= 0.95 * found.number
    assert found.among >= 0.99 * found.number
    assert found.wrong == 0
    assert found.taken > 0.75 * found.number


def test_the_lists_are_long_enough_and_a_third_was_held_back() -> None:
    first = headers(LISTS[0][0])
    assert sum(bool(h.want) for h in first) >= 150
    assert sum(not h.want for h in first) >= 30
    held = score((h for h in first if h.held), OUTLINE)
    assert held.first >= 0.95 * held.number and held.among >= 0.99 * held.number


def test_the_unit_tells_two_indicators_of_one_name_apart() -> None:
    rank = matcher(OUTLINE).rank
    assert rank(Wanted(("抢劫、盗窃",), "件"))[0].id == "F006"
    assert rank(Wanted(("抢劫、盗窃",), "人"))[0].id == "F007"


def test_the_department_tells_two_indicators_of_one_name_apart() -> None:
    rank = matcher(OUTLINE).rank
    civil = Wanted(("其中：调解、撤诉",), "件", "家事案件", "民事审判庭")
    assert rank(civil)[0].id == "F013"
    assert rank(Wanted(("其中：调解、撤诉",), "件", "人民法庭", "派出人民法庭"))[0].id == "F045"


def test_another_unit_is_never_sure() -> None:
    candidates = matcher(OUTLINE).rank(Wanted(("执结案件",), "万元"))
    assert not claims({"": candidates})[""].sure


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万元", "万元"),
        ("（亿元）", "亿元"),
        ("单位：件", "件"),
        ("％", "%"),
        ("件/人", "件/人"),
        ("个百分点", "百分点"),
        ("人次", "人次"),
        ("单位", ""),
        ("法庭", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_a_unit_is_known(text: str, unit: str) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("path", "core", "unit"),
    [
        (("１、网络司法拍卖（件）",), "网拍", "件"),
        (("其中：网拍成交额（万元）",), "网拍拍卖成交", "万元"),
        (("强制腾房", "次"), "腾房", "次"),
        (("全年受理各类案件数",), "受理", "件"),
        (("2023年受理案件数",), "受理", "件"),
        (("法官人均结案数", "全市排名"), "法官人均结案", "位"),
    ],
)
def test_a_label_is_cut_down_to_what_tells_it_apart(
    path: tuple[str, ...], core: str, unit: str
) -> None:
    found = label(path)
    assert (found.core.removeprefix("强制"), found.unit) == (core, unit)


def test_a_synonym_reads_like_what_it_stands_for() -> None:
    lists = words()
    assert lists.canonical("限高") == lists.canonical("限制高消费") == "限制消费"
    assert lists.canonical("老赖") == "失信"


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_even_handed_between_nothing_and_the_same(one: str, other: str) -> None:
    likeness = Likeness(("审结案件", "执结案件"))
    a, b = likeness.shape(one), likeness.shape(other)
    assert 0 <= alike(a, b) <= 1
    assert abs(alike(a, b) - alike(b, a)) < 1e-9
    assert alike(a, a) == (1.0 if one else 0.0)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_can_be_a_label(path: list[str]) -> None:
    found = label(tuple(path))
    assert base(found.unit) is not None
    for candidate in matcher(OUTLINE).rank(Wanted(tuple(path))):
        assert candidate.id in OUTLINE.places
