"""Charts in the window: items follow in place, only what is in sight is painted."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication

from courtdesk.models.chart import Chart, Row
from courtdesk.models.outline import ChartKind
from courtdesk.ui.charts import ChartColumn, ChartView
from courtdesk.ui.look.theme import DARK, LIGHT
from tests.ui.charted import bar, chart, image


def test_a_changed_value_moves_the_items_that_are_there(qtbot) -> None:
    view = ChartView(LIGHT)
    qtbot.addWidget(view)
    for kind in ChartKind:
        view.show_chart(chart(kind, size="400"))
        before = image(view)
        items = set(view.scene().items())
        view.show_chart(chart(kind, size="8"))
        assert set(view.scene().items()) == items
        assert image(view) != before


class Paints(QObject):
    """Counts the repaints of views."""

    def __init__(self, *views: ChartView) -> None:
        super().__init__()
        self.count = 0
        for view in views:
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_an_equal_chart_paints_nothing(qtbot) -> None:
    view = ChartView(LIGHT)
    qtbot.addWidget(view)
    view.show_chart(chart(ChartKind.BARS))
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    paints = Paints(view)
    view.show_chart(chart(ChartKind.BARS))
    QApplication.processEvents()
    assert paints.count == 0
    view.show_chart(chart(ChartKind.BARS, size="4"))
    QApplication.processEvents()
    assert paints.count == 1


def many(count: int, size: str = "1234") -> tuple[Chart, ...]:
    kinds = tuple(ChartKind)
    return tuple(chart(kinds[n % len(kinds)], size=size).replaced(id=f"c{n}") for n in range(count))


@pytest.fixture
def column(qtbot) -> ChartColumn:
    column = ChartColumn(LIGHT)
    qtbot.addWidget(column)
    column.show_charts(many(6))
    column.resize(320, 300)
    column.show()
    qtbot.waitExposed(column)
    QApplication.processEvents()
    return column


def test_only_the_charts_in_sight_are_painted(column: ChartColumn) -> None:
    views = list(column.views.values())
    seen, unseen = Paints(views[0]), Paints(*views[3:])
    column.show_charts(many(6, size="55"))
    QApplication.processEvents()
    assert (seen.count, unseen.count) == (1, 0)


def test_every_chart_gets_the_height_it_needs_at_any_width(column: ChartColumn) -> None:
    for width in (560, 281, 400, 320):
        column.resize(width, 300)
        QApplication.processEvents()
        for view in column.views.values():
            assert view.height() == view.heightForWidth(view.width())
            rects = view.label_rects()
            assert rects
            assert all(view.rect().contains(r) for r in rects)


def test_views_stay_when_charts_change_and_follow_their_order(column: ChartColumn) -> None:
    before = dict(column.views)
    column.verticalScrollBar().setValue(200)
    charts = many(6, size="77")
    column.show_charts(tuple(reversed(charts)))
    QApplication.processEvents()
    assert column.views == before
    assert column.verticalScrollBar().value() == 200
    tops = [column.views[c.id].y() for c in reversed(charts)]
    assert tops == sorted(tops)
    column.show_charts(charts[:2])
    assert list(column.views) == ["c0", "c1"]


def test_another_section_takes_over_the_views_of_the_last(column: ChartColumn) -> None:
    views = set(column.views.values())
    other = tuple(c.replaced(id=f"d{n}") for n, c in enumerate(reversed(many(6, size="31"))))
    column.show_charts(other)
    QApplication.processEvents()
    assert set(column.views.values()) == views
    assert [column.views[c.id].chart for c in other] == list(other)
    tops = [column.views[c.id].y() for c in other]
    assert tops == sorted(tops)
    assert all(v.height() == v.heightForWidth(v.width()) for v in views)


def test_a_section_without_charts_says_so(column: ChartColumn) -> None:
    column.show_charts(())
    assert column.views == {}
    assert column.empty.isVisible()
    assert column.empty.text() == "本节没有图表"
    column.show_charts(many(1))
    assert not column.empty.isVisible()


def test_the_wheel_over_a_chart_scrolls_the_column(column: ChartColumn) -> None:
    spot = QPoint(100, 60)
    target = column.childAt(spot)
    assert target is not None
    wheel = QWheelEvent(
        QPointF(spot),
        QPointF(column.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    # Qt offers a real wheel to the widget under it, then to each parent; a sent one only once.
    wheel.ignore()
    while target is not column and not wheel.isAccepted():
        QApplication.sendEvent(target, wheel)
        target = target.parentWidget()
    assert column.verticalScrollBar().value() > 0


def test_a_click_on_a_chart_takes_no_focus(column: ChartColumn, qtbot) -> None:
    spot = QPoint(100, 60)
    target = column.childAt(spot)
    assert not isinstance(target, ChartView)
    for widget in (column, column.viewport(), target, *column.views.values()):
        assert not widget.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_a_chart_is_read_out_with_its_title_and_rows(qtbot) -> None:
    view = ChartView(LIGHT)
    qtbot.addWidget(view)
    rows = (
        Row(label="盗窃", bars=(bar("52件", "52"), bar("78人", "78"))),
        Row(label="未成年人", bars=(bar("13件", "13"), bar("待收", None))),
    )
    drawn = Chart(id="c", kind=ChartKind.PAIRED, title="刑事", series=("件数", "人数"), rows=rows)
    view.show_chart(drawn)
    assert view.accessibleName() == ("刑事：盗窃 件数52件、人数78人；未成年人 件数13件、人数待收")


def test_another_font_lays_the_chart_out_again(qtbot) -> None:
    view = ChartView(LIGHT)
    qtbot.addWidget(view)
    view.show_chart(chart(ChartKind.BARS, label=9))
    before, picture = view.label_rects(), image(view)
    font = view.font()
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
    view.setFont(font)
    assert view.label_rects() != before
    assert image(view) != picture


def test_dark_and_light_differ_and_come_back(qtbot) -> None:
    view = ChartView(LIGHT)
    qtbot.addWidget(view)
    for kind in ChartKind:
        view.show_chart(chart(kind))
        light = image(view)
        view.set_palette(DARK)
        assert image(view) != light
        view.set_palette(LIGHT)
        assert image(view) == light
