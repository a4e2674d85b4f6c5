"""One evaluator a kind: what it lets pass, what it says, and in which words."""

from decimal import Decimal

import pytest

from courtdesk.checks import check
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Formula, Indicator, Relation, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Explanation, FactSheet
from courtdesk.models.value import written
from tests.checks.sheets import one


def rule(kind: str, left: str, right: str, **more: object) -> Relation:
    return Relation(id="R", kind=kind, left=left.split(), right=right.split(), **more)


def found(relation: Relation, **printed: str) -> Finding | None:
    """The one finding of the relation, None when it is silent."""
    findings = [f for f in check(one(relation, **printed)) if f.rule == "R"]
    assert len(findings) < 2
    return findings[0] if findings else None


SHARE = rule("share", "A", "B C")
AVERAGE = rule("average", "A", "B C")


@pytest.mark.parametrize(
    ("relation", "printed"),
    [
        (SHARE, {"A": "52.29%", "B": "583件", "C": "1115件"}),
        (SHARE, {"A": "近60%", "B": "593件", "C": "1000件"}),
        (SHARE, {"A": "100%", "B": "57件", "C": "57件"}),
        (SHARE, {"A": "100%", "B": "5.7万件", "C": "5.7万件"}),
        (SHARE, {"A": "0%", "B": "0件", "C": "57件"}),
        (SHARE, {"A": "12.5‰", "B": "1件", "C": "80件"}),
        (SHARE, {"A": "两成", "B": "1件", "C": "5件"}),
        (SHARE, {"A": "51%", "B": "60余件", "C": "120余件"}),
        (SHARE, {"A": "102.3%", "B": "1023件", "C": "1000件"}),  # 结收比
        (SHARE, {"A": "1.02倍", "B": "1023件", "C": "1000件"}),
        (AVERAGE, {"A": "378.7件", "B": "9467件", "C": "25人"}),
        (AVERAGE, {"A": "379件", "B": "9467件", "C": "25人"}),
        (AVERAGE, {"A": "0件", "B": "7件", "C": "25人"}),
        (AVERAGE, {"A": "11.48万元", "B": "2.88亿元", "C": "2509件"}),
        (rule("complement", "A", "B"), {"A": "近60%", "B": "40.7%"}),
        (rule("complement", "A", "B"), {"A": "59.3%", "B": "40.7%"}),
        (rule("complement", "A", "B"), {"A": "六成", "B": "40.7%"}),
        (rule("complement", "A", "B"), {"A": "59.3%", "B": "约四成"}),
        (rule("complement", "A", "B"), {"A": "993‰", "B": "0.7%"}),
        (rule("equal", "A", "B"), {"A": "六成", "B": "59.3%"}),
        (rule("sum", "A", "B C"), {"A": "9666件", "B": "7157件", "C": "2509件"}),
        (rule("sum", "A", "B C"), {"A": "1万件", "B": "7157件", "C": "2509件"}),
        (rule("equal", "A", "B"), {"A": "720余人", "B": "725人"}),
        (rule("difference", "A", "B C"), {"A": "670件", "B": "10336件", "C": "9666件"}),
        (rule("difference", "A", "B C"), {"A": "2.22个百分点", "B": "93.52%", "C": "91.31%"}),
        (rule("at_most", "A", "B"), {"A": "335件", "B": "335件"}),
        (rule("at_most", "A", "B", factor="0.05"), {"A": "80余万元", "B": "1689.7万元"}),
        (rule("at_most", "A B", "C -A"), {"A": "3件", "B": "4件", "C": "10件"}),
        (rule("at_most", "A", "=100"), {"A": "100%"}),
    ],
)
def test_figures_that_agree_are_left_in_peace(relation, printed):
    assert found(relation, **printed) is None


@pytest.mark.parametrize(
    ("relation", "printed", "recomputed", "low", "high"),
    [
        (SHARE, {"A": "99.57%", "B": "2746件", "C": "2810件"}, "97.72%", "97.72%", "97.72%"),
        (SHARE, {"A": "92.29%", "B": "75239件", "C": "81516件"}, "92.30%", "92.30%", "92.30%"),
        (SHARE, {"A": "100%", "B": "999件", "C": "1000件"}, "99.9%", "99.9%", "99.9%"),
        (SHARE, {"A": "0.0%", "B": "1件", "C": "80000件"}, "0.001%", "0.001%", "0.001%"),
        (SHARE, {"A": "102.3%", "B": "1100件", "C": "1000件"}, "110.0%", "110.0%", "110.0%"),
        (rule("complement", "A", "B"), {"A": "七成", "B": "40.7%"}, "6成", "6成", "6成"),
        (
            rule("equal", "A", "B"),
            {"A": "2.88亿元", "B": "2.88万元"},
            "2.88万元",
            "2.88万元",
            "2.89万元",
        ),
        (AVERAGE, {"A": "378.7件", "B": "9666件", "C": "25人"}, "386.6件", "386.6件", "386.6件"),
        (AVERAGE, {"A": "379件", "B": "9488件", "C": "25人"}, "380件", "380件", "380件"),
        (
            AVERAGE,
            {"A": "12.48万元", "B": "2.88亿元", "C": "2509件"},
            "11.48万元",
            "11.46万元",
            "11.50万元",
        ),
        (rule("complement", "A", "B"), {"A": "近60%", "B": "38.8%"}, "61.2%", "61.15%", "61.25%"),
        (
            rule("sum", "A", "B C"),
            {"A": "9667件", "B": "7157件", "C": "2509件"},
            "9666件",
            "9666件",
            "9666件",
        ),
        (
            rule("difference", "A", "B C"),
            {"A": "671件", "B": "10336件", "C": "9666件"},
            "670件",
            "670件",
            "670件",
        ),
        (rule("equal", "A", "B"), {"A": "720余人", "B": "735人"}, "735人", "735人", "735人"),
        (rule("at_most", "A", "B"), {"A": "400件", "B": "335件"}, "335件", "", "335件"),
        (
            rule("at_most", "A", "B", factor="0.05"),
            {"A": "90余万元", "B": "1689.7万元"},
            "84.49万元",
            "",
            "84.49万元",
        ),
    ],
)
def test_a_broken_rule_gives_the_value_that_follows_and_its_bounds(
    relation, printed, recomputed, low, high
):
    finding = found(relation, **printed)
    assert (finding.recomputed, finding.low, finding.high) == (recomputed, low, high)
    assert finding.severity is Severity.ERROR
    assert finding.path == "figures.A.printed"
    assert printed["A"] in finding.message


@pytest.mark.parametrize("kind", ["share", "average", "difference", "sum", "equal", "at_most"])
def test_a_missing_figure_keeps_its_rules_silent(kind):
    relation = rule(kind, "A", "B C")
    for gone in "ABC":
        printed = {"A": "3%", "B": "500件", "C": "7件"}
        assert found(relation, **(printed | {gone: ""})) is None


def test_a_tail_cut_off_instead_of_rounded_is_named_as_such():
    finding = found(SHARE, A="92.29%", B="75239件", C="81516件")
    assert finding.message == (
        "“指标A”92.29%与“指标B”75239件÷“指标C”81516件不符，"
        "应为92.30%，像是截去尾数而没有四舍五入：请核对后改正"
    )


@pytest.mark.parametrize(
    ("relation", "printed", "word"),
    [
        (AVERAGE, {"A": "11.48元", "B": "2.88亿元", "C": "2509件"}, "多写或漏写了一个“万”"),
        (SHARE, {"A": "52.29%", "B": "583万件", "C": "1115件"}, "多写或漏写了一个“万”"),
        (rule("equal", "A", "B"), {"A": "1689.7亿元", "B": "1689.7元"}, "一个“亿”"),
    ],
)
def test_a_stray_scale_is_named_as_such(relation, printed, word):
    assert word in found(relation, **printed).message


def test_a_part_larger_than_its_whole_is_an_error_whatever_the_rule_says():
    finding = found(rule("share", "A", "B C", severity="提示"), A="90%", B="1200件", C="1115件")
    assert finding.severity is Severity.ERROR
    assert "部分不能多于整体" in finding.message


@pytest.mark.parametrize("relation", [SHARE, AVERAGE])
def test_nothing_is_divided_by_zero(relation):
    assert "不能为0" in found(relation, A="3%", B="0件", C="0件").message


def carried(now: str, before: str) -> FactSheet:
    """A is what was left over, B what is left; before is B's value of last year."""
    sheet = one(rule("equal", "A", "B:previous"), A=now, B="529件")
    return written(sheet, "figures.B.previous", Quantity.parse(before)) if before else sheet


def test_what_was_left_over_is_what_was_left_last_year():
    assert check(carried("588件", "588件")) == ()
    assert check(carried("588件", "")) == ()
    (finding,) = check(carried("586件", "588件"))
    assert finding.message == "“指标A”586件与上年“指标B”588件不符，应为588件：请核对后改正"
    assert (finding.path, finding.recomputed) == ("figures.A.printed", "588件")
    assert finding.values == "A=586件 B:previous=588件"


def test_a_reason_lapses_when_the_value_of_last_year_changes():
    (finding,) = check(carried("586件", "588件"))
    reason = Explanation(id="R", path=finding.path, values=finding.values, reason="口径调整")
    kept, other = (carried("586件", n).replaced(explanations=(reason,)) for n in ("588件", "587件"))
    assert [f.reason for f in (*check(kept), *check(other))] == ["口径调整", ""]


def test_a_wrong_share_names_the_wholes_that_would_print_it():
    message = found(SHARE, A="45.09%", B="3175件", C="9666件").message
    assert "应为32.85%；45.09%需要的整体数为7041或7042件：请核对后改正" in message


@pytest.mark.parametrize(
    ("printed", "text", "low", "high"),
    [
        ({"A": "45.09%", "B": "3175件"}, "7041或7042件", "7041件", "7042件"),
        ({"A": "92.30%", "B": "75239件"}, "81512至81520件之间", "81512件", "81520件"),
        ({"A": "100%", "B": "57件"}, "57件", "57件", "57件"),
    ],
)
def test_a_share_of_an_unnamed_whole_lists_the_wholes_that_would_print_it(printed, text, low, high):
    finding = found(rule("share", "A", "B ?"), **printed)
    assert (finding.recomputed, finding.low, finding.high) == (text, low, high)
    assert finding.severity is Severity.EXPLAIN
    assert finding.message.endswith("请注明口径")


def test_a_share_no_whole_number_can_print_is_an_error():
    finding = found(rule("share", "A", "B ?"), A="99.9%", B="3件")
    assert finding.severity is Severity.ERROR
    assert "没有哪个整体数能使3件占99.9%" in finding.message


def test_a_known_figure_that_fits_the_unnamed_whole_settles_it():
    relation = rule("share", "A", "B ?", candidates=("C", "D"))
    assert found(relation, A="45.09%", B="3175件", C="9666件", D="7042件") is None
    message = found(relation, A="45.09%", B="3175件", C="9666件", D="").message
    assert "以“指标C”9666件为分母应为32.85%" in message


def test_an_unnamed_part_is_listed_too():
    finding = found(rule("share", "A", "? C"), A="52.29%", C="1115件")
    assert finding.recomputed == "583件"


def test_an_average_with_a_known_divisor_names_the_totals_it_needs():
    finding = found(rule("average", "A", "? C"), A="378.7件", C="25人")
    assert (finding.recomputed, finding.low, finding.high) == (
        "9467或9468件",
        "9467件",
        "9468件",
    )
    assert finding.severity is Severity.EXPLAIN
    assert "25人×378.7件需要的总数为9467或9468件" in finding.message
    wrong = found(AVERAGE, A="378.7件", B="9666件", C="25人")
    assert "25人×378.7件需要的总数为9467或9468件" in wrong.message


@pytest.mark.parametrize(
    ("total", "silent"), [("9467件", True), ("9657件", True), ("9666件", False)]
)
def test_an_average_wants_a_whole_or_half_divisor(total, silent):
    relation = rule("average", "A", "B ?")
    assert (found(relation, A="378.7件", B=total) is None) is silent


def test_another_total_in_the_same_unit_may_explain_an_average():
    relation = rule("average", "A", "B ?", candidates=("C",))
    assert found(relation, A="378.7件", B="9666件", C="9467件") is None
    message = found(relation, A="378.7件", B="9666件", C="10336件").message
    assert "“指标C”10336件需除以27.29至27.30" in message


def test_a_candidate_divisor_is_tried_as_a_divisor():
    relation = rule("average", "A", "B ?", candidates=("C",))
    message = found(relation, A="378.7件", B="9666件", C="25人").message
    assert "以“指标C”25人为除数应为386.6件" in message


def test_the_exact_number_behind_a_wording_decides_when_it_is_known():
    relation = rule("equal", "A", "B")
    sheet = one(relation, A="735人", B="720余人")
    assert [f.rule for f in check(sheet)] == ["R"]
    sheet = one(relation, A="725人", B="720余人")
    assert check(sheet) == ()
    exact = written(sheet, "figures.B.exact", Quantity.parse("726人"))
    assert [f.rule for f in check(exact)] == ["R"]


def test_the_severity_of_a_rule_sets_the_next_step():
    steps = {
        Severity.ERROR: "请核对后改正",
        Severity.EXPLAIN: "请说明理由",
        Severity.HINT: "请留意",
    }
    for severity, step in steps.items():
        finding = found(rule("at_most", "A", "B", severity=severity), A="3件", B="2件")
        assert finding.severity is severity
        assert finding.message.endswith(step)


def test_a_bound_with_a_factor_reads_as_a_percentage_or_by_its_note():
    share = found(rule("at_most", "A", "B", factor="0.05"), A="2元", B="30元")
    assert "“指标A”2元大于“指标B”30元的5%" in share.message
    scale = rule("at_most", "A", "B", factor="1000000", note="每件不过100万元")
    assert "（每件不过100万元）" in found(scale, A="2.88亿元", B="2件").message


def test_the_values_of_a_finding_follow_the_figures_it_speaks_of():
    first = found(SHARE, A="53%", B="583件", C="1115件").values
    assert first == found(SHARE, A="53%", B="583件", C="1115件").values
    assert first != found(SHARE, A="53%", B="584件", C="1115件").values


def test_numbers_of_fifteen_digits_are_compared_to_the_last():
    relation = rule("sum", "A", "B C")
    printed = {"A": "999999999999999件", "B": "999999999999998件", "C": "1件"}
    assert found(relation, **printed) is None
    assert found(relation, **(printed | {"C": "2件"})) is not None


def test_a_rule_about_a_figure_the_outline_lost_is_silent():
    sheet = one(rule("equal", "A", "B"), A="1件", B="2件")
    lead = sheet.outline.lead
    fewer = written(sheet, "outline.lead", lead.replaced(indicators=lead.indicators[:1]))
    assert check(fewer) == ()


def test_a_constant_is_printed_as_its_number():
    finding = found(rule("equal", "A", "=5"), A="6件")
    assert finding.recomputed == "5件"
    assert "“指标A”6件与5不符" in finding.message
    assert Decimal(5) == Quantity.parse(finding.recomputed).value


def test_brackets_are_never_nested():
    relation = rule("at_most", "A", "B", note="不超过成交额的5%（法释〔2004〕16号）")
    message = found(relation, A="3元", B="2元").message
    assert message == "“指标A”3元大于“指标B”2元，不超过成交额的5%（法释〔2004〕16号）：请核对后改正"


def derived(sheet: FactSheet, id: str, *terms: str) -> FactSheet:
    """The sheet with this figure computed as a share of the terms."""
    share = Formula(kind="share", terms=terms)
    computed = Indicator(id=id, label=f"指标{id}", unit="%", formula=share)
    held = tuple(computed if i.id == id else i for i in sheet.outline.indicators)
    return written(sheet, "outline.lead.indicators", held)


def test_a_computed_figure_is_as_uncertain_as_the_figures_it_comes_from():
    sheet = derived(one(rule("equal", "E", "D"), A="60余件", B="100件", E="64%"), "D", "A", "B")
    assert [f.rule for f in check(sheet)] == ["V10"]
    found = check(written(sheet, "figures.E.printed", Quantity.parse("75%")))
    assert [(f.low, f.high) for f in found if f.rule == "R"] == [("60%", "69%")]


def test_a_precise_result_of_an_approximate_figure_wants_the_exact_one():
    sheet = derived(one(rule("equal", "E", "D"), A="60余件", B="100件"), "D", "A", "B")
    (finding,) = check(sheet)
    assert (finding.path, finding.severity) == ("figures.A.printed", Severity.EXPLAIN)
    assert finding.message == (
        "“指标D”60.00%由约数“指标A”60余件算得，实际在60.00%至69.00%之间：请给约数填准确数"
    )
    assert check(written(sheet, "figures.A.exact", Quantity.parse("64件"))) == ()
    assert check(written(sheet, "figures.A.printed", Quantity.parse("0.6万件"))) == ()


@pytest.mark.parametrize("nothing", ["0万元", "0.0件", "0.00亿元"])
def test_nothing_is_known_exactly_however_it_is_written(nothing):
    sheet = derived(one(rule("equal", "E", "D"), A=nothing, B="0.5万元"), "D", "A", "B")
    assert check(sheet) == ()


def test_a_reason_lapses_when_a_figure_changes_that_a_computed_one_comes_from():
    sheet = derived(one(rule("equal", "E", "D"), A="60件", B="100件", E="75%"), "D", "A", "B")
    (finding,) = check(sheet)
    reason = Explanation(id="R", path=finding.path, values=finding.values, reason="口径不同")
    sheet = sheet.replaced(explanations=(reason,))
    assert [f.reason for f in check(sheet)] == ["口径不同"]
    other = written(sheet, "figures.A.printed", Quantity.parse("61件"))
    assert [f.reason for f in check(other)] == [""]


def test_a_rule_that_repeats_a_formula_is_silent_and_another_leads_to_what_is_typed():
    sheet = one(rule("share", "D", "A B"), A="1件", B="3件")
    assert check(derived(sheet, "D", "A", "B")) == ()
    (finding,) = check(derived(sheet, "D", "B", "A"))
    assert finding.path == "figures.A.printed"
