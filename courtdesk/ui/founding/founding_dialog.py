"""Tables taken apart, to be corrected before they become a sheet."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from courtdesk.excel.founding.founding import Founding
from courtdesk.excel.founding.line import Line
from courtdesk.ui.draft.title_fields import TitleFields, add_field
from courtdesk.ui.founding.founding_form import TITLE
from courtdesk.ui.founding.founding_rows import LABEL, FoundingRows, FoundingTable
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.edit_table import EditDialog
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.tasks import Task, run

SHOWN: dict[str, Callable[[Line], bool]] = {
    "全部": lambda line: True,
    "只看没有勾选的": lambda line: not line.taken,
    "只看有疑问的": lambda line: bool(line.doubt),
    "只看采用的": lambda line: line.taken,
}
HINT = "空格勾选，Enter 修改；选中几格，部分、条目、单位和部门改一处，几格都改"

AGAIN = "正在重新读表"


class FoundingDialog(EditDialog):
    """One table of what every cell would become; what is in doubt is not ticked."""

    def __init__(self, parent: QWidget, founding: Founding) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        room = parent.screen().availableGeometry() if parent else None
        self.resize(min(1220, room.width() - 40) if room else 1220, 660)
        self._owner = parent  # outlives this dialog, as work under way may
        self._left = False
        self.rows = FoundingRows(founding, worn)
        self.table = FoundingTable(self.rows)
        self.summary = plain_label("", "heading")
        self.doubts = plain_label("", "amber")
        self.fields = TitleFields(founding.court, founding.year)
        self.shown = QComboBox()
        self.report = QToolButton()
        self.where = plain_label("", "secondary")
        self.source = QPushButton("看原表…")
        self.refusal = plain_label("", "refusal")
        self.cancel = QPushButton("取消")
        self.take = QPushButton("建表")
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addLayout(self._title())
        whole.addLayout(self._form())
        whole.addWidget(self.table, 1)
        whole.addLayout(self._below())
        whole.addLayout(self._foot())
        self._order()
        self._listen()
        self._follow()
        self.table.setCurrentIndex(self.rows.index(0, LABEL))
        self.table.setFocus()

    @property
    def founding(self) -> Founding:
        """The founding as corrected."""
        return self.rows.founding

    @property
    def court(self) -> str:
        """The court as it is written."""
        return self.fields.named[0]

    # --- the parts -------------------------------------------------------------------------------

    def _title(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 4)
        line.addWidget(self.summary)
        line.addWidget(self.doubts)
        line.addStretch(1)
        self.report.setToolTip(boxes.tip("每个单元格的去处，没有读的和读不了的"))
        line.addWidget(self.report)
        return line

    def _form(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 2)
        self.fields.add_to(line)
        line.addWidget(plain_label(HINT, "secondary"))
        line.addStretch(1)
        self.shown.addItems(list(SHOWN))
        add_field(line, "显示", self.shown, 150)
        return line

    def _below(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 2)
        self.where.setWordWrap(True)
        line.addWidget(self.where, 1)
        self.source.setAutoDefault(False)
        line.addWidget(self.source)
        return line

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        self.refusal.setWordWrap(True)
        foot.addWidget(self.refusal, 1)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.take.setProperty("primary", True)
        self.take.setAutoDefault(False)  # Enter in the table edits a cell
        self.take.setShortcut("Ctrl+Return")
        self.take.setToolTip(boxes.tip("按 Ctrl+Enter 建表"))
        self.take.clicked.connect(self._accept)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        return foot

    def _order(self) -> None:
        """Let Tab go down the dialog, as it is seen."""
        chain = (
            *(self.report, self.fields.court, self.fields.year, self.shown, self.table),
            *(self.source, self.cancel, self.take),
        )
        for one, next in pairwise(chain):
            self.setTabOrder(one, next)

    def _listen(self) -> None:
        self.rows.changed.connect(self._follow)
        self.rows.refused.connect(self.refusal.setText)
        self.rows.modelReset.connect(self._filter)
        self.table.selectionModel().currentChanged.connect(self._look)
        self.shown.currentIndexChanged.connect(self._filter)
        self.report.clicked.connect(self.show_report)
        self.source.clicked.connect(self.show_source)
        for field in (self.fields.court, self.fields.year):
            field.editingFinished.connect(self._read_again)
            field.textChanged.connect(lambda _: self.refusal.setText(""))

    # --- what follows a correction ---------------------------------------------------------------

    def _follow(self) -> None:
        """Say again what the sheet would hold."""
        taken = self.founding.taken
        parts = {line.section for line in taken}
        items = {(line.section, line.item) for line in taken}
        self.summary.setText(f"{len(parts)} 个部分　{len(items)} 个条目　{len(taken)} 项指标")
        left = sum(bool(line.doubt) and not line.taken for line in self.founding.lines)
        self.doubts.setText(f"{left} 处有疑问，没有勾选" if left else "")
        problems = len(self.founding.problems)
        self.report.setText(f"需要知道 {problems}" if problems else "读表报告")
        self.take.setEnabled(bool(taken))
        self.refusal.setText("")
        self._look(self.table.currentIndex())

    def _look(self, index: QModelIndex, _: object = None) -> None:
        """Say of the current row where it stands and what is in doubt."""
        line = self.rows.line(index.row())
        self.source.setEnabled(line is not None)
        told = (f"{line.file} {line.place}", line.doubt or line.note) if line else ()
        self.where.setText("　".join(filter(None, told)))

    def _filter(self, *_: object) -> None:
        """Hide the rows that are not asked for."""
        wanted = SHOWN[self.shown.currentText()]
        for number, line in enumerate(self.founding.lines):
            self.table.setRowHidden(number, not wanted(line))

    def show_report(self) -> None:
        """Show what becomes of every cell, as things stand."""
        from courtdesk.ui.intake.import_report import ImportReport

        founding = self.founding
        ImportReport(self, founding.accounts, founding.problems, pending="还没有建表").open()

    def show_source(self) -> None:
        """Show the cell of the current row in its file."""
        from courtdesk.ui.intake.source_dialog import show_file

        line = self.rows.line(self.table.currentIndex().row())
        if line is not None:
            reading = next(o.reading for o in self.founding.opened if o.reading.file == line.file)
            show_file(self, reading, line.page, line.cell or line.before)

    # --- whose tables they are -------------------------------------------------------------------

    def _read_again(self, then: Callable[[], object] = lambda: None) -> None:
        """Read the tables as the written year's and court's: which rows are ours hangs on both."""
        founding, (court, year) = self.founding, self.fields.named
        court, year = court or founding.court, year or founding.year
        if self._left or (court, year) == (founding.court, founding.year):
            return

        def work(task: Task) -> Founding:
            return founding.again(year, court, partial(task.progress, AGAIN, 0, 0))

        def show(found: Founding) -> None:
            if not self._left:
                self.rows.show(found)
                then()

        run(self._owner, AGAIN, work, show)

    def done(self, result: int) -> None:
        self._left = True
        super().done(result)

    def _accept(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # a cell still being edited is taken first
        problem = self.fields.problem()
        self.refusal.setText(problem)
        if problem:
            return
        if self.fields.named == (self.founding.court, self.founding.year):
            self.accept()
        else:
            self._read_again(then=self._accept)
