"""Derived figures and the change against last year."""

from decimal import Decimal

import pytest

from courtdesk.models.derived import change, rounded, standing, stands
from courtdesk.models.outline import Formula, Indicator, Item, Measure, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure


def sheet_of(*indicators: Indicator, **printed: tuple[str, str] | str) -> FactSheet:
    """A sheet of these indicators; a pair is this year and last year."""
    figures = []
    for id, texts in printed.items():
        now, before = (texts, "") if isinstance(texts, str) else texts
        figures.append(
            Figure(
                id=id,
                printed=Quantity.parse(now) if now else None,
                previous=Quantity.parse(before) if before else None,
            )
        )
    outline = Outline(name="甲", lead=Item(id="lead", heading="导语", indicators=indicators))
    return FactSheet(court="甲县人民法院", year=2023, outline=outline, figures=tuple(figures))


def count(id: str) -> Indicator:
    return Indicator(id=id, label=id, unit="件")


def derived(kind: str, *terms: str, unit: str = "件", decimals: int = 2) -> Indicator:
    formula = Formula(kind=kind, terms=terms, decimals=decimals)
    return Indicator(id="D", label="D", unit=unit, formula=formula)


@pytest.mark.parametrize(
    ("indicator", "printed"),
    [
        (derived("share", "A", "B", unit="%"), "52.29%"),
        (derived("average", "A", "B", unit="件", decimals=1), "0.5件"),
        (derived("difference", "B", "A", decimals=0), "532件"),
        (derived("difference", "A", "B", decimals=0), "-532件"),
        (derived("sum", "A", "B", decimals=0), "1698件"),
    ],
)
def test_each_formula_prints_its_result_in_its_unit(indicator, printed):
    sheet = sheet_of(count("A"), count("B"), indicator, A="583件", B="1115件")
    assert str(stands(sheet, "D")) == printed


def test_a_complement_takes_from_a_hundred():
    rate = Indicator(id="A", label="A", unit="%", measure=Measure.RATE)
    sheet = sheet_of(rate, derived("complement", "A", unit="%", decimals=1), A="40.7%")
    assert str(stands(sheet, "D")) == "59.3%"


@pytest.mark.parametrize(
    ("unit", "other", "printed"), [("%", "四成", "60.0%"), ("成", "40.7%", "5.9成")]
)
def test_a_complement_of_a_rate_in_another_unit_is_the_rest_of_the_whole(unit, other, printed):
    rate = Indicator(id="A", label="A", unit="%", measure=Measure.RATE)
    sheet = sheet_of(rate, derived("complement", "A", unit=unit, decimals=1), A=other)
    assert str(stands(sheet, "D")) == printed


@pytest.mark.parametrize(("unit", "printed"), [("‰", "1023.0‰"), ("倍", "1.0倍"), ("%", "102.3%")])
def test_a_share_is_printed_in_the_unit_asked_for(unit, printed):
    share = derived("share", "A", "B", unit=unit, decimals=1)
    sheet = sheet_of(count("A"), count("B"), share, A="1023件", B="1000件")
    assert str(stands(sheet, "D")) == printed


def test_money_is_divided_in_yuan_and_printed_in_the_unit_asked_for():
    money = Indicator(id="M", label="M", unit="亿元", measure=Measure.MONEY)
    each = derived("average", "M", "N", unit="万元")
    sheet = sheet_of(money, count("N"), each, M="2.88亿元", N="2509件")
    assert str(stands(sheet, "D")) == "11.48万元"
    assert stands(sheet, "D").value == Decimal("114800")


def test_a_derived_figure_may_stand_on_another_without_rounding_on_the_way():
    half = Indicator(
        id="H", label="H", unit="件", formula=Formula(kind="average", terms=("A", "B"), decimals=0)
    )
    sheet = sheet_of(count("A"), count("B"), half, derived("sum", "H", "H"), A="1件", B="3件")
    assert str(stands(sheet, "H")) == "0件"
    assert str(stands(sheet, "D")) == "0.67件"


def test_a_formula_that_names_itself_stands_for_nothing():
    sheet = sheet_of(count("A"), derived("sum", "A", "D"), A="1件")
    assert stands(sheet, "D") is None


@pytest.mark.parametrize("missing", [{}, {"A": "1件"}, {"B": "1件"}, {"A": "1件", "B": "0件"}])
def test_a_share_without_both_figures_or_over_zero_is_absent_and_never_zero(missing):
    sheet = sheet_of(count("A"), count("B"), derived("share", "A", "B", unit="%"), **missing)
    assert stands(sheet, "D") is None


def test_a_result_too_large_to_print_is_absent():
    indicators = count("A"), derived("sum", *["A"] * 2000, decimals=0)
    assert stands(sheet_of(*indicators, A="9999999999999件"), "D") is None


def test_last_year_is_computed_from_last_years_terms():
    share = derived("share", "A", "B", unit="%")
    sheet = sheet_of(count("A"), count("B"), share, A=("3件", "1件"), B=("4件", "2件"))
    both = standing(sheet, "D")
    assert (str(both.printed), str(both.previous)) == ("75.00%", "50.00%")
    assert standing(sheet, "A") is sheet.figure("A")


@pytest.mark.parametrize(
    ("measure", "now", "before", "text", "clause"),
    [
        (Measure.RATE, "93.52%", "91.3%", "+2.22个百分点", "上升2.22个百分点"),
        (Measure.RATE, "38.5%", "40.7%", "-2.2个百分点", "下降2.2个百分点"),
        (Measure.RATE, "三成五", "三成", "+5个百分点", "上升5个百分点"),
        (Measure.RATE, "5‰", "3‰", "+0.2个百分点", "上升0.2个百分点"),
        (Measure.RATE, "三分之一", "30%", "+3个百分点", "上升3个百分点"),
        (Measure.RATE, "2.5倍", "2倍", "+25.0%", "同比上升25.0%"),
        (Measure.COUNT, "15%", "13%", "+2个百分点", "上升2个百分点"),
        (Measure.COUNT, "1027件", "1027件", "持平", "与上年持平"),
        (Measure.COUNT, "达1086件", "1000件", "+8.6%", "同比上升8.6%"),
        (Measure.COUNT, "9999件", "10000件", "基本持平", "与上年基本持平"),
        (Measure.COUNT, "1086件", "1000件", "+8.6%", "同比上升8.6%"),
        (Measure.COUNT, "914件", "1000件", "-8.6%", "同比下降8.6%"),
        (Measure.MONEY, "2.88亿元", "2.4亿元", "+20.0%", "同比上升20.0%"),
        (Measure.MONEY, "0万元", "12万元", "-100.0%", "同比下降100.0%"),
        (Measure.MONEY, "0.00亿元", "0万元", "持平", "与上年持平"),
        (Measure.AVERAGE, "0.0天", "3.5天", "-100.0%", "同比下降100.0%"),
        (Measure.COUNT, "0件", "0件", "持平", "与上年持平"),
        (Measure.RATE, "99.9996%", "99%", "+0.9996个百分点", "上升0.9996个百分点"),
    ],
)
def test_a_change_reads_in_points_for_rates_and_in_percent_for_counts(
    measure, now, before, text, clause
):
    indicator = Indicator(id="A", label="A", measure=measure)
    figure = Figure(id="A", printed=Quantity.parse(now), previous=Quantity.parse(before))
    result = change(indicator, figure)
    assert (result.text, result.clause) == (text, clause)


@pytest.mark.parametrize(
    ("measure", "now", "before"),
    [
        (Measure.RANK, "第3", "第4"),
        (Measure.COUNT, "3件", "0件"),
        (Measure.COUNT, "3件", "3万元"),
        (Measure.COUNT, "720余人", "680人"),
        (Measure.COUNT, "726人", "近700人"),
        (Measure.COUNT, "3至5件", "2件"),
        (Measure.MONEY, "3万元", "0万元"),
        (Measure.RATE, "近60%", "55%"),
        (Measure.COUNT, "3件", ""),
        (Measure.COUNT, "", "3件"),
    ],
)
def test_what_cannot_be_compared_has_no_change(measure, now, before):
    now, before = (Quantity.parse(text) if text else None for text in (now, before))
    indicator = Indicator(id="A", label="A", measure=measure)
    assert change(indicator, Figure(id="A", printed=now, previous=before)) is None


def test_a_change_and_a_formula_start_from_the_exact_number_behind_a_wording():
    wording = Figure(
        id="A",
        printed=Quantity.parse("近3亿元"),
        exact=Quantity.parse("2.9亿元"),
        previous=Quantity.parse("2.5亿元"),
    )
    money = Indicator(id="A", label="A", unit="元", measure=Measure.MONEY)
    assert change(money, wording).text == "+16.0%"
    sheet = sheet_of(money, count("B"), derived("average", "A", "B", unit="万元"), B="100件")
    sheet = sheet.replaced(figures=(*sheet.figures, wording))
    assert str(stands(sheet, "D")) == "290.00万元"
    assert str(stands(sheet, "A")) == "近3亿元"


def test_halves_round_up_and_there_is_no_negative_zero():
    assert str(rounded(Decimal("52.285"), 2)) == "52.29"
    assert str(rounded(Decimal("-0.001"), 2)) == "0.00"
    assert str(rounded(Decimal(10) ** 30, 2)).endswith("0.00")
