"""What the history says of a change."""

import pytest

from courtdesk.models import arrange
from courtdesk.models.layout import Paper, Theme
from courtdesk.models.outline import HeadingForm
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Silence, Source
from courtdesk.models.value import written
from courtdesk.writing.history import sides
from courtdesk.writing.samples import load_sample


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return load_sample("sheqi-2023")[0]


def test_an_import_names_each_figure_with_its_old_and_its_new_value(sheet: FactSheet) -> None:
    figure = sheet.figure("F018").replaced(printed=Quantity.parse("2612件"))
    before, after = sides(sheet, written(sheet, "figures.F018", figure), sheet)
    label = sheet.outline.indicator("F018").label
    assert before.startswith(f"{label} {sheet.figure('F018').printed}")
    assert after.startswith(f"{label} 2612件")


def test_an_import_tells_the_cell_of_each_figure_it_took(sheet: FactSheet) -> None:
    source = Source(who="某人", file="执行局.xlsx", sheet="执行", cell="D7")
    figure = sheet.figure("F018").replaced(printed=Quantity.parse("2612件"), source=source)
    _, after = sides(sheet, written(sheet, "figures.F018", figure), sheet)
    assert after.endswith("（执行!D7）")


def test_figures_of_one_name_are_each_told(sheet: FactSheet) -> None:
    label = sheet.outline.indicator("F018").label
    same = arrange.change(sheet, arrange.indicator_path(sheet.outline, "F020"), label=label)
    changed = same
    for id in ("F018", "F020"):
        changed = written(changed, f"figures.{id}.printed", Quantity.parse("7件"))
    _, after = sides(same, changed, same)
    assert after.count(f"{label} 7件") == 2


def test_a_removed_section_leaves_its_values_in_the_history(sheet: FactSheet) -> None:
    section = sheet.outline.sections[0]
    before, after = sides(sheet, arrange.remove(sheet, f"sections.{section.id}"), sheet)
    for indicator in section.indicators:
        if indicator.formula is None:
            assert f"{indicator.label} {sheet.figure(indicator.id).printed}" in before
    assert section.title in before and section.title not in after


def test_a_moved_section_shows_both_orders(sheet: FactSheet) -> None:
    first, second = (s for s in sheet.outline.sections[:2])
    before, after = sides(sheet, arrange.move(sheet, f"sections.{second.id}", -1), sheet)
    assert before.index(first.title) < before.index(second.title)
    assert after.index(second.title) < after.index(first.title)


def test_last_year_s_value_the_exact_one_and_the_note_are_said(sheet: FactSheet) -> None:
    old = sheet.figure("F018")
    fresh = old.replaced(
        previous=Quantity.parse("2400件"), exact=Quantity.parse("2509件"), note="口径有变"
    )
    before, after = sides(old, fresh, sheet)
    assert "2400件" in after and "2509件" in after and "口径有变" in after
    assert before != after


def test_the_reason_given_for_a_finding_is_in_the_history(sheet: FactSheet) -> None:
    from courtdesk.models.sheet import Explanation

    given = Explanation(id="R01", path="figures.F018", reason="按旧口径", values="")
    assert sides((), (given,), sheet) == ("", "R01：按旧口径")


def test_a_layout_is_said_in_words(sheet: FactSheet) -> None:
    chosen = sheet.layout.replaced(paper=Paper.TABLOID, columns=3, theme=Theme.INDIGO)
    before, after = sides(sheet.layout, chosen, sheet)
    assert before == "纸张自动，栏数自动，字号自动，朱红"
    assert after == "小报，3栏，字号自动，靛蓝"


def test_of_a_restored_sheet_that_differs_elsewhere_something_is_said(sheet: FactSheet) -> None:
    silence = Silence(rule="C-01", reason="停用")
    section = next(s for s in sheet.outline.sections if s.charts)
    chart = section.charts[0]
    title = f"outline.sections.{section.id}.charts.{chart.id}.title"
    for changed, was, now in (
        (
            arrange.change(sheet, "sections.s1.items.s1i1", form=HeadingForm.LINE),
            "坚决维护安全稳定：标题登在段首",
            "坚决维护安全稳定：标题单独一行",
        ),
        (
            written(sheet, "layout.theme", Theme.INDIGO),
            "成品版式：纸张自动，栏数自动，字号自动，朱红",
            "成品版式：纸张自动，栏数自动，字号自动，靛蓝",
        ),
        (
            written(sheet, "silenced", (silence,)),
            "停用的规则：（空）",
            "停用的规则：C-01：停用",
        ),
        (written(sheet, "year", 2024), "年度：2023", "年度：2024"),
        (written(sheet, "outline.relations", ()), "改动前的设置", "改动后的设置"),
    ):
        assert sides(sheet, changed, sheet) == (was, now)
    before, after = sides(sheet, written(sheet, title, "另一个图题"), sheet)
    assert chart.title in before and "另一个图题" in after
    assert sides(sheet, sheet, sheet) == ("", "")


def test_of_a_passage_only_the_sentence_that_changed_is_told_as_it_reads(
    sheet: FactSheet,
) -> None:
    source = sheet.passage("lead")
    before, after = sides(source, source.replace("全年", "一年来"), sheet)
    assert before.startswith("全年受理各类案件10336件") and after.startswith("一年来受理")
    assert "{" not in before + after and "工作主题" not in before


def test_a_brace_of_a_title_does_not_reach_into_the_slogan(sheet: FactSheet) -> None:
    id = sheet.outline.sections[0].id
    odd = written(sheet, f"outline.sections.{id}.title", "甲{")
    odd = written(odd, f"outline.sections.{id}.slogan", "乙}}")
    _, after = sides(sheet, odd, sheet)
    assert "甲{　乙}：" in after
