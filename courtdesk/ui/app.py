"""Starts the window: fonts, input methods, appearance; the only place QApplication is made."""

import gc
import os
import sys
from pathlib import Path

from courtdesk import __version__, resources


def prepare_environment() -> None:
    """Set what Qt reads before it starts; what the user set stays.

    The wheel has no fcitx plugin; fcitx5 and ibus both answer over ibus' portal.
    """
    if sys.platform == "linux":
        os.environ.setdefault("QT_IM_MODULE", "ibus")
        os.environ.setdefault("IBUS_USE_PORTAL", "1")
        if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.text.font.db=false")


def make_application() -> "QApplication":  # type: ignore[name-defined] # noqa: F821
    """Return the application with the program's own fonts and the Fusion style."""
    prepare_environment()
    from PySide6.QtGui import QFont, QFontDatabase, QIcon
    from PySide6.QtWidgets import QApplication, QStyleFactory

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setOrganizationName("courtdesk")
    app.setApplicationName("courtdesk")
    app.setApplicationVersion(__version__)
    app.setStyle(QStyleFactory.create("Fusion"))
    for file in resources.fonts():
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(resources.SANS)
    font.setPixelSize(13)
    app.setFont(font)
    app.setWindowIcon(QIcon(str(resources.path("icons", "courtdesk.svg"))))
    return app


def start(file: Path | None = None, sample: bool = False) -> int:
    """Open the window, on a file or the sample when asked to; return the exit code."""
    app = make_application()
    from courtdesk.ui import files
    from courtdesk.ui.main_window import SAMPLE, MainWindow

    window = MainWindow()
    if sample:
        files.open_sample(window, SAMPLE)
    elif file is not None:
        files.open_path(window, file)
    window.show()
    gc.freeze()
    return int(app.exec())
