"""Two states of a sheet: each difference is told once, at its place, in words a reader knows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Crop, FactSheet, fitted
from courtdesk.models.value import written
from courtdesk.writing.compare import compare
from courtdesk.writing.samples import load_sample

SHEET = load_sample("sheqi-2023")[0]
ITEM = next(i for _, i in SHEET.outline.items() if i.id != "lead")


def told(after: FactSheet, before: FactSheet = SHEET) -> list[tuple[str, str, str, str]]:
    return [(d.path, d.label, d.before, d.after) for d in compare(before, after)]


def test_equal_sheets_have_no_differences() -> None:
    assert told(SHEET) == []


def test_a_figure_is_told_with_what_it_was_and_not_again_in_its_sentence() -> None:
    after = written(SHEET, "figures.F018.printed", Quantity.parse("2600件"))
    assert told(after) == [
        ("figures.F018.printed", "执结各类案件数", "2509件，已核", "2600件，已核")
    ]


def test_only_the_sentence_that_changed_is_told_with_its_figures_as_printed() -> None:
    source = SHEET.passage("lead")
    after = written(SHEET, "passages.lead.text", source.replace("全年", "一年来"))
    ((path, label, before, now),) = told(after)
    assert (path, label) == ("passages.lead.text", "导语")
    assert "全年受理各类案件10336件" in before and "一年来受理各类案件10336件" in now
    assert "司法服务和保障" not in before.partition("。")[2]


def test_what_came_and_went_in_the_outline_is_named() -> None:
    section = SHEET.outline.sections[0]
    gone = SHEET.outline.replaced(sections=SHEET.outline.sections[1:])
    after = fitted(SHEET.replaced(outline=gone))
    labels = {label for _, label, _, now in told(after) if not now}
    assert {"部分", "条目", "指标"} <= labels
    assert any(section.title in before for _, label, before, _ in told(after) if label == "部分")


def test_sections_in_another_order_are_one_difference() -> None:
    turned = SHEET.outline.replaced(sections=SHEET.outline.sections[::-1])
    ((_, label, before, now),) = told(SHEET.replaced(outline=turned))
    assert label == "次序" and before.split("、") == now.split("、")[::-1]


def test_a_photo_of_which_another_part_is_shown_says_which() -> None:
    photo = SHEET.photos[0].replaced(crop=Crop(left=125, bottom=500))
    ((_, _, before, now),) = told(SHEET.replaced(photos=(photo, *SHEET.photos[1:])))
    assert before.endswith("整张") and now.endswith("左 12.5%、下 50% 裁去")


def test_a_photo_that_went_is_told() -> None:
    ((_, label, before, now),) = told(SHEET.replaced(photos=SHEET.photos[1:]))
    assert label == "照片" and SHEET.photos[0].name in before and not now


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙{}=F018。；\n12", max_size=40), st.text("甲乙{}F018。；\n12", max_size=40))
def test_any_two_texts_compare_and_differ_only_where_they_differ(one: str, two: str) -> None:
    before = written(SHEET, f"passages.{ITEM.id}.text", one)
    after = written(SHEET, f"passages.{ITEM.id}.text", two)
    assert bool(told(after, before)) == (one != two)


def test_a_brace_of_a_title_does_not_reach_into_the_slogan() -> None:
    id = SHEET.outline.sections[0].id
    odd = written(SHEET, f"outline.sections.{id}.title", "甲{")
    odd = written(odd, f"outline.sections.{id}.slogan", "乙}}")
    assert [now for _, label, _, now in told(odd) if label == "部分"] == ["甲{　乙}"]


def test_what_was_chosen_of_the_looks_is_told() -> None:
    looks = SHEET.layout.replaced(
        theme="靛蓝", columns=3, size="9.5", focal=("F018", "F001"), cutoff="2023年12月31日"
    )
    assert told(SHEET.replaced(layout=looks)) == [
        ("layout.columns", "栏数", "自动", "3"),
        ("layout.size", "正文字号", "自动", "9.5"),
        ("layout.theme", "配色", "朱红", "靛蓝"),
        ("layout.focal", "长图的大字", "", "执结各类案件数、全年受理各类案件数"),
        ("layout.cutoff", "截止日期", "", "2023年12月31日"),
    ]


def test_a_caption_is_told_as_it_reads() -> None:
    id = SHEET.photos[0].id
    ((_, _, before, now),) = told(written(SHEET, f"photos.{id}.caption", "执结{F018}"))
    assert "审判楼" in before and now.endswith("执结2509件")


def test_the_words_of_a_chart_are_compared_as_they_read() -> None:
    sheet, _ = load_sample("sheqi-2023")
    path = "outline.sections.s1.charts.s1c1.title"
    after = written(sheet, path, "审执结{F002}")
    (found,) = compare(sheet, after)
    assert (found.path, found.label) == (path, "图表文字")
    assert (found.before, found.after) == ("刑事案件件数与人数", "审执结9666件")
