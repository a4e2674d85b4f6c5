"""Words found by the initials of their pinyin, whatever reading a character has."""

import subprocess
import sys

import pytest

from courtdesk.writing.find import figures
from courtdesk.writing.pinyin import has_initials, opens_with, skips_to_initials
from courtdesk.writing.samples import load_sample


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


def test_three_letters_may_leave_characters_out_but_keep_their_order() -> None:
    assert skips_to_initials("执结各类案件数", "zjaj")
    assert not skips_to_initials("执结各类案件数", "ajzj")
    assert not skips_to_initials("执结各类案件数", "za")
    assert not skips_to_initials("执结各类案件数", "执结案件")


def test_the_readings_are_not_loaded_until_letters_are_typed() -> None:
    script = (
        "import sys, courtdesk.ui.passage.figure_picker\n"
        "from courtdesk.writing.find import figures\n"
        "from courtdesk.writing.samples import load_sample\n"
        "sheet, _ = load_sample('sheqi-2023')\n"
        "figures(sheet, '执结')\n"
        "print('pypinyin' in sys.modules)\n"
        "figures(sheet, 'zj')\n"
        "print('pypinyin' in sys.modules)"
    )
    done = subprocess.run((sys.executable, "-c", script), check=True, capture_output=True)
    assert done.stdout.split() == [b"False", b"True"]


def test_labels_that_begin_with_the_letters_come_before_those_that_hold_them() -> None:
    sheet, _ = load_sample("sheqi-2023")
    shown = [said for _, said in figures(sheet, "zj")]
    assert shown[0].startswith("执结各类案件数")
    assert any(said.startswith("全年审执结各类案件数") for said in shown)
    assert next(id for id, _ in figures(sheet, "zj", item="lead")) == "F002"  # its own first


@pytest.mark.parametrize(
    ("typed", "opens"), [("zj", True), ("执结", True), ("jg", False), ("结", False), ("", True)]
)
def test_words_open_with_what_was_typed_or_its_initials(typed: str, opens: bool) -> None:
    assert opens_with("执结各类案件数", typed) is opens
