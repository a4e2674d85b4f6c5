"""The article as it will read, following edits: only the blocks that changed are laid out again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from courtdesk import resources
from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import Palette
from courtdesk.writing.article import compose

SERIF, SANS = resources.SERIF, resources.SANS
# kind: family, px, bold, alignment centre, space above, space below
STYLES = {
    BlockKind.KICKER: (SANS, 14, False, True, 8, 4),
    BlockKind.TITLE: (SERIF, 22, True, True, 4, 8),
    BlockKind.SUBTITLE: (SERIF, 15, False, True, 0, 8),
    BlockKind.BYLINE: (SANS, 13, False, True, 4, 12),
    BlockKind.LEAD: (SERIF, 15, False, False, 0, 8),
    BlockKind.PHOTO: (SANS, 13, False, True, 4, 8),
    BlockKind.CROSSHEAD: (SERIF, 18, True, True, 16, 8),
    BlockKind.ITEM: (SERIF, 15, False, False, 0, 8),
    BlockKind.CLOSING: (SERIF, 15, False, False, 8, 8),
}


class Preview(QTextEdit):
    """Shows the composed article; a double click goes to the field a paragraph comes from."""

    jump = Signal(str)
    counted = Signal(int)

    def __init__(self, palette: Palette) -> None:
        super().__init__(readOnly=True)
        self.setObjectName("preview")
        self.setAccessibleName("稿件预览")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.colours = palette
        self.document().setDocumentMargin(20)
        read = Qt.TextInteractionFlag
        self.setTextInteractionFlags(read.TextSelectableByMouse | read.TextSelectableByKeyboard)
        self._article: Article | None = None
        self._sheet: FactSheet | None = None
        self._timer = boxes.pause(self, 60, self.refresh)

    def follow(self, sheet: FactSheet) -> None:
        """Show this sheet's article shortly: several keystrokes make one layout."""
        self._sheet = sheet
        self._timer.start()

    def set_palette(self, palette: Palette) -> None:
        """Change the colours and lay all out again."""
        self.colours, self._article = palette, None
        if self._sheet is not None:
            self.refresh()

    def refresh(self) -> None:
        """Compose and show now."""
        if self._sheet is None:
            return
        article = compose(self._sheet)
        self.counted.emit(article.characters)
        if not self.isVisible():
            self._timer.stop()
            return
        old = self._article
        if article == old:
            return
        self._article = article
        if (
            old is None
            or len(old.blocks) != len(article.blocks)
            or old.end_mark != article.end_mark
        ):
            self._write_all(article)
        else:
            for place, block in enumerate(article.blocks):
                if block != old.blocks[place]:
                    self._replace(place, block)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sheet is not None:
            self._timer.start(0)

    def _write_all(self, article: Article) -> None:
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        for number, block in enumerate(article.blocks):
            if number:
                cursor.insertBlock()
            self._write(cursor, block)
        if article.end_mark:
            cursor.insertText(article.end_mark)
        if not article.blocks:
            cursor.insertText("正文写好后在这里显示。")
        self.verticalScrollBar().setValue(place)

    def _replace(self, place: int, block: Block) -> None:
        target = self.document().findBlockByNumber(place)
        cursor = QTextCursor(target)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, block)
        article = self._article
        if article is not None and place == len(article.blocks) - 1 and article.end_mark:
            cursor.insertText(article.end_mark)

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        family, size, bold, centred, above, below = STYLES[block.kind]
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if centred:
            shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        else:
            shape.setAlignment(Qt.AlignmentFlag.AlignJustify)
            shape.setTextIndent(2 * size)
        cursor.setBlockFormat(shape)
        text = QTextCharFormat()
        font = QFont(family)
        font.setPixelSize(size)
        font.setBold(bold)
        text.setFont(font)
        text.setForeground(QColor(self.colours.ink))
        strong = QTextCharFormat(text)
        strong.setFontWeight(QFont.Weight.Bold)  # what a crosshead is already
        missing = QTextCharFormat(text)
        missing.setForeground(QColor(self.colours.red))
        missing.setBackground(QColor(self.colours.red_tint))
        if block.kind is BlockKind.PHOTO:
            text.setForeground(QColor(self.colours.secondary))
            cursor.insertText("▣ ", text)
        crosshead = block.kind is BlockKind.CROSSHEAD
        for part, style in ((block.titled, strong), (block.runs, text))[:: -1 if crosshead else 1]:
            if crosshead and style is strong and part:
                cursor.insertText("\u2028", text)
            for run in part:
                words = run.text
                if block.kind is BlockKind.TITLE:  # its two halves stand on lines of their own
                    words = words.replace(" ", "\u2028").replace("\u3000", "\u2028")
                cursor.insertText(words, missing if run.missing else style)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._go(self.cursorForPosition(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.textCursor())
        else:
            super().keyPressEvent(event)

    def _go(self, cursor: QTextCursor) -> None:
        """Ask for the place that the paragraph at the cursor is written from."""
        number = cursor.blockNumber()
        if self._article is not None and number < len(self._article.blocks):
            self.jump.emit(self._article.blocks[number].path)
