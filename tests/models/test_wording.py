"""Approximate wordings: only such as are true of the number behind them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.claim import INFIXES, PREFIXES, SUFFIXES
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.sheet import Figure
from courtdesk.models.wording import holds, wordings

NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 100_000)
UNITS = st.sampled_from(["件", "人次", "元", "万元", "亿元", "%", "个百分点", "倍", "天", "场"])


def quantity(text):
    return Quantity.parse(text)


def offered(text):
    return [wording.printed for wording in wordings(quantity(text))]


def test_of_268_the_offers_are_the_number_260_odd_and_nearly_270():
    assert offered("268次") == ["268次", "260余次", "近270次"]


def test_a_round_number_has_nothing_over():
    assert offered("200次") == ["200次"]
    assert not holds(quantity("200余次"), quantity("200次"))
    assert holds(quantity("200余次"), quantity("201次"))
    assert holds(quantity("200余次"), quantity("200余次"))


def test_of_59_3_per_cent_nearly_60_is_offered_and_over_60_is_refused():
    assert "近60%" in offered("59.3%")
    assert not holds(quantity("超60%"), quantity("59.3%"))


def test_of_61_2_per_cent_nearly_60_is_refused():
    assert not holds(quantity("近60%"), quantity("61.2%"))
    assert "近60%" not in offered("61.2%")


@pytest.mark.parametrize(
    ("known", "some"),
    [
        ("10336件", {"1.03万件", "1万余件"}),
        ("28765.43万元", {"2.88亿元", "2.8亿余元", "近2.9亿元", "近3亿元"}),
        ("1689.7万元", {"1680余万元", "近1700万元"}),
        ("15场", {"10余场"}),
        ("二百二十八件", {"220余件", "近230件"}),
        ("9999件", {"近1万件"}),
        ("2.22个百分点", {"近2.3个百分点", "超2个百分点"}),
    ],
)
def test_a_large_number_is_worded_in_its_scale(known, some):
    assert some <= set(offered(known))


@pytest.mark.parametrize("known", ["第3", "260余次", "近3亿元", "15%～30%", "0件", "-3%", "100%"])
def test_what_is_no_exact_number_is_offered_as_it_is(known):
    assert offered(known) == [known]


def test_a_rounding_bears_no_more_than_it_says():
    assert holds(quantity("近2.9亿元"), quantity("2.88亿元"))
    assert not holds(quantity("28800万元"), quantity("2.88亿元"))
    assert not holds(quantity("13000件次"), quantity("1.3万件次"))


def test_a_rank_among_the_first_holds_of_every_rank_among_them():
    assert holds(quantity("前3名"), quantity("第2名"))
    assert not holds(quantity("前3名"), quantity("第4名"))
    assert holds(quantity("前三"), quantity("前三"))


def test_a_wording_in_another_unit_never_holds():
    assert not holds(quantity("20余人次"), quantity("22件"))
    assert holds(quantity("20余名"), quantity("22人"))
    assert not holds(quantity("3位"), quantity("第3"))


def test_the_exact_number_is_known_better_than_the_printed_one():
    printed, exact = quantity("260余次"), quantity("268次")
    assert Figure(id="A", printed=printed, exact=exact).known == exact
    assert Figure(id="A", printed=printed).known == printed
    assert Figure(id="A").known is None


@given(NUMBERS, UNITS)
def test_every_offer_holds_of_its_number_reads_back_and_is_offered_once(number, unit):
    try:
        known = quantity(f"{number:f}{unit}")
    except QuantityError:  # no court counts so many
        return
    offers = wordings(known)
    assert offers[0] == known
    assert len(set(offers)) == len(offers)
    for wording in offers:
        assert Quantity.parse(wording.printed) == wording
        assert holds(wording, known)
        assert wording.low <= known.value <= wording.high


@given(NUMBERS, st.sampled_from([*PREFIXES, *INFIXES, *SUFFIXES]), NUMBERS)
def test_a_wording_that_holds_is_true_of_the_number_itself(said, marker, number):
    prefix = marker if marker in PREFIXES else ""
    infix = marker if marker in INFIXES else ""
    suffix = marker if marker in SUFFIXES else ""
    try:
        wording = quantity(f"{prefix}{said:f}{infix}件{suffix}")
        known = quantity(f"{number:f}件")
    except QuantityError:
        return
    if holds(wording, known):
        assert wording.low <= Decimal(number) <= wording.high
