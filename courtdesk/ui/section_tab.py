"""One section as a tab: cards in printed order, built when the tab is first shown."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QSizePolicy, QWidget

from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartSpec, Item
from courtdesk.models.sheet import FactSheet
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.elided_label import ElidedLabel
from courtdesk.ui.figure_row import WIDTHS, FigureRow
from courtdesk.ui.item_card import ItemCard
from courtdesk.ui.theme import STEP, Palette
from courtdesk.ui.workspace import Workspace

COLUMNS = ("本年", "单位", "上年", "同比", "来源部门", "状态", "")


NARROW = 780  # px: a page of less leaves out two columns


class Page(QWidget):
    """A tab's page: a head that stays, and cards that scroll."""

    rearranged = Signal(str, str)
    chip_clicked = Signal(str)
    field_focused = Signal(str)

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.space = space
        self.cards: tuple[ItemCard, ...] = ()
        self.column_heads = ColumnHeads()
        self._narrow = False
        self.head = boxes.column(gap=STEP, margins=(STEP * 5, STEP * 4, STEP * 5, STEP))
        self.canvas = boxes.named(QWidget(), "canvas")
        self.column = boxes.column(self.canvas, STEP * 3, (STEP * 5, STEP, STEP * 5, STEP * 6))
        self.scroller = QScrollArea(widgetResizable=True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.canvas)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._make_room)
        whole = boxes.column(self)
        whole.addLayout(self.head)
        whole.addWidget(self.scroller, 1)

    def _make_room(self, _: int, most: int) -> None:
        bar = self.scroller.verticalScrollBar()
        self.column_heads.leave(bar.sizeHint().width() if most else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() < NARROW) != self._narrow:
            self._narrow = not self._narrow
            self.column_heads.narrow(self._narrow)
            for row in self.rows:
                row.narrow(self._narrow)

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """Every figure's row in printed order."""
        return tuple(row for card in self.cards for row in card.rows)

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        """The charts shown beside this page."""
        return ()

    def paint(self, sheet: FactSheet) -> None:
        """Show what changed."""
        for card in self.cards:
            card.paint(sheet)

    def wear(self, palette: Palette) -> None:
        """Change between light and dark."""
        for card in self.cards:
            card.wear(palette)

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark every row that an open finding stands at."""
        by_id: dict[str, tuple[Finding, ...]] = {}
        for finding in findings:
            group, _, rest = finding.path.partition(".")
            if group == "figures" and not finding.reason:
                id = rest.partition(".")[0]
                by_id[id] = (*by_id.get(id, ()), finding)
        for card in self.cards:
            card.paint_findings(by_id)

    def show_path(self, path: str) -> bool:
        """Bring the field of this path into view and focus it; False when it is not here."""
        group, _, rest = path.partition(".")
        id, _, field = rest.partition(".")
        for card in self.cards:
            if group == "passages" and card.item.id == id:
                card.unfold()
                self._reveal(card.passage)
                return True
            for row in card.rows:
                if group == "figures" and row.id == id:
                    card.unfold()
                    self._reveal(row.previous if field == "previous" else row.value)
                    return True
        return False

    def next_missing(self, after: str) -> bool:
        """Focus the next figure without a value; False when none is left below ``after``."""
        rows = self.rows
        start = next((n + 1 for n, row in enumerate(rows) if row.id == after), 0)
        for row in rows[start:]:
            if row.missing:
                return self.show_path(f"figures.{row.id}.printed")
        return False

    def _add_card(self, card: ItemCard) -> None:
        card.rearranged.connect(self.rearranged)
        card.chip_clicked.connect(self.chip_clicked)
        card.entered.connect(self._next_row)
        self.column.addWidget(card)
        for row in card.rows:
            row.narrow(self._narrow)

    def _next_row(self, id: str) -> None:
        rows = [r for r in self.rows if not r.derived and r.isVisibleTo(self)]
        place = next((n for n, row in enumerate(rows) if row.id == id), -1)
        if place + 1 < len(rows):
            row = rows[place + 1]
            self._reveal(row.value)
            row.value.selectAll()

    def _reveal(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        # a card that was just unfolded gets its place only after this turn of the loop
        QTimer.singleShot(0, widget, lambda: self.scroller.ensureWidgetVisible(widget, 24, 96))


class SectionTab(Page):
    """The page of one section. It is rebuilt when its items or indicators change."""

    def __init__(self, space: Workspace, id: str) -> None:
        super().__init__(space)
        self.id = id
        self.title = ElidedLabel("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.slogan = ElidedLabel("", "slogan")
        self.count = plain_label("", "secondary")
        line = boxes.row(gap=STEP * 3)
        line.addWidget(self.title)
        line.addWidget(self.slogan, 1)
        line.addWidget(self.count)
        self.head.addLayout(line)
        self.head.addWidget(self.column_heads)
        self._items: tuple[Item, ...] = ()
        self.add = QPushButton("＋ 添加条目")
        self.add.setProperty("flat", True)
        self.add.clicked.connect(lambda: self.rearranged.emit("section-add-item", self.id))
        self.paint(space.sheet)

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        return next((s.charts for s in self.space.sheet.outline.sections if s.id == self.id), ())

    def paint(self, sheet: FactSheet) -> None:
        section = next((s for s in sheet.outline.sections if s.id == self.id), None)
        if section is None:
            return
        if section.items != self._items:
            self._build(section.items)
        super().paint(sheet)
        self.title.say(section.title)
        self.slogan.say(section.slogan)
        wanted = [i for i in section.indicators if i.formula is None]
        filled = sum(sheet.figure(i.id).printed is not None for i in wanted)
        self.count.setText(f"已填 {filled} / {len(wanted)}")

    def _build(self, items: tuple[Item, ...]) -> None:
        place = self.scroller.verticalScrollBar().value()
        focus = QApplication.focusWidget()
        focused = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        while entry := self.column.takeAt(0):
            widget = entry.widget()
            if widget is not None and widget is not self.add:
                widget.deleteLater()
        self._items = items
        self.cards = tuple(ItemCard(self.space, item) for item in items)
        for card in self.cards:
            self._add_card(card)
        self.column.addWidget(self.add)
        self.column.addStretch(1)
        fresh = (card.findChild(QWidget, focused) for card in self.cards if focused)
        again = next((widget for widget in fresh if widget is not None), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        bar = self.scroller.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(place))


class ColumnHeads(QWidget):
    """The line of column names that stands above the cards."""

    def __init__(self) -> None:
        super().__init__()
        line = boxes.row(self, STEP * 2)
        self.line = line
        self.leave(0)
        line.addSpacing(12 + STEP * 2)
        line.addWidget(ElidedLabel("指标", "secondary"), 2)
        self.names = {}
        for text, width in zip(COLUMNS, WIDTHS, strict=True):
            label = self.names[text] = ElidedLabel(text, "secondary")
            if text == "来源部门":
                line.addSpacing(STEP * 2)
                label.setMinimumWidth(width)
                line.addWidget(label, 1)
                continue
            if text in ("本年", "上年", "同比"):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            label.setFixedWidth(width)
            line.addWidget(label)

    def leave(self, bar: int) -> None:
        """Stand over the cards' columns beside a scroll bar of this many px."""
        self.line.setContentsMargins(STEP * 3 + 1, STEP, STEP * 3 + 1 + bar, 0)

    def narrow(self, narrow: bool) -> None:
        """Leave out the columns a narrow page has no room for."""
        for text in ("同比", "来源部门"):
            self.names[text].setVisible(not narrow)
