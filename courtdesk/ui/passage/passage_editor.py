"""A passage in which every bound figure is a chip: one character that shows what is printed."""

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip

from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.typing_steps import TypingSteps
from courtdesk.ui.look.boxes import tip
from courtdesk.ui.look.history_keys import is_history_key
from courtdesk.ui.passage.caret import forget_selection, keep_in_view, left_for_another
from courtdesk.ui.passage.chip_text import ChipText
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.pointing import Pointing
from courtdesk.ui.passage.underlines import Underlines
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.find import item_of

AT = ("@", "＠")  # as typed, and as an input method set to full width writes it
PICKS = (
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Slash),
    # many Chinese input methods are switched by it: they see the key first, and it never arrives
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Space),
)


class PassageEditor(ChipText):
    """Edits the text at a path of the sheet."""

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
        super().__init__(space.sheet, one_line, role)
        self.space, self.path, self.label = space, path, label
        self.setObjectName(path)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint or "在此写正文，键入 @（或 Ctrl+空格）插入指标")
        self._text: str | None = None
        self._facts: tuple[object, ...] = ()  # what the chips were drawn from
        self.steps = TypingSteps(space)
        self.pointing = Pointing(self, self.chip_clicked.emit)
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._keep_in_view)
        self.underlines = Underlines(self)
        self.paint(space.sheet)
        self.underlines.draw()

    def paint(self, sheet: FactSheet) -> None:
        """Show the passage; chips whose figures changed are drawn anew, the caret stays."""
        if self.isReadOnly() != bool(self.space.read_only):  # Qt does not ask whether it differs
            self.setReadOnly(not self.isReadOnly())
        try:
            text = str(value.read(sheet, self.path))
        except KeyError:
            return  # the item was removed; the page is about to go
        if text != self._text:
            self._text = text
            if not text or text != self.source():
                self.lay_out(text, sheet)
        counted = (sheet.outline.indicators, len(sheet.outline.sections))  # not its headings
        facts = (sheet.figures, counted, sheet.year, sheet.typescript)  # what chips read
        if facts != self._facts:  # quick: sheets share the figures that did not change
            self._facts = facts
            self.refresh(sheet)

    def _typed(self) -> None:
        if self.painting:
            return
        text = self.source()
        if self.one_line:
            text = text.replace("\n", "")
        if text == self._text:
            return
        before, self._text = self._text, text
        try:
            self.space.edit(self.path, text, self.label, self.steps.session(before or "", text))
        except UserError as error:
            self._text = before
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip(str(error)))

    def replace(self, words: QTextCursor, text: str) -> None:
        """Put passage text in place of what a cursor selects, as an undo step of its own."""
        self.steps.end()
        self.write(words, text)
        self.steps.end()

    def bind(self, id: str) -> None:
        """Put the figure at the caret, in place of what is selected."""
        cursor = self.textCursor()
        self.replace(cursor, f"{{{id}}}")
        self.setTextCursor(cursor)

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

    def allow(self, finding: Finding) -> None:
        """Ask which set phrase the words of a finding belong to, and why it is one."""
        from courtdesk.ui.proof.phrases import ask_phrase

        ask_phrase(self, self.space, finding)

    def explain(self, finding: Finding) -> None:
        """Ask why a finding may stand."""
        from courtdesk.ui.proof.mending import explain

        explain(self, self.space, finding)

    def _keep_in_view(self) -> None:
        keep_in_view(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.underlines.paint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.pointing.tell(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pointing.follow(self.pointing.chip(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.pointing.follow(self.pointing.chip(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pointing.open_menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        follow = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and follow and self.pointing.follow(self.pointing.beside()):
            return
        if _asks_for_menu(event):
            self.pointing.open_menu_at_caret()
            return
        if is_history_key(event) or (enter and self.one_line):
            event.ignore()
            return
        if event.text() in AT or (event.modifiers(), event.key()) in PICKS:
            self.pick_figure()
            return
        self.leave_chip()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() in AT:
            self.pick_figure()
            return
        super().inputMethodEvent(event)
        self._keep_in_view()  # what is being composed moves no cursor

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.steps.end()
        super().insertFromMimeData(source)
        self.steps.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.steps.end()
        super().focusOutEvent(event)
        if left_for_another(event):
            forget_selection(self)


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and bool(shift))
