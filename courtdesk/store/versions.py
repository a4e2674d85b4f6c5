"""Snapshots that were replaced, kept in the state folder by document and revision number.

Their order is the revisions', never a clock's: a clock set back must not make the newest look old.
The clock only says which of them are of one day, week or month.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.models.value import Value
from courtdesk.store import disk, snapshot
from courtdesk.store.working import state_folder

MOST_BYTES = 2 << 30
RECENT, MOST_RECENT = timedelta(days=2), 48  # of the last two days every version
TIERS: tuple[tuple[str, int], ...] = (("%Y-%m-%d", 30), ("%G-%V", 26), ("%Y-%m", 60))
"""Beyond that the last one of each day, of each week, of each month, so many of each."""


class Version(Value):
    """A kept snapshot of a document. ``size`` is in bytes."""

    file: Path
    revision: int
    when: datetime
    size: int


def folder(document: str) -> Path:
    """Where the versions of the document with this id lie."""
    place = state_folder() / "versions" / document
    place.mkdir(parents=True, exist_ok=True)
    return place


def kept(document: str) -> tuple[Path, ...]:
    """The versions of a document, oldest revision first."""
    return tuple(sorted(folder(document).glob("*.courtdesk")))


def listed(document: str) -> tuple[Version, ...]:
    """Tell of every version of a document, newest revision first. Raises OSError."""
    return tuple(_told(file) for file in reversed(kept(document)))


def _told(file: Path) -> Version:
    about = file.stat()
    revision, _, _ = file.stem.partition("-")
    when = datetime.fromtimestamp(about.st_mtime).astimezone()
    return Version(file=file, revision=int(revision), when=when, size=about.st_size)


def keep(file: Path, document: str, revision: int | None = None) -> Path:
    """Keep a copy of a file under its revision, once for the same bytes; thin out the older.

    Without a revision, what is no version of a document of ours, it comes after all others.
    """
    place = folder(document)
    mark = disk.fingerprint(file)
    if revision is None:
        same = next(place.glob(f"*-{mark[:16]}.courtdesk"), None)
        if same is not None:
            return same
        revision = max((v.revision for v in listed(document)), default=-1) + 1
    version = place / f"{revision:08d}-{mark[:16]}.courtdesk"
    if not version.exists():
        temporary = disk.beside(version)
        try:
            disk.copied(file, temporary)
            disk.replace(temporary, version)
        finally:
            temporary.unlink(missing_ok=True)
        with suppress(OSError, UserError):  # what is too many now is so the next time, too
            _thin(listed(document))
    return version


def _thin(versions: tuple[Version, ...]) -> None:
    """Remove what the tiers have no place for, then the oldest until all fit the disk's share.

    The newest stays, and so does the newest whose seal proves it whole.
    """
    sound = next((v for v in versions if snapshot.is_sealed(v.file)), None)
    wanted = {v.file for v in (*versions[:1], *([sound] if sound else []))}
    chosen = [v for v, stays in zip(versions, _chosen(versions), strict=True) if stays]
    size = 0
    for version in chosen:
        size += version.size
        if size <= MOST_BYTES:
            wanted.add(version.file)
    for version in versions:
        if version.file not in wanted:
            with suppress(OSError):
                version.file.unlink()


def _chosen(versions: tuple[Version, ...]) -> list[bool]:
    """Which versions the tiers keep; versions and answers are newest first."""
    stays = [
        number < MOST_RECENT and abs(versions[0].when - version.when) < RECENT
        for number, version in enumerate(versions)
    ]
    for form, most in TIERS:
        last, count = "", 0
        for number, version in enumerate(versions):
            span = version.when.strftime(form)
            if span != last and count < most:
                last, count = span, count + 1
                stays[number] = True
    return stays
