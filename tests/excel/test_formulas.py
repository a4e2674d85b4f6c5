"""Formulas of the workbook: they give what the sheet says, or there is none."""

import pytest

from courtdesk.excel.formulas import derived, yearly
from courtdesk.excel.places import BEFORE, Places
from courtdesk.models.outline import Formula, Indicator, Item, Measure, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure


def places(unit: str, kind: str, *figures: Figure, counted: str = "件") -> Places:
    """A sheet of A in 元 and B, a count, and D computed from both in this unit."""
    formula = Formula(kind=kind, terms=("A", "B"))
    indicators = (
        Indicator(id="A", label="到位金额", unit="元", measure=Measure.MONEY),
        Indicator(id="B", label="执结", unit=counted),
        Indicator(id="D", label="得数", unit=unit, formula=formula),
    )
    outline = Outline(name="甲", lead=Item(id="lead", heading="导语", indicators=indicators))
    return Places(FactSheet(court="甲", year=2023, outline=outline, figures=figures))


def figure(id: str, printed: str, exact: str = "", previous: str = "") -> Figure:
    texts = {"printed": printed, "exact": exact, "previous": previous}
    return Figure(id=id, **{name: Quantity.parse(text) for name, text in texts.items() if text})


MONEY, CASES = figure("A", "5000元", previous="4000元"), figure("B", "20件", previous="10件")


def test_an_average_is_in_the_scale_of_its_unit() -> None:
    there = places("万元", "average", MONEY, CASES)
    line = there.tables[0].lines[2]
    assert (line.now.number, line.now.unit) == (line.figure.printed.value / 10_000, "万元")
    assert "ROUND(('导语'!$D$4/'导语'!$D$5)/10000,2)" in (derived(there, line) or "")


def test_a_share_in_another_unit_than_per_cent_is_computed_in_it() -> None:
    share = "'导语'!$D$4/'导语'!$D$5"
    for unit, result in [("‰", f"({share}*100)/0.1"), ("成", f"({share}*100)/10"), ("倍", share)]:
        there = places(unit, "share", MONEY, CASES)
        assert f"ROUND({result},2)" in (derived(there, there.tables[0].lines[2]) or "")


def test_a_rate_written_in_tenths_counts_in_per_cent() -> None:
    there = places("%", "complement", figure("A", "八成", previous="7.5成"), CASES)
    line = there.tables[0].lines[2]
    assert str(line.figure.printed) == "20.00%"
    assert "ROUND(100-80,2)" in (derived(there, line) or "")
    assert "ROUND(100-75.0,2)" in (derived(there, line, BEFORE) or "")


def test_what_is_known_exactly_is_computed_with_and_not_what_is_printed() -> None:
    there = places("元", "average", figure("A", "0.5万元", "5125元", "4000元"), CASES)
    money, _, line = there.tables[0].lines
    assert "ROUND(5125/" in (derived(there, line) or "")
    assert str(line.figure.printed) == "256.25元"
    assert yearly(money) is None


def test_the_exact_number_of_this_year_says_nothing_of_the_last() -> None:
    there = places("元", "average", figure("A", "0.5万元", "5125元", "4000元"), CASES)
    line = there.tables[0].lines[2]
    assert str(line.figure.previous) == "400.00元"
    assert "5125" not in (derived(there, line, BEFORE) or "")


@pytest.mark.parametrize(
    ("now", "before", "counted", "change"),
    [
        ("52.29%", "50%", "%", "ROUND(D5-F5,9)"),
        ("52件", "50件", "件", "ROUND((D5-F5)/F5*100,1)"),
    ],
)
def test_a_rate_changes_by_points_whatever_its_indicator_measures(
    now: str, before: str, counted: str, change: str
) -> None:
    there = places("元", "sum", figure("B", now, previous=before), counted=counted)
    formula = yearly(there.tables[0].lines[1])
    assert formula is not None and change in formula[0]


def test_a_formula_longer_than_a_cell_can_hold_is_written_as_its_value() -> None:
    many = tuple(Indicator(id=f"A{n}", label="甲", unit="件") for n in range(300))
    sums = tuple(
        Indicator(
            id=id, label="和", unit="件", formula=Formula(kind="sum", terms=terms, decimals=0)
        )
        for id, terms in (("S", [i.id for i in many]), ("T", ["A0"] * 2000), ("U", ["A0"] * 200))
    )
    outline = Outline(name="甲", lead=Item(id="lead", heading="导语", indicators=(*many, *sums)))
    figures = tuple(figure(i.id, "1件") for i in many)
    there = Places(FactSheet(court="甲", year=2023, outline=outline, figures=figures))
    found = {
        line.indicator.id: (line.now.text, derived(there, line)) for line in there.tables[0].lines
    }
    assert (found["S"], found["T"]) == (("300件", None), ("2000件", None))
    assert (found["U"][1] or "").count("'导语'!$D$4+") == 199
