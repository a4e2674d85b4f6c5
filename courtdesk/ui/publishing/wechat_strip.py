"""How the article for WeChat is looked at, and the way it is taken over to its editor."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton

from courtdesk.publish.viewing import Choice
from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.publishing.layout_fields import THEMES, Strip
from courtdesk.ui.workspace import Workspace

WIDTHS = (("手机", 360), ("电脑", 677))


class WechatStrip(Strip):
    """Theme, a telephone's or a computer's width, day or night, and 复制到剪贴板."""

    chosen = Signal(object)  # the Choice
    copy_asked = Signal()

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        row = self.line()
        self.choice(row, "theme", "配色", THEMES)
        row.addSpacing(STEP * 2)
        self.widths = QButtonGroup(self)
        for name, wide in WIDTHS:
            button = boxes.tool(name)
            button.setToolTip(f"宽 {wide} 像素")
            button.setCheckable(True)
            button.setChecked(wide == Choice().wide)
            self.widths.addButton(button, wide)
            row.addWidget(button)
        self.dark = QCheckBox("深色")
        row.addWidget(self.dark)
        row.addSpacing(STEP * 2)
        self.foot(row, "cutoff")
        self.copy = QPushButton("复制到剪贴板")
        row.addWidget(self.copy)
        self.foot(self.line(), "source", "scope")
        self.widths.idClicked.connect(self._choose)
        self.dark.toggled.connect(self._choose)
        self.copy.clicked.connect(self.copy_asked)

    def _choose(self) -> None:
        self.chosen.emit(Choice(self.widths.checkedId(), self.dark.isChecked()))
