"""Loads what draws charts without holding the window up.

PySide makes a type when its name is first asked for, and nothing keeps a second thread out of that
meanwhile: both at once can end the program. pyqtgraph asks for every name as it is imported. So
only numpy is loaded aside; the types are made on the window's thread, a slice of time at a time,
and what is left of the import takes a few frames.
"""

import time
from collections.abc import Iterator
from importlib import import_module

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from courtdesk.ui.tasks import Task

SLICE = 0.01  # s of work before the window breathes


class ChartLoading(QTimer):
    """``ready`` says that `courtdesk.ui.charts` can be imported at once."""

    ready = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._types = _made()
        self._numpy = Task(parent, lambda _: import_module("numpy"))
        self._numpy.done.connect(self._go_on)
        self.timeout.connect(self._make_some)

    def load(self) -> None:
        """Begin; returns at once."""
        self._numpy.start()

    def _go_on(self, _: object) -> None:
        self._numpy.deleteLater()
        self.start(0)

    def _make_some(self) -> None:
        until = time.monotonic() + SLICE
        for _ in self._types:
            if time.monotonic() > until:
                return
        self.stop()
        self.ready.emit()


def _made() -> Iterator[object]:
    """Yield every name of the Qt modules that pyqtgraph copies, making its type."""
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            yield getattr(module, name)
