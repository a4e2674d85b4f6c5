"""Memory after 10,000 edits with undo kept, against the same window before them."""

import gc

from PySide6.QtWidgets import QApplication

from benchmarks.window import open_window

EDITS = 10_000


def resident() -> int:
    """Return the process's resident memory in KiB (Linux; 0 elsewhere)."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return int(next(line for line in status if line.startswith("VmRSS")).split()[1])
    except OSError:
        return 0


def main() -> None:
    """Print the memory before and after, and the ratio."""
    window = open_window()
    app = QApplication.instance()
    space = window.space
    assert app is not None and space is not None

    def edit(times: int) -> None:
        for number in range(times):
            space.enter("F018", str(2000 + number % 1000), typing=0)
            if not number % 50:
                app.processEvents()
        space.writer.flush()
        app.processEvents()
        gc.collect()

    edit(500)
    before = resident()
    edit(EDITS)
    after = resident()
    print(
        f"memory: {before / 1024:.0f} MiB before, {after / 1024:.0f} MiB after {EDITS} edits = "
        f"{after / max(before, 1):.2f} x; {(after - before) / EDITS * 1024:.0f} bytes an edit, "
        f"{space.undo_stack.count()} undo steps kept"
    )
    window.close_document()


if __name__ == "__main__":
    main()
