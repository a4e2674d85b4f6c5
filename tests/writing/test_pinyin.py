"""Words found by the initials of their pinyin, whatever reading a character has."""

import pytest

from courtdesk.writing.pinyin import has_initials


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("执结各类案件数", "zjgl"),
        ("执结各类案件数", "ajs"),
        ("执结各类案件数", "ZJ"),
        ("重庆法院", "cqfy"),
        ("重点案件", "zdaj"),
        ("执行到位金额（亿元）", "jeyy"),
        ("12368热线", "rx"),
        ("“枫桥”法庭、站点", "fqftzd"),
    ],
)
def test_initials_in_a_row_are_found_anywhere_in_the_words(words: str, typed: str) -> None:
    assert has_initials(words, typed)


@pytest.mark.parametrize("typed", ["zg", "zjglajsx", "", "执", "12", "z j"])
def test_other_letters_and_what_is_no_letter_are_not_found(typed: str) -> None:
    assert not has_initials("执结各类案件数", typed)
