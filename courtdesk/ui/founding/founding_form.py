"""Asks for tables: files, a folder of them, or either dropped here."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QPushButton, QWidget

from courtdesk.ui.intake.importing import TABLES
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP

TITLE = "从 Excel 新建"


class Tray(QFrame):
    """Takes files and folders that are dropped on it."""

    given = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        boxes.named(self, "card")
        self.setAcceptDrops(True)
        whole = boxes.column(self, STEP, (STEP * 4, STEP * 6, STEP * 4, STEP * 6))
        for text, role in (
            ("把表格拖到这里，一张或几张，文件夹也可以", "heading"),
            ("去年的工作数据表、各部门报来的表、本程序导出的工作簿都行", "secondary"),
        ):
            label = plain_label(text, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(label)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            self.given.emit(paths)


class FoundingForm(QDialog):
    """The way in: ``paths`` are the files and folders that were chosen."""

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(600)
        self.folder = folder
        self.paths: list[Path] = []
        self.tray = Tray()
        self.files = QPushButton("选择表格…")
        self.folders = QPushButton("选择文件夹…")
        whole = boxes.column(self, STEP * 3, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        whole.addWidget(plain_label("用手边的表格建表", "title"))
        hint = plain_label(
            "表里有什么指标，就建什么指标。几个文件各是一个部分；一个文件有几张工作表的，各是一个"
            "部分；只有一张表的，表里的大类各是一个部分。再往里的分组是条目。下一步逐项核对。",
            "secondary",
        )
        hint.setWordWrap(True)
        whole.addWidget(hint)
        whole.addWidget(self.tray)
        foot = boxes.row(gap=STEP * 2)
        cancel = QPushButton("取消")
        self.files.setProperty("primary", True)
        foot.addWidget(self.folders)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.files)
        whole.addLayout(foot)
        self.files.setDefault(True)
        self.files.setFocus()
        self.tray.given.connect(self.give)
        self.files.clicked.connect(self._choose_files)
        self.folders.clicked.connect(self._choose_folder)
        cancel.clicked.connect(self.reject)

    def give(self, paths: list[Path]) -> None:
        """Take these as the tables."""
        self.paths = paths
        self.accept()

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择表格", str(self.folder), TABLES)
        if names:
            self.give([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择文件夹", str(self.folder))
        if name:
            self.give([Path(name)])
