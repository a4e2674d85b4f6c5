"""One open sheet: a tab for the overview, one for each section, one for the head; and the rail."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from courtdesk.models.arrange import item_path
from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.arranging import Arranging
from courtdesk.ui.form.fields import TextField
from courtdesk.ui.form.head_tab import HeadTab
from courtdesk.ui.form.overview_tab import OverviewTab
from courtdesk.ui.form.section_tab import SectionTab
from courtdesk.ui.form.tab_page import TabPage
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.refuge import Refuge
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.mending import Mending
from courtdesk.ui.rail.rail import NARROWEST, Rail
from courtdesk.ui.rail.rail_page import FINDINGS, HISTORY
from courtdesk.ui.tabs import HEAD, OUT, OVERVIEW, Tabs, holder
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.writing.search import Hit


class Editor(Refuge):
    """The tabs and the rail of one workspace. A page is built when its tab is first shown."""

    painted = Signal(object, object)  # the sheet, its findings
    asked = Signal(str)  # the id of an entry of the menus
    railed = Signal(bool)  # whether the rail is shown
    said = Signal(str)  # what is wrong with the words that were gone to
    seized = Signal()  # the file is to be edited though another has it open

    def __init__(self, space: Workspace, palette: Palette, first: str = OVERVIEW) -> None:
        super().__init__()
        self.space = space
        self.locked = bool(space.read_only)
        self.colours = palette
        self.arranging = Arranging(self, space)
        self.pages: dict[str, TabPage] = {}
        self.bar = Tabs(first, self.locked)
        self.add = boxes.tool("＋", "添加部分")
        self.add.setToolTip("添加部分")
        self.stack = QStackedWidget()
        self.rail = Rail(space, palette)
        self.beside = True  # whether the rail is wanted beside the pages that leave it room
        self.split = QSplitter(childrenCollapsible=False)
        self._undivided: list[int] | None = None  # the widths before the rail was split
        self._lay_out()
        self.bar.currentChanged.connect(self._turned)
        self.bar.asked.connect(self.do_section)
        self.add.clicked.connect(self.add_section)
        self.rail.findings.jump.connect(self.show_finding)
        self.rail.history.jump.connect(self.show_path)
        self.rail.preview.jump.connect(self.show_path)
        found, self.mending = self.rail.findings, Mending(self, space)
        found.explained.connect(self.mending.explain)
        found.mended.connect(self.mending.mend)
        found.all_mended.connect(self.mending.mend_all)
        found.picked.connect(self.pick_figure)
        found.phrased.connect(self.mending.allow)
        found.silenced.connect(self.mending.silence)
        found.named.connect(self.mending.name)
        space.changed.connect(self.paint)
        space.proofreader.proofed.connect(self.paint_findings)
        self._name_tabs(space.sheet)
        self.paint(space.sheet, "")
        QTimer.singleShot(150, self, self.rail.prepare_charts)

    def _lay_out(self) -> None:
        strip = boxes.named(QFrame(), "tabstrip")
        line = boxes.row(strip, margins=(STEP * 2, 0, STEP * 2, 1))  # the rule stays uncovered
        line.addWidget(self.bar)
        line.addWidget(self.add)
        line.addStretch(1)
        whole = boxes.column(self)
        if self.locked:
            notice = boxes.named(QFrame(), "notice")
            words = boxes.row(notice)
            sentence = plain_label(self.space.read_only)
            sentence.setWordWrap(True)
            words.addWidget(sentence, 1)
            if self.space.document.advisory:
                self.seize = boxes.tool("仍要编辑…")
                self.seize.clicked.connect(self.seized)
                words.addWidget(self.seize)
            whole.addWidget(notice)
        whole.addWidget(strip)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.rail)
        self.split.setStretchFactor(0, 2)  # a wide window gives room to both
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([900, 380])
        self.add.setEnabled(not self.locked)
        if self.locked:
            self.rail.findings.lock()
        whole.addWidget(self.split, 1)

    def show_rail(self, shown: bool) -> None:
        """Show the rail or hide it; beside a page that wants its room, until that is left."""
        if self.page is None or not self.page.whole:
            self.beside = shown
        self.rail.setVisible(shown)
        self.railed.emit(shown)

    def split_rail(self, two: bool) -> None:
        """Show two pages of the rail side by side, or one; there must be room for both."""
        before = form, rail = self.split.sizes()
        wanted = 2 * NARROWEST + STEP
        if two and rail < wanted <= (form + rail) // 2:
            self.split.setSizes([form + rail - wanted, wanted])
            if self.split.sizes()[1] < wanted:  # the form cannot give so much
                self.split.setSizes(before)
            else:
                self._undivided = before
        elif not two and self._undivided:
            self.split.setSizes(self._undivided)
            self._undivided = None
        self.rail.split(two)

    def paint(self, sheet: FactSheet, path: str) -> None:
        """Follow a change: the visible page, its marks, the rail and the tabs' marks."""
        if not path.startswith(("passages.", "head.")):
            self._name_tabs(sheet)
        page = self.page
        if page is not None:
            page.paint(sheet)
        self.rail.paint(sheet)
        self.paint_findings()

    def paint_findings(self) -> None:
        """Show what is found now: on the visible page, in the rail, and as the tabs' marks."""
        sheet, findings = self.space.sheet, self.space.findings
        page = self.page
        if page is not None:
            page.paint_findings(findings)
        self.rail.paint_findings(findings)
        self.bar.mark(sheet, findings)
        self.painted.emit(sheet, findings)

    @property
    def haven(self) -> QWidget:
        return self.bar

    @property
    def page(self) -> TabPage | None:
        """The page that is shown."""
        current = self.stack.currentWidget()
        return current if isinstance(current, TabPage) else None

    @property
    def key(self) -> str:
        """The key of the tab that is shown."""
        return self.bar.key

    def show_tab(self, key: str) -> None:
        """Turn to the tab of this key, if there is one."""
        self.bar.turn(key)

    def show_path(self, path: str) -> None:
        """Turn to the tab that holds this path and focus its field, in the page or beside it."""
        self.bar.turn(holder(self.space.sheet, path))
        page = self.page
        if ".charts." in path:
            self.asked.emit("charts")
            self.rail.show_path(path)
        elif page is not None:
            page.show_path(path)

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of a finding, select the words it stands on, and say what is found."""
        self.show_path(finding.path)
        field = self.findChild(PassageEditor, finding.path)
        if isinstance(field, PassageEditor) and finding.start >= 0:
            field.underlines.select(finding)
        if FINDINGS not in self.rail.shown or self.rail.isHidden():  # else it stands beside
            self.said.emit(f"{finding.severity}：{finding.message}")

    def pick_figure(self, finding: Finding) -> None:
        """Go to the words of a finding, and ask which figure is to be bound in their place."""
        self.show_finding(finding)
        field = self.findChild(PassageEditor, finding.path)
        if isinstance(field, PassageEditor):
            field.pick_figure()

    def show_hit(self, hit: "Hit") -> None:
        """Go to what was looked for, and select it where it stands in a text."""
        self.show_path(hit.path)
        field = self.findChild(QWidget, hit.path)
        if isinstance(field, PassageEditor) and hit.start >= 0:
            field.underlines.select_source(hit.start, hit.end)
        elif isinstance(field, TextField) and hit.start >= 0:
            field.select(hit.start, hit.end)

    def go_to(self, place: str | Finding) -> None:
        """Go to a path, or to the words a finding stands on."""
        if isinstance(place, Finding):
            self.show_finding(place)
        else:
            self.show_path(place)

    def next_missing(self) -> bool:
        """Focus the next figure without a value, over the tabs to come; False when none is."""
        focus = self.focusWidget()
        name = focus.objectName() if focus is not None else ""
        after = name.split(".")[1] if name.startswith("figures.") else ""
        start = self.bar.currentIndex()
        for step in range(len(self.bar.keys) + 1):
            self.bar.setCurrentIndex((start + step) % len(self.bar.keys))
            page = self.page
            if page is not None and page.next_missing(after if step == 0 else ""):
                return True
        return False

    def next_finding(self) -> None:
        """Show the findings and go to the next one's field."""
        self.rail.turn(FINDINGS)
        self.rail.findings.step()

    def add_section(self) -> None:
        """Turn to the tab of a new section, its title to be written there."""
        if id := self.arranging.add_section():
            self.show_path(f"outline.sections.{id}.title")

    def add_chart(self) -> None:
        """Ask for a chart beside the page that is shown; the overview's where there is no place."""
        if not self.pages[self.key].charts_at:
            self.show_tab(OVERVIEW)
        self.asked.emit("charts")
        self.rail.add_chart()

    def do_section(self, what: str) -> None:
        """Rename, move or remove the section whose tab is shown."""
        section = next((s for s in self.space.sheet.outline.sections if s.id == self.bar.key), None)
        if section is None:
            return
        match what:
            case "rename":
                self._rename(f"outline.sections.{section.id}.title")
            case "left" | "right":
                self.arranging.move_section(section.id, -1 if what == "left" else 1)
            case "remove":
                self.arranging.remove_section(section)

    def set_palette(self, palette: Palette) -> None:
        """Change between light and dark."""
        self.colours = palette
        self.rail.set_palette(palette)
        for page in self.pages.values():
            page.wear(palette)
            page.paint(self.space.sheet)

    def _name_tabs(self, sheet: FactSheet) -> None:
        if not self.bar.name(sheet):
            return
        gone = [self.pages.pop(key) for key in [*self.pages] if key not in self.bar.keys]
        self._show_page()
        for page in gone:
            self.stack.removeWidget(page)
            page.deleteLater()

    def _turned(self, _: int) -> None:
        self.bar.updateGeometry()  # the bold one needs more room than it did
        self._show_page()
        page = self.page
        if page is not None:
            page.paint(self.space.sheet)
            page.paint_findings(self.space.findings)

    def _show_page(self) -> None:
        key = self.bar.key
        if key not in self.pages:
            page = self._make(key)
            page.rearranged.connect(self._do)
            page.chip_clicked.connect(lambda id: self.show_path(f"figures.{id}.printed"))
            page.jump.connect(self.go_to)
            page.asked.connect(self.asked)
            self.pages[key] = page
            self.stack.addWidget(page)
        self._leave_page()
        if self.page is not self.pages[key]:
            self.stack.setCurrentWidget(self.pages[key])
            self.show_rail(self.beside and not self.pages[key].whole)
        self.rail.show_charts(self.pages[key].charts_at)

    def _leave_page(self) -> None:
        """Keep the keyboard at the tabs: Qt would put it into the next page's title."""
        focus = self.window().focusWidget()  # also while a question is asked in front of it
        if focus is not None and self.stack.isAncestorOf(focus):
            self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab leads from the tabs to the figures, past what is printed as title."""
        page = self.page
        if next and self.bar.hasFocus() and page is not None and page.go_in():
            return True
        return super().focusNextPrevChild(next)

    def _do(self, what: str, id: str) -> None:
        """Do what the menu of a card or a row asks for."""
        outline = self.space.sheet.outline
        if what == "history":
            self.rail.turn(HISTORY)
            self.rail.history.show_place(f"figures.{id}", outline.indicator(id).label)
        elif what == "item-rename":
            self._rename(f"outline.{item_path(outline, id)}.heading")
        elif what == "section-add-item":
            if item := self.arranging.add_item(id):
                self.show_path(f"outline.sections.{id}.items.{item}.heading")
        else:
            self.arranging.do(what, id)

    def _rename(self, path: str) -> None:
        """Go to a title or a heading, its words selected."""
        self.show_path(path)
        field = self.page.findChild(PassageEditor, path) if self.page else None
        if isinstance(field, PassageEditor):
            field.selectAll()

    def _make(self, key: str) -> TabPage:
        if key == OVERVIEW:
            return OverviewTab(self.space)
        if key == HEAD:
            return HeadTab(self.space)
        if key == OUT:  # what it needs is loaded when it is first shown
            from courtdesk.ui.publishing.page import PublishPage

            return PublishPage(self.space, self.colours)
        return SectionTab(self.space, key)
