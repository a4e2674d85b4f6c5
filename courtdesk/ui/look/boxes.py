"""Small parts the pages are put together from, each made in one line."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

SHORT = 36  # characters of a tooltip's line that need no wrapping
Margins = tuple[int, int, int, int]  # px: left, top, right, bottom
W = TypeVar("W", bound=QWidget)
L = TypeVar("L", bound=QBoxLayout)


def row(
    parent: QWidget | None = None, gap: int = 0, margins: Margins = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a layout from left to right, ``gap`` px between its parts; it fills ``parent``."""
    return _spaced(QHBoxLayout() if parent is None else QHBoxLayout(parent), gap, margins)


def column(
    parent: QWidget | None = None, gap: int = 0, margins: Margins = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a layout from top to bottom, ``gap`` px between its parts; it fills ``parent``."""
    return _spaced(QVBoxLayout() if parent is None else QVBoxLayout(parent), gap, margins)


def _spaced(layout: L, gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


def named(widget: W, name: str) -> W:
    """Give a widget the name by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget


def tool(text: str, name: str = "", popup: bool = False) -> QToolButton:
    """Return a small button; ``name`` is read out for its text, ``popup`` opens a menu at once."""
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    if popup:
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def pause(parent: QObject, milliseconds: int, call: Callable[[], object]) -> QTimer:
    """Return a timer that calls once, this long after it was last started; it is not started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(call)
    return timer


def plain_label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text literally: data may hold markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    return label


def tip(text: str) -> str:
    """Return a tooltip that shows the text literally and wraps it; empty for no text.

    Qt guesses at markup anywhere in a tooltip, so the text is escaped and given as markup.
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    short = all(len(line) <= SHORT for line in text.splitlines())  # Qt wraps markup narrowly
    return f'<p style="white-space:{"pre" if short else "pre-wrap"}">{plain}</p>' if text else ""


def restyle(widget: QWidget, name: str, new: object) -> None:
    """Set a property the style sheet looks at; repolish only when it differs."""
    if widget.property(name) != new:
        widget.setProperty(name, new)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def pressed(window: QWidget, event: QKeyEvent) -> bool:
    """Let Enter press the button of a window that has the focus; tell whether it did."""
    button = window.focusWidget()
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or not isinstance(button, QAbstractButton):
        return False
    button.click()
    return True
