"""The page 成品: the forms at the left, the one that is looked at beside them, release above."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.viewing import Choice, View
from courtdesk.ui.form.tab_page import TabPage
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.publishing.foot import Foot
from courtdesk.ui.publishing.forms import BY_ID, FORMS, PAPER, TABLE, WORDS, Form
from courtdesk.ui.publishing.layout_fields import Strip, long_strip, paper_strip, plain_strip
from courtdesk.ui.publishing.page_column import PageColumn
from courtdesk.ui.publishing.paper_view import Leaves, PaperView
from courtdesk.ui.publishing.press import Drawn, Made, Order, Press
from courtdesk.ui.publishing.release_bar import ReleaseBar
from courtdesk.ui.publishing.sheets_table import fill, sheets_table
from courtdesk.ui.publishing.wechat_strip import WechatStrip
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow

LIST = 148  # px
PAUSE = 400  # ms without an edit before what is not seen is drawn
SHOWN = (PAPER, WORDS, TABLE)  # the pages of the stack


class PublishPage(TabPage):
    """Shows one form at a time, made anew after every edit; the last good one stays until then."""

    def __init__(self, space: Workspace, palette: Palette) -> None:
        super().__init__(space)
        self.form: Form = FORMS[0]
        self.choice = Choice()
        self.leaves: dict[str, Leaves] = {form.id: Leaves() for form in FORMS}
        self.views: dict[str, View] = {}
        self.made: dict[str, tuple[FactSheet, Choice | None]] = {}  # what the views are of
        self.refusals: dict[str, str] = {}  # why a form could not be made, until it is
        self._ordered: Order | None = None
        self.release = ReleaseBar()
        self.export = QPushButton()
        self.forms = QListWidget()
        self.strips: dict[str, QWidget] = {}
        self.notice = boxes.named(QFrame(), "notice")
        self.refusal = plain_label()
        self.paper = PaperView(palette)
        self.words = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.table = sheets_table()
        self.thumbs = PageColumn(palette)
        self.foot = Foot(self.paper)
        self.stack = QStackedWidget()
        self._lay_out()
        self.press = Press(space.blob)
        self.press.made.connect(self._take)
        self.press.drawn.connect(self._draw)
        self.press.thumbed.connect(self._thumb)
        self.press.failed.connect(self._fail)
        self._rest = boxes.pause(self, PAUSE, self.press.rest)
        space.closing.connect(self.press.stop)
        self.destroyed.connect(self.press.stop)
        self._connect()
        self.forms.setCurrentRow(0)

    # --- the parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = boxes.row(gap=STEP * 3, margins=(STEP * 5, STEP * 3, STEP * 4, STEP * 3))
        head.addWidget(plain_label("成品", "title"))
        head.addWidget(self.release)
        head.addStretch(1)
        restyle(self.export, "primary", True)
        head.addWidget(self.export)
        for form in FORMS:
            item = QListWidgetItem(form.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, STEP * 8))
            self.forms.addItem(item)
        boxes.named(self.forms, "forms").setAccessibleName("各种成品，勾选的可一起导出")
        self.forms.setFixedWidth(LIST)
        boxes.named(self.words, "words").setAccessibleName("文本预览")
        self.stack.addWidget(self.paper)
        self.stack.addWidget(self.words)
        self.stack.addWidget(self.table)
        boxes.row(self.notice).addWidget(self.refusal, 1)
        self.refusal.setWordWrap(True)
        self.notice.hide()
        self.pages = boxes.row()
        self.pages.addWidget(self.thumbs)
        self.pages.addWidget(self.stack, 1)
        self.side = boxes.column()
        self.side.addWidget(self.notice)
        self.side.addLayout(self.pages, 1)
        self.side.addWidget(self.foot)
        body = boxes.row()
        body.addWidget(self.forms)
        body.addLayout(self.side, 1)
        whole = boxes.column(self)
        whole.addLayout(head)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self.release.jump.connect(self.jump)
        self.export.clicked.connect(self._export)
        self.forms.currentRowChanged.connect(self._turn)
        self.forms.itemChanged.connect(self._count)
        self.paper.looked.connect(lambda: self.press.look(self.paper.lens))
        self.paper.turned.connect(self.thumbs.mark)
        self.thumbs.chosen.connect(self.paper.go_to)
        self.foot.print_asked.connect(self._print)
        self._count()

    def _strip(self, form: Form) -> QWidget:
        if form.id not in self.strips:
            made = STRIPS.get(form.id, plain_strip(form.about))(self.space)
            self.strips[form.id] = made
            if isinstance(made, WechatStrip):
                made.chosen.connect(self._look_as)
                made.copy_asked.connect(self._copy)
            self.side.insertWidget(0, made)
            self._chain(made)
        return self.strips[form.id]

    def _chain(self, strip: QWidget) -> None:
        """Let Tab go from the list through the strip to the pages."""
        last: QWidget = self.forms
        for widget in strip.findChildren(QWidget):
            tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if tabs and widget.window() is self.window():  # the list of a choice is its own
                self.setTabOrder(last, widget)
                last = widget

    @property
    def ready(self) -> bool:
        return self.made.get(self.form.id) == (self.space.sheet, self.choice)

    @property
    def whole(self) -> bool:
        return True

    @property
    def printed(self) -> str:
        return self.form.id if self.form.printed else ""

    @property
    def charts_at(self) -> str:
        return "outline.charts"  # as beside the overview

    @property
    def haven(self) -> QWidget:
        return self.forms

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.forms.setFocus(event.reason())  # a proxy would leave the export out of Tab's way

    # --- what is shown ---------------------------------------------------------------------------

    def show_form(self, id: str) -> None:
        """Turn to a form by its name among the formats."""
        self.forms.setCurrentRow(FORMS.index(BY_ID[id]))

    def _turn(self, row: int) -> None:
        self.form = FORMS[max(row, 0)]
        strip = self._strip(self.form)
        for other in self.strips.values():
            other.setVisible(other is strip)
        self.paint(self.space.sheet)
        self._show()

    def paint(self, sheet: FactSheet) -> None:
        strip = self.strips.get(self.form.id)
        if isinstance(strip, Strip):
            strip.paint(sheet)
        order = Order(self.form.id, sheet, self.choice)
        if order != self._ordered or self.form.id in self.refusals:
            self._ordered = order
            self._rest.stop()
            self.press.order(order, self.paper.lens)

    def _look_as(self, choice: Choice) -> None:
        self.choice = choice
        self.paint(self.space.sheet)

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        if self.space.proofreader.fresh:  # else the words are still being proofed
            self.release.check(self.space.sheet, findings)

    def show_path(self, path: str) -> bool:
        """Turn to the form that this choice is of, and focus its field."""
        if not path.startswith("layout."):
            return False
        name = path.removeprefix("layout.")
        self.show_form("article.pdf" if name in ("paper", "columns", "size") else "long.png")
        field = self._strip(self.form).findChild(QWidget, path)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def wear(self, palette: Palette) -> None:
        self.paper.colours = self.thumbs.colours = palette
        self.paper.viewport().update()
        self._show()

    def _show(self) -> None:
        """Show what is known of the form: what it looked like last, or why it is not there."""
        form, known = self.form, self.views.get(self.form.id)
        leaves, refusal = self.leaves[form.id], self.refusals.get(form.id, "")
        self.stack.setCurrentIndex(0 if form.paged else SHOWN.index(form.shown))
        self.paper.setAccessibleName(f"{form.name}预览，共 {len(leaves.sizes)} 页")
        self.paper.empty = known.said if known else refusal or "正在排版…"
        self.paper.show_leaves(leaves, form.unit)
        self.thumbs.show_pages(len(leaves.sizes) if form.paged else 0, leaves.small)
        self.thumbs.mark(self.paper.page)
        if form.shown == WORDS:
            self._show_words(known.words if known else refusal)
        if form.shown == TABLE:
            fill(self.table, known.rows if known else ())
        self.refusal.setText(f"{refusal}下面是上一次排好的样子。")
        self.notice.setVisible(bool(refusal and known))
        self.foot.say(known.said if known else "", known.over if known else 0)
        self.foot.offer(form.paged, form.printed)
        self.foot.setVisible(form.paged or bool(known and known.said))
        self.foot.follow()

    def _show_words(self, words: str) -> None:
        if words != self.words.toPlainText():
            bar = self.words.verticalScrollBar()
            place = bar.value()
            self.words.setPlainText(words)
            bar.setValue(place)

    # --- what the press tells --------------------------------------------------------------------

    def _take(self, made: Made) -> None:
        id = made.order.form
        self.views[id], self.made[id] = made.view, (made.order.sheet, made.order.choice)
        self.refusals.pop(id, None)
        self.leaves[id].renew(made.sizes, made.drawn)
        if id == self.form.id:
            self._show()
            self._rest.start()

    def _draw(self, order: Order, drawn: list[Drawn]) -> None:
        self.leaves[order.form].add(drawn)
        self.paper.viewport().update()

    def _thumb(self, order: Order, page: int, image: QImage) -> None:
        self.leaves[order.form].small[page] = image
        if order.form == self.form.id:
            self.thumbs.draw(page, image)

    def _fail(self, order: Order, sentence: str) -> None:
        self.refusals[order.form] = sentence
        if order.form == self.form.id:
            self._show()

    # --- what is asked ---------------------------------------------------------------------------

    @property
    def ticked(self) -> tuple[str, ...]:
        """The forms that are to be exported together."""
        items = (self.forms.item(row) for row in range(self.forms.count()))
        ticks = [item.checkState() is Qt.CheckState.Checked for item in items]
        return tuple(f.id for f, tick in zip(FORMS, ticks, strict=True) if tick)

    def _count(self) -> None:
        count = len(self.ticked)
        self.export.setText(f"导出 {count} 种…" if count else "勾选后导出")
        self.export.setEnabled(bool(count))

    def _export(self) -> None:
        from courtdesk.ui.publishing.exchange import export_forms

        export_forms(cast("MainWindow", self.window()), self.ticked)

    def _copy(self) -> None:
        from courtdesk.ui.publishing.clipboard import copy_article

        copy_article(cast("MainWindow", self.window()), self.space)

    def _print(self) -> None:
        from courtdesk.ui.publishing.exchange import print_form

        print_form(cast("MainWindow", self.window()), self.form.id)


STRIPS: dict[str, Callable[[Workspace], QWidget]] = {
    "article.pdf": paper_strip,
    "wechat.html": WechatStrip,
    "long.png": long_strip,
}
