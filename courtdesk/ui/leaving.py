"""Leaving a sheet: what is pending is written off the window's thread, then the window goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QPushButton, QWidget

from courtdesk.ui import tasks
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.workspace import Workspace

_LOG = logging.getLogger(__name__)
GRACE = 0.03  # seconds: what is done that soon is not worth a turn of the event loop
SOON = 300  # ms: what is done that soon is not worth a dialog; keys and clicks go nowhere meanwhile
Then = Callable[[], object]


class WritingDialog(QDialog):
    """Shown while a sheet is written: nothing can be edited, and the writing can be put off."""

    put_off = Signal()

    def __init__(self, window: MainWindow, space: Workspace) -> None:
        super().__init__(window)
        self.setWindowTitle("正在写入")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        whole = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        name = space.path.name if space.path is not None else space.sheet.court
        whole.addWidget(_wrapped(f"正在写入 {name}…", "title"))
        whole.addWidget(
            _wrapped(
                "文件较大或磁盘较慢，要等一会儿。稍后再写，修改留在本机，下次启动可以继续。",
                "secondary",
            )
        )
        bar = QProgressBar(textVisible=False)
        bar.setFixedHeight(STEP * 2)
        bar.setRange(0, 0)  # how long the disk takes is not known
        bar.setAccessibleName("正在写入")
        whole.addWidget(bar)
        foot = boxes.row(gap=STEP * 2)
        foot.addStretch(1)
        self.later = QPushButton("稍后再写")
        self.later.setAutoDefault(False)  # an Enter still on its way must not press it
        self.later.clicked.connect(self._put_off)
        foot.addWidget(self.later)
        whole.addLayout(foot)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_off(self) -> None:
        self.later.setEnabled(False)
        self.put_off.emit()

    def reject(self) -> None:
        """Stay: Escape decides nothing."""


def _wrapped(text: str, role: str) -> QWidget:
    label = plain_label(text, role)
    label.setWordWrap(True)
    return label


class _Still(QObject):
    """Lets no key, click or drop through to the program until `end`."""

    _KINDS = frozenset(
        (
            *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod),
            *(QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut, QEvent.Type.ContextMenu),
            *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel),
            *(QEvent.Type.MouseButtonDblClick, QEvent.Type.DragEnter, QEvent.Type.Drop),
        )
    )

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._app = QApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in self._KINDS

    def end(self) -> None:
        if self._app is not None:
            self._app.removeEventFilter(self)
            QApplication.restoreOverrideCursor()
            self._app = None
            self.deleteLater()


def leave(window: MainWindow, then: Then, stay: Then = lambda: None, last: bool = False) -> None:
    """Ask what must be asked, write the open sheet and put it away, then go on.

    ``stay`` is called instead when the user would rather keep the sheet open. ``last`` says that
    the window goes, too. Nothing can be edited from here until either is called.
    """
    from courtdesk.ui import files

    space = window.space
    if space is None:
        then()
        return
    if space.leaving:  # somebody else's going on comes first
        stay()
        return
    window.flush()

    def asked(stuck: str) -> None:
        space.leaving = going = False
        try:
            going = files.may_close(window, stuck)
        finally:
            if not going:
                space.postpone(False)
                stay()
        if going:
            write(window, then, last)

    stuck = space.stuck()
    space.leaving = True
    _wait(window, space, stuck, asked)


def write(window: MainWindow, then: Then, last: bool = False) -> None:
    """Write the open sheet and put it away, then go on and say what could not be written, if any.

    ``last`` says it first, for the window goes, too.
    """
    from courtdesk.ui.versions import versions

    space = window.space
    if space is None:
        then()
        return
    if space.leaving:
        return
    window.flush()

    def written(unwritten: str) -> None:
        versions.tell_conflict(window, space, lambda: tell(unwritten))

    def tell(unwritten: str) -> None:
        if unwritten and last:
            tasks.insist(window, unwritten, go_on)
        else:
            go_on()
            if unwritten:
                tasks.warn(window, unwritten)

    def go_on() -> None:
        window.put_away()
        space.deleteLater()
        then()

    def put_off() -> None:
        space.setParent(None)  # it lives until its thread lets the document go
        _GOING.add(space)
        window.put_away()
        versions.tell_conflict(window, space, then)

    def over() -> None:
        _GOING.discard(space)
        space.deleteLater()
        window.look_again()

    _wait(window, space, space.close(), written, put_off, over)


_GOING: set[Workspace] = set()


def _wait(
    window: MainWindow,
    space: Workspace,
    future: Future[str],
    done: Callable[[str], object],
    put_off: Then | None = None,
    over: Then = lambda: None,
) -> None:
    """Call ``done`` with what the future tells, or ``put_off`` when the user puts the writing off.

    Then the result is not waited for; ``over`` is called once it is there. Without a ``put_off``
    it is waited for all the same, and comes the sooner.
    """
    with suppress(NotYet):
        future.exception(GRACE)
    if future.done():
        done(_told(future))
    else:
        _Waiting(window, space, future, done, put_off, over).start()


def _told(future: Future[str]) -> str:
    """Return the sentence, also of a fault of the program: it must not stop a window from going."""
    error = future.exception()
    if error is None:
        return future.result()
    _LOG.error("leaving met a fault", exc_info=error)
    return f"保存时程序出错（{type(error).__name__}），请导出归档，并把日志交给维护人员。"


class _Waiting(QObject):
    """Keeps the window still, then shows the dialog, until the future is there: see `_wait`."""

    _rung = Signal()  # on the window's thread

    def __init__(
        self,
        window: MainWindow,
        space: Workspace,
        future: Future[str],
        done: Callable[[str], object],
        put_off: Then | None,
        over: Then,
    ) -> None:
        super().__init__(window)
        self._space, self._future = space, future
        self._done, self._put_off, self._over = done, put_off, over
        self._gone = False  # the user put the writing off
        self._dialog, self._still = WritingDialog(window, space), _Still(window)
        self._soon = boxes.pause(self._dialog, SOON, self._show)
        self._rung.connect(self._end)
        self._dialog.put_off.connect(self._postpone)

    def start(self) -> None:
        self._soon.start()
        self._future.add_done_callback(self._ring)

    def _ring(self, _: object) -> None:
        """On the thread of the work."""
        with suppress(RuntimeError):  # the window is gone, and nobody listens
            self._rung.emit()

    def _show(self) -> None:
        self._still.end()
        self._dialog.open()

    def _end(self) -> None:
        self.deleteLater()
        if self._gone:
            self._over()
            return
        self._soon.stop()
        self._still.end()
        self._put_away_dialog()
        self._done(_told(self._future))

    def _postpone(self) -> None:
        self._space.postpone()
        if self._put_off is not None:
            self._gone = True
            self._put_away_dialog()
            self._put_off()

    def _put_away_dialog(self) -> None:
        self._dialog.accept()
        self._dialog.deleteLater()
