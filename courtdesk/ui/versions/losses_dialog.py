"""What of a damaged document was read and what was not, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QPushButton, QWidget

from courtdesk.store import Document, Version
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP


class LossesDialog(QDialog):
    """Counts what was recovered and lists what was lost; what is chosen is told by signals."""

    elsewhere = Signal()  # save what there is to a file of its own
    earlier = Signal(object)  # open this version

    def __init__(self, parent: QWidget, document: Document, version: Version | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("文件有损坏")
        self.resize(560, 400)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addWidget(plain_label(f"{len(document.lost)} 处未能读出", "title"))
        untouched = "原文件没有改动。" if document.read_only else ""
        says = plain_label(f"{untouched}已读出：{counted(document)}。", "secondary")
        says.setWordWrap(True)
        whole.addWidget(says)
        self.lost = _listed(document.lost)
        whole.addWidget(self.lost, 1)
        advice = "核对后可以另存为新文件，把缺的补上"
        advice += f"；也可以打开最近一个核对完好的版本（{told(version)}）。" if version else "。"
        hint = plain_label(advice, "secondary")
        hint.setWordWrap(True)
        whole.addWidget(hint)
        foot = boxes.row(gap=STEP * 2)
        foot.addStretch(1)
        self.leave = QPushButton("先看看")
        self.leave.clicked.connect(self.reject)
        self.save = QPushButton("另存为…")
        self.save.clicked.connect(self.accept)
        self.save.clicked.connect(self.elsewhere)
        self.open_earlier = QPushButton("打开完好的版本")
        self.open_earlier.clicked.connect(self.accept)
        self.open_earlier.clicked.connect(lambda: self.earlier.emit(version))
        best = self.open_earlier if version is not None else self.save
        best.setProperty("primary", True)
        best.setDefault(True)
        for button in (self.leave, self.save, self.open_earlier):
            foot.addWidget(button)
        if version is None:
            self.open_earlier.hide()
        whole.addLayout(foot)


def counted(document: Document) -> str:
    """Say how much was read."""
    sheet = document.sheet
    return "，".join(
        (
            f"指标 {len(sheet.figures)} / {len(sheet.wanted)}",
            f"正文 {len(sheet.passages)} / {len(tuple(sheet.outline.items()))} 段",
            f"照片 {len(sheet.photos)} 张",
            f"修改记录 {document.revision} 条",
        )
    )


def told(version: Version) -> str:
    """Say which version it is."""
    return f"{version.when:%Y-%m-%d %H:%M}，第 {version.revision} 次修改时"


def _listed(lost: Sequence[str]) -> QListWidget:
    entries = QListWidget()
    entries.setAccessibleName("未能读出的内容")
    entries.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    entries.setWordWrap(True)
    entries.setSpacing(STEP)
    entries.addItems(list(lost))
    return entries
