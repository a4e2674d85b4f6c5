"""How far each department has come."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courtdesk.models.delivery import Delivery, Stage, deliveries
from courtdesk.models.outline import Formula, Indicator, Item, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Reply, Request, Source, State, blank

DAY = datetime(2025, 1, 3, 9, 5, tzinfo=UTC)


@pytest.fixture
def sheet() -> FactSheet:
    made = (("A", "执行局"), ("B", "执行局"), ("C", "审管办"), ("N", ""))
    indicators = [Indicator(id=i, label=i, unit="件", department=d) for i, d in made]
    share = Formula(kind="share", terms=("A", "B"))
    derived = Indicator(id="D", label="D", unit="%", department="执行局", formula=share)
    lead = Item(id="lead", heading="导语", indicators=(*indicators, derived))
    outline = Outline(name="测试", departments=("执行局", "政治部", "审管办"), lead=lead)
    return blank("某院", 2024, outline)


def filled(sheet: FactSheet, id: str, state: State, source: Source | None = None) -> FactSheet:
    figures = (
        f.replaced(printed=Quantity.parse("1件"), state=state, source=source or Source())
        if f.id == id
        else f
        for f in sheet.figures
    )
    return sheet.replaced(figures=tuple(figures))


def of(sheet: FactSheet, name: str) -> Delivery:
    return next(d for d in deliveries(sheet) if d.department == name)


def test_departments_stand_in_the_outline_s_order_and_what_is_nobody_s_last(
    sheet: FactSheet,
) -> None:
    assert [(d.department, d.filled, d.total) for d in deliveries(sheet)] == [
        ("执行局", 0, 2),
        ("政治部", 0, 0),
        ("审管办", 0, 1),
        ("", 0, 1),
    ]


def test_the_stage_goes_from_awaited_to_checked(sheet: FactSheet) -> None:
    assert of(sheet, "执行局").stage is Stage.AWAITED
    sheet = filled(sheet, "A", State.CHECKED)
    assert of(sheet, "执行局").stage is Stage.PARTLY
    assert [i.id for i in of(sheet, "执行局").missing] == ["B"]
    sheet = filled(sheet, "B", State.RECEIVED)
    assert of(sheet, "执行局").stage is Stage.RECEIVED
    sheet = filled(sheet, "B", State.LOCKED)
    assert of(sheet, "执行局").stage is Stage.CHECKED


def test_a_department_that_owes_nothing_is_neither_awaited_nor_late(sheet: FactSheet) -> None:
    due = Request(department="政治部", when=DAY, due=date(2025, 1, 1))
    idle = of(sheet.replaced(requests=(due,)), "政治部")
    assert idle.stage is Stage.IDLE and not idle.late(date(2025, 2, 1))


def test_the_figure_that_came_last_says_when_from_which_file_and_by_whom(
    sheet: FactSheet,
) -> None:
    early = Source(who="周某", when=DAY, file="甲.xlsx")
    late = Source(who="周某", when=DAY.replace(tzinfo=None) + timedelta(days=9), file="乙.xlsx")
    sheet = filled(filled(sheet, "A", State.RECEIVED, late), "B", State.RECEIVED, early)
    reply = Reply(file="乙.xlsx", by="李某", phone="0377-1")
    delivery = of(sheet.replaced(replies=(Reply(file="甲.xlsx", by="王某"), reply)), "执行局")
    assert (delivery.last, delivery.reply) == (late, reply)


def test_a_figure_typed_by_hand_has_no_reply(sheet: FactSheet) -> None:
    sheet = filled(sheet, "C", State.RECEIVED, Source(who="周某", when=DAY))
    delivery = of(sheet.replaced(replies=(Reply(file="甲.xlsx", by="王某"),)), "审管办")
    assert delivery.last is not None and delivery.reply is None


def test_a_department_is_late_after_the_day_it_was_due_and_not_on_it(sheet: FactSheet) -> None:
    due = Request(department="执行局", when=DAY, due=date(2025, 1, 10))
    sheet = sheet.replaced(requests=(due,))
    assert not of(sheet, "执行局").late(date(2025, 1, 10))
    assert of(sheet, "执行局").late(date(2025, 1, 11))
    assert not of(sheet, "审管办").late(date(2025, 1, 11))
    for id in ("A", "B"):
        sheet = filled(sheet, id, State.RECEIVED)
    assert not of(sheet, "执行局").late(date(2025, 1, 11))
