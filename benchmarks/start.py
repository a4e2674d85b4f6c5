"""From process start to a usable window, against a bare window with eight empty tabs."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget
app = QApplication([])
window = QMainWindow()
tabs = QTabWidget()
for number in range(8):
    tabs.addTab(QWidget(), str(number))
window.setCentralWidget(tabs)
window.resize(1280, 720)
window.show()
app.processEvents()
window.grab()
"""
OURS = """
from courtdesk.ui.app import make_application
app = make_application()
from courtdesk.ui.main_window import MainWindow
window = MainWindow()
window.show()
app.processEvents()
window.grab()
"""
SAMPLE = """
from courtdesk.ui.app import make_application
app = make_application()
from courtdesk.ui import files
from courtdesk.ui.main_window import SAMPLE, MainWindow
window = MainWindow()
files.open_sample(window, SAMPLE)
window.show()
app.processEvents()
window.grab()
import os
os._exit(0)
"""


def once(program: str) -> float:
    """Return the seconds from the start of a process to its window painted."""
    with tempfile.TemporaryDirectory() as state:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "COURTDESK_STATE": state,
            "XDG_CONFIG_HOME": state,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], env=environment, check=True)
        return time.perf_counter() - start


def main() -> None:
    """Print the medians of all three, taken in turn, and the ratios."""
    programs = {"bare": BARE, "start page": OURS, "sample": SAMPLE}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(ROUNDS + 1):
        for name, program in programs.items():
            seconds = once(program)
            if number:  # the first round warms the disk
                times[name].append(seconds)
    medians = {name: statistics.median(t) for name, t in times.items()}
    bare = medians["bare"]
    print(
        f"start: bare window {bare * 1000:.0f} ms; start page {medians['start page'] * 1000:.0f} ms"
        f" = {medians['start page'] / bare:.2f} x; with the sample open "
        f"{medians['sample'] * 1000:.0f} ms = {medians['sample'] / bare:.2f} x"
    )


if __name__ == "__main__":
    main()
