"""An article taken apart, to be corrected before it becomes a sheet."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTextEdit,
    QWidget,
)

from courtdesk.models.sheet import FactSheet, blank
from courtdesk.ui.draft.draft_cells import DraftTable
from courtdesk.ui.draft.draft_rows import FILLS, DraftRows
from courtdesk.ui.draft.title_fields import TitleFields, add_field
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.edit_table import EditDialog
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.tasks import Task, run
from courtdesk.who import who
from courtdesk.writing.draft.draft import Draft
from courtdesk.writing.draft.parts import Part
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.outlines import load_outline, outlines

KIND = "事实表 (*.courtdesk)"
SHOWN = ("段落和数字", "只看段落", "只看数字", "只看没有把握的")
SETTLE = 150  # ms after a correction until the article is put together again and compared
UNPROVED = "正在与来稿比对…"


class DraftDialog(EditDialog):
    """One table of every guess; what is corrected shows at once, and the text never changes."""

    def __init__(self, parent: QWidget, draft: Draft) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"从稿件新建 · {draft.manuscript.name or '粘贴的文字'}")
        self.resize(1160, 660)
        self.rows = DraftRows(draft)
        self.table = DraftTable(self.rows, worn)
        self.summary = plain_label("", "heading")
        self.proof = plain_label(UNPROVED, "secondary")
        self._owner = parent  # outlives this dialog, as work under way may
        self._proving: Draft | None = None  # is compared with the text it came from just now
        self.fields = TitleFields(draft.court, draft.year)
        self.court, self.year = self.fields.court, self.fields.year
        self.like = QComboBox()
        self.shown = QComboBox()
        self.context = boxes.named(QTextEdit(readOnly=True), "card")
        self.refusal = plain_label("", "refusal")
        self.take = QPushButton("建表")
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addLayout(self._title())
        whole.addLayout(self._form())
        whole.addWidget(self.table, 1)
        whole.addWidget(self.context)
        if draft.manuscript.remarks:
            remarks = plain_label("；".join(draft.manuscript.remarks) + "。", "amber")
            remarks.setWordWrap(True)
            whole.addWidget(remarks)
        whole.addLayout(self._foot())
        self._settle = boxes.pause(self, SETTLE, self._compare)
        self._listen()
        self._follow()
        self.table.setCurrentIndex(self.rows.index(0, 0))
        self.table.setFocus()

    @property
    def draft(self) -> Draft:
        """The draft as corrected."""
        return self.rows.draft

    def sheet(self) -> FactSheet:
        """Return the sheet that was accepted."""
        return self.draft.sheet(self._named())

    def _named(self) -> Title:
        court, year = self.fields.named
        return Title(court, year or 2000, who(), datetime.now().astimezone())

    # --- the parts -------------------------------------------------------------------------------

    def _title(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 4)
        line.addWidget(self.summary)
        line.addStretch(1)
        line.addWidget(self.proof)
        return line

    def _form(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 2)
        self.like.addItem("不参照", None)
        for name, title in outlines():
            self.like.addItem(f"提纲：{title}", name)
        self.like.addItem("上年的事实表…", Path())
        self.shown.addItems(SHOWN)
        self.fields.add_to(line)
        add_field(line, "参照", self.like, 260)
        line.addStretch(1)
        add_field(line, "显示", self.shown, 150)
        return line

    def _foot(self) -> QHBoxLayout:
        self.context.setAccessibleName("所在段落")
        self.context.setFixedHeight(84)
        foot = boxes.row(gap=STEP * 2)
        self.refusal.setWordWrap(True)
        foot.addWidget(self.refusal, 1)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.take.setProperty("primary", True)
        self.take.setAutoDefault(False)  # Enter in the table edits a cell
        self.take.setShortcut("Ctrl+Return")
        self.take.setToolTip(boxes.tip("按 Ctrl+Enter 建表"))
        self.take.clicked.connect(self._accept)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        return foot

    def _listen(self) -> None:
        self.rows.changed.connect(self._follow)
        self.rows.refused.connect(self.refusal.setText)
        self.rows.modelReset.connect(self._filter)
        self.table.selectionModel().currentChanged.connect(self._show_context)
        self.shown.currentIndexChanged.connect(self._filter)
        self.like.activated.connect(self._compare_with)
        for field in (self.court, self.year):
            field.textChanged.connect(lambda _: self.refusal.setText(""))

    # --- what follows a correction ---------------------------------------------------------------

    def _follow(self) -> None:
        """Say again what was recognised; whether it prints alike is worked out shortly."""
        parts = [paragraph.part for paragraph in self.draft.paragraphs]
        sections = sum(part in (Part.CROSSHEAD, Part.OPENER) for part in parts)
        bound = sum(mention.bound for mention in self.draft.mentions)
        words = [f"{sections} 个部分", f"{parts.count(Part.ITEM)} 个条目", f"{bound} 个数字"]
        if left := len(self.draft.mentions) - bound + len(self.draft.unbound):
            words.append(f"{left} 个不绑定")
        if self.draft.like:
            open_ = sum(self.rows.undecided(m.place) > 0 for m in self.draft.mentions)
            words.append(f"对上 {len(self.draft.fills)} 项，待定 {open_} 项")
        self.summary.setText("　".join(words))
        self.refusal.setText("")
        self.table.setColumnHidden(FILLS, self.draft.like is None)
        self._show_context(self.table.currentIndex())
        self._settle.start()

    def _compare(self) -> None:
        """Put the article together and compare it, off the window's thread.

        What was found last stands until then.
        """
        if self._proving is not None:
            return  # it is asked again when that is done
        draft, title = self.draft, self._named()
        self._proving = draft
        task = Task(self._owner, lambda _: draft.is_verbatim(draft.sheet(title)))
        task.done.connect(self._compared)
        task.failed.connect(self._compared)
        task.done.connect(task.deleteLater)
        task.failed.connect(task.deleteLater)
        task.start()

    def _compared(self, same: object) -> None:
        """Say whether it was the same text; a sentence says that it could not be told."""
        proved, self._proving = self._proving, None
        if proved is not self.draft:
            self._settle.start()
        told = "印出的稿件与来稿逐字相同" if same is True else "印出的稿件与来稿不同，请核对"
        self.proof.setText(same if isinstance(same, str) else told)

    def _show_context(self, index: QModelIndex, _: object = None) -> None:
        """Show the whole paragraph of the current row, its figure on a tint."""
        if not index.isValid():
            return
        row = self.rows.rows[index.row()]
        self.context.setPlainText(self.draft.paragraphs[row.paragraph].line.text)
        mention = self.rows.mention(row)
        if mention is None:
            self.context.setExtraSelections([])
            return
        cursor = QTextCursor(self.context.document())
        cursor.setPosition(mention.place.start)
        self.context.setTextCursor(cursor)
        cursor.setPosition(mention.end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(worn().blue_tint))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look  # type: ignore[attr-defined]
        self.context.setExtraSelections([selection])

    def _filter(self, *_: object) -> None:
        """Hide the rows that are not asked for."""
        wanted = self.shown.currentIndex()
        for number, row in enumerate(self.rows.rows):
            unsure = row.place is not None and self.rows.undecided(row.place)
            hidden = (False, row.place is not None, row.place is None, not unsure)[wanted]
            self.table.setRowHidden(number, hidden)

    # --- against another sheet -------------------------------------------------------------------

    def _compare_with(self, number: int) -> None:
        chosen = self.like.itemData(number)
        if isinstance(chosen, Path):
            self._choose_older()
        elif isinstance(chosen, str):
            title = self._named()
            self.match(blank(title.court, title.year - 1, load_outline(chosen)))
        else:
            self.match(None)

    def _choose_older(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "上年的事实表", str(Path.home()), KIND)
        self.match_file(Path(name)) if name else self.like.setCurrentIndex(0)

    def match_file(self, path: Path) -> None:
        """Read an older sheet and match the figures against it, off the window's thread."""

        def work(_: Task) -> FactSheet:
            from courtdesk.store import read_sheet

            return read_sheet(path)

        self.like.setCurrentIndex(self.like.count() - 1)
        self.like.setItemText(self.like.count() - 1, f"上年的事实表：{path.stem}")
        run(self, f"正在读取 {path.name}", work, self.match)

    def match(self, like: FactSheet | None) -> None:
        """Propose which of another sheet's indicators the figures fill, off the window's thread."""
        draft = self.draft
        run(self, "正在对照指标", lambda _: draft.against(like), self.rows.show)

    def _accept(self) -> None:
        self.setFocus()  # a cell still being edited is taken first
        problem = self.fields.problem()
        self.refusal.setText(problem)
        if not problem:
            self.accept()
