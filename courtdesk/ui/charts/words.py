"""One chart with the menu that changes it, and the fields of its words.

Those are its title, the names of its series and the labels of its rows.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFormLayout, QGridLayout, QMenu, QWidget

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

_ENTRIES = (
    ("change", "改内容…"),
    ("up", "上移"),
    ("down", "下移"),
    ("remove", "删除图表"),
)
_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class ChartWords(QWidget):
    """A chart, and below it its words, folded away until somebody changes or looks for one.

    ``rearrange`` is told what else the menu is asked for, and the chart's path.
    """

    def __init__(
        self, space: Workspace, path: str, rearrange: Callable[[str, str], object]
    ) -> None:
        super().__init__()
        self.space, self.path = space, path
        self.fields: tuple[PassageEditor, ...] = ()
        self._shape: tuple[str, ...] = ()
        self._form: QWidget | None = None
        self.button = boxes.tool("", popup=True)
        self.button.setToolTip("改图表")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.button)
        self.wording = menu.addAction("改文字")
        self.wording.setCheckable(True)
        menu.addSeparator()
        self.entries: dict[str, QAction] = {}
        for what, text in _ENTRIES:
            self.entries[what] = menu.addAction(text)
            self.entries[what].triggered.connect(lambda _=False, w=what: rearrange(w, self.path))
        menu.aboutToShow.connect(self._enable)
        self.button.setMenu(menu)
        self.wear(worn())
        self._whole = QGridLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        corner = boxes.column(margins=(0, STEP * 2, STEP * 2, 0))  # beside the title
        corner.addWidget(self.button)
        self._whole.addLayout(corner, 0, 0, _CORNER)
        self.wording.toggled.connect(self._fold)
        self.wording.triggered.connect(self._begin)

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
        self.button.setAccessibleName(f"改图表：{words(spec.title, sheet)}")
        if self._form is None:
            return
        if self._shape != tuple(name for name, *_ in _named(spec, sheet)):
            self._build(spec, sheet)
        for field in self.fields:
            field.paint(sheet)

    def open(self) -> None:
        """Show the fields, at once: a new widget waits for its layout, and takes no focus."""
        self.show()
        self.wording.setChecked(True)

    def _enable(self) -> None:
        """Grey what cannot be done: to the first and the last chart, and in a read-only sheet."""
        group, _, id = self.path.rpartition(".")
        ids = [spec.id for spec in read(self.space.sheet, group)]
        for what, action in self.entries.items():
            at_end = (what, id) in (("up", ids[0]), ("down", ids[-1]))
            action.setEnabled(not at_end and not self.space.read_only)

    def _fold(self, opened: bool) -> None:
        if opened and self._form is None:
            self._build(read(self.space.sheet, self.path), self.space.sheet)
        if self._form is not None:
            self._form.setVisible(opened)

    def _begin(self, opened: bool) -> None:
        """Put the caret where the menu's user wants to write."""
        if opened:
            self.show()
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

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
