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

    def edit(times: int, keys: int) -> None:
        """Make edits; ``keys`` of them in a row are one typing session and one undo step."""
        typing = 0
        for number in range(times):
            if not number % keys:
                typing = space.begin_typing()
            space.enter("F018", str(2000 + number % 1000), typing=typing)
            if not number % 50:
                app.processEvents()
        space.writer.flush()
        app.processEvents()
        gc.collect()

    edit(500, 1)
    for keys in (10, 1):
        before, steps = resident(), space.undo_stack.count()
        edit(EDITS, keys)
        after = resident()
        print(
            f"memory: {before / 1024:.0f} MiB before, {after / 1024:.0f} MiB after {EDITS} edits "
            f"kept as {space.undo_stack.count() - steps} undo steps = "
            f"{after / max(before, 1):.2f} x; {(after - before) / EDITS * 1024:.0f} bytes an edit"
        )
    window.close_document()


if __name__ == "__main__":
    main()
