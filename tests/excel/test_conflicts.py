"""Figures that contradict each other, or one the sheet holds."""

import pytest

from courtdesk.excel.intake.offers import Standing
from courtdesk.models.sheet import FactSheet, Source, State
from tests.excel.drawn import NOW, by_cell, empty, holding, proposed


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return empty()


def test_two_files_that_differ_contradict_and_one_can_be_chosen(sheet: FactSheet) -> None:
    found = proposed(
        sheet,
        ("执行局.xlsx", "项目|数量\n执结案件|2509"),
        ("审管办.xlsx", "项目|数量\n执结案件|2510"),
    )
    one, two = found.offers.values()
    assert {one.standing, two.standing} == {Standing.CONFLICT}
    assert "审管办.xlsx 数据!B2 填 2510件" in one.why
    assert found.changes == ()
    assert [o.key for o in found.beside(two.key)] == [two.key, one.key]
    found.take([one.key], True)
    found.take([two.key], True)
    assert [c.new for c in found.changes] == ["2510件"]


def test_two_files_that_agree_are_one_and_the_more_exact_is_kept(sheet: FactSheet) -> None:
    found = proposed(
        sheet,
        ("一.xlsx", "项目|数量\n入企走访|260余次"),
        ("二.xlsx", "项目|数量\n入企走访|268次"),
    )
    assert [(c.file, c.new) for c in found.changes] == [("二.xlsx", "268次")]
    assert next(iter(found.offers.values())).standing is Standing.SAME


def test_a_checked_figure_is_not_overwritten_unasked(sheet: FactSheet) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    found = proposed(checked, ("执行局.xlsx", "项目|数量\n执结案件|2509"))
    (offer,) = found.offers.values()
    assert (offer.standing, offer.old, offer.why) == (
        Standing.CONFLICT,
        "2510件",
        "已核的数是 2510件",
    )
    found.take([offer.key], True)
    after = found.applied(checked, "甲", NOW, {})
    assert (str(after.figure("F018").printed), after.figure("F018").state) == (
        "2509件",
        State.RECEIVED,
    )


@pytest.mark.parametrize("head", ["编号2023（采集）社旗县人民法院", "编号2023社旗县人民法院"])
def test_a_form_and_the_officer_s_own_workbook_contradict_a_checked_figure(
    sheet: FactSheet, head: str
) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    drawing = f"指标|单位|本年|{head}\n执结各类案件数|件|2509|F018\n网络司法拍卖件数|件|335|F020"
    found = proposed(checked, ("执行局.xlsx", drawing))
    offers = by_cell(found)
    assert (offers["C2"].standing, offers["C3"].standing) == (Standing.CONFLICT, Standing.SURE)
    assert (offers["C2"].old, offers["C2"].new, offers["C2"].taken) == ("2510件", "2509件", False)
    assert offers["C2"].warnings == ("原来已核，采用后须重新核对",)
    assert [c.id for c in found.changes] == ["F020"]
    assert any("已核的数是 2510件" in p.message for p in found.problems)
    found.take([offers["C2"].key], True)
    after = found.applied(checked, "甲", NOW, {}).figure("F018")
    assert (str(after.printed), after.state) == ("2509件", State.RECEIVED)


def test_the_officer_s_own_workbook_corrects_what_nobody_checked(sheet: FactSheet) -> None:
    came = holding(sheet, "F018", "2510件", source=Source(file="执行局.xlsx"))
    drawing = "指标|单位|本年|编号2023社旗县人民法院\n执结各类案件数|件|2509|F018"
    assert [c.new for c in proposed(came, ("总表.xlsx", drawing)).changes] == ["2509件"]


def test_a_checked_figure_is_not_emptied_unasked(sheet: FactSheet) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    drawing = "指标|单位|本年|编号2023社旗县人民法院\n执结各类案件数|件|—|F018"
    found = proposed(checked, ("总表.xlsx", drawing))
    (offer,) = found.offers.values()
    assert (offer.standing, offer.new, found.changes) == (Standing.CONFLICT, "", ())


def test_what_agrees_with_the_sheet_changes_nothing(sheet: FactSheet) -> None:
    held = holding(sheet, "F019", "2.88亿元", state=State.CHECKED)
    found = proposed(held, ("执行局.xlsx", "项目|数量\n到位金额（元）|287984310"))
    (offer,) = found.offers.values()
    assert (offer.standing, found.changes) == (Standing.SAME, ())


def test_a_file_sent_again_replaces_its_own_figures(sheet: FactSheet) -> None:
    held = holding(sheet, "F018", "2500件", source=Source(file="执行局.xlsx"))
    again = proposed(held, ("执行局.xlsx", "项目|数量\n执结案件|2509"))
    assert [c.new for c in again.changes] == ["2509件"]
    other = proposed(held, ("别处.xlsx", "项目|数量\n执结案件|2509"))
    assert [o.standing for o in other.offers.values()] == [Standing.CONFLICT]


def test_locked_and_computed_figures_stay(sheet: FactSheet) -> None:
    locked = holding(sheet, "F018", "2510件", state=State.LOCKED)
    drawing = "项目|数量\n执结案件|2509\n网拍成交率|50.7%\n限高|1220"
    found = proposed(locked, ("执行局.xlsx", drawing))
    assert [c.id for c in found.changes] == ["F026"]
    offers = by_cell(found)
    assert (offers["B2"].standing, offers["B2"].why) == (Standing.REFUSED, "已锁定")
    assert offers["B3"].why == "由其他指标算出"
