"""The printed fact sheet, read back from its PDF."""

from datetime import date

import pytest

from courtdesk.models.chart import chart
from courtdesk.models.derived import change, standing, stands
from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartKind, Outline, Severity
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.pages import page_count
from courtdesk.publish.sheet_pdf import sheet_pdf
from courtdesk.publish.whereabouts import place
from courtdesk.writing.samples import load_sample
from tests.publish.drawn import WORDY, drawn, overlaps

DAY = date(2024, 1, 5)
HOSTILE = '#panic("x") $x$ *粗* _斜_ `码` <label> @ref [括] {花} \\u{41} // 注 =SUM(A1) & < >'


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("rows", [1, 3, 20])
@pytest.mark.parametrize("name", ["审结数", WORDY])
def test_a_chart_prints_every_label_and_every_value(lines, words, kind, rows, name):
    sheet = drawn(kind, rows, name, missing=2)
    got = words("".join(lines(sheet_pdf(sheet, (), DAY))))
    (spec,) = sheet.outline.sections[0].charts
    after = got[got.index("对照") :]
    for row in chart(spec, sheet).rows:
        assert words(row.label) in after
        for bar in row.bars:
            assert bar.text in after


def test_neither_labels_nor_values_of_a_chart_touch_each_other(boxes):
    for kind in ChartKind:
        got = boxes(sheet_pdf(drawn(kind, 20, WORDY), (), DAY))
        assert len(got) > 2
        assert [hit for page in got for hit in overlaps(page)] == []


def test_every_figure_of_the_sample_is_printed_beside_its_name(sheet, lines, words):
    got = words("".join(lines(sheet_pdf(sheet, (), DAY))))
    for indicator in sheet.outline.indicators:
        printed = stands(sheet, indicator.id)
        assert printed is not None
        assert words(indicator.label) + printed.printed in got


def test_two_years_are_compared(lines, words):
    sheet, _ = load_sample("yunchuan-2024")
    got = words("".join(lines(sheet_pdf(sheet, (), DAY))))
    rows = 0
    for indicator in sheet.outline.indicators:  # of a computed one both years are computed
        figure = standing(sheet, indicator.id)
        compared = change(indicator, figure)
        if compared and figure.printed and figure.previous:
            row = (indicator.label, figure.printed.printed, figure.previous.printed, compared.text)
            assert words("".join(row)) in got
            rows += 1
    assert rows > 10
    assert "虚构数据" in got


def test_a_missing_figure_is_said_to_be_awaited_and_a_derived_one_to_be_computed(
    sheet, lines, words
):
    figures = tuple(f.replaced(printed=None) if f.id == "F027" else f for f in sheet.figures)
    got = words("".join(lines(sheet_pdf(sheet.replaced(figures=figures), (), DAY))))
    assert "拘传人数待收——" in got
    assert "结案率93.52%——计算值" in got
    assert "应收指标68项，已收67项" in got


def test_every_page_says_which_page_of_how_many_it_is(sheet, lines, words):
    pdf = sheet_pdf(sheet, (), DAY)
    got, count = words("".join(lines(pdf))), page_count(pdf)
    assert count > 2
    for number in range(1, count + 1):
        assert f"第{number}页共{count}页" in got
    assert got.count("2024年1月5日印") == count
    assert got.count("社旗县人民法院2023年事实表") == count


def test_findings_are_printed_worst_first_and_explained_ones_last(sheet, lines, words):
    findings = (
        Finding(path="head.title", severity=Severity.HINT, rule="a", message="甲甲"),
        Finding(
            path="figures.F056.printed", severity=Severity.ERROR, rule="b", message="乙乙",
            reason="口径不同", values="x",
        ),
        Finding(
            path="figures.F056.printed", severity=Severity.ERROR, rule="c", message="丙丙",
            recomputed="32.85%", low="32.84%", high="32.86%",
        ),
    )  # fmt: skip
    got = words("".join(lines(sheet_pdf(sheet, findings, DAY))))
    got = got[got.rindex("校核意见") :]
    assert got.index("丙丙") < got.index("甲甲") < got.index("乙乙")
    assert "说明：口径不同" in got
    assert "32.85%32.84%至32.86%" in got
    assert "聚力守正创新·头雁示范引领成为新常态院庭长结案占结案总数比例" in got


def test_a_path_is_told_as_a_reader_finds_the_place(sheet):
    assert place(sheet, "figures.F019.printed") == "聚力平安守护 · 努力兑现胜诉权益 · 执行到位金额"
    assert place(sheet, "head.title") == "稿件"
    assert place(sheet, "nowhere") == "全表"


def test_text_that_looks_like_code_is_printed_as_it_is(lines, words):
    sheet = drawn(ChartKind.BARS, 3, HOSTILE).replaced(court=HOSTILE)
    finding = Finding(path="", severity=Severity.ERROR, rule="r", message=HOSTILE)
    got = words("".join(lines(sheet_pdf(sheet, (finding,), DAY))))
    # The court above the title, the labels in table and chart, the finding; and at the foot the
    # court as far as there is room.
    assert got.count(words(HOSTILE)) == 1 + 6 + 1
    assert f"{words(HOSTILE[:17])}…" in got


def test_ten_thousand_characters_in_a_label_a_remark_and_a_finding_are_printed_whole(lines, words):
    endless = "一二三四五六七八九十" * 1000
    sheet = drawn(ChartKind.BARS, 1, endless)
    finding = Finding(path="", severity=Severity.ERROR, rule="r", message=endless)
    got = words("".join(lines(sheet_pdf(sheet, (finding,), DAY))))
    assert got.count("一二三四五六七八九十") > 2900  # but for those a page's head interrupts


def test_a_court_without_any_outline_still_gets_its_sheet():
    empty = FactSheet(court="虚构县人民法院", year=2024, outline=Outline(name="空"))
    assert page_count(sheet_pdf(empty, (), DAY)) == 1


def test_a_wide_chart_does_not_overtake_one_that_waits_for_a_neighbour(lines, words):
    many = drawn(ChartKind.BARS, 20)
    (section,) = many.outline.sections
    (wide,) = section.charts
    narrow = wide.replaced(id="n", title="窄图", rows=wide.rows[:2])
    charts = (narrow, wide.replaced(title="宽图"), narrow.replaced(id="m", title="末图"))
    outline = many.outline.replaced(sections=(section.replaced(charts=charts),))
    got = words("".join(lines(sheet_pdf(many.replaced(outline=outline), (), DAY))))
    assert got.index("窄图") < got.index("宽图") < got.index("末图")


def test_a_court_s_long_name_does_not_push_the_running_head_into_the_table(sheet, lines):
    long = "某某省某某市某某自治州某某自治县人民法院" * 8
    assert page_count(sheet_pdf(sheet.replaced(court=long), (), DAY)) == page_count(
        sheet_pdf(sheet, (), DAY)
    )
    got = lines(sheet_pdf(sheet.replaced(court=long), (), DAY))
    assert sum("…2023年事实表" in line for line in got) == 4
