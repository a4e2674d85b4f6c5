"""Asks what a chart shows: its form, its title and its figures, and draws it meanwhile."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from courtdesk.models.chart import chart
from courtdesk.models.charting import (
    FORMS,
    ChartForm,
    form_of,
    items_at,
    lacking,
    offers,
    rows_of,
    series_of,
)
from courtdesk.models.outline import ChartSpec
from courtdesk.models.passage import literal, tokens, words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.charts.column import ChartColumn
from courtdesk.ui.charts.figure_table import FigureRows, FigureTable
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.choice_box import ChoiceBox
from courtdesk.ui.look.dialogs import Form
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP

LONGEST = 60  # characters of a title that is typed here
HINT = "空格键勾选，灰色的不适合这种图表。"
NONE = "这里还没有指标：请先添加指标，再添加图表。"


class ChartDialog(Form):
    """For a new chart of those at a path, or for one that is to be changed."""

    def __init__(
        self, parent: QWidget, sheet: FactSheet, at: str, old: ChartSpec | None = None
    ) -> None:
        super().__init__(parent, "改图表内容" if old else "添加图表")
        self.setMinimumSize(860, 560)
        self.sheet, self.items = sheet, items_at(sheet, at)
        self.old = old or ChartSpec(id="new", kind=FORMS[0].kind, title="")
        self.kind = ChoiceBox()
        for form in FORMS:
            self.kind.addItem(form.name)
        self.purpose = plain_label("", "secondary")
        title = words(self.old.title, sheet)
        self.title = QLineEdit(title, maxLength=max(LONGEST, len(title)))
        self.title.setPlaceholderText("如：民事案件审结数（件）")
        if tokens(self.old.title):  # they would be lost here
            self.title.setReadOnly(True)
            self.title.setToolTip("标题里有指标，请在图表的菜单里用“改文字”修改")
        self.rows = FigureRows()
        self.table = FigureTable(self.rows)
        self.why = plain_label("", "secondary")
        self.why.setWordWrap(True)
        self.preview = ChartColumn(worn())
        self.preview.setAccessibleName("图表预览")
        self._lay_out()
        self.kind.setCurrentIndex(FORMS.index(form_of(self.old)))
        self._offer(set())
        self.rows.hold({row.figures for row in self.old.rows})
        if self.rows.chosen:
            self.table.selectRow(self.rows.offers.index(self.rows.chosen[0]))
        self._draw()
        self._explain()
        self.kind.currentIndexChanged.connect(self._turn)
        self.title.textChanged.connect(self._draw)
        self.rows.changed.connect(self._draw)
        self.rows.changed.connect(self._explain)
        self.table.selectionModel().currentChanged.connect(self._explain)
        (self.table if old else self.kind).setFocus()

    def _lay_out(self) -> None:
        self.row("类型", self.kind)
        self.form.addRow("", self.purpose)
        self.row("标题", self.title)
        left = boxes.column(gap=STEP * 2)
        left.addWidget(self.table, 1)
        left.addWidget(self.why)
        body = boxes.row(gap=STEP * 4)
        body.addLayout(left, 1)
        body.addWidget(self.preview, 1)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertLayout(1, body, 1)

    @property
    def chosen_form(self) -> ChartForm:
        """The form that is chosen."""
        return FORMS[self.kind.currentIndex()]

    @property
    def spec(self) -> ChartSpec:
        """The chart as it was filled in, under the old one's id."""
        form, title = self.chosen_form, self.title.text()
        same = title == words(self.old.title, self.sheet)
        return self.old.replaced(
            kind=form.kind,
            title=self.old.title if same else literal(title.strip()),
            rows=rows_of(form, self.sheet, self.rows.chosen, self.old.rows),
            series=series_of(form, self.old.series),
        )

    def problem(self) -> str:
        if not self.title.text().strip():
            self.title.setFocus()
            return "请填写图表的标题。"
        sentence = lacking(self.chosen_form, self.rows.chosen)
        if sentence:
            self.table.setFocus()
        return sentence

    def _turn(self) -> None:
        self._offer({offer.row.figures for offer in self.rows.chosen})
        self._draw()

    def _offer(self, ticked: set[tuple[str, ...]]) -> None:
        form = self.chosen_form
        held = self.old.rows if form == form_of(self.old) else ()
        self.purpose.setText(form.purpose)
        self.rows.show(form, offers(form, self.sheet, self.items, held), ticked)
        if self.rows.offers:
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self._explain()

    def _draw(self) -> None:
        self.preview.show_charts((chart(self.spec, self.sheet),))

    def _explain(self) -> None:
        index = self.table.currentIndex()
        hint = HINT if self.rows.offers else NONE
        self.why.setText((self.rows.why(index.row()) if index.isValid() else "") or hint)
