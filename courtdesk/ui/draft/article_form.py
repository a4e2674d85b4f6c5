"""Asks for an article: pasted, dropped, or chosen as a file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton, QWidget

from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP

KIND = "稿件 (*.docx *.txt *.md)"
SUFFIXES = {".docx", ".txt", ".md"}


class Paste(QPlainTextEdit):
    """Takes text, or a file that is dropped on it."""

    given = Signal(Path)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or bool(super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.given.emit(paths[0])
        else:
            super().insertFromMimeData(source)


class ArticleForm(QDialog):
    """The way in: ``path`` is the file that was chosen, None for the text that was pasted."""

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从稿件新建")
        self.resize(720, 480)
        self.folder = folder
        self.path: Path | None = None
        self.words = Paste(tabChangesFocus=True)
        self.words.setAccessibleName("稿件")
        self.words.setPlaceholderText("把稿件粘贴在这里，或把 .docx、.txt、.md 文件拖到这里")
        self.choose = QPushButton("选择文件…")
        self.go_on = QPushButton("下一步")
        whole = boxes.column(self, STEP * 3, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        whole.addWidget(plain_label("从一篇登过的稿件建表", "title"))
        hint = "标题、小标题、条目和数字自动认出，下一步逐项核对；稿件一字不改。"
        whole.addWidget(plain_label(hint, "secondary"))
        whole.addWidget(self.words, 1)
        foot = boxes.row(gap=STEP * 2)
        cancel = QPushButton("取消")
        self.go_on.setProperty("primary", True)
        self.go_on.setEnabled(False)
        foot.addWidget(self.choose)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go_on)
        whole.addLayout(foot)
        for button in (self.choose, cancel, self.go_on):
            button.setAutoDefault(False)
        self.words.textChanged.connect(self._typed)
        self.words.given.connect(self.give)
        self.choose.clicked.connect(self._choose)
        self.go_on.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)

    @property
    def text(self) -> str:
        """What was pasted, with the line ends it had in the field."""
        return self.words.toPlainText()

    def give(self, path: Path) -> None:
        """Take a file as the article."""
        self.path = path
        self.accept()

    def _typed(self) -> None:
        self.go_on.setEnabled(bool(self.text.strip()))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择稿件", str(self.folder), KIND)
        if name:
            self.give(Path(name))
