"""Long work off the window's thread, with a progress dialog that can be cancelled."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from courtdesk.models.errors import UserError
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.post import hand_over

_LOG = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
T = TypeVar("T")


class Cancelled(Exception):
    """The user pressed 取消."""


class Task(QObject):
    """One piece of work; ``done`` and ``failed`` arrive on the window's thread."""

    done = Signal(object)
    failed = Signal(str)
    progressed = Signal(str, int, int)
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")

    def __init__(self, parent: QWidget, work: Callable[["Task"], object]) -> None:
        super().__init__(parent)
        self.cancelled = False
        self._work = work

    def start(self) -> None:
        self.pool.submit(self._run)

    def cancel(self) -> None:
        self.cancelled = True

    def progress(self, what: str, step: int, steps: int) -> None:
        """Tell how far the work is; raises Cancelled when it should stop."""
        if self.cancelled or not isValid(self):
            raise Cancelled
        hand_over(self, lambda: self.progressed.emit(what, step, steps))

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Cancelled:
            self._fail("")
        except UserError as error:
            self._fail(str(error))
        except Exception as error:  # a fault of the program: said, logged, never a dead window
            _LOG.exception("a task met a fault")
            self._fail(f"程序内部出错（{type(error).__name__}），内容没有改动，请重试。")
        else:
            hand_over(self, lambda: self.done.emit(result))

    def _fail(self, sentence: str) -> None:
        hand_over(self, lambda: self.failed.emit(sentence))


def aside(work: Callable[[], object]) -> None:
    """Do small work in the background, after what was given before; nobody waits for it."""

    def job() -> None:
        try:
            work()
        except Exception:
            _LOG.exception("work in the background met a fault")

    Task.pool.submit(job)


def run(
    parent: QWidget,
    title: str,
    work: Callable[[Task], T],
    done: Callable[[T], None],
    failed: Callable[[str], None] | None = None,
) -> Task:
    """Do ``work`` in the background under a progress dialog, then call ``done`` with its result.

    What went wrong is said in a box, or given to ``failed``.
    """
    task = Task(parent, work)
    dialog = QProgressDialog("", "", 0, 0, parent)
    cancel = QPushButton("取消")
    cancel.setAutoDefault(False)  # the Enter of the dialog before may still be on its way
    dialog.setCancelButton(cancel)
    dialog.setLabel(plain_label(title))
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(400)
    dialog.setMinimumWidth(360)
    dialog.canceled.connect(task.cancel)

    def step(what: str, now: int, all: int) -> None:
        dialog.setMaximum(all)
        dialog.setValue(now)
        dialog.setLabelText(what)

    def finish() -> None:
        dialog.canceled.disconnect(task.cancel)
        dialog.reset()
        dialog.deleteLater()
        task.deleteLater()

    def succeed(result: T) -> None:
        finish()
        done(result)

    def fail(sentence: str) -> None:
        finish()
        if sentence and failed is not None:
            failed(sentence)
        elif sentence:
            warn(parent, sentence)

    task.progressed.connect(step)
    task.done.connect(succeed)
    task.failed.connect(fail)
    task.start()
    return task


def warn(parent: QWidget, sentence: str, title: str = "提示") -> None:
    """Say one sentence in a box; it is shown literally."""
    _notice(parent, sentence, title).open()


def insist(parent: QWidget, sentence: str, then: Callable[[], object]) -> None:
    """Say one sentence in a box and go on when it was read: the window is about to go."""
    box = _notice(parent, sentence)
    box.finished.connect(lambda _: then())
    box.open()


def _notice(parent: QWidget, sentence: str, title: str = "提示") -> QMessageBox:
    box = _box(parent, title, sentence)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    restyle(box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole), "primary", True)
    return box


def _box(parent: QWidget, title: str, words: str) -> QMessageBox:
    """Return a box whose words are shown literally, with room around them."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, words, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    layout, label = box.layout(), box.findChild(QLabel, "qt_msgbox_label")
    if isinstance(layout, QGridLayout) and label is not None:
        layout.setContentsMargins(STEP * 5, STEP * 5, STEP * 5, STEP * 4)
        layout.addWidget(label, 0, 0, 1, 2)  # over the room that Qt keeps for an icon
    return box


def choose_of(
    parent: QWidget, question: str, *answers: str, default: int = 0, title: str = "请确认"
) -> int:
    """Ask and return the number of the answer; the last one stands for closing the box."""
    box = _box(parent, title, question)
    role = QMessageBox.ButtonRole.ActionRole  # these stand in the order in which they are added
    buttons = [box.addButton(text, role) for text in reversed(answers)][::-1]
    restyle(buttons[default], "primary", True)
    box.setDefaultButton(buttons[default])
    box.setEscapeButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    return next((n for n, b in enumerate(buttons) if b is clicked), len(answers) - 1)


def ask(parent: QWidget, question: str, yes: str, no: str = "取消", final: bool = False) -> bool:
    """Ask before something is done that the user may not want.

    Enter says yes, and no to what is ``final`` and cannot be undone.
    """
    return choose_of(parent, question, yes, no, default=1 if final else 0) == 0


def tell_kept(window: QMainWindow, sentence: str, folder: Path, names: str = "") -> None:
    """Say what was written to a folder, and by which ``names``; offer to open the folder."""
    window.statusBar().showMessage(sentence, 8000)
    words = f"{sentence}。\n\n{names}" if names else f"{sentence}。"
    if choose_of(window, words, "打开所在文件夹", "知道了", title="提示") == 0:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
