"""A deadline as it is typed and as a letter names it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.day import read_day, said_day
from courtdesk.models.errors import UserError


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-10",
        "2025-1-10",
        "2025.1.10",
        "2025/01/10",
        "２０２５年１月１０日",
        " 2025年1月10日 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(2025, 1, 10)


def test_a_blank_is_no_day() -> None:
    assert read_day(" 　") is None


@pytest.mark.parametrize(
    "text", ["2025-06-31", "2025-13-01", "1月10日", "明天", "0000-01-01", "٢٠٢٥-٠١-١٠"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="请写成 2025-01-10 的样子"):
        read_day(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_said_is_read_back(day: date) -> None:
    assert read_day(said_day(day).split("（")[0]) == day
    assert read_day(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_a_blank_or_refused(text: str) -> None:
    try:
        day = read_day(text)
    except UserError as error:
        assert str(error).endswith("。")
    else:
        assert day is None or isinstance(day, date)


def test_the_weekday_is_named() -> None:
    assert said_day(date(2025, 1, 10)) == "2025年1月10日（星期五）"
