"""Departments added, renamed, merged and removed."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models import departments as model
from courtdesk.models.delivery import deliveries
from courtdesk.models.outline import Indicator, Item, Outline, Section
from courtdesk.models.sheet import Alias, FactSheet, Request, blank

DAY = datetime(2025, 1, 3, 9, 5)


def court() -> FactSheet:
    """Three departments of the list, one that only an indicator names, one indicator of nobody."""

    def item(id: str, *pairs: tuple[str, str]) -> Item:
        return Item(
            id=id,
            heading=id,
            indicators=tuple(Indicator(id=i, label=i, department=d) for i, d in pairs),
        )

    outline = Outline(
        name="测试",
        departments=("审管办", "执行局", "政治部"),
        lead=item("lead", ("A", "审管办"), ("B", "执行局"), ("E", "")),
        sections=(
            Section(id="s", title="s", items=(item("i", ("C", "执行局"), ("D", "法警队")),)),
        ),
    )
    sheet = blank("某院", 2024, outline)
    return sheet.replaced(requests=(Request(department="执行局", when=DAY),))


def whose(sheet: FactSheet) -> dict[str, str]:
    return {i.id: i.department for i in sheet.outline.indicators}


def test_a_department_only_an_indicator_names_is_one_too() -> None:
    assert model.departments(court().outline) == ("审管办", "执行局", "政治部", "法警队")


def test_an_indicator_of_nobody_is_told() -> None:
    assert [i.id for i in model.undelivered(court())] == ["E"]


def test_a_renamed_department_is_renamed_everywhere_at_its_place() -> None:
    sheet = model.rename(court(), "执行局", "执行局（执行指挥中心）")
    assert sheet.outline.departments[1] == "执行局（执行指挥中心）"
    assert whose(sheet) == whose(court()) | dict.fromkeys("BC", "执行局（执行指挥中心）")
    assert [r.department for r in sheet.requests] == ["执行局（执行指挥中心）"]


def test_what_a_renamed_department_calls_its_figures_is_remembered() -> None:
    aliases = (
        Alias(department="执行局", label="办结|件", indicator="B"),
        Alias(department="审管办", label="收案|件", indicator="A"),
    )
    sheet = model.rename(court().replaced(aliases=aliases), "执行局", "指挥中心")
    assert [a.department for a in sheet.aliases] == ["指挥中心", "审管办"]
    merged = model.rename(sheet, "审管办", "指挥中心")
    assert {(a.department, a.label, a.indicator) for a in merged.aliases} == {
        ("指挥中心", "办结|件", "B"),
        ("指挥中心", "收案|件", "A"),
    }


def test_of_two_words_for_one_thing_the_newer_stands_after_a_merger() -> None:
    aliases = tuple(
        Alias(department=d, label="办结|件", indicator=i)
        for d, i in (("执行局", "B"), ("审管办", "A"))
    )
    sheet = model.rename(court().replaced(aliases=aliases), "执行局", "审管办")
    assert [(a.department, a.indicator) for a in sheet.aliases] == [("审管办", "A")]


def test_the_newer_word_stands_also_after_a_second_merger() -> None:
    aliases = tuple(
        Alias(department=d, label="办结|件", indicator=i)
        for d, i in (("执行局", "oldest"), ("立案庭", "older"), ("审管办", "newest"))
    )
    once = model.rename(court().replaced(aliases=aliases), "执行局", "审管办")
    twice = model.rename(once, "立案庭", "审管办")
    assert [a.indicator for a in once.aliases] == ["older", "newest"]
    assert [a.indicator for a in twice.aliases] == ["newest"]


def test_a_department_renamed_to_another_is_merged_with_it() -> None:
    before = court()
    newer = Request(department="审管办", when=DAY + timedelta(days=1))
    sheet = model.rename(before.replaced(requests=(newer, *before.requests)), "执行局", "审管办")
    assert sheet.outline.departments == ("审管办", "政治部", "法警队")
    assert whose(sheet)["B"] == whose(sheet)["C"] == "审管办"
    assert sheet.requests == (newer,)


def test_what_a_removed_department_delivered_is_listed_as_nobodys() -> None:
    sheet = model.remove(court(), "执行局")
    assert "执行局" not in sheet.outline.departments and sheet.requests == ()
    assert [i.id for i in model.undelivered(sheet)] == ["B", "E", "C"]


def test_an_added_department_stands_last_and_once() -> None:
    sheet = model.add(court(), "立案庭")
    assert sheet.outline.departments[-1] == "立案庭"
    assert model.add(sheet, "立案庭") is sheet


def test_indicators_are_given_to_a_department_and_taken_from_it() -> None:
    sheet = model.assign(court(), {"E", "D"}, "政治部")
    assert whose(sheet)["E"] == whose(sheet)["D"] == "政治部"
    assert model.undelivered(model.assign(sheet, {"A"}, ""))[0].id == "A"
    assert model.assign(court(), {"E"}, "新部门").outline.departments[-1] == "新部门"


def test_a_department_moves_among_the_others_and_stops_at_the_end() -> None:
    sheet = model.move(court(), "政治部", -1)
    assert sheet.outline.departments[:3] == ("审管办", "政治部", "执行局")
    assert model.move(sheet, "审管办", -1) is sheet


@given(st.lists(st.sampled_from(["add", "rename", "remove", "assign"]), max_size=8), st.data())
def test_no_indicator_and_no_figure_is_ever_lost(steps: list[str], data: st.DataObject) -> None:
    sheet = court()
    names = st.sampled_from(["审管办", "执行局", "政治部", "法警队", "新"])
    for step in steps:
        name, other = data.draw(names), data.draw(names)
        match step:
            case "add":
                sheet = model.add(sheet, name)
            case "rename":
                sheet = model.rename(sheet, name, other)
            case "remove":
                sheet = model.remove(sheet, name)
            case "assign":
                sheet = model.assign(sheet, {data.draw(st.sampled_from("ABCDE"))}, name)
        assert set(whose(sheet)) == set("ABCDE")
        assert sheet.figures == court().figures
        assert sum(d.total for d in deliveries(sheet)) == len(sheet.wanted)
        listed = sheet.outline.departments
        assert len(set(listed)) == len(listed)
        assert len({r.department for r in sheet.requests}) == len(sheet.requests)


@pytest.mark.parametrize("name", ["没有这个部门", ""])
def test_renaming_what_is_not_there_changes_no_indicator(name: str) -> None:
    assert whose(model.rename(court(), name or "无", "审管办")) == whose(court())
