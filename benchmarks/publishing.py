"""Every form of the sample with two photos: a cold process, each form alone, and LibreOffice."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROUNDS = 3
LIMIT = 3.0  # s, all forms in a cold process
SHARE = 1 / 5  # of LibreOffice's time, the newspaper page alone

SETTLE = 4  # s until LibreOffice listens

FIRST = """
import sys, time
from courtdesk.models.quantity import Quantity
from courtdesk.models.value import written
from courtdesk.publish.article_pdf import article_page
from courtdesk.publish.edition import Edition
from courtdesk.store import read_revision
sheet, blobs, revision = read_revision(sys.argv[1])
times = []
for number in range(4):
    more = Quantity.parse(f"{10336 + number}件")
    one = written(sheet, "figures.F001.printed", more)
    edition = Edition(one, blobs.__getitem__, revision)
    start = time.perf_counter()
    article_page(one, edition.article, edition.photos, edition.on)
    times.append(time.perf_counter() - start)
print(times[0], min(times[1:]))
"""


def quickest(work: Callable[[], object]) -> float:
    """Return the least seconds of some rounds: other programs can only add to them."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def document(folder: Path) -> Path:
    """Write the sample with a second photo as a user's file."""
    from courtdesk.store import Document
    from courtdesk.writing.samples import load_sample

    sheet, blobs = load_sample("sheqi-2023")
    other, more = load_sample("yunchuan-2024")
    second = other.photos[0].replaced(id="second", columns=1)
    sheet = sheet.replaced(photos=(*sheet.photos, second))
    made = Document.new(sheet, "bench", blobs | more)
    path = made.publish(folder / "sample.courtdesk")
    made.close()
    return path


def exported(path: Path, to: Path, *options: str) -> None:
    """Export in a process of its own."""
    command = [sys.executable, "-m", "courtdesk", "export", path, "--to", to, *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def cold(folder: Path, path: Path) -> None:
    """Print the seconds of all forms in a cold process, against one that only imports engines."""
    bare = [sys.executable, "-c", "import docx, lxml.html, openpyxl, PIL.Image, typst, xlsxwriter"]
    engines = quickest(lambda: subprocess.run(bare, check=True))
    whole = quickest(lambda: exported(path, folder / "out"))
    print(
        f"publishing: all forms cold {whole:.2f} s = {whole / LIMIT:.2f} of {LIMIT:.0f} s, "
        f"{whole / engines:.1f} x importing the engines ({engines:.2f} s)"
    )


def each(folder: Path, path: Path) -> None:
    """Print each form as a multiple of an empty page set with Typst in the same process."""
    import typst

    from courtdesk.publish.edition import Edition
    from courtdesk.publish.export import FORMATS, export
    from courtdesk.store import read_revision

    source = folder / "empty.typ"
    source.write_text('#set page(paper: "a4")\n中', encoding="utf-8")
    yardstick = quickest(lambda: typst.compile(str(source)))
    sheet, blobs, revision = read_revision(path)

    def one(form: str) -> None:
        export(Edition(sheet, blobs.__getitem__, revision), folder / "warm", (form,))

    said = []
    for form in FORMATS:
        seconds = quickest(partial(one, form))
        said.append(f"{form} {seconds / yardstick:.0f}")
    print(f"publishing: x an empty page ({yardstick * 1000:.0f} ms): {', '.join(said)}")


def office(folder: Path, path: Path) -> None:
    """Print the newspaper page against LibreOffice making a PDF of the manuscript, in four ways.

    Like with like are two programs that have both made the page before. A LibreOffice that runs
    already takes one conversion from outside and then ends.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        print("publishing: LibreOffice is not installed; nothing to compare with")
        return
    program = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    copies = [
        shutil.copy(folder / "out" / "newspaper.docx", folder / f"{n}.docx") for n in range(5)
    ]

    def converted(count: int = 1) -> None:
        convert = [*program, "--convert-to", "pdf", "--outdir", folder, *copies[:count]]
        subprocess.run(convert, check=True, capture_output=True)

    converted()  # the first time makes the profile
    command = quickest(converted)
    again = (quickest(lambda: converted(len(copies))) - command) / (len(copies) - 1)
    running = min(_running(program, converted) for _ in range(ROUNDS))
    ours = quickest(lambda: exported(path, folder / "page", "--only", "article.pdf"))
    pages = [_told([sys.executable, "-c", FIRST, str(path)]).split() for _ in range(ROUNDS)]
    first, later = (min(map(float, seconds)) for seconds in zip(*pages, strict=True))
    print(f"publishing: article.pdf in {SHARE:.2f} of LibreOffice's time for newspaper.docx?")
    _compared("a further page, a further document", later, again)
    _compared("our first page, its first when running", first, running)
    _compared("our first page, its command", first, command)
    _compared("our command with file and proof, its own", ours, command)


def _running(program: list[str], convert: Callable[[], None]) -> float:
    """Return the seconds of a conversion that is handed to a LibreOffice that runs."""
    quiet = subprocess.DEVNULL
    office = subprocess.Popen([*program, "--norestore"], stdout=quiet, stderr=quiet)
    try:
        time.sleep(SETTLE)
        start = time.perf_counter()
        convert()
        return time.perf_counter() - start
    finally:
        office.terminate()
        office.wait()


def _compared(how: str, ours: float, theirs: float) -> None:
    holds = "holds" if ours <= SHARE * theirs else "does not hold"
    print(f"  {how:40} {ours:.2f} of {theirs:.2f} s = {ours / theirs:.2f}  {holds}")


def _told(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Print all three."""
    import os

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COURTDESK_STATE"] = str(folder / "state")
        path = document(folder)
        cold(folder, path)
        each(folder, path)
        office(folder, path)


if __name__ == "__main__":
    main()
