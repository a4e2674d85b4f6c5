"""One open sheet: a tab for the overview, one for each section, one for the head; and the rail."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from courtdesk.models.arrange import item_path
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.arranging import Arranging
from courtdesk.ui.form.head_tab import HeadTab
from courtdesk.ui.form.overview_tab import OverviewTab
from courtdesk.ui.form.section_tab import SectionTab
from courtdesk.ui.form.tab_page import TabPage
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, tip
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.mending import Mending
from courtdesk.ui.rail.rail import NARROWEST, Rail
from courtdesk.ui.rail.rail_page import FINDINGS, HISTORY
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.writing.search import Hit

LONGEST = 12  # characters of a title on its tab
OVERVIEW, HEAD, OUT = "overview", "head", "out"  # keys of the tabs that are no sections
FIXED = (OVERVIEW, HEAD, OUT)


class Editor(QWidget):
    """The tabs and the rail of one workspace. A page is built when its tab is first shown."""

    painted = Signal(object, object)  # the sheet, its findings
    charts_asked = Signal()  # to be seen
    seized = Signal()  # the file is to be edited though another has it open

    def __init__(self, space: Workspace, palette: Palette, first: str = OVERVIEW) -> None:
        super().__init__()
        self.space = space
        self.locked = bool(space.read_only)
        self._first = first  # the tab to begin with, so that no other page is built
        self.colours = palette
        self.arranging = Arranging(self, space)
        self.pages: dict[str, TabPage] = {}
        self.keys: tuple[str, ...] = ()
        self._titles: tuple[str, ...] = ()
        self.bar = QTabBar(expanding=False, drawBase=False, usesScrollButtons=True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)  # tabs scroll instead
        self.bar.setAccessibleName("各部分")
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.add = boxes.tool("＋", "添加部分")
        self.add.setToolTip("添加部分")
        self.stack = QStackedWidget()
        self.rail = Rail(space, palette)
        self.split = QSplitter(childrenCollapsible=False)
        self._undivided: list[int] | None = None  # the widths before the rail was split
        self._lay_out()
        self.bar.currentChanged.connect(self._turned)
        self.bar.customContextMenuRequested.connect(self._tab_menu)
        self.add.clicked.connect(self.add_section)
        self.rail.findings.jump.connect(self.show_finding)
        self.rail.history.jump.connect(self.show_path)
        self.rail.preview.jump.connect(self.show_path)
        found, self.mending = self.rail.findings, Mending(self, space)
        found.explained.connect(space.explain)
        found.mended.connect(self.mending.mend)
        found.all_mended.connect(self.mending.mend_all)
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
        self._mark_tabs(sheet, findings)
        self.painted.emit(sheet, findings)

    @property
    def page(self) -> TabPage | None:
        """The page that is shown."""
        current = self.stack.currentWidget()
        return current if isinstance(current, TabPage) else None

    @property
    def key(self) -> str:
        """The key of the tab that is shown: a section's id, or overview, or head."""
        place = self.bar.currentIndex()
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def show_tab(self, key: str) -> None:
        """Turn to the tab of this key, if there is one."""
        if key in self.keys:
            self.bar.setCurrentIndex(self.keys.index(key))

    def step_tab(self, by: int) -> None:
        """Turn to the tab after (1) or before (-1)."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self.keys))

    def show_path(self, path: str) -> None:
        """Turn to the tab that holds this path and focus its field, in the page or beside it."""
        self.show_tab(self._tab_of(path))
        page = self.page
        if ".charts." in path:
            self.charts_asked.emit()
            self.rail.show_path(path)
        elif page is not None:
            page.show_path(path)

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of a finding, and select the words it stands on."""
        self.show_path(finding.path)
        field = self.findChild(PassageEditor, finding.path)
        if isinstance(field, PassageEditor) and finding.start >= 0:
            field.underlines.select(finding)

    def show_hit(self, hit: "Hit") -> None:
        """Go to what was looked for, and select it where it stands in a text."""
        self.show_path(hit.path)
        field = self.findChild(PassageEditor, hit.path)
        if isinstance(field, PassageEditor) and hit.start >= 0:
            field.underlines.select_source(hit.start, hit.end)

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
        for step in range(len(self.keys) + 1):
            self.bar.setCurrentIndex((start + step) % len(self.keys))
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

    def do_section(self, what: str) -> None:
        """Rename, move or remove the section whose tab is shown."""
        section = next((s for s in self.space.sheet.outline.sections if s.id == self.key), None)
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

    def _tab_of(self, path: str) -> str:
        group, _, rest = path.partition(".")
        id = rest.partition(".")[0]
        outline = self.space.sheet.outline
        if group == "figures" and id in outline.places:
            section = outline.places[id][0]
            return section.id if section else OVERVIEW
        if group == "passages":
            for section, item in outline.items():
                if item.id == id:
                    return section.id if section else OVERVIEW
        if group in ("head", "photos", "typescript"):
            return HEAD
        if group == "layout":
            return OUT
        if path.startswith("outline.sections."):
            return path.split(".")[2]
        return OVERVIEW

    def _name_tabs(self, sheet: FactSheet) -> None:
        sections = sheet.outline.sections
        keys = (OVERVIEW, *(s.id for s in sections), HEAD, OUT)
        whole = [words(s.title, sheet) for s in sections]
        titles = ("总览", *map(_tab_text, whole), "稿件版式", "成品")
        if keys == self.keys:
            if titles != self._titles:
                self._titles = titles
                for place, title in enumerate(titles):
                    self.bar.setTabText(place, title)
                self._explain_tabs(whole)
            return
        shown = self.key or self._first
        self.keys, self._titles = keys, titles
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for title in titles:
            self.bar.addTab(title)
        self._explain_tabs(whole)
        self.bar.setCurrentIndex(keys.index(shown) if shown in keys else 0)
        self.bar.blockSignals(False)
        for gone in [k for k in self.pages if k not in keys]:
            page = self.pages.pop(gone)
            self.stack.removeWidget(page)
            page.deleteLater()
        self._show_page()

    def _explain_tabs(self, titles: list[str]) -> None:
        for place, title in enumerate(titles, 1):
            self.bar.setTabToolTip(place, tip(title))

    def _turned(self, _: int) -> None:
        self.bar.updateGeometry()  # the bold one needs more room than it did
        self._show_page()
        page = self.page
        if page is not None:
            page.paint(self.space.sheet)
            page.paint_findings(self.space.findings)

    def _show_page(self) -> None:
        key = self.key
        if key not in self.pages:
            page = self._make(key)
            page.rearranged.connect(self._do)
            page.chip_clicked.connect(lambda id: self.show_path(f"figures.{id}.printed"))
            page.jump.connect(self.go_to)
            self.pages[key] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.pages[key])
        self.rail.show_charts(self.pages[key].charts_at)

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

    def _mark_tabs(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        """A tab carries • when something in it is missing and ▲ when something is wrong."""
        wrong = {
            self._tab_of(f.path) for f in findings if f.severity is Severity.ERROR and not f.reason
        }
        for place, (key, title) in enumerate(zip(self.keys, self._titles, strict=True)):
            mark = " ▲" if key in wrong else " •" if self._misses(sheet, key) else ""
            if self.bar.tabText(place) != title + mark:
                self.bar.setTabText(place, title + mark)

    def _misses(self, sheet: FactSheet, key: str) -> bool:
        if key == HEAD:
            return not sheet.head.title
        if key == OUT:
            return False
        section = next((s for s in sheet.outline.sections if s.id == key), None)
        indicators = section.indicators if section else sheet.outline.lead.indicators
        return any(i.formula is None and sheet.figure(i.id).printed is None for i in indicators)

    def _tab_menu(self, place: QPoint) -> None:
        tab = self.bar.tabAt(place)
        if tab < 0 or self.keys[tab] in FIXED or self.locked:
            return
        self.bar.setCurrentIndex(tab)
        menu = QMenu(self)
        for what, text in (
            ("rename", "改部分名"),
            ("left", "左移"),
            ("right", "右移"),
            ("remove", "删除部分"),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, what=what: self.do_section(what))
        menu.popup(self.bar.mapToGlobal(place))


def _tab_text(title: str) -> str:
    """Return a title short enough for a tab; an & would be taken for a mnemonic."""
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    return short.replace("&", "&&") or "未命名"
