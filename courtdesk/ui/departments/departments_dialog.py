"""Departments and what each delivers: renamed, merged, added, removed, each as one undo step."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from courtdesk.models import departments as model
from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.errors import UserError
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.departments.grid import Grid, Shown
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.dialogs import Form, ask_words
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.tasks import ask, warn
from courtdesk.ui.workspace import Workspace

NOBODY = "未注明部门"
LONGEST = 60  # characters of a name


class DepartmentsDialog(QDialog):
    """The departments at the left; at the right the indicators of the chosen one."""

    def __init__(self, parent: QWidget, space: Workspace) -> None:
        super().__init__(parent)
        self.space = space
        self.setWindowTitle("部门")
        self.resize(1000, 620)
        self.deliveries: dict[str, Delivery] = {}
        self.list = Grid("部门", ("部门", "指标"), (240, 64))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.count_at(1)
        self.count = plain_label("", "heading")
        self.owed = Grid("指标", ("指标", "所在条目"), (260, 220))
        self.heading = plain_label("", "heading")
        self.target = QComboBox()
        self.target.setAccessibleName("改由哪个部门报送")
        self.target.setMinimumContentsLength(14)
        self.give = QPushButton("指派")
        self.buttons: dict[str, QPushButton] = {}
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addWidget(plain_label("部门", "title"))
        about = "改名后，指标、发放记录和记住的叫法一起改。每次操作是一步，可以撤销。"
        whole.addWidget(plain_label(about, "secondary"))
        sides = boxes.row(gap=STEP * 5)
        sides.addLayout(self._left(), 5)
        sides.addLayout(self._right(), 7)
        whole.addLayout(sides, 1)
        foot = boxes.row(gap=STEP * 2)
        self.undo = QPushButton("撤销")
        self.undo.clicked.connect(self._take_back)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(close)
        whole.addLayout(foot)
        self._begun = space.undo_stack.index()  # 撤销 here goes no further back
        self.list.itemSelectionChanged.connect(self._show_owed)
        self.owed.itemSelectionChanged.connect(self._enable)
        self.give.clicked.connect(self._assign)
        space.changed.connect(self.paint)
        space.undo_stack.indexChanged.connect(self._enable)  # it comes after the change
        self.paint()
        nobody = "" in self.deliveries
        self.list.setCurrentCell(self.list.rowCount() - 1 if nobody else 0, 0)

    def _left(self) -> QVBoxLayout:
        side = boxes.column(gap=STEP * 2)
        side.addWidget(self.count)
        side.addWidget(self.list, 1)
        for line in (
            (("add", "添加…"), ("rename", "改名…"), ("merge", "合并到…")),
            (("up", "上移"), ("down", "下移"), ("remove", "删除")),
        ):
            row = boxes.row(gap=STEP * 2)
            for what, text in line:
                button = self.buttons[what] = QPushButton(text)
                button.clicked.connect(self._doer(what))
                row.addWidget(button, 1)
            side.addLayout(row)
        return side

    def _right(self) -> QVBoxLayout:
        side = boxes.column(gap=STEP * 2)
        side.addWidget(self.heading)
        side.addWidget(self.owed, 1)
        row = boxes.row(gap=STEP * 2)
        row.addWidget(plain_label("所选指标改由", "secondary"))
        row.addWidget(self.target, 1)
        row.addWidget(self.give)
        side.addLayout(row)
        return side

    @property
    def sheet(self) -> FactSheet:
        """The sheet as it is now."""
        return self.space.sheet

    @property
    def name(self) -> str | None:
        """The chosen department, "" for what is nobody's; None when nothing is chosen."""
        return next(iter(self.list.chosen()), None)

    def paint(self, *_: object) -> None:
        """Show the departments as they are now; the chosen one stays chosen."""
        self.deliveries = {d.department: d for d in deliveries(self.sheet)}
        self.list.show_rows(
            [
                (
                    d.department,
                    (
                        Shown(d.department or NOBODY, tone="ink" if d.department else "amber"),
                        Shown(str(d.total) if d.total else "—", tone="secondary", right=True),
                    ),
                )
                for d in self.deliveries.values()
            ]
        )
        self.count.setText(f"{sum(bool(name) for name in self.deliveries)} 个部门")
        if self.name is None and self.list.rowCount():
            self.list.setCurrentCell(0, 0)
        self.target.clear()
        self.target.addItems(list(model.departments(self.sheet.outline)))
        self._show_owed()

    def choose(self, name: str) -> None:
        """Choose a department."""
        self.list.choose([name])

    def _show_owed(self) -> None:
        chosen = self.deliveries.get(self.name or "") if self.name is not None else None
        owed = chosen.owed if chosen else ()
        places = self.sheet.outline.places
        headings = [words(places[i.id][1].heading, self.sheet) for i in owed]
        self.owed.clearSelection()
        self.owed.show_rows(
            [
                (i.id, (Shown(i.label), Shown(heading, tone="secondary")))
                for i, heading in zip(owed, headings, strict=True)
            ]
        )
        name = (self.name or NOBODY) if chosen else ""
        self.heading.setText(f"{name}　{len(owed)} 项指标" if owed else f"{name}　没有指标")
        self._enable()

    def _take_back(self) -> None:
        self.space.undo_stack.undo()

    def _enable(self, *_: object) -> None:
        name = self.name
        names = model.departments(self.sheet.outline)
        place = names.index(name) if name in names else -1
        able = {
            "add": True,
            "rename": place >= 0,
            "merge": place >= 0 and len(names) > 1,
            "up": place > 0,
            "down": 0 <= place < len(names) - 1,
            "remove": place >= 0,
        }
        for what, button in self.buttons.items():
            button.setEnabled(able[what])
        self.give.setEnabled(bool(self.owed.chosen()) and self.target.count() > 0)
        self.undo.setEnabled(self.space.undo_stack.index() > self._begun)

    def _doer(self, what: str) -> Callable[[], None]:
        steps = {
            "add": self._add,
            "rename": self._rename,
            "merge": self._merge,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "remove": self._remove,
        }

        def do() -> None:
            try:
                steps[what]()
            except UserError as error:
                warn(self, str(error))

        return do

    def _put(self, sheet: FactSheet, label: str) -> None:
        self.space.edit("", sheet, label)

    def _asked(self, title: str, old: str) -> str:
        name = " ".join((ask_words(self, title, "部门名称", old) or "").split())
        if len(name) > LONGEST:
            raise UserError(f"部门名称有 {len(name)} 个字，太长：请不超过 {LONGEST} 个字。")
        return name

    def _add(self) -> None:
        name = self._asked("添加部门", "")
        if not name:
            return
        if name in self.deliveries:
            raise UserError(f"已有“{name}”：请换一个名称。")
        self._put(model.add(self.sheet, name), f"添加部门：{name}")
        self.choose(name)

    def _rename(self) -> None:
        old = self.name or ""
        name = self._asked("部门改名", old)
        if not name or name == old:
            return
        if name in self.deliveries:
            self._join(old, name)
            return
        self._put(model.rename(self.sheet, old, name), f"部门改名：{old} → {name}")
        self.choose(name)

    def _merge(self) -> None:
        old = self.name or ""
        others = [n for n in model.departments(self.sheet.outline) if n != old]
        form = ChoiceForm(self, "合并部门", f"把“{old}”合并到", others)
        if form.exec():
            self._put_joined(old, form.choice.currentText())

    def _join(self, old: str, name: str) -> None:
        if ask(self, f"已有“{name}”。把“{old}”合并进去？可以撤销。", "合并"):
            self._put_joined(old, name)

    def _put_joined(self, old: str, name: str) -> None:
        self._put(model.rename(self.sheet, old, name), f"合并部门：{old} → {name}")
        self.choose(name)

    def _move(self, by: int) -> None:
        name = self.name or ""
        self._put(model.move(self.sheet, name, by), "部门上移" if by < 0 else "部门下移")
        self.choose(name)

    def _remove(self) -> None:
        name = self.name or ""
        count = self.deliveries[name].total
        question = f"删除“{name}”？它的 {count} 项指标将没有来源部门，可以撤销。"
        if not count or ask(self, question, "删除"):
            self._put(model.remove(self.sheet, name), f"删除部门：{name}")

    def _assign(self) -> None:
        ids, name = self.owed.chosen(), self.target.currentText()
        try:
            self._put(model.assign(self.sheet, ids, name), f"{len(ids)} 项指标改由{name}报送")
        except UserError as error:
            warn(self, str(error))


class ChoiceForm(Form):
    """Asks for one of several names."""

    def __init__(self, parent: QWidget, title: str, question: str, names: list[str]) -> None:
        super().__init__(parent, title)
        self.choice = QComboBox()
        self.choice.addItems(names)
        self.row(question, self.choice)
