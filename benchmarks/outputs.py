"""Opening, checking and printing the sample, against the bare engines on an empty page."""

import tempfile
import time
from pathlib import Path

import openpyxl
import typst

LIMIT = 2.0  # s
FORMS = ("xlsx", "txt", "article.pdf", "sheet.pdf")
EMPTY = '#set page(paper: "a4")\n中'


def bare(folder: Path) -> float:
    """Return the seconds of an empty workbook and two one-character PDFs."""
    start = time.perf_counter()
    openpyxl.Workbook().save(folder / "bare.xlsx")
    source = folder / "bare.typ"
    source.write_text(EMPTY, encoding="utf-8")
    for _ in range(2):
        typst.compile(str(source))
    return time.perf_counter() - start


def main() -> None:
    """Print the seconds of each step and of all, and the ratios."""
    from courtdesk.checks import check
    from courtdesk.publish.edition import Edition
    from courtdesk.publish.export import export
    from courtdesk.store import Document, read_document
    from courtdesk.writing.samples import load_sample

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        import os

        os.environ["COURTDESK_STATE"] = str(folder / "state")
        sheet, blobs = load_sample("sheqi-2023")
        document = Document.new(sheet, "bench", blobs)
        path = document.publish(folder / "sample.courtdesk")
        document.close()
        other, pictures = load_sample("yunchuan-2024")  # warms fonts and engines, not the answer
        export(Edition(other, pictures.__getitem__), folder / "warm")
        steps: dict[str, float] = {}
        start = time.perf_counter()
        sheet, blobs = read_document(path)
        steps["open"] = time.perf_counter() - start
        start = time.perf_counter()
        check(sheet)
        steps["check"] = time.perf_counter() - start
        for form in FORMS:
            start = time.perf_counter()
            export(Edition(sheet, blobs.__getitem__), folder / "out", (form,))
            steps[form] = time.perf_counter() - start
        total = sum(steps.values())
        yardstick = bare(folder)
        said = ", ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in steps.items())
        print(
            f"outputs: {total:.2f} s = {total / LIMIT:.2f} of {LIMIT:.0f} s, "
            f"{total / yardstick:.1f} x the bare engines ({said} ms)"
        )


if __name__ == "__main__":
    main()
