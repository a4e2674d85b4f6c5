"""Hands over to the window's thread what another thread has made.

A thread that emits a signal is not done with the signal's object when the window hears of it. If
the window then lets go of that object, it is torn from under the thread: the program ends. So
whatever crosses goes through one object that stays.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid


class _Post(QObject):
    """Made, as this module is, by the window's thread."""

    came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._deliver)

    def _deliver(self, letter: tuple[QObject, Callable[[], object]]) -> None:
        to, call = letter
        if isValid(to):
            call()


_POST = _Post()


def hand_over(to: QObject, call: Callable[[], object]) -> None:
    """Have the window's thread ``call`` soon, in turn, unless ``to`` is gone by then."""
    _POST.came.emit((to, call))
