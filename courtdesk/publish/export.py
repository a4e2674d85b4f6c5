"""Every form that leaves the house, made, read back and proved: all files are new or none is."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.publish import manifest
from courtdesk.publish.edition import Edition
from courtdesk.publish.files import Progress, beside, place, write
from courtdesk.publish.formats import FORMATS, WORKING, engine, known
from courtdesk.publish.manifest import Entry
from courtdesk.publish.proof import Reading
from courtdesk.publish.release import let_go

__all__ = ["FORMATS", "export"]


def export(
    edition: Edition,
    to: Path,
    only: Sequence[str] = FORMATS,
    anyway: str = "",
    progress: Progress = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 0,
    last: Callable[[], None] = lambda: None,
) -> tuple[Path, ...]:
    """Write the named forms into the folder ``to``, made when it is not there; return the files.

    The last is ``manifest.json``. ``progress`` hears a form's name, how many are done and of how
    many. All files are made in a hidden folder of ``to`` first, and read back there: when one fails
    or says another figure than the sheet, or ``cancelled`` says so (then nothing is returned), the
    older files stay. Raises UserError; Blocked when figures are missing or wrong in a form that
    goes out to readers and ``anyway`` gives no reason to let it go. ``threads`` work at once, 0 as
    many as there are cores. ``last`` is done once the files are in place; it may still raise.
    """
    wanted = known(tuple(only))
    against = () if WORKING.issuperset(wanted) else let_go(edition, anyway)
    with beside(to) as workshop:
        entries = list[Entry]()
        edition.article, edition.findings  # noqa: B018  read once, before two forms ask for them
        # Typst, zlib and the disk let go of Python's lock: forms are made beside one another.
        with _pool(threads) as pool:
            futures = [pool.submit(_made, edition, form, workshop) for form in wanted]
            for done, (form, future) in enumerate(zip(wanted, futures, strict=True)):
                if cancelled():
                    return ()
                progress(form, done, len(wanted))
                entries += future.result()
        # The last word comes before the files appear: a listener may still raise to cancel.
        progress("", len(wanted), len(wanted))
        if cancelled():
            return ()
        kept, stale = _others(edition, to, wanted, {e["name"] for e in entries})
        said = manifest.manifest(edition, (*kept, *entries), against, anyway)
        write(manifest.written(said), workshop / manifest.NAME)
        paths = place(workshop, to, [*(e["name"] for e in entries), manifest.NAME], last)
    for path in stale:
        with suppress(OSError):
            path.unlink()
    return paths


@contextmanager
def _pool(threads: int) -> Iterator[Executor]:
    """A pool that begins nothing more once something went wrong."""
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="export")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _made(edition: Edition, form: str, workshop: Path) -> list[Entry]:
    """Make a form, write its files, and read them back from the disk."""
    work = engine(form)
    made = work.make(edition)
    for name, data in made.files.items():
        write(data, workshop / name)
    files = {name: (workshop / name).read_bytes() for name in made.files}
    found = work.read(edition, files)
    for name, read in found.items():
        _prove(edition, name, read)
    return [
        manifest.entry(edition, form, name, data, found.get(name, ()), made.notes)
        for name, data in files.items()
    ]


def _prove(edition: Edition, name: str, found: Sequence[Reading]) -> None:
    wrong = next((r for r in found if not r.equal), None)
    if wrong is None:
        return
    known = edition.sheet.outline.places.get(wrong.id.partition(":")[0])
    label = known[2].label if known else wrong.id
    said = f"读出的是“{wrong.found[:40]}”" if wrong.found else "没有读到"
    raise UserError(
        f"“{name}”中“{label}”应为“{wrong.printed}”，{said}；没有导出，原有文件未动，请重新导出。"
    )


def _others(
    edition: Edition, to: Path, wanted: Sequence[str], made: set[str]
) -> tuple[list[Entry], list[Path]]:
    """Return the older entries that still hold, and files of ours that this export outdates."""
    said = manifest.older(to)
    entries = [e for e in manifest.untouched(said, to) if e["name"] not in made]
    same = said.get("sheet_sha256") == edition.sha256
    kept = [e for e in entries if same and e.get("form") not in wanted]
    stale = [to / e["name"] for e in entries if e.get("form") in wanted]
    return kept, stale
