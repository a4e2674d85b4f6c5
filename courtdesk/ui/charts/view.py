"""One live chart: a pyqtgraph view whose items follow the chart in place."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.models.chart import Chart
from courtdesk.ui.charts.forms import plan
from courtdesk.ui.charts.items import AxisItem, Bars, Item, Label, RingItem, SlopeItem, StripItem
from courtdesk.ui.charts.lettering import Lettering
from courtdesk.ui.charts.marks import Axis, Box, Mark, Plan, Ring, Slope, Strip, Text
from courtdesk.ui.look.theme import Palette

_ITEMS: dict[type[Mark], type[Item]] = {
    Axis: AxisItem,
    Slope: SlopeItem,
    Ring: RingItem,
    Strip: StripItem,
    Text: Label,
}
USUAL = 360  # px, a rail's width


class ChartView(pg.GraphicsView):  # type: ignore[misc]
    """A chart with its title, as wide as it is given and as high as its rows need.

    It is looked at only: the mouse, the wheel and the keyboard pass it by.
    """

    chart: Chart | None = None  # the base class resizes itself before `__init__` is through

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=palette.panel)
        self.setCentralItem(None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._colours = palette
        self._letters = Lettering(self.font())
        self._plans: dict[int, Plan] = {}
        self._items: dict[type[Mark], list[Item]] = {}
        self._bars: dict[int | None, Bars] = {}

    def show_chart(self, chart: Chart) -> None:
        """Draw this chart, moving and recolouring the items that are there."""
        if chart == self.chart:
            return
        self.chart = chart
        self.setAccessibleName(spoken(chart))
        self._replan()

    def set_palette(self, palette: Palette) -> None:
        """Change to these colours."""
        self._colours = palette
        self.setBackground(palette.panel)
        self._place()

    def label_rects(self) -> list[QRect]:
        """Where every text stands, in px of this widget."""
        texts = (m for m in self._plan(self.width()).marks if isinstance(m, Text))
        return [QRect(t.x, t.y, t.width, t.height) for t in texts]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._plan(width).height

    def sizeHint(self) -> QSize:
        return QSize(USUAL, self.heightForWidth(USUAL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chart is not None:
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.FontChange:
            return
        self._letters = Lettering(self.font())
        if self.chart is not None:
            for items in self._items.values():
                for item in items:
                    item.letters = self._letters
            self._replan()

    def _replan(self) -> None:
        self._plans.clear()
        self.updateGeometry()
        self._place()

    def _plan(self, width: int) -> Plan:
        if self.chart is None:
            return Plan(0, ())
        if width not in self._plans:
            self._plans[width] = plan(self.chart, width, self._letters)
        return self._plans[width]

    def _place(self) -> None:
        """Bring the items in line with the plan, in the order bars, other marks, texts."""
        marks = self._plan(self.width()).marks
        boxes: dict[int | None, list[Box]] = {series: [] for series in self._bars}
        for mark in marks:
            if isinstance(mark, Box):
                boxes.setdefault(mark.series, []).append(mark)
        for series, group in boxes.items():
            if series not in self._bars:
                self._bars[series] = Bars(series)
                self.addItem(self._bars[series])
            self._bars[series].show_boxes(group, self._colours)
        for kind in _ITEMS:
            self._match(kind, [m for m in marks if type(m) is kind])

    def _match(self, kind: type[Mark], marks: list[Mark]) -> None:
        items = self._items.setdefault(kind, [])
        while len(items) > len(marks):
            self.removeItem(items.pop())
        for number, mark in enumerate(marks):
            if number == len(items):
                items.append(_ITEMS[kind](self._letters))
                items[number].setZValue(list(_ITEMS).index(kind) + 1)
                self.addItem(items[number])
            items[number].setOpts(mark, self._colours)


def spoken(chart: Chart) -> str:
    """The chart as a sentence for those who do not see it: its title, then row by row."""
    rows = []
    for row in chart.rows:
        names = chart.series if len(chart.series) == len(row.bars) > 1 else ("",) * len(row.bars)
        bars = zip(names, row.bars, strict=True)
        rows.append(f"{row.label} " + "、".join(f"{name}{bar.text}" for name, bar in bars))
    return f"{chart.title}：" + "；".join(rows)
