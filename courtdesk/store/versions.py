"""Snapshots that were replaced, kept in the state folder by document and revision number.

Never by clock: a clock set back must not make the newest look old.
"""

from contextlib import suppress
from pathlib import Path

from courtdesk.store import disk
from courtdesk.store.working import state_folder

MOST = 200  # of one document
MOST_BYTES = 1 << 30


def folder(document: str) -> Path:
    """Where the versions of the document with this id lie."""
    place = state_folder() / "versions" / document
    place.mkdir(parents=True, exist_ok=True)
    return place


def kept(document: str) -> tuple[Path, ...]:
    """The versions of a document, oldest revision first."""
    return tuple(sorted(folder(document).glob("*.courtdesk")))


def keep(file: Path, document: str, revision: int) -> Path:
    """Keep a copy of a file under its revision, once for the same bytes; thin out the oldest."""
    place = folder(document)
    mark = disk.fingerprint(file)
    version = place / f"{revision:08d}-{mark[:16]}.courtdesk"
    if not version.exists():
        temporary = disk.beside(version)
        try:
            disk.copied(file, temporary)
            disk.replace(temporary, version)
        finally:
            temporary.unlink(missing_ok=True)
        _thin(document, version)
    return version


def _thin(document: str, newest: Path) -> None:
    versions = [v for v in kept(document) if v != newest]
    size = sum(v.stat().st_size for v in versions)
    while versions and (len(versions) >= MOST or size > MOST_BYTES):
        oldest = versions.pop(0)
        size -= oldest.stat().st_size
        with suppress(OSError):
            oldest.unlink()
