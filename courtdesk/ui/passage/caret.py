"""Keeps the caret in view, input methods beside it, and what is selected in one field alone.

Qt tells an input method where a field stands when the field itself moves, not when the page it is
on is scrolled: the candidates would be shown where the field was.
"""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QTransform
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QWidget

from courtdesk.ui.look.theme import STEP

LEAVING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


def tell_place(area: QScrollArea) -> None:
    """Tell the input method where the focused field stands, after its area was scrolled."""
    field = QApplication.focusWidget()
    if field is not None and area.isAncestorOf(field):
        place = field.mapTo(field.window(), QPoint())
        QApplication.inputMethod().setInputItemTransform(
            QTransform.fromTranslate(place.x(), place.y())
        )


def keep_in_view(field: QTextEdit) -> None:
    """Scroll the page around a field that grows with its text so that its caret is seen.

    Does nothing without the focus, or while the mouse selects.
    """

    def scroll() -> None:
        area = _page(field)
        if area is not None and field.hasFocus() and not QApplication.mouseButtons():
            line = field.cursorRect()
            foot = field.viewport().mapTo(area.widget(), line.bottomLeft())
            area.ensureVisible(foot.x(), foot.y() - line.height() // 2, 0, line.height() + STEP)

    QTimer.singleShot(0, field, scroll)  # a field that just grew has its place after this turn


def left_for_another(event: QFocusEvent) -> bool:
    """Whether the focus went to another field, and not to a menu or another window."""
    return event.reason() in LEAVING


def forget_selection(field: QTextEdit) -> None:
    """Select nothing in a field that was left for another: only one shows a selection."""
    caret = field.textCursor()
    caret.clearSelection()
    field.setTextCursor(caret)


def _page(field: QWidget) -> QScrollArea | None:
    around = field.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
