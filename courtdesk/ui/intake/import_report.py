"""The report of an import: every cell of every file, used or left alone and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from courtdesk.excel.exchange import Problem
from courtdesk.excel.intake.offers import Account
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP


class ImportReport(QDialog):
    """Files with their cells counted; below each file the reasons and the first cells of each."""

    def __init__(
        self,
        parent: QWidget,
        accounts: Sequence[Account],
        problems: Sequence[Problem],
        count: int | None = None,
        pending: str = "还没有导入",
    ) -> None:
        """``count`` is how many changes were made; before any is ``pending`` says so."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导入报告")
        self.resize(860, 560)
        self.accounts, self.problems = tuple(accounts), tuple(problems)
        title = pending if count is None else f"已导入 {count} 处"
        self.title = plain_label(title, "title")
        seen, used = sum(a.seen for a in accounts), sum(a.used for a in accounts)
        words = f"{len(accounts)} 个文件，{seen} 个有内容的单元格，用到 {used} 个。其余的去处如下"
        words += "。" if count is None else "；撤销一步可以全部还原。"
        self.tree = self._tree()
        whole = boxes.column(self, STEP * 2, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addWidget(self.title)
        whole.addWidget(plain_label(words, "secondary"))
        whole.addWidget(self.tree, 1)
        whole.addLayout(self._foot())
        if problems:
            self._add_problems()
        for account in accounts:
            self._add(account)

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("report")
        tree.setAccessibleName("单元格去处")
        tree.setHeaderLabels(["文件与原因", "用到 / 共有", "单元格"])
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(True)
        tree.setColumnWidth(0, 380)
        tree.setColumnWidth(1, 90)
        return tree

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        copy = QPushButton("复制报告")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.text()))
        foot.addWidget(copy)
        foot.addStretch(1)
        close = QPushButton("知道了")
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        return foot

    def _add(self, account: Account) -> None:
        counts = f"{account.used} / {account.seen}" if account.seen else "没有读入"
        top = QTreeWidgetItem([account.file, counts, ""])
        for left in account.left:
            cells = _listed(left.cells) + (" …" if left.count > len(left.cells) > 0 else "")
            entry = QTreeWidgetItem([left.reason, str(left.count), cells])
            entry.setToolTip(2, boxes.tip(cells))
            top.addChild(entry)
        self.tree.addTopLevelItem(top)
        top.setExpanded(len(self.accounts) < 12)

    def _add_problems(self) -> None:
        top = QTreeWidgetItem([f"需要知道的 {len(self.problems)} 处", "", ""])
        self.tree.addTopLevelItem(top)
        for problem in self.problems:
            entry = QTreeWidgetItem([_told(problem)])
            entry.setToolTip(0, boxes.tip(entry.text(0)))
            top.addChild(entry)
            entry.setFirstColumnSpanned(True)  # a sentence ends with what to do next
        top.setExpanded(True)

    def text(self) -> str:
        """Return the report as text, for a message to the departments."""
        lines = [self.title.text()]
        for account in self.accounts:
            lines.append(f"{account.file}：共 {account.seen} 个单元格，用到 {account.used} 个")
            for left in account.left:
                lines.append(f"  {left.reason} {left.count}：{_listed(left.cells)}")
        lines += map(_told, self.problems)
        return "\n".join(lines)


def _told(problem: Problem) -> str:
    """A problem with its place in front, where it does not name its file itself."""
    named = not problem.cell and f"“{problem.file}”" in problem.message
    place = "" if named else " ".join(filter(None, (problem.file, problem.sheet, problem.cell)))
    return "　".join(filter(None, (place, problem.message)))


def _listed(cells: Sequence[str]) -> str:
    """Cells with the name of each worksheet once: 质效指标!D4、D6、位次!C3."""
    said, last = [], ""
    for cell in cells:
        sheet = cell.rpartition("!")[0]
        said.append(cell.removeprefix(f"{sheet}!") if sheet and sheet == last else cell)
        last = sheet
    return "、".join(said)
