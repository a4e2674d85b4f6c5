"""How long the window stands still while a large document is attached to, published and left."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.window import application

SIZES = (2, 32, 190)  # MB of pictures in the document
LIMIT = 0.1  # s
PHOTO = 8 << 20  # bytes
BEAT = 5  # ms


def main() -> None:
    """Print the longest gap between two beats of a timer, by size and by what was done."""
    app = application()
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from courtdesk.store import Document
    from courtdesk.ui import files, tasks
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.writing.samples import load_sample

    gaps: list[float] = []
    last = [0.0]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)

    def longest(act: Callable[[], object], done: Callable[[], bool]) -> float:
        gaps.clear()
        last[0] = time.perf_counter()
        act()
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(lambda: loop.quit() if done() else None)
        look.start(BEAT)
        loop.exec()
        return max(gaps, default=0.0)

    def measure(megabytes: int, folder: Path) -> str:
        sheet, blobs = load_sample("sheqi-2023")
        document = Document.new(sheet, "bench", blobs)
        for number in range(megabytes):
            document.attach(os.urandom(1 << 20), f"{number}.jpg")
        path = document.publish(folder / f"{megabytes}.courtdesk")
        document.close()
        window = MainWindow()
        window.show()
        app.processEvents()
        timer.start(BEAT)
        files.open_path(window, path)
        longest(lambda: None, lambda: window.space is not None and len(gaps) > 400)
        space = window.space
        assert space is not None
        kept: list[str] = []
        photo = os.urandom(PHOTO)
        found = {
            "attaching": longest(
                lambda: tasks.run(window, "", lambda _: space.attach(photo, "x.jpg"), kept.append),
                lambda: bool(kept),
            ),
            "publishing": longest(
                lambda: space.enter("F018", "2612"), lambda: "已写入" in window.status.where.whole
            ),
        }
        space.enter("F018", "2613")
        found["closing"] = longest(window.close, lambda: not window.isVisible())
        timer.stop()
        window.deleteLater()
        path.unlink()
        return ", ".join(
            f"{what} {gap * 1000:.0f} ms = {gap / LIMIT:.2f}" for what, gap in found.items()
        )

    with tempfile.TemporaryDirectory() as name:
        for megabytes in SIZES:
            told = measure(megabytes, Path(name))
            print(f"stalls: {megabytes} MB: longest {told} of {LIMIT * 1000:.0f} ms")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
