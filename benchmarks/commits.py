"""One edit made durable with its audit row, against a bare fsync on the same disk."""

import os
import tempfile
import time
from pathlib import Path

from benchmarks.window import quantile

EDITS = 200
SIZES = (1, 8, 32)  # MB of pictures kept in the document


def main() -> None:
    """Print p50 and p99 of a commit, of a bare fsync, and the ratio; and a publish."""
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
        start = time.perf_counter()
        document.publish(folder / "sheet.courtdesk")
        publish = time.perf_counter() - start
        document.close()
        sizes = "; ".join(
            f"{megabytes} MB {_publish(folder, megabytes):.0f} ms" for megabytes in SIZES
        )
        p50 = quantile(commits, 0.5)
        print(
            f"commits: p50 {p50 * 1000:.1f} ms, p99 {quantile(commits, 0.99) * 1000:.1f} ms = "
            f"{p50 / quantile(syncs, 0.5):.1f} x a bare fsync; publish {publish * 1000:.0f} ms, "
            f"with pictures {sizes}"
        )


def _publish(folder: Path, megabytes: int) -> float:
    """Return the milliseconds that publishing one edit takes in a document of this size."""
    from courtdesk.models.value import written
    from courtdesk.store import Document, Edit
    from courtdesk.writing.samples import load_sample

    sheet, _ = load_sample("sheqi-2023")
    document = Document.new(sheet, "bench")
    for number in range(megabytes):
        document.attach(os.urandom(1 << 20), f"{number}.jpg")
    document.publish(folder / f"{megabytes}.courtdesk")
    after = written(sheet, "head.title", "另一个标题")
    document.commit(after, Edit(path="head.title", before="", after="", label="x"))
    start = time.perf_counter()
    document.publish()
    took = time.perf_counter() - start
    document.close()
    return took * 1000


if __name__ == "__main__":
    main()
