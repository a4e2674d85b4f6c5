"""One figure's line: label, value, last year, change, department, state; details open in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from courtdesk.models.derived import change, standing
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator, Severity
from courtdesk.models.sheet import FactSheet, Figure, State
from courtdesk.ui.form.fields import LineField, QuantityField, TextField
from courtdesk.ui.form.wording_button import WordingButton
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import ROW, STEP
from courtdesk.ui.workspace import Workspace

# px: value, unit, last year, change, department, state, menu
WIDTHS = (120, 44, 88, 84, 112, 64, 28)
UNKEPT = "没有原表：这个数不是从表格导入的"
STATE_MARKS = {
    State.AWAITED: "○ 待收",
    State.RECEIVED: "◎ 已收",
    State.CHECKED: "● 已核",
    State.LOCKED: "■ 锁定",
}


class FigureRow(QWidget):
    """The row of one indicator. ``entered`` asks to move on to the next figure."""

    entered = Signal(str)
    rearranged = Signal(str, str)  # what: history, edit, up, down, remove; the indicator's id

    def __init__(self, space: Workspace, indicator: Indicator) -> None:
        super().__init__()
        self.space, self.indicator = space, indicator
        self._figure: Figure | None = None
        self._findings: tuple[Finding, ...] = ()
        self.details: QFrame | None = None
        self.derived = indicator.formula is not None
        self.label = ElidedLabel(indicator.label)
        self.mark = plain_label("")
        self.value = self._field("printed")
        self.unit = ElidedLabel(indicator.unit, "secondary")
        self.previous = self._field("previous")
        self.change = plain_label("", "secondary")
        self.department = ElidedLabel(indicator.department, "secondary")
        self.state = boxes.tool("", popup=True)
        self.more = boxes.tool("⋯", f"{indicator.label} 更多", popup=True)
        self.refusal = plain_label("", "refusal")  # under the line
        self.aside = plain_label("", "aside", self)  # over the line's end, where nothing moves
        self.aside.hide()
        self._lay_out()
        self.paint(space.sheet)

    def _field(self, year: str) -> QuantityField | LineField:
        """Return the field of a year's value; what is computed cannot be typed."""
        if not self.derived:
            return QuantityField(self.space, self.id, year)
        field = LineField()
        field.setReadOnly(True)
        field.setProperty("role", year)
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field.setToolTip("由其他指标计算得出，不能填写")
        return field

    def _lay_out(self) -> None:
        line = boxes.row(gap=STEP * 2)
        self.mark.setFixedWidth(12)
        # a width that is fixed and ignored at once makes the layout overlap its neighbours
        self.unit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        cells = (
            self.value,
            self.unit,
            self.previous,
            self.change,
            self.department,
            self.state,
            self.more,
        )
        line.addWidget(self.mark)
        line.addWidget(self.label, 2)
        for cell, width in zip(cells, WIDTHS, strict=True):
            if cell is self.department:
                line.addSpacing(STEP * 2)
                cell.setMinimumWidth(width)
                line.addWidget(cell, 1)
            else:
                cell.setFixedWidth(width)
                line.addWidget(cell)
        for cell in (self.value, self.previous, self.state, self.more):
            cell.setFixedHeight(ROW - STEP)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.change.setAlignment(right)
        self.label.setMinimumHeight(ROW)
        self.value.setAccessibleName(self.indicator.label)
        self.previous.setAccessibleName(f"{self.indicator.label} 上年")
        self.previous.setPlaceholderText("—")
        for button in (self.state, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.state.setProperty("role", "state")
        self.state.setObjectName(f"state.{self.id}")
        self.more.setObjectName(f"more.{self.id}")
        if self.derived:
            self.state.setText("计算值")
            self.state.setEnabled(False)
        whole = boxes.column(self)
        whole.addLayout(line)
        whole.addWidget(self.refusal)
        self.refusal.setVisible(False)
        self.refusal.setAlignment(right)
        self.refusal.setWordWrap(True)
        self.value.entered.connect(self._go_on)
        self.previous.entered.connect(self._go_on)
        for field in (self.value, self.previous):
            if isinstance(field, QuantityField):
                field.refused.connect(self._refuse)
        self._make_menus()

    def _make_menus(self) -> None:
        if not self.derived:
            states = QMenu(self.state)
            for state, text in STATE_MARKS.items():
                action = QAction(text, states)
                action.triggered.connect(self._state_setter(state))
                states.addAction(action)
            self.state.setMenu(states)
        menu = QMenu(self.more, toolTipsVisible=True)
        details = QAction("详情", menu)
        details.triggered.connect(self.toggle_details)
        menu.addAction(details)
        history = QAction("修改记录", menu)
        history.triggered.connect(self._rearranger("history"))
        menu.addAction(history)
        self.to_source = QAction("看原表…", menu)
        self.to_source.triggered.connect(self.show_source)
        menu.addAction(self.to_source)
        menu.aboutToShow.connect(self._enable_source)
        menu.addSeparator()
        for what, text in (
            ("edit", "修改指标…"),
            ("up", "上移"),
            ("down", "下移"),
            ("remove", "删除指标"),
        ):
            action = QAction(text, menu)
            action.triggered.connect(self._rearranger(what))
            menu.addAction(action)
        self.more.setMenu(menu)

    def _state_setter(self, state: State) -> Callable[[], None]:
        def set_state() -> None:
            try:
                if state is not State.AWAITED and self.space.sheet.figure(self.id).printed is None:
                    raise UserError(f"“{self.indicator.label}”还没有数值，请先填写。")
                self.space.set_figure(self.id, f"{self.indicator.label}：{state}", state=state)
            except UserError as error:
                self._refuse(str(error))

        return set_state

    def _rearranger(self, what: str) -> Callable[[], None]:
        return lambda: self.rearranged.emit(what, self.id)

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def missing(self) -> bool:
        """Whether somebody still has to fill this figure."""
        return not self.derived and self.space.sheet.figure(self.id).printed is None

    def paint(self, sheet: FactSheet) -> None:
        """Show the figure; a derived one is computed again."""
        figure = standing(sheet, self.id)
        if self.derived:
            self._paint_derived(figure)
            return
        if figure is self._figure:
            return
        self._figure = figure
        for field in (self.value, self.previous):
            if isinstance(field, QuantityField):
                field.paint(sheet)
        self._paint_change(figure)
        text = STATE_MARKS[figure.state]
        if self.state.text() != text:
            self.state.setText(text)
        self._paint_details()

    def _paint_derived(self, figure: Figure) -> None:
        text = "—" if figure.printed is None else str(figure.printed)
        if self.value.text() != text:
            self.value.setText(text)
        text = "" if figure.previous is None else str(figure.previous)
        if self.previous.text() != text:
            self.previous.setText(text)
        self._paint_change(figure)

    def _paint_change(self, figure: Figure) -> None:
        moved = change(self.indicator, figure)
        text = "" if moved is None else _arrow(moved.amount, moved.text)
        if self.change.text() != text:
            self.change.setText(text)

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the row with the worst finding that stands at it."""
        if findings == self._findings:
            return
        self._findings = findings
        worst = min((f.severity for f in findings), key=list(Severity).index, default=None)
        self.mark.setText("" if worst is None else "▲" if worst is Severity.ERROR else "△")
        restyle(self.mark, "role", "error" if worst is Severity.ERROR else "amber")
        self.mark.setToolTip(boxes.tip("\n".join(f.message for f in findings)))

    def narrow(self, narrow: bool) -> None:
        """Leave the columns out that a narrow page has no room for; the details hold them."""
        self.change.setVisible(not narrow)
        self.department.setVisible(not narrow)

    def toggle_details(self) -> None:
        """Open or close the details under the line."""
        if self.details is None:
            self._build_details()
        elif self.details.isVisibleTo(self):
            self.details.hide()
        else:
            self.details.show()

    def place_of(self, path: str) -> QWidget:
        """Return the field of a path of the figure; of a name, the menu that changes it."""
        *_, field = path.split(".")
        if field in ("note", "definition") and (self.details is None or self.details.isHidden()):
            self.toggle_details()
        known = {"printed": self.value, "previous": self.previous}
        if not self.derived and self.details is not None:
            known |= {"exact": self.exact, "note": self.note}
        return self.more if ".indicators." in path else known.get(field, self.value)

    def _build_details(self) -> None:
        self.details = boxes.named(QFrame(), "details")
        form = QFormLayout(self.details)
        form.setContentsMargins(STEP * 4, STEP * 2, STEP * 4, STEP * 2)
        form.setHorizontalSpacing(STEP * 4)
        self.definition = plain_label("", "")
        self.definition.setWordWrap(True)
        self.origin = plain_label("", "")
        self.origin.setWordWrap(True)
        form.addRow(plain_label("口径", "secondary"), self.definition)
        self.source = QPushButton("看原表")
        self.source.clicked.connect(self.show_source)
        line = boxes.row(gap=STEP * 2)
        line.addWidget(self.origin, 1)
        line.addWidget(self.source)
        form.addRow(plain_label("来源", "secondary"), line)
        if not self.derived:
            self.exact = QuantityField(self.space, self.id, "exact")
            self.exact.setPlaceholderText("印作约数时，填写准确数")
            self.exact.setAccessibleName(f"{self.indicator.label} 准确数")
            self.exact.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self.exact.refused.connect(self._refuse)
            self.note = TextField(
                self.space, f"figures.{self.id}.note", f"{self.indicator.label}：备注"
            )
            line = boxes.row(gap=STEP * 2)
            line.addWidget(self.exact, 1)
            self.wording = WordingButton(self.space, self.indicator, self._refuse)
            line.addWidget(self.wording)
            form.addRow(plain_label("准确数", "secondary"), line)
            form.addRow(plain_label("备注", "secondary"), self.note)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.details)
        self._paint_details()

    def _paint_details(self) -> None:
        if self.details is None:
            return
        self.definition.setText(self.indicator.definition or "未注明")
        source = self.space.sheet.figure(self.id).source
        when = f" {source.when:%Y-%m-%d %H:%M}" if source.when else ""
        department = self.indicator.department or "未注明部门"
        reply = self.space.sheet.reply(source)
        filler = " ".join(p for p in (reply.by, reply.phone) if p) if reply else ""
        parts = (department, f"{source}{when}".strip(), filler and f"填报人 {filler}")
        self.origin.setText(" · ".join(part for part in parts if part))
        self.source.setVisible(bool(source.sha256))
        if not self.derived:
            self.exact.paint(self.space.sheet)
            self.wording.paint(self.space.sheet)
            self.note.paint(self.space.sheet)

    def _enable_source(self) -> None:
        kept = bool(self.space.sheet.figure(self.id).source.sha256)
        self.to_source.setEnabled(kept)
        self.to_source.setToolTip("" if kept else UNKEPT)

    def show_source(self) -> None:
        """Show the cell this figure came from in the file that is kept of it."""
        from courtdesk.ui.intake.source_dialog import show_source

        show_source(self.window(), self.space, self.space.sheet.figure(self.id).source)

    def _refuse(self, sentence: str) -> None:
        room = self.rect().adjusted(self.previous.geometry().right() + STEP * 2, 0, 0, 0)
        room.setHeight(ROW)
        self.aside.setGeometry(room)
        fits = self.aside.fontMetrics().horizontalAdvance(sentence) < room.width() - STEP
        self.aside.setText(sentence)
        self.aside.raise_()
        self.aside.setVisible(bool(sentence) and fits)
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence) and not fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.refusal.text():
            QTimer.singleShot(0, self, lambda: self._refuse(self.refusal.text()))

    def _go_on(self) -> None:
        self.entered.emit(self.id)


def _arrow(amount: object, text: str) -> str:
    if text == "持平":
        return text
    return ("↑ " if text.startswith("+") else "↓ ") + text.lstrip("+-").replace("个百分点", "点")
