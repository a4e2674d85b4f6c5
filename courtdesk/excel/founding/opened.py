"""The files a sheet is founded on, read by the child process and kept as they were read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from courtdesk.excel.guard import read_guarded
from courtdesk.excel.intake.files import Progress, Reading, Tick, told_apart
from courtdesk.excel.intake.signing import signed
from courtdesk.excel.reader import is_own
from courtdesk.excel.reading import Pages, read_bytes
from courtdesk.models.errors import UserError

NOTHING = Pages(True, ())


@dataclass(frozen=True)
class Opened:
    """A file: who it is and signs it (or why it was refused), and its worksheets."""

    reading: Reading
    book: Pages
    own: bool = False  # the program wrote it


def open_files(
    paths: Sequence[Path], progress: Progress = lambda what, step, steps: None
) -> tuple[Opened, ...]:
    """Read files, one after the other; one that cannot be read says why.

    ``progress`` hears of each file, often while it is read, and may raise to stop. Raises UserError
    when none could be read.
    """
    found: list[Opened] = []
    for number, path in enumerate(paths):
        tick = partial(progress, f"正在读取 {path.name}", number, len(paths))
        tick()
        try:
            found.append(_opened(path, found, tick))
        except UserError as error:
            found.append(Opened(Reading(path.name, path, refusal=str(error)), NOTHING))
    if all(one.reading.refusal for one in found):
        raise UserError(refusal_of([one.reading for one in found]))
    named = told_apart([o.reading for o in found])
    return tuple(replace(o, reading=r) for o, r in zip(found, named, strict=True))


def _opened(path: Path, others: Sequence[Opened], tick: Tick) -> Opened:
    data = read_guarded(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if twin := next((o.reading for o in others if o.reading.sha256 == sha256), None):
        raise UserError(f"“{path.name}”与“{twin.file}”内容相同：只读了一份")
    book = read_bytes(data, path.name, tick)
    seen = sum(len(row) for page in book.pages for row in page.rows.values())
    filler = signed(book.pages)
    reading = Reading(path.name, path, sha256, notes=book.notes, seen=seen, filler=filler)
    return Opened(reading, book, is_own(book))


def refusal_of(readings: Sequence[Reading]) -> str:
    """Return in one sentence why none of several files gives anything."""
    said = [r.refusal for r in readings if r.refusal]
    more = f"（另有 {len(said) - 1} 个文件也没有读成）" if len(said) > 1 else ""
    return said[0] + more
