"""The parts of a unit, and which units count the same."""

import pytest

from courtdesk.models.unit import alike, base_of, scale_of


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("万元", ("万", "元")),
        ("亿元", ("亿", "元")),
        ("百亿元", ("百亿", "元")),
        ("万件次", ("万", "件次")),
        ("件", ("", "件")),
        ("百分点", ("", "百分点")),
        ("个百分点", ("", "百分点")),
        ("万", ("", "万")),
        ("", ("", "")),
    ],
)
def test_a_unit_splits_into_its_scale_and_what_it_counts(unit: str, parts: tuple[str, str]) -> None:
    assert (scale_of(unit), base_of(unit)) == parts


def test_units_of_one_kind_are_alike() -> None:
    assert alike("名", "人")
    assert alike("件", "件")
    assert not alike("件", "元")
