"""The article's head and closing paragraph, and the gallery of its photos."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QPushButton

from courtdesk.excel.kinds import SUFFIXES
from courtdesk.models import value
from courtdesk.models.sheet import FactSheet
from courtdesk.models.typescript import Typescript
from courtdesk.ui.form.fields import TextField
from courtdesk.ui.form.section_tab import Page
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.photos.gallery import Gallery
from courtdesk.ui.workspace import Workspace

OTHERS = SUFFIXES | {".courtdesk"}  # dropped files that are for the window
PARTS = (
    ("kicker", "引题", "主题上方的一行，如“某某法院五个‘聚力’谱新篇”", True),
    ("title", "主题", "最大的标题，两句之间空一格", True),
    ("subtitle", "副题", "可以不填", True),
    ("byline", "署名", "□ 本报记者 某某 通讯员 某某 文/图", True),
    ("closing", "结尾", "面向来年的最后一段", False),
)

FIRST_LINE = 6  # px: so much lower a field's first line stands than a label beside it would


class HeadTab(Page):
    """The last tab: everything that stands around the sections."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self.head.addWidget(plain_label("稿件版式", "title"))
        self.card = boxes.named(QFrame(), "card")
        grid = QGridLayout(self.card)
        grid.setContentsMargins(STEP * 4, STEP * 4, STEP * 4, STEP * 4)
        grid.setHorizontalSpacing(STEP * 4)
        grid.setVerticalSpacing(STEP * 3)
        self.parts = []
        for row, (name, label, hint, one_line) in enumerate(PARTS):
            caption = plain_label(label, "secondary")
            path = f"head.{name}"
            one_line = one_line and "\n" not in str(value.read(space.sheet, path))
            editor = PassageEditor(space, path, label, hint, one_line)
            caption.setBuddy(editor)
            caption.setContentsMargins(0, FIRST_LINE, 0, 0)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
            self.parts.append(editor)
        self.end_mark = TextField(space, "head.end_mark", "文末标记")
        self.end_mark.setMaxLength(4)
        self.end_mark.setFixedWidth(72)
        grid.addWidget(plain_label("文末标记", "secondary"), len(PARTS), 0)
        grid.addLayout(self._foot(), len(PARTS), 1)
        self.column.addWidget(self.card)
        self.gallery = Gallery(space)
        self.gallery.added.connect(self.show_path)
        self.column.addWidget(self.gallery)
        self.column.addStretch(1)
        self.setAcceptDrops(True)
        self.paint(space.sheet)

    def _foot(self) -> QHBoxLayout:
        """The end mark, where the byline stands, and the way out of how it was typed."""
        self.byline_last = QCheckBox("署名在文末")
        self.byline_last.setObjectName("head.byline_last")
        self.byline_last.toggled.connect(self._sign)
        self.laid_out = plain_label("空行、缩进和标记照来稿", "secondary")
        self.house = QPushButton("改用本院版式")
        self.house.clicked.connect(
            lambda: self.space.edit("typescript", Typescript(), "改用本院版式")
        )
        foot = boxes.row(gap=STEP * 4)
        foot.addWidget(self.end_mark)
        foot.addWidget(self.byline_last)
        foot.addStretch(1)
        foot.addWidget(self.laid_out)
        foot.addWidget(self.house)
        return foot

    def _sign(self, last: bool) -> None:
        if last != self.space.sheet.head.byline_last:
            self.space.edit("head.byline_last", last, "署名的位置")

    def paint(self, sheet: FactSheet) -> None:
        super().paint(sheet)
        self.byline_last.setChecked(sheet.head.byline_last)
        self.byline_last.setEnabled(not self.space.read_only)
        self.house.setEnabled(not self.space.read_only)
        self.laid_out.setVisible(sheet.typescript != Typescript())
        self.house.setVisible(sheet.typescript != Typescript())
        for editor in self.parts:
            editor.paint(sheet)
        self.end_mark.paint(sheet)
        self.gallery.paint(sheet)

    def show_path(self, path: str) -> bool:
        if path.startswith("typescript"):
            self._reveal(self.house)
            return True
        for line in self.gallery.lines.values():
            if line.caption.path == path:
                self._reveal(line.caption, line)
                return True
        for widget in (*self.parts, self.end_mark):
            if widget.objectName() == path:
                self._reveal(widget)
                return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _pictures(event) and not self.space.read_only:
            event.acceptProposedAction()
        else:
            event.ignore()  # a table is for the window

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()  # or the one it was dragged from shows it flying back
        self.gallery.add_photos(_pictures(event))


def _pictures(event: QDropEvent) -> list[Path]:
    """The dropped files, none when there is a table among them."""
    paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
    return [] if any(p.suffix.lower() in OTHERS or p.is_dir() for p in paths) else paths
