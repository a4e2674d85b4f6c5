"""An item as a card: its run-in heading, its figures in rows, and its passage."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from courtdesk.models.arrange import item_path
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Item
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.figure_row import WIDTHS, FigureRow
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.icons import icon
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.history import HEADINGS


class ItemCard(QFrame):
    """One item. It folds, and remembers that it was folded."""

    entered = Signal(str)
    rearranged = Signal(str, str)  # what, id of the item or indicator
    chip_clicked = Signal(str)

    def __init__(self, space: Workspace, item: Item, fixed: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        self.space, self.item, self.fixed = space, item, fixed
        self.rows = tuple(FigureRow(space, i) for i in item.indicators)
        self.fold = boxes.tool("", "折叠")
        self.fold.setProperty("role", "fold")
        self.heading = self._titled()
        self.count = plain_label("", "secondary")
        self.more = boxes.tool("⋯", "更多", popup=True)
        self.more.setFixedWidth(WIDTHS[-1])  # over those of the rows
        for button in (self.fold, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body = QWidget()
        self.passage = PassageEditor(space, f"passages.{item.id}.text", "正文")
        self._lay_out()
        self._make_menu()
        self.fold.clicked.connect(self._toggle)
        folded = QSettings().value(self._key, False, type=bool)
        self._set_folded(bool(folded))
        self.paint(space.sheet)

    @property
    def _key(self) -> str:
        return f"folded/{self.space.sheet.outline.id}/{self.item.id}"

    def _titled(self) -> QWidget:
        """The heading: that of the lead is no words of the article."""
        if self.fixed:
            return ElidedLabel(words(self.item.heading, self.space.sheet), "heading")
        path = f"outline.{item_path(self.space.sheet.outline, self.item.id)}.heading"
        hint = "条目标题，键入 @ 插入指标"
        heading = PassageEditor(self.space, path, "条目标题", hint, one_line=True, role="heading")
        heading.chip_clicked.connect(self.chip_clicked)
        return heading

    def _lay_out(self) -> None:
        head = boxes.row(gap=STEP * 2)
        head.addWidget(self.fold)
        head.addWidget(self.heading, 1)
        head.addWidget(self.count)
        head.addWidget(self.more)
        rows = boxes.column(self.body, margins=(0, STEP, 0, 0))
        for row in self.rows:
            rows.addWidget(row)
            row.entered.connect(self.entered)
            row.rearranged.connect(self.rearranged)
        rows.addSpacing(STEP * 2)
        rows.addWidget(self.passage)
        self.passage.chip_clicked.connect(self.chip_clicked)
        whole = boxes.column(self, margins=(STEP * 3, STEP * 2, STEP * 3, STEP * 3))
        whole.addLayout(head)
        whole.addWidget(self.body)

    def _make_menu(self) -> None:
        menu = QMenu(self.more)
        entries = [("add", "添加指标…")]
        if not self.fixed:
            entries += [
                ("rename", "改条目名"),
                ("up", "上移"),
                ("down", "下移"),
                ("remove", "删除条目"),
            ]
        for what, text in entries:
            action = QAction(text, menu)
            action.triggered.connect(
                lambda _=False, what=what: self.rearranged.emit(f"item-{what}", self.item.id)
            )
            menu.addAction(action)
        if not self.fixed:
            menu.addSeparator()
            one = QActionGroup(menu)
            for form, text in HEADINGS.items():
                action = QAction(text, one, checkable=True, checked=form is self.item.form)
                what = f"item-{form}"
                action.triggered.connect(
                    lambda _=False, what=what: self.rearranged.emit(what, self.item.id)
                )
                menu.addAction(action)
        self.more.setMenu(menu)

    def paint(self, sheet: FactSheet) -> None:
        """Show what changed in the heading, the rows and the passage."""
        if isinstance(self.heading, PassageEditor):
            self.heading.paint(sheet)
            self._name(words(self.heading.source(), sheet))
        elif isinstance(self.heading, ElidedLabel):
            self.heading.say(words(self.item.heading, sheet))
            self._name(self.heading.whole)
        for row in self.rows:
            row.paint(sheet)
        self.passage.paint(sheet)
        wanted = [r for r in self.rows if not r.derived]
        filled = sum(not r.missing for r in wanted)
        text = f"{filled} / {len(wanted)}" if wanted else "无指标"
        if self.count.text() != text:
            self.count.setText(text)

    def _name(self, heading: str) -> None:
        if self.more.accessibleName() != f"{heading} 更多":
            self.fold.setAccessibleName(f"折叠 {heading}")
            self.more.setAccessibleName(f"{heading} 更多")
            self.passage.setAccessibleName(f"正文：{heading}")
            self.passage.label = f"正文：{heading}"

    def paint_findings(self, by_id: dict[str, tuple[Finding, ...]]) -> None:
        """Mark the rows that findings stand at."""
        for row in self.rows:
            row.paint_findings(by_id.get(row.id, ()))

    def _toggle(self) -> None:
        folded = self.body.isVisibleTo(self)
        self._set_folded(folded)
        QSettings().setValue(self._key, folded)

    def _set_folded(self, folded: bool) -> None:
        self.body.setVisible(not folded)
        self._folded = folded
        self.wear(worn())

    def wear(self, palette: Palette) -> None:
        """Draw the fold sign in the palette's colours."""
        sign = "chevron-right" if self._folded else "chevron-down"
        self.fold.setIcon(icon(sign, palette.secondary))

    def unfold(self) -> None:
        """Open the card, because something in it is to be shown."""
        self._set_folded(False)
