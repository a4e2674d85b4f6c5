"""The rail beside the form: charts, preview, findings, history. One page at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QStackedWidget,
    QWidget,
)

from courtdesk.models.chart import chart
from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartSpec
from courtdesk.models.sheet import FactSheet
from courtdesk.ui import boxes
from courtdesk.ui.findings_panel import FindingsPanel
from courtdesk.ui.history_panel import HistoryPanel
from courtdesk.ui.preview import Preview
from courtdesk.ui.rail_page import CHARTS, FINDINGS, PAGES
from courtdesk.ui.theme import STEP, Palette
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.ui.charts import ChartColumn


class Rail(QFrame):
    """Holds the four pages and shows the one that is chosen."""

    turned = Signal(int)

    def __init__(self, space: Workspace, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.space, self.colours = space, palette
        self.setMinimumWidth(300)
        self.pages = QStackedWidget()
        self.chart_page = QWidget()
        self.chart_box = boxes.column(self.chart_page)
        self.preview = Preview(palette)
        self.findings = FindingsPanel(palette)
        self.history = HistoryPanel(space, palette)
        for page in (self.chart_page, self.preview, self.findings, self.history):
            self.pages.addWidget(page)
        bar = boxes.named(QFrame(), "railbar")
        line = boxes.row(bar, STEP, (STEP * 2, STEP, STEP * 2, STEP))
        self.buttons = QButtonGroup(self)
        for number, name in enumerate(PAGES):
            button = boxes.tool(name)
            button.setCheckable(True)
            self.buttons.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        whole = boxes.column(self)
        whole.addWidget(bar)
        whole.addWidget(self.pages, 1)
        self.buttons.idClicked.connect(self.turn)
        self._charts: ChartColumn | None = None  # the chart column; pyqtgraph is loaded for it
        self._specs: tuple[ChartSpec, ...] = ()
        self.turn(CHARTS)

    def turn(self, page: int) -> None:
        """Show one of the four pages."""
        page = page if 0 <= page < len(PAGES) else CHARTS
        self.pages.setCurrentIndex(page)
        button = self.buttons.button(page)
        if button is not None:
            button.setChecked(True)
        if page == CHARTS:
            self._draw()
        self.turned.emit(page)

    @property
    def page(self) -> int:
        """The number of the page that is shown."""
        return self.pages.currentIndex()

    def load_charts(self) -> None:
        """Make the chart column: after the window's first paint, because its import is slow."""
        if self._charts is None:
            from courtdesk.ui.charts import ChartColumn

            self._charts = ChartColumn(self.colours)
            self.chart_box.addWidget(self._charts)
            self._draw()

    def show_specs(self, specs: tuple[ChartSpec, ...]) -> None:
        """Show the charts of another tab."""
        self._specs = specs
        self._draw()

    def paint(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        """Follow the sheet."""
        self._draw()
        self.preview.follow(sheet)
        self.findings.show_findings(findings)
        self._name_findings(findings)

    def _draw(self) -> None:
        if self._charts is not None and self.page == CHARTS:
            drawn = tuple(chart(spec, self.space.sheet) for spec in self._specs)
            self._charts.show_charts(drawn)

    def _name_findings(self, findings: tuple[Finding, ...]) -> None:
        button = self.buttons.button(FINDINGS)
        count = sum(not f.reason for f in findings)
        if button is not None:
            button.setText(f"校核 {count}" if count else "校核")

    def set_palette(self, palette: Palette) -> None:
        """Change between light and dark."""
        self.colours = palette
        self.preview.set_palette(palette)
        self.findings.list.set_palette(palette)
        self.history.list.set_palette(palette)
        charts = self._charts
        if charts is not None:
            QTimer.singleShot(0, self, lambda: charts.set_palette(palette))
