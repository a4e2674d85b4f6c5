"""The tabs of an open sheet: overview, a tab for each section, the head, what goes out."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QTabBar

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.boxes import tip

LONGEST = 12  # characters of a title on its tab
OVERVIEW, HEAD, OUT = "overview", "head", "out"  # keys of the tabs that are no sections
FIXED = (OVERVIEW, HEAD, OUT)
MARKS = {"": "", " •": "• 还有没填的", " ▲": "▲ 有“错误”，见侧栏“校核”"}
MENU = (
    ("rename", "改部分名"),
    ("left", "左移"),
    ("right", "右移"),
    ("remove", "删除部分"),
)


class Tabs(QTabBar):
    """Each tab has a key, is named by the sheet, and marked when something in it is to be done."""

    asked = Signal(str)  # what a section's menu says is to be done with it

    def __init__(self, first: str, locked: bool) -> None:
        super().__init__(expanding=False, drawBase=False, usesScrollButtons=True)
        self.keys: tuple[str, ...] = ()
        self.locked = locked
        self._first = first  # the tab to begin with, so that no other page is built
        self._titles: tuple[str, ...] = ()
        self._whole: tuple[str, ...] = ()  # titles that are not cut
        self.setElideMode(Qt.TextElideMode.ElideNone)  # tabs scroll instead
        self.setAccessibleName("各部分")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a key after a click changes no text
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    @property
    def key(self) -> str:
        """The key of the tab that is shown: a section's id, or one of `FIXED`."""
        place = self.currentIndex()
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def turn(self, key: str) -> None:
        """Turn to the tab of this key, if there is one."""
        if key in self.keys:
            self.setCurrentIndex(self.keys.index(key))

    def step(self, by: int) -> None:
        """Turn to the tab after (1) or before (-1)."""
        self.setCurrentIndex((self.currentIndex() + by) % len(self.keys))

    def name(self, sheet: FactSheet) -> bool:
        """Name the tabs as the sheet does; tell whether they are others than before."""
        sections = sheet.outline.sections
        keys = (OVERVIEW, *(s.id for s in sections), HEAD, OUT)
        whole = [words(s.title, sheet) for s in sections]
        titles = ("总览", *map(_short, whole), "稿件版式", "成品")
        if (keys, titles) == (self.keys, self._titles):
            return False
        others, shown = keys != self.keys, self.key or self._first
        beside = min(max(self.currentIndex(), 0), len(sections))  # a section, while there is one
        self.keys, self._titles = keys, titles
        if others:
            self.blockSignals(True)
            while self.count():
                self.removeTab(0)
            for _ in titles:
                self.addTab("")
            self.setCurrentIndex(keys.index(shown) if shown in keys else beside)
            self.blockSignals(False)
        for place, title in enumerate(titles):
            self.setTabText(place, title)
        self._whole = ("总览", *whole, "稿件版式", "成品")
        return others

    def mark(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        """Mark the tabs: • where something is missing, ▲ where something is wrong."""
        wrong = {
            holder(sheet, f.path) for f in findings if f.severity is Severity.ERROR and not f.reason
        }
        for place, (key, title) in enumerate(zip(self.keys, self._titles, strict=True)):
            mark = " ▲" if key in wrong else " •" if _misses(sheet, key) else ""
            if self.tabText(place) != title + mark:
                self.setTabText(place, title + mark)
            self.setTabToolTip(
                place, tip("\n".join(filter(None, (self._whole[place], MARKS[mark]))))
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()  # to the figures, as Tab does
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        tab = self.tabAt(place)
        if tab < 0 or self.keys[tab] in FIXED or self.locked:
            return
        self.setCurrentIndex(tab)
        menu = QMenu(self)
        for what, text in MENU:
            menu.addAction(text).triggered.connect(lambda _=False, what=what: self.asked.emit(what))
        menu.popup(self.mapToGlobal(place))


def holder(sheet: FactSheet, path: str) -> str:
    """Return the key of the tab that holds a path of the sheet."""
    group, _, rest = path.partition(".")
    id = rest.partition(".")[0]
    outline = sheet.outline
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


def _misses(sheet: FactSheet, key: str) -> bool:
    if key == HEAD:
        return not sheet.head.title
    if key == OUT:
        return False
    section = next((s for s in sheet.outline.sections if s.id == key), None)
    indicators = section.indicators if section else sheet.outline.lead.indicators
    return any(i.formula is None and sheet.figure(i.id).printed is None for i in indicators)


def _short(title: str) -> str:
    """Return a title short enough for a tab; an & would be taken for a mnemonic."""
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    return short.replace("&", "&&") or "未命名"
