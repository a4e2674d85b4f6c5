"""A whole nobody named: which figures it might be, and what each would make of the share."""

import pytest

from courtdesk.checks import check
from courtdesk.checks.naming import UNNAMED, Naming, naming
from courtdesk.models import arrange
from courtdesk.models.outline import Indicator, Measure, Relation, RelationKind, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.writing.samples import load_sample


@pytest.fixture(scope="module")
def sample() -> FactSheet:
    return load_sample("sheqi-2023")[0]


def added(sheet: FactSheet, label: str, unit: str, printed: str) -> tuple[FactSheet, str]:
    """The sheet with one more figure in the item of 院庭长结案数."""
    fresh = Indicator(id="new", label=label, unit=unit, measure=Measure.COUNT, department="审管办")
    sheet, id = arrange.add_indicator(sheet, "s4i1", fresh)
    return written(sheet, f"figures.{id}.printed", Quantity.parse(printed)), id


def named(sheet: FactSheet, found: Naming, id: str) -> FactSheet:
    return written(sheet, f"outline.relations.{found.relation.id}.right", found.right(id))


def test_the_wholes_of_a_share_are_the_counts_in_its_own_unit_that_hold_the_part(sample):
    found = naming(sample, "R05")
    assert found and (found.role, found.open) == ("分母", True)
    assert [(c.named, c.fits, c.expected) for c in found.choices] == [
        ("“全年受理各类案件数”10336件", False, "30.72%"),
        ("“全年审执结各类案件数”9666件", False, "32.85%"),
        ("“诉前调解分流案件数”3408件", False, "93.16%"),
    ]


def test_a_figure_that_fits_is_offered_first_and_settles_the_share(sample):
    sheet, id = added(sample, "诉讼案件结案数", "件", "7042件")
    found = naming(sheet, "R05")
    assert found and (found.choices[0].id, found.choices[0].fits) == (id, True)
    assert "R05" not in {f.rule for f in check(named(sheet, found, id))}


def test_the_wrong_whole_once_named_is_an_error_and_can_be_named_anew_or_taken_back(sample):
    found = naming(sample, "R05")
    assert found
    wrong = named(sample, found, "F002")
    finding = check(wrong)[0]
    assert (finding.rule, finding.severity, finding.recomputed) == ("R05", Severity.ERROR, "32.85%")
    assert "45.09%需要的整体数为7041或7042件" in finding.message
    again = naming(wrong, "R05")
    assert again and not again.open
    assert again.right("F001") == ("F055", "F001")
    assert check(named(wrong, again, UNNAMED)) == check(sample)


def test_the_divisor_of_an_average_counts_heads_and_no_ranks(sample):
    sheet, id = added(sample, "员额法官数", "人", "25人")
    found = naming(sheet, "R06")
    assert found and found.role == "除数"
    units = {str(sheet.figure(c.id).printed)[-1] for c in found.choices}
    assert units == {"人", "名"}
    said = next(f for f in check(named(sheet, found, id)) if f.rule == "R06")
    assert said.severity is Severity.EXPLAIN
    assert "25人×378.7件需要的总数为9467或9468件" in said.message


def test_the_part_and_the_total_can_be_the_open_number_too(sample):
    rules = (
        Relation(id="P", kind=RelationKind.SHARE, left=("F056",), right=("?", "F002")),
        Relation(id="T", kind=RelationKind.AVERAGE, left=("F057",), right=("?", "F065")),
    )
    sheet = written(sample, "outline.relations", rules)
    part, total = naming(sheet, "P"), naming(sheet, "T")
    assert part and part.role == "分子" and part.right("F055") == ("F055", "F002")
    assert "F001" not in {c.id for c in part.choices}  # 10336 is no part of 9666
    assert total and total.role == "总数"
    assert {"F001", "F002", "F055"} <= {c.id for c in total.choices}


@pytest.mark.parametrize("rule", ["R07", "V6", "unbound-figure", "R99"])
def test_a_rule_that_is_no_share_and_no_average_has_nothing_to_name(sample, rule):
    assert naming(sample, rule) is None
