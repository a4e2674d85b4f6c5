"""Each form refreshed after an edit, in the process the window runs in, against 100 ms."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import typst

from benchmarks.publishing import document

EDITS = 20
LIMIT = 0.1  # s
WARM = 3  # edits before those that count: fonts and engines are loaded


def p95(work: Callable[[int], object]) -> float:
    """Return the 95th percentile of the seconds each edit took."""
    for number in range(-WARM, 0):
        work(number)
    times = []
    for number in range(EDITS):
        start = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - start)
    return sorted(times)[round(EDITS * 0.95) - 1]


def forms(path: Path) -> dict[str, Callable[[int], object]]:
    """Return how each form follows the edit of that number: the first figure, which charts show."""
    from courtdesk.models.quantity import Quantity
    from courtdesk.models.value import written
    from courtdesk.publish import long_picture, newspaper_docx, sheet_pdf, signoff_pdf, wechat
    from courtdesk.publish.article_pdf import Page, preview
    from courtdesk.publish.edition import Edition
    from courtdesk.publish.pages import page
    from courtdesk.store import read_revision

    sheet, blobs, revision = read_revision(path)
    shown: dict[str, Page] = {}
    strips: dict[str, long_picture.Preview] = {}
    seen = iter(range(1, 10_000))

    def edited(_: int) -> Edition:
        more = Quantity.parse(f"{10_336 + next(seen)}件")  # an edit nobody made before
        return Edition(written(sheet, "figures.F001.printed", more), blobs.__getitem__, revision)

    def article(number: int) -> None:
        shown["last"] = preview(edited(number), shown.get("last"))
        page(shown["last"].pdf, 0, 72)

    def strip(number: int) -> None:
        strips["last"] = long_picture.preview(edited(number), strips.get("last"))
        page(strips["last"].pdf, 0, 48)  # the slice in view, 720 px wide

    return {
        "article.pdf": article,
        "long.png": strip,
        "wechat.html": lambda number: wechat.fragment(edited(number)),
        "sheet.pdf": lambda number: sheet_pdf.preview(edited(number)),
        "signoff.pdf": lambda number: signoff_pdf.preview(edited(number)),
        "newspaper.docx": lambda number: newspaper_docx.make(edited(number)),
    }


def main() -> None:
    """Print the p95 of each form as a share of the limit, and as a multiple of an empty page."""
    import os

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COURTDESK_STATE"] = str(folder / "state")
        source = folder / "empty.typ"
        source.write_text('#set page(paper: "a4")\n中', encoding="utf-8")
        empty = p95(lambda _: typst.compile(str(source)))
        said = []
        for form, work in forms(document(folder)).items():
            seconds = p95(work)
            said.append(f"{form} {seconds / LIMIT:.2f} ({seconds / empty:.1f} x)")
        print(
            f"previews: p95 after an edit as a share of {LIMIT * 1000:.0f} ms and as a multiple of "
            f"an empty page ({empty * 1000:.0f} ms): {', '.join(said)}"
        )


if __name__ == "__main__":
    main()
