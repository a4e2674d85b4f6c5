"""The findings: what is wrong, where it stands, what mends it, and why it may stand."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from courtdesk.checks.naming import UNNAMED, Naming
from courtdesk.checks.naming import naming as naming_of
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.cards import CardList
from courtdesk.ui.look.refuge import Refuge
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.chip_menu import plain
from courtdesk.ui.proof.finding_cards import cards, rule_name

ALL = "全部"
EVERY_RULE = "所有规则"
MOST = 12  # figures a menu offers


class FindingsPanel(Refuge):
    """A list of findings; a double click or Enter jumps to the place.

    What can be done with the chosen one stands below, and in the menu of the list.
    """

    jump = Signal(object)  # the finding to go to
    explained = Signal(object)  # the finding a reason is to be given for
    mended = Signal(object, object)  # the finding, the offer taken
    all_mended = Signal(str)  # of a rule
    named = Signal(object, str)  # what a relation has open, and the figure it is
    picked = Signal(object)  # the finding whose words a figure is to be picked for
    phrased = Signal(object)  # the finding whose words are no figure
    silenced = Signal(str)  # the rule to switch off
    rules_asked = Signal()
    missing_asked = Signal()

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.sheet: FactSheet | None = None
        self.locked = False
        self._gone_to: Finding | None = None  # the last one
        self.list = CardList(palette, "校核结果")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = plain_label("没有发现问题。", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.go = QPushButton("前往")
        self.reason = QPushButton("说明理由…")
        self.mend = QPushButton("改正")
        restyle(self.mend, "primary", True)
        self.more = boxes.tool("⋯", "更多处理", popup=False)
        whole = boxes.column(self)
        self.awaited = QPushButton()  # checked is only what is there
        self.awaited.setProperty("role", "link")
        self.awaited.setToolTip("前往下一处待填（Alt+↓）")
        self.awaited.hide()
        whole.addWidget(self._make_head())
        whole.addWidget(self.awaited, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._make_foot())
        self.list.activated.connect(self._go)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.awaited.clicked.connect(self.missing_asked)
        self.go.clicked.connect(self._go)
        self.reason.clicked.connect(self._explain)
        self.mend.clicked.connect(self._mend)
        self.more.clicked.connect(lambda: self._open_menu(None))
        self.list.selectionModel().currentChanged.connect(self._enable)
        self._show()

    def _make_head(self) -> QFrame:
        """The filters: how grave, and of which rule."""
        head = boxes.named(QFrame(), "findingshead")
        lines = boxes.column(head, STEP, (STEP * 2, STEP, STEP * 2, STEP * 2))
        first = boxes.row(gap=0)
        self.grades = QButtonGroup(self)
        for number, name in enumerate((ALL, *Severity)):
            button = boxes.tool(str(name))
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.grades.addButton(button, number)
            first.addWidget(button)
        first.addStretch(1)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("按规则筛选")
        self.kinds.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kinds.addItem(EVERY_RULE, "")
        self.rules = boxes.tool("规则…")
        self.rules.setToolTip("停用或恢复校核规则")
        second = boxes.row(gap=STEP)
        second.addWidget(self.kinds, 1)
        second.addWidget(self.rules)
        lines.addLayout(first)
        lines.addLayout(second)
        self.grades.idClicked.connect(self._show)
        self.kinds.activated.connect(self._show)
        self.rules.clicked.connect(self.rules_asked)
        return head

    def _make_foot(self) -> QWidget:
        self.foot = QWidget()
        foot = boxes.row(self.foot, STEP, (STEP * 2, STEP * 2, STEP * 2, STEP * 2))
        foot.addWidget(self.more)
        foot.addStretch(1)
        for button in (self.go, self.reason, self.mend):
            foot.addWidget(button)
        return self.foot

    def lock(self) -> None:
        """Offer only to look: the document cannot be changed."""
        self.locked = True
        for widget in (self.reason, self.mend, self.more):
            widget.hide()

    def show_findings(self, findings: tuple[Finding, ...], sheet: FactSheet) -> None:
        """Show what is found on a sheet; open ones first, explained ones after them."""
        order = list(Severity)
        self.findings = tuple(
            sorted(findings, key=lambda f: (bool(f.reason), order.index(f.severity)))
        )
        self.sheet = sheet
        missing = len(sheet.wanted) - sheet.filled
        _say(self.awaited, f"还有 {missing} 个指标没有数，前往填写")
        self.awaited.setVisible(bool(missing))
        self._name_filters()
        self._show()

    def _name_filters(self) -> None:
        """Say how many stand without a reason, of each grade and of each rule."""
        open = [finding for finding in self.findings if not finding.reason]
        counts = Counter(finding.severity for finding in open)
        for button, name in zip(self.grades.buttons(), (ALL, *Severity), strict=True):
            count = len(open) if name == ALL else counts[Severity(name)]
            _say(button, f"{name} {count}" if count else str(name))
        kinds = Counter(rule_name(finding.rule) for finding in self.findings)
        chosen = self.kinds.currentData() or ""
        if chosen:
            kinds.setdefault(chosen, 0)  # it stays chosen while its last finding is mended
        items = [(EVERY_RULE, ""), *((f"{name}　{number}", name) for name, number in kinds.items())]
        shown = [
            (self.kinds.itemText(n), self.kinds.itemData(n)) for n in range(self.kinds.count())
        ]
        if items != shown:
            self.kinds.clear()
            for text, name in items:
                self.kinds.addItem(text, name)
            self.kinds.setCurrentIndex([name for _, name in items].index(chosen))
        off = len(self.sheet.silenced) if self.sheet else 0
        _say(self.rules, f"规则（停用{off}）…" if off else "规则…")

    def _show(self, *_: object) -> None:
        """Show what the filters let through; the chosen finding, or its place, stays chosen."""
        card, row = self.list.chosen(), self.list.currentIndex().row()
        top = self.list.verticalScrollBar().value()
        shown = tuple(finding for finding in self.findings if self._passes(finding))
        entries = self.list.entries
        entries.show_cards(cards(shown, self.sheet) if self.sheet else ())
        self.empty.setText("这一类没有问题。" if self.findings else _nothing_found(self.sheet))
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.foot.setVisible(bool(shown))
        if card is not None and shown:
            keys = [entry.key for entry in entries.cards]
            same = keys.index(card.key) if card.key in keys else min(row, len(keys) - 1)
            self.list.setCurrentIndex(entries.index(same))
            self.list.verticalScrollBar().setValue(top)
        self._enable()

    def _passes(self, finding: Finding) -> bool:
        grade = self.grades.checkedId()
        kind = self.kinds.currentData() or ""
        right = grade <= 0 or finding.severity is list(Severity)[grade - 1]
        return right and (not kind or rule_name(finding.rule) == kind)

    def step(self) -> None:
        """Go to the next open finding, round and round; to the chosen one if nobody went there."""
        entries = self.list.entries.cards
        row = self.list.currentIndex().row()
        first = 0 if self.chosen is not None and self.chosen != self._gone_to else 1
        for ahead in range(first, len(entries) + 1):
            next_row = (row + ahead) % len(entries)
            finding = entries[next_row].key
            if isinstance(finding, Finding) and not finding.reason:
                self.list.setCurrentIndex(self.list.entries.index(next_row))
                self._go()
                return

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen."""
        card = self.list.chosen()
        return card.key if card is not None and isinstance(card.key, Finding) else None

    def _enable(self, *_: object) -> None:
        finding = self.chosen
        for button in (self.go, self.reason, self.more):
            button.setEnabled(finding is not None)
        asked = self._asked(finding)
        self.mend.setText(f"选定{asked.role}…" if asked else "改正")
        self.mend.setEnabled(bool(asked or (finding and finding.fixes)))
        self.reason.setText("修改理由…" if finding and finding.reason else "说明理由…")

    def _go(self, *_: object) -> None:
        if self.chosen is not None:
            self._gone_to = self.chosen
            self.jump.emit(self.chosen)

    def _explain(self) -> None:
        if self.chosen is not None:
            self.explained.emit(self.chosen)

    def _mend(self) -> None:
        """Take the one offer, or ask which of several, or which figure is to be named."""
        finding = self.chosen
        if finding is None or not self.mend.isEnabled():
            return
        if len(finding.fixes) == 1 and not self._asked(finding):
            self.mended.emit(finding, finding.fixes[0])
            return
        menu = QMenu(self)
        self._offer(menu, finding)
        self._pop_up(menu, self.mend.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _offer(self, menu: QMenu, finding: Finding) -> None:
        for fix in finding.fixes:
            action = menu.addAction(plain(fix.label))
            action.triggered.connect(partial(self._take, finding, fix))
        if naming := self._naming(finding):
            self._offer_names(menu, naming)

    def _naming(self, finding: Finding | None) -> Naming | None:
        """What the relation behind a finding leaves to be named; words have nothing of the kind."""
        if finding is None or self.sheet is None or finding.start >= 0:
            return None
        return naming_of(self.sheet, finding.rule)

    def _asked(self, finding: Finding | None) -> Naming | None:
        """What is open and must be named: the button asks for it."""
        naming = self._naming(finding)
        return naming if naming and naming.open else None

    def _offer_names(self, menu: QMenu, naming: Naming) -> None:
        """The figures that could be the number; what was named can be taken back."""
        for choice in naming.choices[:MOST]:
            outcome = "相符" if choice.fits else f"应为{choice.expected}" if choice.expected else ""
            words = plain(f"{naming.role}是{choice.named}")
            action = menu.addAction(f"{words}\t{outcome}")
            action.setEnabled(choice.id not in naming.relation.right)
            action.triggered.connect(partial(self._name, naming, choice.id))
        if not naming.open:
            action = menu.addAction(f"{naming.role}尚未注明")
            action.triggered.connect(partial(self._name, naming, UNNAMED))
        elif not naming.choices:
            hint = menu.addAction(f"表中没有可作{naming.role}的指标：请先添加指标并填数")
            hint.setEnabled(False)

    def _name(self, naming: Naming, id: str, *_: object) -> None:
        self.named.emit(naming, id)
        self.list.setFocus()  # the button is greyed now: the next Enter must not press another

    def _take(self, finding: Finding, fix: Fix, *_: object) -> None:
        self.mended.emit(finding, fix)

    def _open_menu(self, place: QPoint | None) -> None:
        """All that can be done with the chosen finding; ``place`` is in the list."""
        finding = self.chosen
        if finding is None or self.locked:
            return
        menu = self.menu_of(finding)
        if place is None:
            above = QPoint(0, -menu.sizeHint().height())
            self._pop_up(menu, self.more.mapToGlobal(above))
        else:
            self._pop_up(menu, self.list.viewport().mapToGlobal(place))

    def menu_of(self, finding: Finding) -> QMenu:
        """Return the menu of a finding: its offers, all of its rule, the reason, the rule."""
        from courtdesk.writing.audit import UNBOUND
        from courtdesk.writing.mending import mendable
        from courtdesk.writing.rules import BY_ID
        from courtdesk.writing.texts import Words

        menu = QMenu(self)
        self._offer(menu, finding)
        name = rule_name(finding.rule)
        alike = mendable(self.findings, finding.rule)
        if len(alike) > 1:
            all = menu.addAction(plain(f"全部改正“{name}”（{len(alike)}处）"))
            all.triggered.connect(lambda: self.all_mended.emit(finding.rule))
        menu.addSeparator()
        menu.addAction("前往").triggered.connect(self._go)
        if finding.rule == UNBOUND:
            if self.sheet and Words(self.sheet).binds(finding.path):
                menu.addAction("绑定其他指标…").triggered.connect(lambda: self.picked.emit(finding))
            menu.addAction("列为固定说法…").triggered.connect(lambda: self.phrased.emit(finding))
        menu.addAction(self.reason.text()).triggered.connect(self._explain)
        if finding.rule in BY_ID:
            menu.addSeparator()
            off = menu.addAction(plain(f"停用规则“{name}”…"))
            off.triggered.connect(lambda: self.silenced.emit(finding.rule))
        return menu

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)


def _nothing_found(sheet: FactSheet | None) -> str:
    """What no finding means: nothing is wrong with what is there, which may be little."""
    if sheet is None or sheet.filled == len(sheet.wanted):
        return "没有发现问题。"
    return "已填的数没有发现问题。" if sheet.filled else "还没有数可以核对，填入后随即核对。"


def _say(button: QWidget, text: str) -> None:
    if button.property("text") != text:
        button.setProperty("text", text)
