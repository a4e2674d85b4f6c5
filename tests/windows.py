"""A real window on a real file, in a state folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.store import Document
from courtdesk.ui.app import make_application
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.tasks import Task
from courtdesk.writing.samples import load_sample


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application as the program makes it, fonts and all."""
    app = make_application()
    yield app
    # offscreen, what was copied would be destroyed after Python itself, which it is made in
    app.clipboard().clear()


class Patient(QtBot):
    """A busy machine must not fail a test: what is waited for may take its time."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 20_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hand at the window."""
    return Patient(request)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing a test does is seen by another, or by the person at this machine."""
    folder = tmp_path / "state"
    monkeypatch.setenv("COURTDESK_STATE", str(folder))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "set"))
    return folder


ASKING = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")


@pytest.fixture(autouse=True)
def no_file_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file dialog nobody answers would hang the suite: a test that gets to one must answer it."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the program asked for a file; the test has not said which")

    for name in ASKING:
        monkeypatch.setattr(QFileDialog, name, refuse)


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The 2023 sample as a file's bytes, written once."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURTDESK_STATE", str(folder / "state"))
        sheet, blobs = load_sample("sheqi-2023")
        document = Document.new(sheet, "tester", blobs)
        path = document.publish(folder / "社旗2023.courtdesk")
        document.close()
    return path.read_bytes()


@pytest.fixture
def file(tmp_path: Path, state: Path, sample_bytes: bytes) -> Path:
    """The 2023 sample as a user's own file."""
    path = tmp_path / "社旗2023.courtdesk"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def window(qtbot: QtBot, state: Path) -> Iterator[MainWindow]:
    """The window on its start page."""
    shown = MainWindow()
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    if shown.space is not None:
        leave(shown)
    shown.close()
    settle()
    shown.deleteLater()
    # a window that lingers would be styled again with every window after it
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def editor(window: MainWindow, file: Path) -> Editor:
    """The sample open in the window, at the first section."""
    window.show_document(Document.open(file, "tester"))
    assert window.editor is not None
    window.editor.show_tab("s1")
    assert window.editor.page is not None
    window.editor.page.complete()
    return window.editor


def leave(window: MainWindow) -> None:
    """Have the open sheet written and put away, as the window does it: not at once."""
    loop = QEventLoop()
    window.close_document(loop.quit)
    if window.editor is not None:
        QTimer.singleShot(20_000, loop.quit)
        loop.exec()
    assert window.editor is None, f"nobody answered {open_dialogs()}"
    settle()


def open_dialogs() -> list[str]:
    """Name what stands in the way of a window that is to go."""
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    return [f"{type(w).__name__} {w.windowTitle()}" for w in shown]


def heard(said: list[str]) -> Callable[..., None]:
    """Take the place of a box that is read before the window goes on."""

    def insist(_: object, sentence: str, then: Callable[[], object]) -> None:
        said.append(sentence)
        then()

    return insist


def close(window: MainWindow) -> None:
    """Close the window, as its frame's button does: it goes once the open sheet is written."""
    window.close()
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: None if window.isVisible() else loop.quit())
    look.start(5)
    QTimer.singleShot(20_000, loop.quit)
    if window.isVisible():
        loop.exec()
    assert not window.isVisible(), f"nobody answered {open_dialogs()}"
    settle()


def come_to_rest(widget: QWidget, turns: int = 20) -> None:
    """Let the window lay itself out until a widget has stayed where it is for some turns."""
    place, still = QRect(), 0
    while still < turns:
        QApplication.processEvents()
        QApplication.sendPostedEvents()
        now = QRect(widget.mapToGlobal(QPoint()), widget.size())
        still = still + 1 if now == place else 0
        place = now


def settle() -> None:
    """Wait for what is done aside: it would meet the folders of the next test."""
    Task.pool.submit(lambda: None).result(20)


def when_open(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something with a dialog once it is shown."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
