"""A galley: the printed words of a text, and the way back from each character to its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.passage import runs, tokens
from courtdesk.writing.galley import SET, Galley
from courtdesk.writing.samples import load_sample

SHEET, _ = load_sample("sheqi-2023")
BOUND = ("{F001}", "{F060=F061}", "{F003:rank}", "{year+1}", "{F001:change}", "{Z}")
PARTS = st.sampled_from((*BOUND, "{{", "}}", "{", "}", "15场", "\n", "。"))
sources = st.lists(st.one_of(PARTS, st.text(max_size=5)), max_size=10).map("".join)


def galley(source):
    return Galley("head.title", source, SHEET)


def test_a_printed_figure_leads_back_to_its_token():
    text = galley("受理{F001}，结{{A}}")
    assert text.printed == "受理10336件，结{A}"
    at = text.printed.index("10336件")
    assert text.source[slice(*text.where(at, at + 6))] == "{F001}"
    assert text.source[slice(*text.where(at + 2, at + 3))] == "{F001}"  # a token is never cut
    assert text.where(at + 6, at + 7) == (8, 9)
    brace = text.printed.index("{")
    assert text.where(brace, brace + 1) == (10, 12)
    assert text.where(brace + 2, brace + 3) == (13, 15)


def test_a_place_between_two_characters_is_a_place_in_the_source():
    text = galley("受理{F001}，结")
    assert text.where(2, 2) == (2, 2)
    assert text.where(8, 8) == (8, 8)
    assert text.where(10, 10) == (10, 10)


def test_mended_words_keep_the_tokens_beside_them():
    text = galley("受理 {F001} ,结")
    blank, comma = text.printed.index(" "), text.printed.index(" ,")
    assert text.mended(
        0, len(text.printed), [(blank, blank + 1, ""), (comma, comma + 2, "，")]
    ) == ("受理{F001}，结")
    assert galley("甲").mended(0, 1, [(1, 1, "{")]) == "甲{{"


def test_without_a_sheet_words_are_printed_as_they_are_written():
    assert Galley("", "新{F001}").printed == "新{F001}"
    assert Galley("", "新{F001}").where(0, 7) == (0, 7)


@pytest.mark.parametrize(("start", "end", "id"), [(0, 2, ""), (0, 3, "F001"), (7, 20, "F001")])
def test_the_chip_under_printed_characters_is_found(start, end, id):
    found = galley("受理{F001}。再结{F002}").chip(start, end)
    assert (found.token.ids[0] if found and found.token else "") == id


def test_words_around_a_fault_stay_in_their_paragraph():
    assert galley("甲乙。\n丙丁 戊己\n庚").line(6, 7) == "丙丁 戊己"


def test_no_number_is_cut_in_the_words_around_a_fault():
    text = galley("占结案总数的52.29%，同比上升 公正")
    at = text.printed.index(" ")
    assert text.line(at, at + 1) == "52.29%，同比上升 公正"


@given(sources)
def test_every_printed_character_leads_to_characters_that_no_token_is_cut_by(source):
    text = galley(source)
    assert text.printed == "".join(run.text for run in runs(source, SHEET))
    assert len(text.typed) == len(text.printed)
    held = tokens(source)
    end = 0
    for at in range(len(text.printed)):
        first, last = text.where(at, at + 1)
        assert first < last and end in (first, last)
        end = last
        assert not any(t.start < edge < t.end for t in held for edge in (first, last))
        inside = any(t.start <= first < t.end for t in held)
        assert inside == (text.typed[at] == SET) or text.printed[at] == SET


@given(sources, st.data())
def test_words_mended_by_themselves_are_the_source(source, data):
    text = galley(source)
    length = len(text.printed)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    first, last = text.where(start, end)
    assert text.mended(start, end, []) == source[first:last]
    strays = any(run.missing and not run.figure for run in runs(source, SHEET))
    if text.free(start, end) and start < end and not strays:
        same = [(start, end, text.printed[start:end])]
        mended = source[:first] + text.mended(start, end, same) + source[last:]
        assert galley(mended).printed == text.printed
