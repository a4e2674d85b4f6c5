"""A passage in which every bound figure is a chip: one character that shows what is printed."""

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.boxes import tip
from courtdesk.ui.caret import keep_in_view
from courtdesk.ui.fields import is_history_key
from courtdesk.ui.figure_picker import FigurePicker
from courtdesk.ui.theme import LIGHT, STEP, Palette
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.passage import literal, runs, tokens

CHIP = QTextFormat.ObjectTypes.UserObject + 1
TOKEN = QTextFormat.Property.UserProperty + 1
SHOWN = QTextFormat.Property.UserProperty + 2
MISSING = QTextFormat.Property.UserProperty + 3
OBJECT = "\ufffc"
BOUND = "application/x-courtdesk-passage"  # passage text with its tokens, UTF-8
AT = ("@", "＠")  # as typed, and as an input method set to full width writes it


class Chip(QPyTextObject):
    """Draws a chip on the line's baseline, at the size of the text around it."""

    def __init__(self, editor: "PassageEditor") -> None:
        super().__init__(editor)
        self.editor = editor

    def intrinsicSize(self, doc: QTextDocument, pos: int, format: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(doc.defaultFont())
        return QSizeF(metrics.horizontalAdvance(str(format.property(SHOWN))) + 6, metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        area: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        format: QTextFormat,
    ) -> None:
        rect = QRectF(area)
        palette = self.editor.colours
        missing = bool(format.property(MISSING))
        descent = QFontMetricsF(doc.defaultFont()).descent()
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.red_tint if missing else palette.blue_tint))
        painter.drawRoundedRect(rect.adjusted(0.5, 0, -0.5, descent), 3, 3)
        painter.setPen(QColor(palette.red if missing else palette.ink))
        painter.setFont(doc.defaultFont())
        painter.drawText(QPointF(rect.left() + 3, rect.bottom()), str(format.property(SHOWN)))
        painter.restore()


class PassageEditor(QTextEdit):
    """Edits the text at a path of the sheet; grows with its text, so the page scrolls, not it."""

    chip_clicked = Signal(str)

    def __init__(
        self, space: Workspace, path: str, label: str, hint: str = "", one_line: bool = False
    ) -> None:
        super().__init__()
        self.space, self.path, self.label, self.one_line = space, path, label, one_line
        self.colours: Palette = self.palette_of_window()
        self.setObjectName(path)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint or "在此写正文，键入 @ 插入指标")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo is the sheet's
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "passage")  # its type is the style sheet's
        self.document().setDocumentMargin(STEP)
        self.document().documentLayout().registerHandler(CHIP, Chip(self))
        self._text: str | None = None
        self._typing = 0
        self._painting = False
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._keep_in_view)
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit)
        self.paint(space.sheet)

    def palette_of_window(self) -> Palette:
        """Return the colours in force; the window sets them as a property of the application."""
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance()
        return (app.property("colours") if app else None) or LIGHT

    def paint(self, sheet: FactSheet) -> None:
        """Show the passage; chips whose figures changed are drawn anew, the caret stays."""
        self.setReadOnly(bool(self.space.read_only))
        self.colours = self.palette_of_window()
        try:
            text = str(value.read(sheet, self.path))
        except KeyError:
            return  # the item was removed; the page is about to go
        if text != self._text:
            self._text = text
            self._write(sheet)
        elif any(t.ids or t.form for t in tokens(text)):
            self._refresh(sheet)

    def source(self) -> str:
        """Return what the editor holds as passage text, with tokens for its chips."""
        lines = []
        block: QTextBlock = self.document().begin()
        while block.isValid():
            parts = []
            for fragment in fragments(block):
                if fragment.charFormat().objectType() == CHIP:
                    parts.append(str(fragment.charFormat().property(TOKEN)) * fragment.length())
                else:
                    parts.append(literal(fragment.text().replace("\u2028", "\n")))
            lines.append("".join(parts))
            block = block.next()
        return "\n".join(lines)

    def _write(self, sheet: FactSheet) -> None:
        """Lay the sheet's text out anew, keeping the caret's place in characters."""
        if self._text == self.source() and self._text:
            return
        self._painting = True
        place = self.textCursor().position()
        self.clear()
        cursor = QTextCursor(self.document())
        self._insert(cursor, self._text or "", sheet)
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._painting = False
        self._fit()

    def _insert(self, cursor: QTextCursor, text: str, sheet: FactSheet) -> None:
        """Write passage text at the cursor, its tokens as chips."""
        start = 0
        for token in tokens(text):
            cursor.insertText(_unescaped(text[start : token.start]), QTextCharFormat())
            cursor.insertText(OBJECT, self._chip(text[token.start : token.end], sheet))
            start = token.end
        cursor.insertText(_unescaped(text[start:]), QTextCharFormat())

    def _refresh(self, sheet: FactSheet) -> None:
        """Change the chips whose words differ under the new sheet."""
        stale = []
        block = self.document().begin()
        while block.isValid():
            for fragment in fragments(block):
                old = fragment.charFormat()
                if old.objectType() == CHIP:
                    new = self._chip(str(old.property(TOKEN)), sheet)
                    if new.property(SHOWN) != old.property(SHOWN):
                        stale.append((fragment.position(), fragment.length(), new))
            block = block.next()
        self._painting = True
        for position, length, new in stale:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(new)
        self._painting = False

    def _chip(self, token: str, sheet: FactSheet) -> QTextCharFormat:
        printed = runs(token, sheet)
        chip = QTextCharFormat()
        chip.setObjectType(CHIP)
        chip.setProperty(TOKEN, token)
        chip.setProperty(SHOWN, "".join(r.text for r in printed))
        chip.setProperty(MISSING, any(r.missing for r in printed))
        return chip

    def _typed(self) -> None:
        if self._painting:
            return
        text = self.source()
        if self.one_line:
            text = text.replace("\n", "")
        if text == self._text:
            return
        self._typing = self._typing or self.space.begin_typing()
        before, self._text = self._text, text
        try:
            self.space.edit(self.path, text, self.label, self._typing)
        except UserError as error:
            self._text = before
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip(str(error)))

    def _fit(self) -> None:
        margins = 2 * self.frameWidth() + 2
        least = QFontMetricsF(self.document().defaultFont()).height() * (1 if self.one_line else 2)
        height = int(max(self.document().size().height(), least + 2 * STEP) + margins)
        if self.height() != height:
            self.setFixedHeight(height)

    def _keep_in_view(self) -> None:
        keep_in_view(self)

    def _token_at(self, cursor: QTextCursor) -> str:
        """Return the token of the chip on either side of a cursor, empty when there is none."""
        for position in (cursor.position(), cursor.position() + 1):
            probe = QTextCursor(self.document())
            probe.setPosition(min(position, self.document().characterCount() - 1))
            style = probe.charFormat()
            if style.objectType() == CHIP:
                return str(style.property(TOKEN))
        return ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        """Say what the chip under the pointer stands for: label, source, state."""
        token = self._token_at(self.cursorForPosition(event.pos()))
        lines = []
        for found in tokens(token):
            for id in found.ids:
                if id in self.space.sheet.outline.places:
                    indicator = self.space.sheet.outline.indicator(id)
                    figure = self.space.sheet.figure(id)
                    lines.append(f"{indicator.label}　{indicator.department}　{figure.state}")
        QToolTip.showText(event.globalPos(), tip("\n".join(lines)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        follow = Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & follow:
            self._follow(self.cursorForPosition(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._follow(self.cursorForPosition(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def _follow(self, cursor: QTextCursor) -> bool:
        """Go to the figure of the chip at the cursor; False when there is none."""
        found = tokens(self._token_at(cursor))
        if found and found[0].ids:
            self.chip_clicked.emit(found[0].ids[0])
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        follow = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and follow and self._follow(self.textCursor()):
            return
        if is_history_key(event) or (enter and self.one_line):
            event.ignore()
            return
        # not Ctrl+Space: Chinese input methods are switched by it, and they see the key first
        asked = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.text() in AT or (asked and event.key() == Qt.Key.Key_Slash):
            self.pick_figure()
            return
        self._leave_chip()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() in AT:
            self.pick_figure()
            return
        self._leave_chip()
        super().inputMethodEvent(event)
        self._keep_in_view()  # what is being composed moves no cursor

    def pick_figure(self) -> None:
        """Ask which figure to bind at the caret."""
        if self.isReadOnly():
            return
        group, _, rest = self.path.partition(".")
        item = rest.partition(".")[0] if group == "passages" else ""
        picker = FigurePicker(self, self.space.sheet, item)
        picker.chosen.connect(self.bind)
        picker.show_at(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def bind(self, id: str) -> None:
        """Put the figure at the caret, in place of what is selected."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, f"{{{id}}}", self.space.sheet)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _leave_chip(self) -> None:
        """Typing beside a chip writes plain text, not more of the chip."""
        if self.textCursor().charFormat().objectType() == CHIP:
            self.setCurrentCharFormat(QTextCharFormat())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._leave_chip()
        bound = source.hasFormat(BOUND)  # copied from a passage: its chips stay chips
        text = bytes(source.data(BOUND).data()).decode() if bound else literal(source.text())
        if self.one_line:
            text = " ".join(text.split())
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, text, self.space.sheet)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copying out gives the words as they read, and their chips to another passage."""
        mime = QMimeData()
        mime.setText(self._selection(SHOWN))
        mime.setData(BOUND, self._selection(TOKEN).encode())
        return mime

    def _selection(self, words: int) -> str:
        """Return what is selected; chips as their words (SHOWN) or as passage text (TOKEN)."""
        cursor = self.textCursor()
        lines = []
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() <= cursor.selectionEnd():
            lines.append("".join(self._selected(f, cursor, words) for f in fragments(block)))
            block = block.next()
        return "\n".join(lines)

    def _selected(self, fragment: QTextFragment, cursor: QTextCursor, words: int) -> str:
        first = fragment.position()
        start = max(cursor.selectionStart() - first, 0)
        end = min(cursor.selectionEnd() - first, fragment.length())
        if end <= start:
            return ""
        style = fragment.charFormat()
        if style.objectType() == CHIP:
            return str(style.property(words)) * (end - start)
        text = fragment.text()[start:end].replace("\u2028", "\n")
        return literal(text) if words == TOKEN else text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typing = 0
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the pieces of a paragraph that look alike; Qt's stubs keep quiet about its iterator."""
    for piece in cast("Iterable[QTextBlock.iterator]", block):
        yield piece.fragment()


def _unescaped(words: str) -> str:
    return words.replace("{{", "{").replace("}}", "}")
