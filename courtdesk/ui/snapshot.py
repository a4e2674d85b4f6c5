"""Pictures of the window at every tab, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from courtdesk.models.errors import UserError
from courtdesk.store import Document
from courtdesk.ui.app import make_application
from courtdesk.ui.editor import Editor
from courtdesk.ui.look.theme import DARK, LIGHT
from courtdesk.ui.main_window import MainWindow


def snapshot(document: Document, to: Path, width: int = 1280, height: int = 720) -> Iterator[Path]:
    """Write a PNG a tab, a rail page and an appearance into ``to``; yield each once it is there."""
    make_application()
    with TemporaryDirectory() as folder:  # what the user's own window remembers stays as it is
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        yield from _pictures(document, to, width, height)


def _pictures(document: Document, to: Path, width: int, height: int) -> Iterator[Path]:
    window = MainWindow()
    window.resize(width, height)
    window.show()
    yield _grab(window, to / "开始页-浅色.png")
    window.show_document(document)
    editor = window.editor
    assert editor is not None
    editor.rail.load_charts()
    for palette in (LIGHT, DARK):
        window.wear(palette)
        name = "深色" if palette.dark else "浅色"
        editor.rail.turn(0)
        for number, key in enumerate(editor.bar.keys):
            editor.show_tab(key)
            _settle(editor)
            title = "".join(filter(str.isalnum, editor.bar.tabText(number)))[:30]
            yield _grab(window, to / f"{number + 1}-{title}-{name}.png")
        editor.show_tab(editor.bar.keys[1])
        for page, title in ((1, "预览"), (2, "校核"), (3, "记录")):
            editor.rail.turn(page)
            yield _grab(window, to / f"侧栏-{title}-{name}.png")
    window.wear(LIGHT)
    while not window.close():  # until the sheet is written
        _wait(20)


def _grab(window: MainWindow, file: Path) -> Path:
    _wait(180)
    if not window.grab().save(str(file)):
        raise UserError(f"无法写入图片“{file}”：请检查权限和磁盘空间，或另选文件夹。")
    return file


def _settle(editor: Editor) -> None:
    """Wait for what the page makes on a thread of its own, some seconds at most."""
    for _ in range(200):
        if editor.page is None or editor.page.ready:
            return
        _wait(50)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
    QApplication.processEvents()
