"""A section's charts under one another."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from courtdesk.models.chart import Chart
from courtdesk.ui.charts.view import ChartView
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP, Palette


class ChartColumn(QScrollArea):
    """Charts in a column that scrolls; a chart that stays keeps its view, as its id tells."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # scrolled by keyboard, never by a click
        self.views: dict[str, ChartView] = {}
        self._colours = palette
        self._page = QWidget()
        self._stack = QVBoxLayout(self._page)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(STEP)
        self.empty = plain_label("本节没有图表", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.empty, 1)
        self._stack.addStretch()
        self.setWidget(self._page)
        self.set_palette(palette)

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """Show these charts in this order, keeping the place scrolled to."""
        ids = {chart.id for chart in charts}
        spare = [self.views.pop(id) for id in list(self.views) if id not in ids]
        for place, chart in enumerate(charts):
            view = self.views.get(chart.id)
            if view is None:  # changing a view costs a fifth of making one
                view = spare.pop() if spare else ChartView(self._colours)
                self.views[chart.id] = view
            if self._stack.indexOf(view) != place:
                self._stack.insertWidget(place, view)
            view.show_chart(chart)
        for view in spare:
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.empty.setVisible(not charts)

    def set_palette(self, palette: Palette) -> None:
        """Change to these colours."""
        self._colours = palette
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Window, QColor(palette.panel))
        colours.setColor(QPalette.ColorRole.WindowText, QColor(palette.secondary))
        self._page.setPalette(colours)
        self._page.setAutoFillBackground(True)
        for view in self.views.values():
            view.set_palette(palette)
