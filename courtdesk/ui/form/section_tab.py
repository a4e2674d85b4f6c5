"""One section as a tab: cards in printed order, built when the tab is first shown."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Item
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.figure_row import WIDTHS, FigureRow
from courtdesk.ui.form.item_card import ItemCard
from courtdesk.ui.form.tab_page import TabPage
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.caret import tell_place
from courtdesk.ui.passage.chip import SHOWN, read
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.workspace import Workspace

COLUMNS = ("本年", "单位", "上年", "同比", "来源部门", "状态", "")
SLICE = 0.04  # s: how long a tab may be built before the window breathes
TITLE = 120  # px: the least a section's title may take
NARROW = 780  # px: a page of less leaves out two columns


class Page(TabPage):
    """A tab's page of cards: a head that stays, and cards that scroll."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self.cards: tuple[ItemCard, ...] = ()
        self.column_heads = ColumnHeads()
        self._narrow = False
        self._revealed: QWidget | None = None  # the field last gone to
        self._around: QWidget | None = None  # what is seen whole with it, if there is room
        self.head = boxes.column(gap=STEP, margins=(STEP * 5, STEP * 4, STEP * 5, STEP))
        self.canvas = boxes.named(QWidget(), "canvas")
        self.column = boxes.column(self.canvas, STEP * 3, (STEP * 5, STEP, STEP * 5, STEP * 6))
        # else a frame shows the cards squeezed whenever a passage has found its height
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.scroller = QScrollArea(widgetResizable=True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.canvas)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.column_heads.leave(self.scroller.verticalScrollBar().sizeHint().width())
        self.scroller.verticalScrollBar().setEnabled(False)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.scroller.verticalScrollBar().valueChanged.connect(self._scrolled)
        whole = boxes.column(self)
        whole.addLayout(self.head)
        whole.addWidget(self.scroller, 1)

    def _make_room(self, _: int, most: int) -> None:
        self.scroller.verticalScrollBar().setEnabled(bool(most))  # else it is not drawn
        QTimer.singleShot(0, self, self._show_revealed)  # passages above it found their height

    def _scrolled(self) -> None:
        tell_place(self.scroller)

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

    def paint(self, sheet: FactSheet) -> None:
        for card in self.cards:
            card.paint(sheet)

    def wear(self, palette: Palette) -> None:
        for card in self.cards:
            card.wear(palette)

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark every row that an open finding stands at."""
        by_id: dict[str, tuple[Finding, ...]] = {}
        for finding in findings:
            id = figure_of(finding.path)
            if id and not finding.reason:
                by_id[id] = (*by_id.get(id, ()), finding)
        for card in self.cards:
            card.paint_findings(by_id)

    def show_path(self, path: str) -> bool:
        self.complete()
        group, _, rest = path.partition(".")
        id = rest.partition(".")[0]
        for card in self.cards:
            if group == "passages" and card.item.id == id:
                card.unfold()
                self._reveal(card.passage)
                return True
            if path.endswith(f".{card.item.id}.heading"):
                self._reveal(card.heading, card)
                return True
            for row in card.rows:
                if row.id == figure_of(path):
                    card.unfold()
                    self._reveal(row.place_of(path))
                    return True
        return False

    def next_missing(self, after: str) -> bool:
        self.complete()
        rows = self.rows
        start = next((n + 1 for n, row in enumerate(rows) if row.id == after), 0)
        for row in rows[start:]:
            if row.missing:
                return self.show_path(f"figures.{row.id}.printed")
        return False

    def go_in(self) -> bool:
        self.complete()
        left = self.focusWidget()
        shown = [r for r in self.rows if not r.derived and r.isVisibleTo(self)]
        row = next((r for r in shown if r.value is left), shown[0] if shown else None)
        if row is not None:
            self._go_to(row)
        return row is not None

    def _focused(self) -> tuple[QWidget, int] | None:
        """What has the keyboard, and the number of the card it is in."""
        focus = self.window().focusWidget()  # also while a question is asked in front of it
        inside = (n for n, card in enumerate(self.cards) if focus and card.isAncestorOf(focus))
        place = next(inside, None)
        return None if focus is None or place is None else (focus, place)

    def _refocus(self, focused: tuple[QWidget, int] | None, last: QWidget) -> None:
        """Give the keyboard back after cards were made anew: to the same place, or near it."""
        if focused is None or any(card.isAncestorOf(focused[0]) for card in self.cards):
            return
        widget, place = focused
        for card in self.cards:
            card.show()  # now: a new one waits for its layout, and takes no focus
        fresh = (c.findChild(QWidget, widget.objectName()) for c in self.cards)
        again = next(filter(None, fresh), None) if widget.objectName() else None
        near = self.cards[min(place, len(self.cards) - 1)].more if self.cards else last
        (again or near).setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_card(self, item: Item, fixed: bool = False) -> ItemCard:
        card = ItemCard(self.space, item, fixed)
        card.rearranged.connect(self.rearranged)
        card.chip_clicked.connect(self.chip_clicked)
        card.entered.connect(self._next_row)
        for row in card.rows:
            row.narrow(self._narrow)
        return card

    def _next_row(self, id: str) -> None:
        rows = [r for r in self.rows if not r.derived and r.isVisibleTo(self)]
        place = next((n for n, row in enumerate(rows) if row.id == id), -1)
        if place + 1 < len(rows):
            self._go_to(rows[place + 1])

    def _go_to(self, row: FigureRow) -> None:
        self._reveal(row.value)
        row.value.selectAll()

    def _reveal(self, widget: QWidget, around: QWidget | None = None) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        # a card that was just unfolded gets its place only after this turn of the loop
        self._revealed, self._around = widget, around
        QTimer.singleShot(0, self, self._show_revealed)

    def _show_revealed(self) -> None:
        if self._revealed is not None and self._revealed is QApplication.focusWidget():
            if self._around is not None:
                self.scroller.ensureWidgetVisible(self._around, 24, STEP * 3)
            self.scroller.ensureWidgetVisible(self._revealed, 24, 96)
            self._scrolled()  # it may have moved without a scroll


class SectionTab(Page):
    """The page of one section. It is rebuilt when its items or indicators change."""

    def __init__(self, space: Workspace, id: str) -> None:
        super().__init__(space)
        self.id = id
        self.title = self._line("title", "部分标题")
        self.slogan = self._line("slogan", "副题")
        self.count = plain_label("", "secondary")
        line = boxes.row(gap=STEP)
        line.addWidget(self.title, 1)
        line.addWidget(self.slogan, 1)
        line.addWidget(self.count)
        self.head.addLayout(line)
        self.head.addWidget(self.column_heads)
        self.title.textChanged.connect(self._leave_room)
        self._items: tuple[Item, ...] = ()
        self._waiting: list[Item] = []  # items whose cards are still to be made
        self._kept: dict[str, ItemCard] = {}  # cards to be used again, by item
        self.add = QPushButton("＋ 添加条目")
        self.add.setProperty("flat", True)
        self.add.clicked.connect(lambda: self.rearranged.emit("section-add-item", self.id))
        self.paint(space.sheet)

    def _line(self, field: str, name: str) -> PassageEditor:
        path = f"outline.sections.{self.id}.{field}"
        line = PassageEditor(self.space, path, name, name, one_line=True, role=field)
        line.chip_clicked.connect(self.chip_clicked)
        return line

    def _leave_room(self) -> None:
        """Let the title be as wide as its words, so that the slogan stands right behind it."""
        words = self.title.fontMetrics().horizontalAdvance(read(self.title.document(), SHOWN))
        self.title.setMaximumWidth(max(words + STEP * 10, TITLE))

    def show_path(self, path: str) -> bool:
        for line in (self.title, self.slogan):
            if line.path == path:
                self._reveal(line)
                return True
        return super().show_path(path)

    @property
    def charts_at(self) -> str:
        return f"outline.sections.{self.id}.charts"

    def paint(self, sheet: FactSheet) -> None:
        section = next((s for s in sheet.outline.sections if s.id == self.id), None)
        if section is None:
            return
        if [*map(_shape, section.items)] != [*map(_shape, self._items)]:
            self._build(section.items)
        super().paint(sheet)
        self.title.paint(sheet)
        self.slogan.paint(sheet)
        self._leave_room()
        wanted = [i for i in section.indicators if i.formula is None]
        filled = sum(sheet.figure(i.id).printed is not None for i in wanted)
        self.count.setText(f"已填 {filled} / {len(wanted)}")

    def _build(self, items: tuple[Item, ...]) -> None:
        """Lay the cards out anew; those whose item is as it was are used again."""
        place = self.scroller.verticalScrollBar().value()
        focused = self._focused()
        first = not self.cards
        while self.column.takeAt(0):
            pass
        shapes = [*map(_shape, items)]
        kept = {card.item.id: card for card in self.cards if _shape(card.item) in shapes}
        for card in self.cards:
            if card not in kept.values():
                card.hide()
                card.deleteLater()
        self._items, self._kept, self._waiting = items, kept, list(items)
        self.cards = self.cards[:0]
        self.column.addWidget(self.add)
        self.column.addStretch(1)
        self._build_on(slices=first)
        self._refocus(focused, self.add)
        bar = self.scroller.verticalScrollBar()
        if not first:
            QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def _build_on(self, slices: bool = True) -> None:
        """Make the cards that are waiting: all, or those of a slice of time and the rest soon."""
        until = time.monotonic() + SLICE
        while self._waiting:
            item = self._waiting.pop(0)
            card = self._kept.pop(item.id, None) or self._new_card(item)
            self.column.insertWidget(len(self.cards), card)
            self.cards = (*self.cards, card)
            if slices and self._waiting and time.monotonic() > until:
                QTimer.singleShot(0, self, self._build_more)
                return

    def _build_more(self) -> None:
        self._build_on()
        self.paint_findings(self.space.findings)

    def complete(self) -> None:
        if self._waiting:
            self._build_on(slices=False)
            self.paint_findings(self.space.findings)


def figure_of(path: str) -> str:
    """The id of the indicator that a path belongs to, its value or its name; empty for none."""
    group, _, rest = path.partition(".")
    inner = rest if group == "figures" else path.partition(".indicators.")[2]
    return inner.partition(".")[0]


def _shape(item: Item) -> tuple[object, ...]:
    """What a card is built from; its heading it follows, as a field does."""
    return item.id, item.form, item.indicators


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
