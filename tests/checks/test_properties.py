"""No sound figure is ever blamed, no unsound one passes, whatever the numbers."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from courtdesk.checks import check
from courtdesk.checks.feasible import dividends, divisors
from courtdesk.checks.interval import Interval, exactly
from courtdesk.models.derived import rounded
from courtdesk.models.outline import (
    Formula,
    Indicator,
    Item,
    Measure,
    Outline,
    Relation,
    RelationKind,
)
from courtdesk.models.passage import FORMS, runs
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure
from tests.checks.sheets import one

COUNTS = st.integers(0, 10**9) | st.integers(0, 300)
PLACES = st.integers(0, 4)


def fits(printed: Decimal, places: int, rate: Fraction) -> bool:
    """Whether a rate may be printed so: by rounding, but 0 and 100 only when they are exact."""
    number = Fraction(printed)
    if number in (0, 100):
        return number == rate
    return abs(rate - number) <= Fraction(1, 2 * 10**places)


def findings(kind: str, left: str, right: str, **printed: str) -> list[str]:
    relation = Relation(id="R", kind=kind, left=left.split(), right=right.split())
    return [f.message for f in check(one(relation, **printed)) if f.rule == "R"]


@given(COUNTS, COUNTS, PLACES, st.sampled_from([-1, 0, 1]))
def test_a_share_is_blamed_exactly_when_its_last_place_is_wrong(a, b, places, slip):
    part, whole = sorted((a, b))
    assume(whole)
    rate = Fraction(100 * part, whole)
    step = Decimal(1).scaleb(-places)
    printed = rounded(Decimal(100 * part) / whole, places) + slip * step
    assume(printed >= 0)
    blamed = findings("share", "A", "B C", A=f"{printed:f}%", B=f"{part}件", C=f"{whole}件")
    assert bool(blamed) is not fits(printed, places, rate)


@given(COUNTS, COUNTS, PLACES)
def test_a_share_with_its_tail_cut_off_is_blamed_unless_it_fits(a, b, places):
    part, whole = sorted((a, b))
    assume(whole)
    rate = Fraction(100 * part, whole)
    cut = Decimal(int(rate * 10**places)).scaleb(-places)
    blamed = findings("share", "A", "B C", A=f"{cut:f}%", B=f"{part}件", C=f"{whole}件")
    assert bool(blamed) is not fits(cut, places, rate)
    assert all("截去尾数" in message for message in blamed if cut)


@given(st.integers(0, 40), st.integers(0, 10**4), st.integers(0, 2))
def test_the_wholes_named_are_the_ones_found_by_trying_all(part, digits, places):
    printed = Decimal(digits).scaleb(-places)
    assume(printed <= 100)
    quantity = Quantity.parse(f"{printed:f}%")
    claim = Interval(quantity.low / 100, quantity.high / 100)
    named = divisors(exactly(Decimal(part)), claim)
    for whole in range(max(part, 1), 400):
        assert (whole in named) is fits(printed, places, Fraction(100 * part, whole)), whole


@given(st.integers(1, 400), st.integers(0, 10**4), st.integers(0, 2))
def test_the_parts_named_are_the_ones_found_by_trying_all(whole, digits, places):
    printed = Decimal(digits).scaleb(-places)
    assume(printed <= 100)
    quantity = Quantity.parse(f"{printed:f}%")
    named = dividends(exactly(Decimal(whole)), Interval(quantity.low / 100, quantity.high / 100))
    for part in range(whole + 1):
        assert (part in named) is fits(printed, places, Fraction(100 * part, whole)), part


@st.composite
def wordings(draw: st.DrawFn, number: int, unit: str = "件") -> str:
    """A printed form that is true of the number: exact, rounded to 万, or with 余, 近, 约."""
    forms = [f"{number}{unit}"]
    if number >= 1000:
        forms += [f"{rounded(Decimal(number) / 10**4, p):f}万{unit}" for p in (1, 2, 3)]
    if number >= 10:
        place = 10 ** (len(str(number)) - 1)
        forms.append(f"{number // place * place}余{unit}")
        forms.append(f"近{number + 1}{unit}")
        forms.append(f"约{number}{unit}")
        forms.append(f"{number}{unit}以上")
    text = draw(st.sampled_from(forms))
    quantity = Quantity.parse(text)
    assert quantity.low <= number <= quantity.high, text
    return text


@given(st.data(), COUNTS, COUNTS, COUNTS)
def test_true_counts_in_any_true_wording_are_never_blamed(data, a, b, c):
    def printed(number: int) -> str:
        return data.draw(wordings(number))

    texts = {"B": printed(a), "C": printed(b), "D": printed(c)}
    assert not findings("sum", "A", "B C D", A=printed(a + b + c), **texts)
    assert not findings("equal", "B C", "A", A=printed(a + b), **texts)
    assert not findings("at_most", "B C", "A", A=printed(a + b), **texts)
    assert not findings("at_most", "B", "A -C", A=printed(a + b), **texts)
    assert not findings("difference", "B", "A C D", A=printed(a + b + c), **texts)


@given(st.data(), COUNTS, st.integers(1, 10**6), PLACES)
def test_true_quotients_in_any_true_wording_are_never_blamed(data, a, b, places):
    mean = f"{rounded(Decimal(a) / b, places):f}件"
    assume(Quantity.parse(mean).low <= Decimal(a) / b <= Quantity.parse(mean).high)
    texts = {"B": data.draw(wordings(a)), "C": data.draw(wordings(b, "人"))}
    assert not findings("average", "A", "B C", A=mean, **texts)
    assert not any("没有整数等于" in m for m in findings("average", "A", "? C", A=mean, **texts))
    part, whole = sorted((a, b))
    share = rounded(Decimal(100 * part) / whole, places)
    assume(fits(share, places, Fraction(100 * part, whole)))
    texts = {"B": data.draw(wordings(part)), "C": data.draw(wordings(whole))}
    assert not findings("share", "A", "B C", A=f"{share:f}%", **texts)
    assert not any(
        "没有" in m and "能使" in m
        for m in findings("share", "A", "B ?", A=f"{share}%", B=texts["B"])
    )


@given(st.integers(1, 9999), st.integers(0, 2))
def test_a_true_complement_is_never_blamed(digits, places):
    rate = Decimal(digits).scaleb(-2)
    rest = rounded(100 - rate, places)
    assume(fits(rest, places, Fraction(100 - rate)))
    assert not findings("complement", "A", "B", A=f"{rest:f}%", B=f"{rate:f}%")


@given(
    st.sampled_from(["", "近", "超", "不足", "约", "-", "至少"]),
    st.decimals(0, 10**6, places=2) | st.integers(0, 10**6),
    st.sampled_from(["", "余", "万", "余万", "亿", "亿余"]),
    st.sampled_from(["件", "元", "%", "‰", "倍", "成", "", "人次"]),
    COUNTS,
)
def test_no_readable_figure_makes_a_check_fail(prefix, amount, scale, unit, number):
    quantity = Quantity.parse(f"{prefix}{amount}{scale}{unit}")
    printed = {"A": str(quantity), "B": f"{number}件", "C": "25人"}
    for kind in ("share", "average"):
        for right in ("B C", "B ?", "? C", "C A", "A B", "A ?", "? A", "=7 ?", "? =7", "=7 C"):
            for message in findings(kind, "A", right, **printed):
                assert not any(word in message for word in ("NaN", "Infinity", "None", "=", '""'))
    for kind in ("sum", "equal", "difference", "at_most"):
        for message in findings(kind, "A", "B C =-2", **printed):
            assert str(quantity) in message
    findings("complement", "A", "B", **printed)


ODD = [
    *("近3亿元", "720余人", "0%", "100%", "十成", "三成五", "0‰", "1/3", "三分之一", "15%～30%"),
    *("3至5件", "-5件", "0件", "0.0万件", "第3", "前3名", "-0.5个百分点", "1.5倍", "150余%"),
    *("约200件左右", "2千余万元", "上亿元", "378.7件", "9999999999999999件", "近0件"),
]
ODDS = st.sampled_from(ODD).map(Quantity.parse)
TERMS = st.sampled_from(["A", "B", "C", "D", "A:previous", "D:previous"])


@st.composite
def odd_sheets(draw: st.DrawFn) -> FactSheet:
    """Figures that hardly go together, a computed one, and one relation between any of them."""
    kinds = ["share", "difference", "sum", "complement", "average"]
    units = st.sampled_from(["%", "成", "‰", "件", "万元", "位", ""])
    formula = Formula(kind=draw(st.sampled_from(kinds)), terms=("A", "B"))
    indicators = [
        Indicator(id=id, label=id, unit=draw(units), measure=draw(st.sampled_from(Measure)))
        for id in "ABC"
    ]
    indicators.append(Indicator(id="D", label="D", unit=draw(units), formula=formula))
    kind = draw(st.sampled_from(RelationKind))
    pair = draw(st.sampled_from(["?1", "1?", "11"] if kind in ("share", "average") else ["11"]))
    right = ["?" if mark == "?" else draw(TERMS) for mark in pair]
    relation = Relation(
        id="R",
        kind=kind,
        left=(draw(TERMS),),
        right=right[:1] if kind == "complement" else right,
        candidates=("B", "C", "D"),
    )
    figures = (
        Figure(
            id=id,
            printed=draw(ODDS),
            exact=draw(st.none() | ODDS),
            previous=draw(st.none() | ODDS),
        )
        for id in "ABC"
    )
    lead = Item(id="lead", heading="导语", indicators=indicators)
    outline = Outline(name="甲", lead=lead, relations=(relation,))
    return FactSheet(court="甲", year=2024, outline=outline, figures=tuple(figures))


@given(odd_sheets())
def test_figures_that_hardly_go_together_are_checked_and_printed(sheet):
    for finding in check(sheet):
        assert not any(word in finding.message for word in ("NaN", "Infinity", "None", ":previous"))
    for form in ("", *FORMS):
        for id in "ABCD":
            assert runs(f"{{{id}:{form}}}" if form else f"{{{id}}}", sheet)
