"""The words that ask a department for what it still owes."""

import re
from datetime import date, datetime

import pytest

from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.sheet import FactSheet, Request, blank
from courtdesk.models.value import written
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.reminder import reminder

TODAY = date(2025, 1, 6)


@pytest.fixture
def sheet() -> FactSheet:
    request = Request(
        department="派出人民法庭",
        when=datetime(2025, 1, 3),
        due=date(2025, 1, 10),
        officer="周某",
        phone="0377-1234567",
    )
    empty = blank("某院", 2024, load_outline("sheqi-2023"))
    return empty.replaced(requests=(request,))


def of(sheet: FactSheet, name: str) -> Delivery:
    return next(d for d in deliveries(sheet) if d.department == name)


def test_it_names_what_is_missing_by_when_and_whom_to_answer(sheet: FactSheet) -> None:
    text = reminder(sheet, of(sheet, "派出人民法庭"), TODAY)
    assert "2025年1月10日（星期五）前报来" in text and "周某 0377-1234567" in text
    assert re.findall(r"^\d+\. (.+)$", text, re.M) == [
        "派出人民法庭数（个）",
        "派出法庭审结案件数（件）",
        "派出法庭调解撤诉案件数（件）",
    ]


def test_it_names_nothing_that_has_come(sheet: FactSheet) -> None:
    from courtdesk.models.quantity import Quantity

    some = written(sheet, "figures.F043.printed", Quantity.parse("2个"))
    text = reminder(some, of(some, "派出人民法庭"), TODAY)
    assert "还有2项" in text and "派出人民法庭数" not in text


def test_after_the_deadline_it_says_so(sheet: FactSheet) -> None:
    text = reminder(sheet, of(sheet, "派出人民法庭"), date(2025, 1, 11))
    assert "现已过期" in text and "2025年1月10日" in text


def test_without_a_deadline_it_names_none(sheet: FactSheet) -> None:
    text = reminder(sheet, of(sheet, "执行局"), TODAY)
    assert "请尽快" in text and "月" not in text and "None" not in text


def test_who_owes_nothing_is_not_reminded(sheet: FactSheet) -> None:
    full = of(sheet, "执行局").replaced(missing=())
    assert reminder(sheet, full, TODAY) == ""
