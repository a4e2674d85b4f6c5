"""The keys that undo and redo: they belong to the sheet, wherever the keyboard is."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def is_history_key(event: QEvent) -> bool:
    """Say whether a key undoes or redoes: those belong to the sheet, not to a field."""
    return isinstance(event, QKeyEvent) and (event.matches(UNDO) or event.matches(REDO))


class SearchField(QLineEdit):
    """A field whose words are no part of the sheet: they are undone first, then the sheet is."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_for_the_sheet(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_for_the_sheet(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not is_history_key(event):
            return False
        return not (self.isUndoAvailable() if event.matches(UNDO) else self.isRedoAvailable())
