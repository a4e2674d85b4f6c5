"""The published 2023 sheet: few findings, and each worth reading."""

import pytest

from courtdesk.checks import check, counted, worst
from courtdesk.models.outline import Relation, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Explanation, FactSheet
from courtdesk.models.value import written
from courtdesk.writing.samples import load_sample


@pytest.fixture(scope="module")
def sample() -> FactSheet:
    return load_sample("sheqi-2023")[0]


def put(sheet: FactSheet, id: str, text: str) -> FactSheet:
    return written(sheet, f"figures.{id}.printed", Quantity.parse(text))


def with_relation(sheet: FactSheet, **changes: object) -> FactSheet:
    """The sheet with R05 changed as a user would in the outline."""
    rule = next(r for r in sheet.outline.relations if r.id == "R05")
    rest = tuple(r for r in sheet.outline.relations if r.id != "R05")
    relations = (*rest, Relation.model_validate(rule.model_dump() | changes))
    return written(sheet, "outline.relations", relations)


def test_the_published_sheet_asks_for_two_whole_numbers_and_for_the_ranks(sample):
    assert [(f.rule, f.severity) for f in check(sample)] == [
        ("R05", Severity.EXPLAIN),
        ("R06", Severity.EXPLAIN),
        ("V6", Severity.HINT),
    ]


def test_the_unnamed_whole_of_45_09_is_7041_or_7042_and_not_9666(sample):
    (finding,) = (f for f in check(sample) if f.rule == "R05")
    assert finding.path == "figures.F056.printed"
    assert "45.09%需要的整体数为7041或7042件" in finding.message
    assert "以“全年审执结各类案件数”9666件为分母应为32.85%" in finding.message
    assert (finding.recomputed, finding.low, finding.high) == ("7041或7042件", "7041件", "7042件")


def test_the_average_of_378_7_has_no_whole_number_of_judges_and_names_the_bounds(sample):
    (finding,) = (f for f in check(sample) if f.rule == "R06")
    assert finding.path == "figures.F057.printed"
    assert (finding.low, finding.high) == ("25.52", "25.53")


def test_naming_the_wrong_whole_is_an_error_that_still_says_which_would_fit(sample):
    sheet = with_relation(sample, right=("F055", "F002"), severity=Severity.ERROR)
    finding = check(sheet)[0]
    assert (finding.rule, finding.severity) == ("R05", Severity.ERROR)
    assert (finding.recomputed, finding.low, finding.high) == ("32.85%", "32.85%", "32.85%")
    assert "应为32.85%；45.09%需要的整体数为7041或7042件：请核对后改正" in finding.message


def test_naming_the_right_whole_settles_the_matter(sample):
    sheet = put(with_relation(sample, right=("F055", "F002")), "F002", "7042件")
    assert "R05" not in {f.rule for f in check(sheet)}
    sheet = put(sample, "F002", "7041件")
    assert "R05" not in {f.rule for f in check(sheet)}


def test_a_changed_part_no_longer_gives_its_printed_share(sample):
    (finding,) = (f for f in check(put(sample, "F013", "585件")) if f.rule == "R02")
    assert finding.recomputed == "52.47%"
    assert finding.severity is Severity.ERROR


def test_an_explained_finding_no_longer_counts_until_its_figures_change(sample):
    finding = check(sample)[0]
    said = Explanation(
        id=finding.rule, path=finding.path, reason="口径为诉讼案件", values=finding.values
    )
    sheet = sample.replaced(explanations=(said,))
    explained = next(f for f in check(sheet) if f.rule == finding.rule)
    assert explained.reason == "口径为诉讼案件"
    assert counted(check(sheet))[Severity.EXPLAIN] == counted(check(sample))[Severity.EXPLAIN] - 1
    assert worst(check(sheet), finding.path) is None

    lapsed = next(f for f in check(put(sheet, "F055", "3176件")) if f.rule == finding.rule)
    assert lapsed.reason == ""


def test_findings_come_worst_first_and_then_as_printed(sample):
    found = check(put(put(sample, "F013", "1200件"), "F021", "400件"))
    ranks = [list(Severity).index(f.severity) for f in found]
    assert ranks == sorted(ranks)
    assert [f.path for f in found][:2] == ["figures.F014.printed", "figures.F021.printed"]
    assert worst(found) is Severity.ERROR
    assert worst(found, "figures.F021") is Severity.ERROR
    assert worst(found, "figures.F02") is None


def test_a_missing_figure_makes_its_rules_silent(sample):
    empty = sample.replaced(figures=())
    assert check(empty) == ()


def test_the_fictional_sheet_of_two_years_holds_no_error():
    sheet, _ = load_sample("yunchuan-2024")
    assert sheet.filled == len(sheet.wanted)
    assert counted(check(sheet))[Severity.ERROR] == 0
