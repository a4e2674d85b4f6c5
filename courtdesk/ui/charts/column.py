"""A section's charts under one another."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from courtdesk.models.chart import Chart
from courtdesk.ui.charts.arranging import ChartArranging
from courtdesk.ui.charts.view import ChartView
from courtdesk.ui.charts.words import ChartWords
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.workspace import Workspace

SETTLE = 500  # ms in which new charts have got their heights, one pass of the layout after another


class ChartColumn(QScrollArea):
    """Charts in a column that scrolls; a chart that stays keeps its view, as its id tells.

    With a workspace they can be changed, and more be added.
    """

    def __init__(
        self, palette: Palette, space: Workspace | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.space = space
        self.words: dict[str, ChartWords] = {}  # by the chart's path
        self._revealed: PassageEditor | None = None  # the field last gone to
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
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._stack.addWidget(self.empty, 1)
        self.add = QPushButton("添加图表…", flat=True)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.hide()
        self.add.clicked.connect(self.add_chart)
        self._stack.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.addStretch(1)
        self.setWidget(self._page)
        self._at = ""
        self._sought = ""  # the chart last rearranged, until the page is laid out
        self._settling = boxes.pause(self, SETTLE, self._settle)
        self.verticalScrollBar().rangeChanged.connect(self._seek_again)
        self.set_palette(palette)

    def show_charts(self, charts: tuple[Chart, ...], at: str = "") -> None:
        """Show the charts that stand ``at`` a path, in order, keeping the place scrolled to."""
        self._at = at
        ids = {chart.id for chart in charts}
        spare = [self.views.pop(id) for id in list(self.views) if id not in ids]
        self._renew_words(tuple(f"{at}.{chart.id}" for chart in charts))
        for place, chart in enumerate(charts):
            view = self.views.get(chart.id)
            if view is None:  # changing a view costs a fifth of making one
                view = spare.pop() if spare else ChartView(self._colours)
                self.views[chart.id] = view
            view.show_chart(chart)
            whole: QWidget = view
            if self.space is not None:
                whole = self.words[f"{at}.{chart.id}"]
                whole.hold(view)
            if self._stack.indexOf(whole) != place:
                self._stack.insertWidget(place, whole)
        for view in spare:
            view.hide()
            view.deleteLater()
        self.empty.setVisible(not charts)
        self.add.setVisible(bool(at) and self.space is not None and not self.space.read_only)

    def add_chart(self) -> None:
        """Ask for a chart, have it drawn after the others, and bring it into view."""
        self.rearrange("add", self._at)

    def rearrange(self, what: str, path: str) -> None:
        """Add to the charts at a path, or change, move or remove the chart there."""
        if self.space is not None and (shown := ChartArranging(self, self.space).do(what, path)):
            self._sought = shown
            self._settling.start()
            QTimer.singleShot(0, self, self._seek)
        elif what == "remove":
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self) -> None:
        """Keep the chart last rearranged in view while its place is still being found."""
        if self._sought in self.words:
            self.ensureWidgetVisible(self.words[self._sought], 0, STEP)

    def _seek_again(self) -> None:
        QTimer.singleShot(0, self, self._seek)  # the charts on the page are moved only then

    def _settle(self) -> None:
        self._sought = ""

    def _renew_words(self, paths: tuple[str, ...]) -> None:
        """Have the words of these charts and of no others."""
        space = self.space
        if space is None:
            return
        for gone in [path for path in self.words if path not in paths]:
            words = self.words.pop(gone)
            self._stack.removeWidget(words)
            words.hide()
            words.deleteLater()
        for path in paths:
            if path not in self.words:
                self.words[path] = ChartWords(space, path, self.rearrange)
            self.words[path].paint(space.sheet)

    def show_path(self, path: str) -> bool:
        """Bring the field of this path into view and focus it; False when it is not here."""
        self._revealed = None
        for chart, words in self.words.items():
            if path.startswith(f"{chart}."):
                words.open()
                self._revealed = next((f for f in words.fields if f.path == path), None)
        if self._revealed is None:
            return False
        self._revealed.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._reveal)  # what was unfolded gets its place only then
        return True

    def _reveal(self) -> None:
        if self._revealed is not None and self._revealed is QApplication.focusWidget():
            self.ensureWidgetVisible(self._revealed, 24, 96)

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
        for words in self.words.values():
            words.wear(palette)
