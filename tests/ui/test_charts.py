"""Charts: no text is ever cut or run over, and what is drawn keeps its proportions."""

import os
import subprocess
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from courtdesk.models.chart import Bar, Chart, Row
from courtdesk.models.outline import ChartKind
from courtdesk.ui.charts import ChartView
from courtdesk.ui.charts.forms import plan
from courtdesk.ui.charts.items import Label
from courtdesk.ui.charts.lettering import Lettering
from courtdesk.ui.charts.marks import BAND, Box, Ring, Strip, Text
from courtdesk.ui.look.theme import DARK, LIGHT
from tests.ui.charted import WORDS, bar, chart, image

WIDTHS = (280, 320, 361, 480, 640)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Every test measures in the program's own type."""


labels = st.text(st.sampled_from(WORDS + "、（）%ab19 "), min_size=0, max_size=26)
sizes = st.none() | st.decimals(-5, 10**15, places=2, allow_nan=False)
units = st.sampled_from(["", "件", "%", "余人", "亿元", "个百分点"])


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(ChartKind))
    per = 2 if kind is ChartKind.PAIRED else 1

    def made() -> Bar:
        size = draw(sizes)
        return Bar(size=size, text="待收" if size is None else f"{size}{draw(units)}")

    rows = [
        Row(label=draw(labels), bars=tuple(made() for _ in range(per)))
        for _ in range(draw(st.integers(1, 20)))
    ]
    series = tuple(draw(labels) for _ in range(per)) if per == 2 else ()
    return Chart(id="c", kind=kind, title=draw(labels), series=series, rows=tuple(rows))


def area(mark: Text | Box | Strip | Ring) -> QRect:
    if isinstance(mark, Ring):
        return QRect(mark.x, mark.y, mark.size, mark.size)
    return QRect(mark.x, mark.y, mark.width, mark.height)


def in_the_hole(text: QRect, ring: Ring) -> bool:
    middle, hole = QPointF(area(ring).center()), ring.size / 2 - BAND
    corners = (text.topLeft(), text.topRight(), text.bottomLeft(), text.bottomRight())
    far = (QPointF(c) - middle for c in corners)
    return all(d.x() ** 2 + d.y() ** 2 <= hole**2 for d in far)


def assert_legible(drawn: Chart, width: int) -> None:
    """Every text is whole, inside the chart, and clear of every other text, bar and ring."""
    letters = Lettering(QApplication.font())
    laid = plan(drawn, width, letters)
    whole = QRect(0, 0, width, laid.height)
    texts = [m for m in laid.marks if isinstance(m, Text)]
    solid = [m for m in laid.marks if isinstance(m, Box | Strip | Ring)]
    for text in texts:
        assert whole.contains(area(text)), text
        metrics = QFontMetricsF(letters.fonts[text.role])
        assert all(metrics.horizontalAdvance(line) <= text.width for line in text.lines)
    for one, other in combinations(texts, 2):
        assert not area(one).intersects(area(other)), (one, other)
    for text in texts:
        for mark in solid:
            free = not area(mark).intersects(area(text))
            assert free or (isinstance(mark, Ring) and in_the_hole(area(text), mark)), (text, mark)
    for mark in solid:
        assert whole.contains(area(mark)), mark


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ChartKind)
def test_no_text_is_cut_or_run_over_from_one_row_to_twenty(kind: ChartKind, width: int) -> None:
    for rows in (1, 3, 8, 20):
        for label in (2, 6, 13, 24):
            for size in ("7", "98765", "123456789012345678901234"):
                assert_legible(chart(kind, rows, label, size), width)


@settings(max_examples=150, deadline=None)
@given(charts(), st.integers(200, 640))
def test_no_text_is_cut_or_run_over_in_any_chart(drawn: Chart, width: int) -> None:
    assert_legible(drawn, width)


@settings(max_examples=100, deadline=None)
@given(charts(), st.integers(280, 640))
def test_every_character_of_every_label_and_value_is_drawn(drawn: Chart, width: int) -> None:
    laid = plan(drawn, width, Lettering(QApplication.font()))
    printed = ["".join("".join(m.lines).split()) for m in laid.marks if isinstance(m, Text)]
    wanted = [drawn.title, *(r.label for r in drawn.rows)]
    wanted += [b.text for r in drawn.rows for b in r.bars]
    for text in ("".join(w.split()) for w in wanted):
        assert not text or text in printed


@given(st.lists(st.decimals(0, 10**15, places=2), min_size=1, max_size=8))
@settings(deadline=None)
def test_a_longer_bar_is_never_the_smaller_value(values: list[Decimal]) -> None:
    rows = tuple(Row(label="甲", bars=(bar(f"{v}件", str(v)),)) for v in values)
    drawn = Chart(id="c", kind=ChartKind.BARS, title="题", series=(), rows=rows)
    marks = plan(drawn, 360, Lettering(QApplication.font())).marks
    lengths = [m.width for m in marks if isinstance(m, Box)]
    pairs = sorted(zip(values, lengths, strict=True))
    assert [length for _, length in pairs] == sorted(lengths)
    assert all((length == 0) == (value == 0) for value, length in pairs)


def test_money_and_cases_are_drawn_on_scales_of_their_own() -> None:
    rows = (
        Row(label="受理", bars=(bar("9865件", "9865"), bar("4932件", "4932"))),
        Row(label="到位", bars=(bar("2.88亿元", "288000000"), bar("5000万元", "50000000"))),
        Row(label="结案率", bars=(bar("50%", "50"), bar("25%", "25"))),
    )
    drawn = Chart(id="c", kind=ChartKind.PAIRED, title="题", series=("今年", "上年"), rows=rows)
    marks = plan(drawn, 400, Lettering(QApplication.font())).marks
    cases, half, money, some, rate, less = [m.width for m in marks if isinstance(m, Box)][2:]
    assert cases == money > 100
    assert half == cases // 2 > some
    assert rate in (cases // 2, cases // 2 + 1)
    assert less == rate // 2


def pixels(picture: QImage) -> np.ndarray:
    """Rows of pixels of four bytes."""
    shape = picture.height(), picture.width(), 4
    return np.frombuffer(picture.constBits(), np.uint8).reshape(shape)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ChartKind)
def test_all_ink_of_the_texts_lies_in_their_boxes(qtbot, kind, palette) -> None:
    for width in (280, 480):
        view = ChartView(palette)
        qtbot.addWidget(view)
        view.show_chart(chart(kind, 4, 14, "987654"))
        view.resize(width, view.heightForWidth(width))
        full = image(view)
        for item in view.scene().items():
            if isinstance(item, Label):
                item.hide()
        bare = image(view)
        scale = full.devicePixelRatio()
        ink = (pixels(full) != pixels(bare)).any(axis=2)
        assert ink.sum() > 500
        for rect in view.label_rects():
            inside = QRect(rect.topLeft() * scale, rect.size() * scale)
            left = max(inside.left() - 1, 0)  # antialiasing may spill over an edge by one pixel
            ink[inside.top() : inside.bottom() + 1, left : inside.right() + 2] = False
        assert not ink.any(), np.argwhere(ink)


@pytest.mark.slow
def test_all_ink_lies_in_its_boxes_on_a_screen_at_200_percent() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        __file__,
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        "ink_of or from_one_row",
    ]
    env = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        command, env=env, cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_markup_in_a_label_is_drawn_as_it_stands() -> None:
    row = Row(label="<b>执行</b>&amp;", bars=(bar("<i>3</i>件", "3"),))
    drawn = Chart(id="c", kind=ChartKind.BARS, title="<h1>题</h1>", series=(), rows=(row,))
    laid = plan(drawn, 400, Lettering(QApplication.font()))
    lines = [m.lines[0] for m in laid.marks if isinstance(m, Text)]
    assert lines == ["<h1>题</h1>", "<b>执行</b>&amp;", "<i>3</i>件"]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (bar("335件", "335"), bar("170件", "170"), "占 50.75%"),
        (bar("1000人", "1000"), bar("720余人", "720"), "占约72.00%"),
        (bar("0件", "0"), bar("0件", "0"), None),
        (bar("待收", None), bar("170件", "170"), None),
    ],
)
def test_a_funnel_names_the_share_that_came_through(before: Bar, after: Bar, text) -> None:
    rows = (Row(label="拍卖", bars=(before,)), Row(label="成交", bars=(after,)))
    drawn = Chart(id="c", kind=ChartKind.FUNNEL, title="题", series=(), rows=rows)
    laid = plan(drawn, 400, Lettering(QApplication.font()))
    shares = [m.lines[0] for m in laid.marks if isinstance(m, Text) and "占" in m.lines[0]]
    assert shares == ([text] if text else [])


def test_a_rank_beyond_the_tenth_lengthens_the_strip() -> None:
    for place, places in (("3", 10), ("17", 17), ("1500", 1500)):
        rows = (Row(label="考核", bars=(bar(f"第{place}", place),)),)
        drawn = Chart(id="c", kind=ChartKind.RANKS, title="位次", series=(), rows=rows)
        marks = plan(drawn, 400, Lettering(QApplication.font())).marks
        strip = next(m for m in marks if isinstance(m, Strip))
        assert (strip.places, strip.place) == (places, int(place))
