"""One edit made durable with its audit row, against a bare fsync on the same disk."""

import os
import queue
import tempfile
import time
from pathlib import Path

from benchmarks.window import quantile

EDITS = 200
ROUNDS = 2  # the first publishing tells how long the next one takes
SIZES = (0, 1, 8, 32, 64, 128, 210)  # MB of pictures kept in the document
LIMIT = 2.0  # s from the last change until the user's file holds it


def main() -> None:
    """Print p50 and p99 of a commit against a bare fsync; publishing by size of the document."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COURTDESK_STATE"] = str(folder / "state")
        from courtdesk.models.quantity import Quantity
        from courtdesk.models.value import written
        from courtdesk.store import Document, Edit
        from courtdesk.writing.samples import load_sample

        sheet, blobs = load_sample("sheqi-2023")
        document = Document.new(sheet, "bench", blobs)
        commits, syncs = [], []
        with (folder / "bare").open("wb") as bare:
            for number in range(EDITS):
                sheet = written(sheet, "figures.F018.printed", Quantity.parse(f"{number + 1}件"))
                start = time.perf_counter()
                document.commit(sheet, Edit(path="figures.F018", before="", after="", label="x"))
                middle = time.perf_counter()
                bare.write(b"x" * 4096)
                bare.flush()
                os.fsync(bare.fileno())
                syncs.append(time.perf_counter() - middle)
                commits.append(middle - start)
        document.close()
        p50 = quantile(commits, 0.5)
        print(
            f"commits: p50 {p50 * 1000:.1f} ms, p99 {quantile(commits, 0.99) * 1000:.1f} ms = "
            f"{p50 / quantile(syncs, 0.5):.1f} x a bare fsync"
        )
        for megabytes in SIZES:
            publish, copy, follows, reopened = _publish(folder, megabytes)
            print(
                f"publishing {megabytes} MB of pictures: {publish * 1000:.0f} ms = "
                f"{publish / copy:.1f} x copying the file; it follows an edit within "
                f"{follows:.2f} s = {follows / LIMIT:.2f} of {LIMIT:.0f} s; "
                f"opened again in {reopened * 1000:.0f} ms"
            )


def _publish(folder: Path, megabytes: int) -> tuple[float, float, float, float]:
    """Return seconds: publishing an edit, copying the file durably, an edit until it is written.

    The last one is opening the file again.
    """
    from courtdesk.models.value import written
    from courtdesk.store import Document, Edit, Writer, disk
    from courtdesk.writing.samples import load_sample

    sheet, _ = load_sample("sheqi-2023")
    document = Document.new(sheet, "bench")
    for number in range(megabytes):
        document.attach(os.urandom(1 << 20), f"{number}.jpg")
    path = document.publish(folder / f"{megabytes}.courtdesk")
    done: queue.SimpleQueue[float] = queue.SimpleQueue()
    writer = Writer(document, delay=LIMIT, published=lambda *_: done.put(time.perf_counter()))
    follows = publish = 0.0
    for number in range(ROUNDS):
        after = written(document.sheet, "head.title", f"第{number}个标题")
        start = time.perf_counter()
        writer.submit(after, Edit(path="head.title", before="", after="", label="x"))
        follows = done.get() - start
        publish = writer.took
    start = time.perf_counter()
    disk.copy(path, folder / "copy")
    copy = time.perf_counter() - start
    writer.close()
    start = time.perf_counter()
    Document.open(path, "bench").close()
    reopened = time.perf_counter() - start
    for file in folder.glob("**/*.courtdesk"):
        file.unlink()
    return publish, copy, follows, reopened


if __name__ == "__main__":
    main()
