"""The start page: what to do first, recent sheets with their state, and unfinished work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.icons import icon
from courtdesk.ui.look.theme import STEP, Palette

if TYPE_CHECKING:
    from pathlib import Path

    from courtdesk.store import Leftover, Recent

CHOICES = (
    ("sample", "打开示例", "看一份 2023 年的完整事实表", "book-open"),
    ("new", "新建事实表", "从提纲开始，空着等数", "file-plus"),
    ("draft", "从稿件新建", "登过的稿件变成事实表", "newspaper"),
    ("tables", "从 Excel 新建", "手边的表格变成事实表", "file-spreadsheet"),
    ("open", "打开文件", "打开已有的 .courtdesk 文件", "folder-open"),
    ("manual", "手册", "十分钟学会", "circle-question-mark"),
)
ROOMY = QSize(1200, 640)  # px: a smaller page has smaller margins
TIGHT = 560  # px: a lower page leaves out what is no way in


class Choice(QPushButton):
    """A large button: icon, title and a line below it."""

    def __init__(self, title: str, hint: str, image: str, primary: bool = False) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.image, self.primary = image, primary
        self.setProperty("primary", primary)
        self.setMinimumWidth(300)  # its height is the style sheet's
        self.setAccessibleName(f"{title} {hint}")
        self.sign = QLabel()
        words = boxes.column(gap=2)
        for text, role in ((title, "heading"), (hint, "")):
            words.addWidget(plain_label(text, role))
        line = boxes.row(self, STEP * 3, (STEP * 4, STEP * 2, STEP * 4, STEP * 2))
        line.addWidget(self.sign)
        line.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def wear(self, palette: Palette) -> None:
        """Draw the icon in the palette's colours."""
        colour = palette.on_red if self.primary else palette.ink
        ratio = self.devicePixelRatioF()
        self.sign.setPixmap(icon(self.image, colour).pixmap(QSize(22, 22), ratio))


class StartPage(QWidget):
    """Shown when no sheet is open."""

    chosen = Signal(str)
    opened = Signal(object)
    recovered = Signal(object)
    discarded = Signal(object)
    compared = Signal(object)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("page")
        self.colours = palette
        self.whole = whole = boxes.row(self, STEP * 12)
        self.left = left = boxes.column(gap=STEP * 2)
        subtitle = plain_label("县级法院年度数据与稿件工作台", "secondary")
        foot = plain_label("全部内容只存在本机，程序不联网。", "secondary")
        self.asides = subtitle, foot
        left.addWidget(plain_label("courtdesk", "brand"))
        left.addWidget(subtitle)
        left.addSpacing(STEP * 3)
        self.choices: list[Choice] = []
        for id, title, hint, image in CHOICES:
            choice = Choice(title, hint, image, primary=id == "sample")
            choice.clicked.connect(self._chooser(id))
            self.choices.append(choice)
            left.addWidget(choice)
        left.addStretch(1)
        left.addWidget(foot)
        whole.addLayout(left)
        self.canvas = boxes.named(QWidget(), "canvas")
        self.column = boxes.column(self.canvas, STEP * 2, (0, 0, STEP * 2, 0))
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.canvas)
        whole.addWidget(scroll, 1)
        self.set_palette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the margins to what stands there in a small window."""
        super().resizeEvent(event)
        wide = self.width() >= ROOMY.width()
        high = self.height() >= ROOMY.height()
        across, down = STEP * (18 if wide else 8), STEP * (13 if high else 5)
        self.whole.setContentsMargins(across, down, across, down)
        self.whole.setSpacing(STEP * (12 if wide else 8))
        tight = self.height() < TIGHT
        self.left.setSpacing(STEP if tight else STEP * 2)
        for aside in self.asides:
            aside.setVisible(not tight)

    def _chooser(self, id: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(id)

    def show_sheets(
        self, recent: tuple[Recent, ...], leftovers: tuple[Leftover, ...], gone: frozenset[Path]
    ) -> None:
        """Show unfinished work first, then recent sheets; ``gone`` are those no longer there."""
        while entry := self.column.takeAt(0):
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        if leftovers:
            self.column.addWidget(plain_label("上次没有写完的工作", "heading"))
            cards = [self._leftover(leftover) for leftover in leftovers]
            for card in cards:
                self.column.addWidget(card)
            if self.choices[0].hasFocus():  # nobody has gone elsewhere yet
                cards[0].findChildren(QPushButton)[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.addSpacing(STEP * 4)
        self.column.addWidget(plain_label("最近打开", "heading"))
        if not recent:
            hint = "还没有打开过事实表。先打开示例看一看，或者新建一份。"
            self.column.addWidget(plain_label(hint, "secondary"))
        for sheet in recent:
            self.column.addWidget(self._recent(sheet, sheet.path in gone))
        self.column.addStretch(1)

    def _recent(self, sheet: Recent, gone: bool) -> Choice:
        state = f"已填 {sheet.filled} / {sheet.total}"
        if sheet.errors:
            state += f"　错误 {sheet.errors}"
        where = f"{sheet.path.name}（文件已不在原处）" if gone else sheet.path.name
        when = f"{sheet.when.astimezone():%Y-%m-%d %H:%M}"
        choice = Choice(
            f"{sheet.court}　{sheet.year}年　　{state}",
            f"{where}　·　{when}",
            "file-text",
        )
        choice.wear(self.colours)
        choice.setToolTip(boxes.tip(str(sheet.path)))
        choice.clicked.connect(lambda: self.opened.emit(sheet.path))
        return choice

    def _leftover(self, leftover: Leftover) -> QFrame:
        frame = boxes.named(QFrame(), "card")
        line = boxes.row(frame, STEP * 3, (STEP * 4, STEP * 3, STEP * 4, STEP * 3))
        name = leftover.path.name if leftover.path is not None else "尚未存为文件"
        words = plain_label(
            f"{leftover.court}　{leftover.year}年　·　{name}\n"
            f"{leftover.when.astimezone():%m-%d %H:%M} 起有 {leftover.edits} 处修改还没有写入文件"
        )
        words.setWordWrap(True)  # the buttons stay in view in a small window
        line.addWidget(words, 1)
        discard = QPushButton("不要了")
        discard.clicked.connect(lambda: self.discarded.emit(leftover))
        resume = QPushButton("继续编辑")
        resume.setProperty("primary", True)
        resume.clicked.connect(lambda: self.recovered.emit(leftover))
        line.addWidget(discard)
        if leftover.path is not None:
            compare = QPushButton("看有何不同…")
            compare.clicked.connect(lambda: self.compared.emit(leftover))
            line.addWidget(compare)
        line.addWidget(resume)
        return frame

    def set_palette(self, palette: Palette) -> None:
        """Draw the icons in the palette's colours."""
        self.colours = palette
        for choice in self.findChildren(Choice):  # the recent sheets are among them
            choice.wear(palette)

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)
