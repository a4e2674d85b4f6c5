"""One digit typed → field, findings and visible charts repainted, against a 60 Hz frame."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from benchmarks.window import open_window, quantile
from courtdesk.ui.form.fields import QuantityField

FRAME = 1000 / 60  # ms
KEYS = 300


def keystrokes(field: QLineEdit, window: QWidget) -> list[float]:
    """Return the milliseconds of each key, typed and repainted, in and out by turns."""
    app = QApplication.instance()
    assert app is not None
    times = []
    for number in range(KEYS):
        if number % 2:
            start = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        else:
            start = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_0 + number // 2 % 10)  # type: ignore[arg-type]
        app.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Print p50 and p95 of a keystroke, a bare field's in the same run, and the ratios."""
    window = open_window()
    app = QApplication.instance()
    assert app is not None
    bare = QLineEdit()
    bare.show()
    bare.setFocus()
    app.processEvents()
    yardstick = keystrokes(bare, bare)
    bare.close()
    field = window.findChild(QuantityField, "figures.F018.printed")
    assert field is not None
    window.activateWindow()
    field.setFocus()
    field.setText("2509")
    field.setCursorPosition(4)
    app.processEvents()
    keystrokes(field, window)
    times = keystrokes(field, window)
    p50, p95 = quantile(times, 0.5), quantile(times, 0.95)
    print(
        f"typing: p50 {p50:.1f} ms, p95 {p95:.1f} ms = {p95 / FRAME:.2f} of a 60 Hz frame; "
        f"bare field p95 {quantile(yardstick, 0.95):.1f} ms"
    )
    window.close_document()


if __name__ == "__main__":
    main()
