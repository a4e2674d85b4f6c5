"""Where the keyboard goes when the widget that has it goes away, or can be used no more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Refuge(QWidget):
    """Takes the keyboard of what is hidden or disabled in it to one place of its own.

    Qt would give it to the next field in line, wherever that is, with its text selected: the next
    key would overwrite it.
    """

    @property
    def haven(self) -> QWidget | None:
        """What is given the keyboard; if it is none, or hidden, the refuge around is asked."""
        return None

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next widget by Tab, or flee: Qt asks for both in this way."""
        focus = self.window().focusWidget()
        fleeing = focus is not None and not (focus.isVisible() and focus.isEnabled())
        haven = self.haven
        if fleeing and haven is not None and haven.isVisible() and haven.isEnabled():
            haven.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().focusNextPrevChild(next)
