"""Fields that follow one place of the sheet. Each one's objectName is its dotted path."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit

from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.form.typing_steps import TypingSteps
from courtdesk.ui.look.boxes import restyle
from courtdesk.ui.look.history_keys import UNDO, is_history_key
from courtdesk.ui.workspace import Workspace


class LineField(QLineEdit):
    """A one-line field whose undo is the sheet's; the mouse wheel leaves it alone."""

    entered = Signal()  # Enter was pressed: go on to the next figure
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.setAccepted(self._takes_back(event))  # or the window undoes a step of the sheet
            return event.isAccepted()
        return super().event(event)

    def _takes_back(self, event: QEvent) -> bool:
        """Say whether a key undoes here: a refused text is no change of the sheet's yet."""
        refused = self.property("state") == "refused"
        return refused and isinstance(event, QKeyEvent) and event.matches(UNDO)

    def take_back(self) -> None:
        """Show what the sheet holds in place of a refused text."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes_back(event):
            self.take_back()
        elif is_history_key(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()  # a file is for the window, its path is no text
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class QuantityField(LineField):
    """A figure's value, typed as people write it.

    Text that cannot be read stays, turns the field red and is said in ``refused``; the sheet keeps
    what it had until the text can be read.
    """

    refused = Signal(str)  # the sentence, empty when all is well again

    def __init__(self, space: Workspace, id: str, field: str = "printed") -> None:
        super().__init__()
        self.space, self.id, self.field = space, id, field
        self.setObjectName(f"figures.{id}.{field}")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(80)
        self.setProperty("role", field)
        self._shown: Quantity | None = None
        self._refusal = ""
        self._entering = False
        self._typing = 0
        self._before = space.sheet.figure(id)
        self.textEdited.connect(self._typed)
        self.left.connect(self._settle)
        self.paint(space.sheet)

    def take_back(self) -> None:
        self._show(self._shown)

    def paint(self, sheet: FactSheet) -> None:
        """Show what the sheet holds, unless it is what was typed here."""
        now: Quantity | None = getattr(sheet.figure(self.id), self.field)
        self.setReadOnly(bool(self.space.read_only))
        if now == self._shown and (now is not None or self.property("state")):
            return
        if self._entering:  # it is what was typed here: the text stays as it is being written
            self._shown = now
        else:
            self._show(now)

    def _show(self, now: Quantity | None) -> None:
        self._shown, self._refusal, self._typing = now, "", 0
        text = "" if now is None else str(now)
        if text != self.text():
            self.setText(text)
        self.setCursorPosition(len(text))
        self.refused.emit("")
        self._mark()

    def _typed(self, text: str) -> None:
        if not self._typing:
            self._typing = self.space.begin_typing()
            self._before = self.space.sheet.figure(self.id)
        self._entering = True
        try:
            self.space.enter(self.id, text, self.field, self._typing)
        except UserError as error:
            self._refusal = str(error)
            self._take_back()
        else:
            self._refusal = ""
            now = self.space.sheet.figure(self.id)
            if getattr(now, self.field) == getattr(self._before, self.field):
                self._take_back()  # typed back: its state and source stand as before, too
        finally:
            self._entering = False
        self.refused.emit(self._refusal)
        self._mark()

    def _take_back(self) -> None:
        """Let the figure stand as before the typing: half of a refused text is nobody's figure."""
        if self.space.sheet.figure(self.id) != self._before and not self.space.read_only:
            label = self.space.sheet.outline.indicator(self.id).label
            self.space.edit(f"figures.{self.id}", self._before, label, self._typing)

    def _settle(self) -> None:
        """On leaving: show the value as it is printed; a refused text stays."""
        self._typing = 0
        if not self._refusal:
            text = "" if self._shown is None else str(self._shown)
            if text != self.text():
                self.setText(text)

    def _mark(self) -> None:
        missing = self._shown is None and self.field == "printed"
        state = "refused" if self._refusal else "missing" if missing else "plain"
        restyle(self, "state", state)
        self.setToolTip("")


class TextField(LineField):
    """One line of text at a path of the sheet; ``convert`` makes the value of what was typed."""

    refused = Signal(str)

    def __init__(
        self,
        space: Workspace,
        path: str,
        label: str,
        convert: Callable[[str], object] = str,
    ) -> None:
        super().__init__()
        self.space, self.path, self.label, self.convert = space, path, label, convert
        self.setObjectName(path)
        self.setAccessibleName(label)
        self.steps = TypingSteps(space)
        self.textEdited.connect(self._typed)
        self.left.connect(self.steps.end)
        self.paint(space.sheet)

    def paint(self, sheet: FactSheet) -> None:
        """Show what stands at the path."""
        text = str(value.read(sheet, self.path))
        self.setReadOnly(bool(self.space.read_only))
        if self.text() != text and self.property("state") != "refused":
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)

    def select(self, start: int, end: int) -> None:
        """Select these characters of the text."""
        before, within = self.text()[:start], self.text()[start:end]
        self.setSelection(*(len(part.encode("utf-16-le")) // 2 for part in (before, within)))

    def take_back(self) -> None:
        restyle(self, "state", "plain")
        self.refused.emit("")
        self.paint(self.space.sheet)

    def _typed(self, text: str) -> None:
        session = self.steps.session(str(value.read(self.space.sheet, self.path)), text)
        try:
            self.space.edit(self.path, self.convert(text), self.label, session)
        except (UserError, ValueError) as error:
            sentence = str(error) if isinstance(error, UserError) else f"{self.label}无法识别。"
            restyle(self, "state", "refused")
            self.refused.emit(sentence)
        else:
            restyle(self, "state", "plain")
            self.refused.emit("")
