"""The sample open in a real window without a display, for the benchmarks that need one."""

import atexit
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from courtdesk.ui.main_window import MainWindow


def application() -> "QApplication":
    """Return the application without a display, in a state folder that goes with the process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    state = tempfile.mkdtemp(prefix="courtdesk-bench-")
    atexit.register(shutil.rmtree, state, True)
    os.environ["COURTDESK_STATE"] = state
    from PySide6.QtCore import QSettings

    from courtdesk.ui.app import make_application

    app = make_application()
    scope = QSettings.Scope.UserScope
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, scope, os.environ["COURTDESK_STATE"])
    return app


def open_window() -> "MainWindow":
    """Return the window with the 2023 sample open at its largest section, charts drawn."""
    app = application()
    from courtdesk.ui import files
    from courtdesk.ui.main_window import MainWindow

    window = MainWindow()
    window.show()
    files.open_sample(window)
    assert window.editor is not None
    window.editor.show_tab("s1")
    assert window.editor.page is not None
    window.editor.page.complete()
    window.editor.rail.load_charts()
    app.processEvents()
    return window


def quantile(samples: list[float], share: float) -> float:
    """Return the value below which ``share`` of the samples lie."""
    ordered = sorted(samples)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
