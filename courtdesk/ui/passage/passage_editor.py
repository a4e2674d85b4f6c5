"""A passage in which every bound figure is a chip: one character that shows what is printed."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.passage import literal, tokens
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.fields import is_history_key
from courtdesk.ui.look.boxes import tip
from courtdesk.ui.look.theme import LIGHT, STEP, Palette
from courtdesk.ui.passage import finding_menu
from courtdesk.ui.passage.caret import forget_selection, keep_in_view
from courtdesk.ui.passage.chip import (
    CHIP,
    OBJECT,
    SHOWN,
    TOKEN,
    Chip,
    chip_at,
    chip_format,
    fragments,
    read,
    token_of,
    told,
    unescaped,
)
from courtdesk.ui.passage.chip_menu import ChipMenu, words_menu
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.underlines import Underlines
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.find import item_of

BOUND = "application/x-courtdesk-passage"  # passage text with its tokens, UTF-8
AT = ("@", "＠")  # as typed, and as an input method set to full width writes it
PICKS = (
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Slash),
    # many Chinese input methods are switched by it: they see the key first, and it never arrives
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Space),
)


class PassageEditor(QTextEdit):
    """Edits the text at a path of the sheet; grows with its text, so the page scrolls, not it."""

    chip_clicked = Signal(str)

    def __init__(
        self,
        space: Workspace,
        path: str,
        label: str,
        hint: str = "",
        one_line: bool = False,
        role: str = "passage",
    ) -> None:
        super().__init__()
        self.space, self.path, self.label, self.one_line = space, path, label, one_line
        self.colours: Palette = self.palette_of_window()
        self.setObjectName(path)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint or "在此写正文，键入 @（或 Ctrl+空格）插入指标")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo is the sheet's
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", role)  # its type is the style sheet's
        self.document().setDocumentMargin(STEP if role == "passage" else STEP // 2)
        self.document().documentLayout().registerHandler(CHIP, Chip(self, lambda: self.colours))
        self._text: str | None = None
        self._facts: tuple[object, ...] = ()  # what the chips were drawn from
        self._typing = 0
        self._painting = False
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._keep_in_view)
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit)
        self.underlines = Underlines(self)
        self.paint(space.sheet)
        self.underlines.draw()

    def palette_of_window(self) -> Palette:
        """Return the colours in force; the window sets them as a property of the application."""
        app = QApplication.instance()
        return (app.property("colours") if app else None) or LIGHT

    def paint(self, sheet: FactSheet) -> None:
        """Show the passage; chips whose figures changed are drawn anew, the caret stays."""
        if self.isReadOnly() != bool(self.space.read_only):  # Qt does not ask whether it differs
            self.setReadOnly(not self.isReadOnly())
        self.colours = self.palette_of_window()
        try:
            text = str(value.read(sheet, self.path))
        except KeyError:
            return  # the item was removed; the page is about to go
        if text != self._text:
            self._text = text
            self._write(sheet)
        counted = (sheet.outline.indicators, len(sheet.outline.sections))  # not its headings
        facts = (sheet.figures, counted, sheet.year, sheet.typescript)  # what chips read
        if facts != self._facts:  # quick: sheets share the figures that did not change
            self._facts = facts
            self._refresh(sheet)

    def source(self) -> str:
        """Return what the editor holds as passage text, with tokens for its chips."""
        return read(self.document(), TOKEN)

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
            cursor.insertText(unescaped(text[start : token.start]), QTextCharFormat())
            cursor.insertText(OBJECT, chip_format(text[token.start : token.end], sheet))
            start = token.end
        cursor.insertText(unescaped(text[start:]), QTextCharFormat())

    def _refresh(self, sheet: FactSheet) -> None:
        """Change the chips whose words differ under the new sheet."""
        stale = []
        block = self.document().begin()
        while block.isValid():
            for fragment in fragments(block):
                old = fragment.charFormat()
                if old.objectType() == CHIP:
                    new = chip_format(str(old.property(TOKEN)), sheet)
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
        least += 2 * self.document().documentMargin()
        height = int(max(self.document().size().height(), least) + margins)
        if self.height() != height:
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.underlines.paint()

    def _keep_in_view(self) -> None:
        keep_in_view(self)

    def _beside(self) -> QTextCursor | None:
        """Return the chip on either side of the caret, selected; None when there is none."""
        place = self.textCursor().position()
        return chip_at(self.document(), place - 1) or chip_at(self.document(), place)

    def _pointed(self, place: QPoint) -> QTextCursor | None:
        """Return the chip under a place of the viewport, selected; None when there is none."""
        return chip_at(self.document(), self._place(place))

    def _place(self, place: QPoint) -> int:
        """Return the character under a place of the viewport, -1 when there is none."""
        scrolled = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        return self.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        """Say what is found under the pointer, and what a chip there stands for."""
        chip = self._pointed(event.pos())
        found = self.underlines.told(self._place(event.pos()))
        words = told(token_of(chip), self.space.sheet) if chip else ""
        QToolTip.showText(event.globalPos(), tip("\n".join(filter(None, (found, words)))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        follow = Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & follow:
            self._follow(self._pointed(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._follow(self._pointed(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def _follow(self, chip: QTextCursor | None) -> bool:
        """Go to the figure of a chip; False when there is none."""
        found = tokens(token_of(chip)) if chip else []
        if found and found[0].ids:
            self.chip_clicked.emit(found[0].ids[0])
            return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key:
            self._open_menu_at_caret()
        else:
            chip = self._pointed(event.pos())
            self._open_menu(chip, self._place(event.pos()), event.pos())

    def _open_menu_at_caret(self) -> None:
        caret = self.textCursor()
        place = caret.selectionStart() if caret.hasSelection() else caret.position()
        self._open_menu(self._beside(), place, self.cursorRect().bottomLeft())

    def _open_menu(self, chip: QTextCursor | None, position: int, place: QPoint) -> None:
        """Offer what can be done here; some systems ask twice for one key."""
        if QApplication.activePopupWidget() is not None:
            return
        menu = words_menu(self, place) if chip is None else self._chip_menu(chip)
        if not self.isReadOnly():
            finding_menu.offer(menu, self, self.underlines.at(position))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _chip_menu(self, chip: QTextCursor) -> ChipMenu:
        token = tokens(token_of(chip))[0]
        menu = ChipMenu(self, token, self.space.sheet, self.isReadOnly())
        menu.form_chosen.connect(
            lambda form: self.replace(
                chip, str(token._replace(form="" if form == "value" else form))
            )
        )
        menu.followed.connect(self.chip_clicked)
        menu.removed.connect(lambda: self.replace(chip, ""))
        return menu

    def replace(self, words: QTextCursor, text: str) -> None:
        """Put passage text in place of what a cursor selects, as an undo step of its own."""
        self._typing = 0
        words.beginEditBlock()
        words.removeSelectedText()
        self._insert(words, text, self.space.sheet)
        words.endEditBlock()
        self._typing = 0

    def allow(self, finding: Finding) -> None:
        """Ask which set phrase the words of a finding belong to, and why it is one."""
        from courtdesk.ui.proof.phrases import ask_phrase

        ask_phrase(self, self.space, finding)

    def explain(self, finding: Finding) -> None:
        """Ask why a finding may stand."""
        from courtdesk.ui.look.dialogs import ask_reason

        words = ask_reason(self, finding)
        if words is not None:
            self.space.explain(finding, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        follow = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and follow and self._follow(self._beside()):
            return
        if _asks_for_menu(event):
            self._open_menu_at_caret()
            return
        if is_history_key(event) or (enter and self.one_line):
            event.ignore()
            return
        if event.text() in AT or (event.modifiers(), event.key()) in PICKS:
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

    def pick_figure(self, words: QTextCursor | None = None) -> None:
        """Ask which figure to bind at the caret, or in place of some words."""
        if self.isReadOnly():
            return
        if words is not None:
            self.setTextCursor(words)
        picker = FigurePicker(self, self.space.sheet, item_of(self.path))
        picker.chosen.connect(self.bind)
        line = self.cursorRect()
        picker.show_at(QRect(self.viewport().mapToGlobal(line.topLeft()), line.size()))

    def bind(self, id: str) -> None:
        """Put the figure at the caret, in place of what is selected."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, f"{{{id}}}", self.space.sheet)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _leave_chip(self) -> None:
        """Typing beside a chip writes plain text, not more of the chip.

        What is selected would take the format, and a chip in it be one no more.
        """
        caret = self.textCursor()
        if caret.charFormat().objectType() == CHIP and not caret.hasSelection():
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
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        mime.setText(read(self.document(), SHOWN, start, end))
        mime.setData(BOUND, read(self.document(), TOKEN, start, end).encode())
        return mime

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typing = 0
        super().focusOutEvent(event)
        forget_selection(self, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()  # a file is for the window, its path is no text
        else:
            super().dragEnterEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and bool(shift))
