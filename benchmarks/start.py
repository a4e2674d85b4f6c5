"""From process start to a usable window, against a bare window with eight empty tabs."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9
PAINTED = """
app.processEvents()
window.grab()
import os, time
print(time.time(), flush=True)
os._exit(0)
"""
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
"""
OURS = """
from courtdesk.ui.app import make_application
app = make_application(all_fonts=False)
from courtdesk.ui.main_window import MainWindow
window = MainWindow()
window.show()
"""
SAMPLE = """
import sys
from courtdesk.ui import app as start
app = start.make_application(all_fonts=False)
window = start.open_window(None, sample=True)
from PySide6.QtCore import QEventLoop
while window.editor is None:  # asleep between events, as in the program: a busy loop holds the GIL
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
"""


def once(program: str) -> float:
    """Return the seconds from the start of a process to its window painted."""
    with tempfile.TemporaryDirectory() as state:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "*=false",
            "COURTDESK_STATE": state,
            "XDG_CONFIG_HOME": state,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        start = time.time()
        command = [sys.executable, "-c", program + PAINTED]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return float(done.stdout.split()[-1]) - start


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
