"""One chart whose words can be changed: title, names of series, labels of rows."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGridLayout, QWidget

from courtdesk.models.outline import ChartSpec
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.icons import icon
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.workspace import Workspace

_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class ChartWords(QWidget):
    """A chart, and below it its words, folded away until somebody changes or looks for one."""

    def __init__(self, space: Workspace, path: str) -> None:
        super().__init__()
        self.space, self.path = space, path
        self.fields: tuple[PassageEditor, ...] = ()
        self._shape: tuple[str, ...] = ()
        self._form: QWidget | None = None
        self.button = boxes.tool("", "改图表的标题和各行的名称")
        self.button.setToolTip("改文字")
        self.button.setCheckable(True)
        self.wear(worn())
        self._whole = QGridLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        corner = boxes.column(margins=(0, STEP * 2, STEP * 2, 0))  # beside the title
        corner.addWidget(self.button)
        self._whole.addLayout(corner, 0, 0, _CORNER)
        self.button.toggled.connect(self._fold)

    def hold(self, view: QWidget) -> None:
        """Stand around the chart of this view, the button over its corner."""
        if self._whole.indexOf(view) < 0:
            self._whole.addWidget(view, 0, 0)
            self.button.raise_()

    def wear(self, palette: Palette) -> None:
        """Draw the button's sign in the palette's colours."""
        self.button.setIcon(icon("pencil", palette.secondary))

    def paint(self, sheet: FactSheet) -> None:
        """Follow the sheet; a chart that gained or lost rows gets fields anew."""
        spec = read(sheet, self.path)
        self.button.setAccessibleName(f"改图表的文字：{words(spec.title, sheet)}")
        if self._form is None:
            return
        if self._shape != tuple(name for name, *_ in _named(spec, sheet)):
            self._build(spec, sheet)
        for field in self.fields:
            field.paint(sheet)

    def open(self) -> None:
        """Show the fields, at once: a new widget waits for its layout, and takes no focus."""
        self.show()
        self.button.setChecked(True)

    def _fold(self, opened: bool) -> None:
        if opened and self._form is None:
            self._build(read(self.space.sheet, self.path), self.space.sheet)
        if self._form is not None:
            self._form.setVisible(opened)

    def _build(self, spec: ChartSpec, sheet: FactSheet) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(STEP * 4, 0, STEP * 4, STEP * 2)
        form.setHorizontalSpacing(STEP * 2)
        named = tuple(_named(spec, sheet))
        self._shape = tuple(name for name, *_ in named)
        self.fields = tuple(
            PassageEditor(self.space, f"{self.path}.{at}", f"图表{name}", hint, True)
            for name, at, hint in named
        )
        for name, field in zip(self._shape, self.fields, strict=True):
            caption = plain_label(name, "secondary")
            caption.setBuddy(field)
            form.addRow(caption, field)
            form.setAlignment(caption, Qt.AlignmentFlag.AlignTop)
        self._whole.addWidget(self._form, 1, 0)


def _named(spec: ChartSpec, sheet: FactSheet) -> Iterator[tuple[str, str, str]]:
    """What each text of a chart is called, where it stands, and what is printed without it."""
    yield "标题", "title", "图表标题，键入 @ 插入指标"
    for place, _ in enumerate(spec.series):
        yield f"系列{place + 1}", f"series.{place}", "系列名"
    for place, row in enumerate(spec.rows):
        known = row.figures[0] in sheet.outline.places
        name = sheet.outline.indicator(row.figures[0]).name if known else row.figures[0]
        yield f"第{place + 1}行", f"rows.{place}.label", name
