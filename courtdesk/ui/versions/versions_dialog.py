"""The kept versions of the open sheet: looked at, compared, restored as a new document."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from courtdesk.store import Version
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.cards import Card, CardList
from courtdesk.ui.look.theme import STEP, Palette


class VersionsDialog(QDialog):
    """A list of versions, newest first; what is chosen is told by signals."""

    compared = Signal(object)
    restored = Signal(object)

    def __init__(self, parent: QWidget, palette: Palette, versions: Sequence[Version]) -> None:
        super().__init__(parent)
        self.setWindowTitle("历史版本")
        self.resize(560, 520)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        whole.addWidget(plain_label(f"{len(versions)} 个版本", "title"))
        says = plain_label(
            "每次写入文件时都在本机留一份。恢复的版本作为新文件打开，现在的文件不变。",
            "secondary",
        )
        says.setWordWrap(True)
        whole.addWidget(says)
        self.list = CardList(palette, "历史版本")
        self.list.entries.show_cards(tuple(map(_card, versions)))
        self.empty = plain_label("还没有历史版本：改动并写入文件以后，这里就有了。", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setVisible(not versions)
        self.list.setVisible(bool(versions))
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.list, 1)
        self.compare = QPushButton("与现在比较…")
        self.restore = QPushButton("作为新文件打开")
        self.restore.setProperty("primary", True)
        self.compare.clicked.connect(self._compare)
        self.restore.clicked.connect(self._restore)
        self.list.activated.connect(self._compare)
        self.list.selectionModel().currentChanged.connect(self._enable)
        leave = QPushButton("关闭")
        leave.clicked.connect(self.reject)
        foot = boxes.row(gap=STEP * 2)
        foot.addStretch(1)
        for button in (leave, self.compare, self.restore):
            foot.addWidget(button)
        whole.addLayout(foot)
        if versions:
            self.list.setCurrentIndex(self.list.entries.index(0))
        self._enable()

    def _enable(self, *_: object) -> None:
        chosen = self.list.chosen() is not None
        self.compare.setEnabled(chosen)
        self.restore.setEnabled(chosen)

    def _compare(self, *_: object) -> None:
        card = self.list.chosen()
        if card is not None:
            self.compared.emit(card.key)

    def _restore(self) -> None:
        card = self.list.chosen()
        if card is not None:
            self.restored.emit(card.key)


def _card(version: Version) -> Card:
    size = f"{version.size / 1_000_000:.1f} MB"
    return Card(
        tag=f"第 {version.revision} 次修改时",
        tone="blue",
        text=version.label,
        foot=f"{version.when:%Y-%m-%d %H:%M}　{size}",
        key=version,
    )
