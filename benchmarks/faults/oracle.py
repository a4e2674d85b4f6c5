"""Reads what is left after a fault, as the next start of the program would, and judges it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from os import environ
from pathlib import Path

from benchmarks.faults import script
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import Document, leftovers, read_document, recover

NAME = "社旗2023.courtdesk"


@dataclass
class Tally:
    """What a protocol found.

    ``lost``: edits that were called saved and are nowhere. ``corrupt``: documents that open and are
    in no state they ever had. ``missing``: documents that are not there, or do not open although
    nobody damaged them. ``silent``: damage or a failure nobody was told of.
    """

    name: str
    cases: int = 0
    lost: int = 0
    corrupt: int = 0
    missing: int = 0
    silent: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.corrupt or self.missing or self.silent)

    def __str__(self) -> str:
        counts = ("cases", "lost", "corrupt", "missing", "silent")
        said = "  ".join(f"{name} {getattr(self, name)}" for name in counts)
        return "\n  ".join([f"{self.name}: {said}", *self.notes])

    def blame(self, what: str, why: str) -> None:
        """Count one failure and keep the first few reasons."""
        setattr(self, what, getattr(self, what) + 1)
        if len(self.notes) < 5:
            self.notes.append(f"{what}: {why}")


@contextmanager
def desk(at: Path | None = None) -> Iterator[Path]:
    """A folder with the user's file and, below it, the program's state folder, both fresh."""
    folder = Path(tempfile.mkdtemp(prefix="courtdesk-faults-", dir=at))
    before = environ.get("COURTDESK_STATE")
    use(folder)
    try:
        document = Document.new(script.first(), "driver")
        document.publish(folder / NAME)
        document.close()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            environ.pop("COURTDESK_STATE", None)
        else:
            environ["COURTDESK_STATE"] = before


def use(folder: Path) -> None:
    """Let this process keep its own files in a desk's state folder."""
    environ["COURTDESK_STATE"] = str(folder / "state")


def judge(tally: Tally, folder: Path, acknowledged: int, case: object) -> int:
    """Judge one case and return the revision found; ``acknowledged`` was the last called saved.

    The user's file must be whole, and it or the work offered at the start must hold every
    acknowledged edit; work that is offered is gone on with and published.
    """
    tally.cases += 1
    file = folder / NAME
    try:
        sheet, blobs = read_document(file)
    except UserError as error:
        tally.blame("missing", f"{case}: {error}")
        return -1
    found = known(tally, sheet, blobs, case)
    audited(tally, file, found, case)
    try:
        for left in leftovers():
            document = recover(left, "oracle")
            offered = known(tally, document.sheet, None, case)
            photos = [document.blob(p.sha256) for p in document.sheet.photos]
            assert all(photos)
            document.close()
            if offered > found:
                sheet, blobs = read_document(file)
                found = known(tally, sheet, blobs, case)
                audited(tally, file, found, case)
                if found != offered:
                    tally.blame("lost", f"{case}: {offered} was offered, {found} is in the file")
    except (UserError, KeyError) as error:
        tally.blame("missing", f"{case}: {error}")
    if 0 <= found < acknowledged:
        tally.blame("lost", f"{case}: {acknowledged} was called saved, {found} is there")
    return found


def known(tally: Tally, sheet: FactSheet, blobs: dict[str, bytes] | None, case: object) -> int:
    """Return the revision the sheet is the state of; blame and return -1 when it is of none."""
    revision = _revision(sheet)
    if revision < 0:
        tally.blame("corrupt", f"{case}: the sheet is in no state it ever had")
    elif blobs is not None and any(p.sha256 not in blobs for p in sheet.photos):
        tally.blame("corrupt", f"{case}: a photo has no bytes")
        return -1
    return revision


def audited(tally: Tally, file: Path, revision: int, case: object) -> None:
    """Blame when the history of a file is not one row for each step that it holds, in order."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        told = [label for (label,) in db.execute("SELECT label FROM audit ORDER BY seq")]
    done = ["新建", *(script.edit(number).label for number in range(1, revision + 1))]
    if revision >= 0 and told != done:
        tally.blame(
            "lost", f"{case}: {revision} steps, {len(told) - 1} rows of history: {told[-3:]}"
        )


def _revision(sheet: FactSheet) -> int:
    guess = 0
    for text in [f.note for f in sheet.figures] + [p.caption for p in sheet.photos]:
        digits = "".join(c for c in text if c.isdigit())
        guess = max(guess, int(digits or 0))
    near = (guess, 0)
    return next((n for n in near if script.state(n) == sheet), -1)
