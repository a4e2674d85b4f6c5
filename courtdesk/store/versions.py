"""Snapshots as they were published, kept in the state folder by document and revision number.

Their order and the newest of them are told by revisions, never by a clock: one set wrong must not
make the newest look old. It only says which of the older ones are of one day, week or month.
"""

import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

from courtdesk import workshop
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import Value
from courtdesk.store import arrival, disk, snapshot
from courtdesk.store.errors import HERE, Damaged, explained, quoted
from courtdesk.store.working import state_folder

MOST_BYTES = 2 << 30
_FILE = "file.txt"  # beside the versions: where the document was last written
MOST_RECENT = 48  # of the newest every one stays, of how many days they may be
TIERS: tuple[tuple[str, int], ...] = (("%Y-%m-%d", 30), ("%G-%V", 26), ("%Y-%m", 60))
"""Beyond that the last one of each day, of each week, of each month, so many of each."""


MARK = 16  # digits of the SHA-256 that a version's name shows
_NAME = re.compile(r"\d{8}-[0-9a-f]{16}\.courtdesk")  # what else lies there is none of ours


class Version(Value):
    """A kept snapshot of a document. ``size`` is in bytes, ``label`` names its last edit."""

    file: Path
    revision: int
    when: datetime
    size: int
    label: str = ""


def folder(document: str) -> Path:
    """Where the versions of the document with this id lie."""
    place = state_folder() / "versions" / document
    place.mkdir(parents=True, exist_ok=True)
    return place


def kept(document: str) -> tuple[Path, ...]:
    """The versions of a document, oldest revision first."""
    return tuple(sorted(f for f in folder(document).iterdir() if _NAME.fullmatch(f.name)))


def listed(document: str) -> tuple[Version, ...]:
    """Tell of every version of a document, newest revision first. Raises OSError."""
    return tuple(_told(file) for file in reversed(kept(document)))


def labelled(version: Version) -> Version:
    """Return a version with its last edit's name; one that is damaged stays without."""
    with suppress(sqlite3.Error):
        where = f"{version.file.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(where, uri=True)) as db:
            (label,) = db.execute(
                "SELECT label FROM audit ORDER BY seq DESC LIMIT 1"
            ).fetchone() or ("",)
        return version.replaced(label=str(label))
    return version


def _told(file: Path) -> Version:
    about = file.stat()
    revision, _, _ = file.stem.partition("-")
    when = datetime.fromtimestamp(about.st_mtime).astimezone()
    return Version(file=file, revision=int(revision), when=when, size=about.st_size)


def note_file(document: str, target: Path) -> None:
    """Keep in mind which file the versions are of: damaged, it may not tell its id any more."""
    note = folder(document) / _FILE
    with suppress(OSError):
        if not note.exists() or note.read_text(encoding="utf-8") != str(target):
            disk.write(note, str(target))


def last_sound(target: Path) -> Version | None:
    """Return the newest version of a user's file whose seal proves it whole."""
    with suppress(OSError):
        place = str(disk.real(target))
        for note in sorted((state_folder() / "versions").glob(f"*/{_FILE}"), key=_age):
            if note.read_text(encoding="utf-8") == place:
                for version in listed(note.parent.name):
                    if snapshot.is_sealed(version.file):
                        return version
    return None


def _age(file: Path) -> float:
    return -file.stat().st_mtime


def take_in(version: Path, copy: Path) -> arrival.Arrival:
    """Copy a version to a private file and prove it; the user knows it by its number.

    Raises UserError when it cannot be read whole.
    """
    shown = Path(f"第 {int(version.name[:8])} 次修改时的版本")
    with explained("读取", quoted(shown)):
        if version.exists():
            arrival.take_in(version, copy)
            arrived = arrival.proved(copy, shown, sealed=True)
            if not arrived.lost and not arrived.newer:
                return arrived
    raise Damaged(f"{quoted(shown)}已损坏或不在了，不能比较和恢复；请换一个版本。")


def read_version(version: Path) -> FactSheet:
    """Return the sheet of a kept version. Raises UserError when it cannot be read whole."""
    with explained("写入", HERE), workshop.opened() as place:
        return take_in(version, place / "copy").sheet


def keep(file: Path, document: str, revision: int | None = None) -> Path:
    """Keep a copy of a file under its revision, once for the same bytes; thin out the older.

    Without a revision, what is no version of a document of ours, it comes after all others.
    """
    place = folder(document)
    mark = disk.fingerprint(file)
    if revision is None:
        same = next(place.glob(f"*-{mark[:MARK]}.courtdesk"), None)
        if same is not None:
            return same
        revision = max((v.revision for v in listed(document)), default=-1) + 1
    version = _version(document, revision, mark)
    if not version.exists():
        temporary = disk.beside(version)
        try:
            disk.copy(file, temporary)
            disk.replace(temporary, version)
        finally:
            temporary.unlink(missing_ok=True)
        _thin(document, version, proved=False)
    return version


def hand_over(file: Path, document: str, revision: int, mark: str) -> None:
    """Make a local snapshot, whose SHA-256 is ``mark``, a version: nothing is copied.

    Raises OSError; the file is then where it was.
    """
    version = _version(document, revision, mark)
    if not version.exists():
        disk.settle(file)
        disk.replace(file, version)
        _thin(document, version, proved=True)


def keep_replaced(target: Path, document: str, revision: int, mark: str) -> None:
    """Keep what is about to be replaced, unless it is here since it was published.

    ``mark`` is its SHA-256; without one it is no file of this document.
    """
    if not target.exists() or (mark and _version(document, revision, mark).exists()):
        return
    if mark:
        keep(target, document, revision)
    else:
        keep(target, "overwritten")


def _version(document: str, revision: int, mark: str) -> Path:
    return folder(document) / f"{revision:08d}-{mark[:MARK]}.courtdesk"


def _thin(document: str, fresh: Path, *, proved: bool) -> None:
    """Remove what the tiers have no place for, then the oldest until all fit the disk's share.

    The newest stays, the ``fresh`` one, whatever its revision, and the newest whose seal proves it
    whole, unless the fresh one is ``proved``. What cannot be removed now is the next time.
    """
    with suppress(OSError, UserError):
        versions = listed(document)
        wanted = {fresh, *(v.file for v in versions[:1])}
        size = 0
        for version, stays in zip(versions, _chosen(versions), strict=True):
            size += version.size if stays else 0
            if stays and size <= MOST_BYTES:
                wanted.add(version.file)
        gone = [v.file for v in versions if v.file not in wanted]
        if gone and not proved:  # only then is it worth reading one
            wanted.update(islice((v.file for v in versions if snapshot.is_sealed(v.file)), 1))
        for file in gone:
            if file not in wanted:
                file.unlink()


def _chosen(versions: tuple[Version, ...]) -> list[bool]:
    """Which versions the tiers keep; versions and answers are newest first."""
    stays = [number < MOST_RECENT for number in range(len(versions))]
    for form, most in TIERS:
        last, count = "", 0
        for number, version in enumerate(versions):
            span = version.when.strftime(form)
            if span != last and count < most:
                last, count = span, count + 1
                stays[number] = True
    return stays
