"""The rail beside the form: charts, preview, findings, history. Two at once where it is wide."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSplitter, QWidget

from courtdesk.models.chart import chart
from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartSpec
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read
from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.proof.findings_panel import FindingsPanel
from courtdesk.ui.rail.chart_loading import ChartLoading
from courtdesk.ui.rail.history_panel import HistoryPanel
from courtdesk.ui.rail.preview import Preview
from courtdesk.ui.rail.rail_page import CHARTS, FINDINGS, PAGES, PREVIEW
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.ui.charts import ChartColumn


NARROWEST = 300  # px a page needs


class Rail(QFrame):
    """Holds the four pages and shows the one that was turned to last.

    Split, it shows the one before beside it, as long as there is room for both.
    """

    turned = Signal(int)

    def __init__(self, space: Workspace, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.space, self.colours = space, palette
        self.setMinimumWidth(NARROWEST)
        self.is_split = False
        self._turned_to = (PREVIEW, CHARTS)  # the page before, the page turned to last
        self.pages = boxes.named(QSplitter(childrenCollapsible=False), "railpages")
        self._laid_out: tuple[int, ...] = ()  # the pages the splitter's sizes are for
        self.chart_page = QWidget()
        self.chart_box = boxes.column(self.chart_page)
        self.preview = Preview(palette)
        self.findings = FindingsPanel(palette)
        self.history = HistoryPanel(space, palette)
        for page in (self.chart_page, self.preview, self.findings, self.history):
            self.pages.addWidget(page)
        bar = boxes.named(QFrame(), "railbar")
        line = boxes.row(bar, STEP, (STEP * 2, STEP, STEP * 2, STEP))
        self.buttons = QButtonGroup(self, exclusive=False)
        for number, name in enumerate(PAGES):
            button = boxes.tool(name)
            button.setCheckable(True)
            self.buttons.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        whole = boxes.column(self, margins=(1, 0, 0, 0))  # the rule at the left stays uncovered
        whole.addWidget(bar)
        whole.addWidget(self.pages, 1)
        self.buttons.idClicked.connect(self.turn)
        self._charts: ChartColumn | None = None  # the chart column; pyqtgraph is loaded for it
        self._at = ""  # the path of the charts
        self.turn(CHARTS)

    def turn(self, page: int) -> None:
        """Show one of the four pages, split with the one before."""
        page = page if 0 <= page < len(PAGES) else CHARTS
        if page != self.page:
            self._turned_to = (self.page, page)
        self._show()
        self.turned.emit(page)

    def split(self, two: bool) -> None:
        """Show two pages from now on, or one again."""
        self.is_split = two
        self._show()

    @property
    def page(self) -> int:
        """The number of the page turned to last."""
        return self._turned_to[1]

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the pages that are shown, the one turned to last at the end."""
        room = self.width() >= 2 * NARROWEST
        return self._turned_to if self.is_split and room else self._turned_to[1:]

    def _show(self) -> None:
        shown = self.shown
        for number in range(len(PAGES)):
            self.pages.widget(number).setVisible(number in shown)
            button = self.buttons.button(number)
            if button is not None:
                button.setChecked(number in shown)
        if sorted(shown) != sorted(self._laid_out):
            self._laid_out = shown
            self.pages.setSizes([NARROWEST * (number in shown) for number in range(len(PAGES))])
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_split:
            self._show()

    def prepare_charts(self) -> None:
        """Load what draws charts, then show them."""
        loading = ChartLoading(self)
        loading.ready.connect(self.load_charts)
        loading.ready.connect(loading.deleteLater)
        loading.load()

    def load_charts(self) -> None:
        """Make the chart column, at once."""
        if self._charts is None:
            from courtdesk.ui.charts import ChartColumn

            self._charts = ChartColumn(self.colours, self.space)
            self.chart_box.addWidget(self._charts)
            self._charts.show()  # now: somebody may look for a field in it
            self._draw()

    def show_charts(self, at: str) -> None:
        """Show the charts that stand at another path; empty for none."""
        self._at = at
        self._draw()

    def show_path(self, path: str) -> bool:
        """Turn to the charts and focus the field of this path; False when it is not there."""
        self.turn(CHARTS)
        self.load_charts()
        return self._charts is not None and self._charts.show_path(path)

    def add_chart(self) -> None:
        """Ask for one more of the charts that are shown."""
        self.load_charts()
        if self._charts is not None:
            self._charts.add_chart()

    def paint(self, sheet: FactSheet) -> None:
        """Follow the sheet."""
        self._draw()
        self.preview.follow(sheet)

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what is found, and how much of it stands without a reason."""
        self.findings.show_findings(findings, self.space.sheet)
        self._name_findings(findings)

    def _draw(self) -> None:
        if self._charts is not None and CHARTS in self.shown:
            drawn = tuple(chart(spec, self.space.sheet) for spec in self._specs())
            self._charts.show_charts(drawn, self._at)

    def _specs(self) -> tuple[ChartSpec, ...]:
        try:
            specs: tuple[ChartSpec, ...] = read(self.space.sheet, self._at) if self._at else ()
        except KeyError:  # the section was removed; its tab is about to go
            return ()
        return specs

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
