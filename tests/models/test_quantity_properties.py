"""What holds of every printed figure, tried on any that the notation allows."""

from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.claim import PREFIXES, SUFFIXES
from courtdesk.models.notation import SCALES, UNITS
from courtdesk.models.numerals import read_whole, write_whole
from courtdesk.models.quantity import Quantity, QuantityError

EXCLUDING = {"近", "将近", "接近", "超", "超过", "逾", "突破", "不足", "不到"}
UNIT = st.sampled_from(sorted(UNITS))
OPTIONAL_SCALE = st.sampled_from(["", "", "万", "亿", "万亿", "千万"])
ARABIC = st.one_of(
    st.integers(0, 99_999).map(str),
    st.integers(1000, 99_999_999).map("{:,}".format),
    st.decimals(0, 9999, places=2).map(str),
)
CHINESE = st.integers(1, 9999).map(write_whole)


@st.composite
def printed_figures(draw: st.DrawFn) -> str:
    """Any single figure the notation allows, as a careful writer prints it."""
    prefix = draw(st.sampled_from(["", "", *PREFIXES]))
    scale = draw(OPTIONAL_SCALE)
    number = draw({"万亿": CHINESE, "千万": ARABIC}.get(scale, st.one_of(ARABIC, CHINESE)))
    more = draw(st.sampled_from(["", "", "余", "多"]))
    middle = more + scale if draw(st.booleans()) else scale + more
    return prefix + number + middle + draw(UNIT) + draw(st.sampled_from(["", "", *SUFFIXES]))


RANKS = st.builds("第{}{}".format, st.integers(1, 200), st.sampled_from(["", "位", "名", "名次"]))
RANGES = st.builds(
    "{0[0]}%{1}{0[1]}%".format,
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    st.sampled_from("～-至"),
)
FRACTIONS = st.builds("{}分之{}".format, st.sampled_from("三四五七百千万"), CHINESE)
ANY_FORM = st.one_of(printed_figures(), RANKS, RANGES, FRACTIONS)
DIGITS = (
    "0123456789０９零一二两三十百千万亿余多近约超第前分之点成倍件人次元%％‰.,，、-−+～至 　以上左右"
)
WORDS = [
    *DIGITS,
    *PREFIXES,
    *SUFFIXES,
    *SCALES,
    *UNITS,
    "5点",
    "三点",
    "百分之",
    "1.",
    "12",
    "二百",
]
NEAR_MISSES = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)


def check_bounds(figure: Quantity) -> None:
    assert figure.low <= figure.high
    if not EXCLUDING & set(figure.markers):
        assert figure.low <= figure.value <= figure.high
    assert figure.step > 0 and figure.value.is_finite()


@given(ANY_FORM)
def test_what_is_printed_reads_back_the_same(text: str) -> None:
    figure = Quantity.parse(text)
    assert figure.printed == text
    assert Quantity.parse(figure.printed) == figure
    if figure.unit not in ("位", "名次"):  # there a bare number is a rank
        assert Quantity.parse(figure.printed, figure.unit) == figure
    check_bounds(figure)


@given(ANY_FORM, st.sampled_from([" ", "　", "\u00a0"]))
def test_blanks_between_the_parts_change_nothing(text: str, blank: str) -> None:
    figure = Quantity.parse(text)
    at = text.find(figure.number[-1]) + 1
    if not text[at : at + 1].isdigit():
        assert Quantity.parse(blank + text + blank) == figure


@given(st.one_of(st.text(max_size=80), NEAR_MISSES), st.sampled_from(["", "件", "元", "位", "%"]))
def test_any_text_is_a_figure_or_a_sentence(text: str, unit: str) -> None:
    try:
        figures = [Quantity.parse(text, unit)]
    except QuantityError as error:
        assert str(error)
        figures = []
    try:
        figures += Quantity.parse_all(text, unit)
    except QuantityError as error:
        assert str(error)
    for figure in figures:
        check_bounds(figure)
        assert Quantity.parse(figure.printed) == figure


@given(st.integers(0, 9999))
def test_chinese_numerals_read_back_as_written(number: int) -> None:
    assert read_whole(write_whole(number)) == number
