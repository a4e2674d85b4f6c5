"""What a chart says under a sheet: sizes, texts, and what is missing."""

from decimal import Decimal

import pytest

from courtdesk.models.chart import Bar, chart
from courtdesk.models.outline import ChartSpec, Formula, Indicator, Item, Measure, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure


@pytest.fixture
def sheet() -> FactSheet:
    share = Formula(kind="share", terms=("A", "B"))
    indicators = (
        Indicator(id="A", label="网拍成交件数", unit="件", short="成交"),
        Indicator(id="B", label="网络司法拍卖件数", unit="件"),
        Indicator(id="C", label="限制消费人数", unit="人"),
        Indicator(id="D", label="成交率", unit="%", measure=Measure.RATE, formula=share),
        Indicator(id="E", label="满意率", unit="成", measure=Measure.RATE),
        Indicator(id="F", label="流拍件数", unit="件"),
        Indicator(id="G", label="再拍件数", unit="件"),
        Indicator(id="H", label="变卖件数", unit="件"),
        Indicator(id="R", label="位次", unit="位", measure=Measure.RANK),
    )
    figures = (
        Figure(id="A", printed=Quantity.parse("170件"), previous=Quantity.parse("1件")),
        Figure(id="B", printed=Quantity.parse("335件"), previous=Quantity.parse("2件")),
        Figure(id="E", printed=Quantity.parse("近六成")),
        Figure(id="F", printed=Quantity.parse("50余件"), exact=Quantity.parse("57件")),
        Figure(id="G", printed=Quantity.parse("60余件")),
        Figure(id="H", printed=Quantity.parse("200余件")),
        Figure(id="R", printed=Quantity.parse("第3")),
    )
    outline = Outline(name="甲", lead=Item(id="lead", heading="导语", indicators=indicators))
    return FactSheet(court="甲县人民法院", year=2023, outline=outline, figures=figures)


def spec(kind: str, *rows: str, **more: object) -> ChartSpec:
    held = [{"figures": row.split()} for row in rows]
    return ChartSpec.model_validate({"id": "c", "kind": kind, "title": "图", "rows": held} | more)


def test_a_bar_has_the_value_and_the_text_as_printed(sheet):
    drawn = chart(spec("bars", "A", "B"), sheet)
    assert [row.label for row in drawn.rows] == ["成交", "网络司法拍卖件数"]
    assert drawn.rows[0].bars == (Bar(size=Decimal(170), text="170件"),)
    assert drawn.series == ()


def test_a_missing_figure_is_awaited_and_never_zero(sheet):
    (row,) = chart(spec("bars", "C"), sheet).rows
    assert row.bars == (Bar(size=None, text="待收"),)


def test_a_derived_figure_is_drawn_as_it_stands(sheet):
    (row,) = chart(spec("bars", "D"), sheet).rows
    assert row.bars == (Bar(size=Decimal("50.75"), text="50.75%"),)


def test_one_figure_a_row_in_pairs_compares_the_year_with_the_last(sheet):
    drawn = chart(spec("paired", "A", "C", "D"), sheet)
    assert drawn.series == ("2023年", "2022年")
    assert [bar.text for bar in drawn.rows[0].bars] == ["170件", "1件"]
    assert [bar.text for bar in drawn.rows[1].bars] == ["待收", "—"]
    assert [bar.text for bar in drawn.rows[2].bars] == ["50.75%", "50.00%"]


def test_two_figures_a_row_keep_the_series_they_were_given(sheet):
    drawn = chart(spec("paired", "A B", series=("件", "人")), sheet)
    assert drawn.series == ("件", "人")
    assert [bar.text for bar in drawn.rows[0].bars] == ["170件", "335件"]


@pytest.mark.parametrize(
    ("row", "size", "text"),
    [
        ("D", "50.75", "50.75%"),
        ("A B", "50.75", "50.75%"),
        ("B A", "100", "197.06%"),
        ("E", "60", "近六成"),
        ("F B", "17.01", "17.01%"),
        ("G B", "17.91", "约18%"),
        ("A H", "85", "约85%"),
        ("G H", "30", "约30%"),
        ("A C", None, "待收"),
        ("C A", None, "待收"),
        ("C", None, "待收"),
    ],
)
def test_a_ring_shows_a_share_of_at_most_the_whole_and_says_the_true_one(sheet, row, size, text):
    (drawn,) = chart(spec("ring", row), sheet).rows
    (bar,) = drawn.bars
    assert bar.text == text
    shown = None if bar.size is None else str(bar.size.quantize(Decimal("0.01")).normalize())
    assert shown == (size and str(Decimal(size).normalize()))


def test_a_ring_over_an_empty_whole_is_awaited(sheet):
    empty = Figure(id="B", printed=Quantity.parse("0件"))
    none = sheet.replaced(figures=(sheet.figures[0], empty))
    assert chart(spec("ring", "A B"), none).rows[0].bars[0].size is None


def test_a_rank_is_its_place(sheet):
    (row,) = chart(spec("ranks", "R"), sheet).rows
    assert row.bars == (Bar(size=Decimal(3), text="第3"),)


def test_a_row_of_a_figure_the_outline_lost_is_left_out(sheet):
    drawn = chart(spec("funnel", "B", "gone", "A"), sheet)
    assert [row.bars[0].text for row in drawn.rows] == ["335件", "170件"]
    assert chart(spec("bars", "gone"), sheet).rows == ()


def test_a_label_of_its_own_comes_first(sheet):
    rows = [{"figures": ["A"], "label": "本院"}]
    held = ChartSpec.model_validate({"id": "c", "kind": "bars", "title": "图", "rows": rows})
    assert chart(held, sheet).rows[0].label == "本院"
