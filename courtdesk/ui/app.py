"""Starts the window: fonts, input methods, appearance; the only place QApplication is made."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk import __version__, resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from courtdesk.ui.main_window import MainWindow


FRAME = 48  # px a window manager may add to a window's height


def prepare_environment() -> None:
    """Set what Qt reads before it starts; what the user set stays.

    The wheel has no fcitx plugin; fcitx5 and ibus both answer over ibus' portal. The dates of Qt's
    file dialog follow the system alone, whatever `QLocale.setDefault` says: here they are Chinese.
    """
    if sys.platform == "linux":
        os.environ["LC_TIME"] = "zh_CN.UTF-8"
        if whole := os.environ.pop("LC_ALL", ""):  # it would speak for the dates, too
            os.environ["LANG"] = whole
        os.environ.setdefault("QT_IM_MODULE", "ibus")
        os.environ.setdefault("IBUS_USE_PORTAL", "1")
        if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.text.font.db=false")


FILE_WORDS = {"Folder": "文件夹", "File": "文件", "Drive": "磁盘", "%1 File": "%1 文件"}


def make_application(all_fonts: bool = True) -> "QApplication":
    """Return the application with the program's own fonts and the Fusion style.

    Without ``all_fonts`` it has those of the window alone; `add_fonts` brings the article's.
    """
    prepare_environment()
    gc.set_threshold(50_000)  # widgets are made to stay: nothing is found by looking
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    # asked for by an argument: `setStyle` would make QStyle's 700 names before the first paint
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setOrganizationName("courtdesk")
    app.setApplicationName("courtdesk")
    app.setApplicationVersion(__version__)
    add_fonts(of_window=True)
    if all_fonts:
        add_fonts(of_window=False)
    font = QFont(resources.SANS)
    font.setPixelSize(13)
    app.setFont(font)
    return app


def add_fonts(of_window: bool) -> None:
    """Give Qt the faces the window itself is set in, or all the others."""
    from PySide6.QtGui import QFontDatabase

    for file in resources.fonts():
        if file.stem.startswith(resources.SANS.replace(" ", "")) == of_window:
            QFontDatabase.addApplicationFont(str(file))


def speak_chinese(app: "QApplication") -> None:
    """Put Qt's own words, of its dialogs and context menus, into Chinese.

    Done after the first paint: ``QLocale`` alone makes some 700 names when it is first touched.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    class Missing(QTranslator):
        """The words of the file dialog that Qt's own translation has not; asked last."""

        def translate(
            self, context: str, source: str, remark: str | None = None, n: int = -1
        ) -> str:
            return FILE_WORDS.get(source, "") if context.endswith("FileIconProvider") else ""

    QLocale.setDefault(QLocale("zh_CN"))
    app.installTranslator(Missing(app))
    words = QTranslator(app)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


def open_window(file: Path | None = None, sample: bool = False) -> "MainWindow":
    """Show the window, painted before anything heavy is loaded; then go on to the file."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from courtdesk.ui.main_window import MainWindow

    window = MainWindow()
    if sample or file is not None:
        window.show_opening(file.stem if file is not None else "示例")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    room = window.screen().availableGeometry()
    small = room.width() < window.width() + FRAME or room.height() < window.height() + FRAME
    if small and app.platformName() != "offscreen":
        window.showMaximized()  # with its frame it would reach beyond the screen
    else:
        window.show()
    app.processEvents()
    add_fonts(of_window=False)
    speak_chinese(app)

    from courtdesk.ui import files

    def go_on() -> None:
        window.setWindowIcon(QIcon(str(resources.path("icons", "courtdesk.svg"))))
        if sample:
            files.open_sample(window)
        elif file is not None:
            files.open_path(window, file)
        if sample and window.editor is None:
            window.show_start()
        gc.freeze()

    files.when_ready(window, go_on)
    return window


def start(file: Path | None = None, sample: bool = False) -> int:
    """Open the window, on a file or the sample when asked to; return the exit code."""
    app = make_application(all_fonts=False)
    window = open_window(file, sample)
    _watch(window)
    code = int(app.exec())
    del window
    return code


def _watch(window: "MainWindow") -> None:
    from courtdesk.ui import files

    def watch() -> None:
        from courtdesk.ui import faults  # it loads the store, which is there by now

        faults.watch(window)

    files.when_ready(window, watch)
