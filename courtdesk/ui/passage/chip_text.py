"""A text field that holds chips: laid out, drawn, measured, copied and pasted with them."""

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit

from courtdesk.models.passage import literal, tokens
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.passage.chip import (
    CHIP,
    OBJECT,
    SHOWN,
    TOKEN,
    chip_format,
    fragments,
    plain_look,
    read,
    unescaped,
)
from courtdesk.ui.passage.chips import paint_chips

BOUND = "application/x-courtdesk-passage"  # passage text with its tokens, UTF-8


class ChipText(QTextEdit):
    """Shows passage text under a sheet; grows with its text, so the page scrolls, not it."""

    def __init__(self, sheet: FactSheet, one_line: bool, role: str) -> None:
        super().__init__()
        self.one_line, self._sheet = one_line, sheet
        self.painting = False  # the text is being laid out: nobody typed
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo is the sheet's
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", role)  # its type is the style sheet's
        self.document().setDocumentMargin(STEP if role == "passage" else STEP // 2)
        beside = 6 if role == "passage" else 0  # px: its words begin where a line field's do
        self.setViewportMargins(beside, 0, beside, 0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def source(self) -> str:
        """Return what the field holds as passage text, with tokens for its chips."""
        return read(self.document(), TOKEN)

    def lay_out(self, text: str, sheet: FactSheet) -> None:
        """Show a text anew, keeping the caret's place in characters."""
        self._sheet, self.painting = sheet, True
        place = self.textCursor().position()
        self.clear()
        cursor = QTextCursor(self.document())
        self.write(cursor, text)
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.painting = False
        self._fit()

    def write(self, cursor: QTextCursor, text: str) -> None:
        """Put passage text in place of what a cursor selects, its tokens as chips."""
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        start = 0
        for token in tokens(text):
            cursor.insertText(unescaped(text[start : token.start]), QTextCharFormat())
            cursor.insertText(OBJECT, self._chip(text[token.start : token.end]))
            start = token.end
        cursor.insertText(unescaped(text[start:]), QTextCharFormat())
        cursor.endEditBlock()

    def refresh(self, sheet: FactSheet) -> None:
        """Change the chips whose words differ under another sheet, or in another face."""
        self._sheet = sheet
        stale = []
        block = self.document().begin()
        while block.isValid():
            for fragment in fragments(block):
                old = fragment.charFormat()
                if (
                    old.objectType() == CHIP
                    and (new := self._chip(str(old.property(TOKEN)))) != old
                ):
                    stale.append((fragment.position(), fragment.length(), new))
            block = block.next()
        self.painting = True
        for position, length, new in stale:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(new)
        self.painting = False

    def _chip(self, token: str) -> QTextCharFormat:
        return chip_format(token, self._sheet, self.document().defaultFont())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.refresh(self._sheet)

    def _fit(self) -> None:
        margins = 2 * self.frameWidth() + 2
        least = QFontMetricsF(self.document().defaultFont()).height() * (1 if self.one_line else 2)
        least += 2 * self.document().documentMargin()
        height = int(max(self.document().size().height(), least) + margins)
        if self.height() != height:
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-left, -top)
        caret = self.textCursor()
        chosen = range(caret.selectionStart(), caret.selectionEnd())
        seen = QRectF(event.rect()).translated(left, top)
        paint_chips(painter, self.document(), seen, chosen, worn())
        painter.end()

    def leave_chip(self) -> None:
        """Typing beside a chip writes plain text, not more of the chip.

        What is selected would take the format, and a chip in it be one no more.
        """
        caret = self.textCursor()
        if caret.charFormat().objectType() == CHIP and not caret.hasSelection():
            self.setCurrentCharFormat(QTextCharFormat())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.leave_chip()
        composed = len(event.preeditString().encode("utf-16-le")) // 2
        look = plain_look(self.palette().text().color())
        kind = QInputMethodEvent.AttributeType.TextFormat
        plain = QInputMethodEvent.Attribute(kind, 0, composed, look)
        whole = QInputMethodEvent(event.preeditString(), [plain, *event.attributes()])
        whole.setCommitString(
            event.commitString(), event.replacementStart(), event.replacementLength()
        )
        super().inputMethodEvent(whole)
        event.setAccepted(whole.isAccepted())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.leave_chip()
        bound = source.hasFormat(BOUND)  # copied from a passage: its chips stay chips
        text = bytes(source.data(BOUND).data()).decode() if bound else literal(source.text())
        if self.one_line:
            text = " ".join(text.split())
        cursor = self.textCursor()
        self.write(cursor, text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copying out gives the words as they read, and their chips to another passage."""
        mime = QMimeData()
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        mime.setText(read(self.document(), SHOWN, start, end))
        mime.setData(BOUND, read(self.document(), TOKEN, start, end).encode())
        return mime

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()  # a file is for the window, its path is no text
        else:
            super().dragEnterEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
