"""One letter typed in a passage of 68 chips, the proof at work beside it, against a 60 Hz frame."""

import time

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from benchmarks.window import open_window, quantile
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.proofreader import PAUSE

FRAME = 1000 / 60  # ms
BURSTS, KEYS = 20, 12
PATH = "passages.s1i3.text"


def keystrokes(field: QTextEdit) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each key, and those its thread was at work.

    They come in bursts: the first key of one meets the proof of the last.
    """
    app = QApplication.instance()
    assert app is not None
    times, works = [], []
    for _ in range(BURSTS):
        for _ in range(KEYS):
            start, work = time.perf_counter(), time.thread_time()
            QTest.keyClick(field, Qt.Key.Key_1)
            app.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            works.append((time.thread_time() - work) * 1000)
        rest(PAUSE + 1)
    return times, works


def rest(milliseconds: int) -> None:
    """Let the window's events be done for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def main() -> None:
    """Print p50 and p95 of a keystroke, a bare field's in the same run, and the ratio."""
    window = open_window()
    editor = window.editor
    assert editor is not None
    space = editor.space
    tokens = "，".join(f"{{{figure.id}}}" for figure in space.sheet.figures)
    space.edit(PATH, f"{tokens}。走访15家，调解第3。", "正文")
    bare = QTextEdit()
    bare.setPlainText("走访15家，" * 68)
    bare.show()
    bare.setFocus()
    yardstick, _ = keystrokes(bare)
    bare.close()
    field = editor.findChild(PassageEditor, PATH)
    assert field is not None
    window.activateWindow()
    editor.show_path(PATH)
    field.moveCursor(QTextCursor.MoveOperation.End)
    rest(600)
    times, works = keystrokes(field)
    p50, p95 = quantile(times, 0.5), quantile(times, 0.95)
    print(
        f"passage: p50 {p50:.1f} ms, p95 {p95:.1f} ms = {p95 / FRAME:.2f} of a 60 Hz frame, "
        f"p95 at work {quantile(works, 0.95):.1f} ms, "
        f"with {len(space.sheet.figures)} chips and {len(space.proofreader.findings)} findings; "
        f"bare field p95 {quantile(yardstick, 0.95):.1f} ms"
    )
    window.close_document()


if __name__ == "__main__":
    main()
