"""Folders that last as long as the work in them, whatever becomes of the process.

Each holds a lock: what a process that was killed left is unlocked, and goes when the next one makes
its own. What has no lock in it was never a workshop, however it is called.
"""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from courtdesk import holding

LOCK = ".held"
_PREFIX = "courtdesk-"
_PATIENCE = 0.2  # seconds one who sweeps may take for a folder just made


@contextmanager
def opened(place: Path | None = None, prefix: str = _PREFIX) -> Iterator[Path]:
    """Make a folder to work in, in ``place`` or among the system's temporary files.

    What dead processes left there under the prefix goes first. Where the disk knows no locks, or
    is full, it is not held. Raises OSError when none can be made.
    """
    place = place or Path(tempfile.gettempdir())
    _sweep(place, prefix)
    folder, handle = _made(place, prefix)
    try:
        yield folder
    finally:
        _remove(folder, handle)


def _made(place: Path, prefix: str) -> tuple[Path, int | None]:
    while True:  # until it was not swept between its making and its lock
        folder, handle = Path(tempfile.mkdtemp(prefix=prefix, dir=place)), None
        with suppress(OSError):
            handle = holding.hold_soon(folder / LOCK, _PATIENCE)
        if _stands(folder, handle):
            return folder, handle
        if handle is not None:
            holding.release(handle)


def _stands(folder: Path, handle: int | None) -> bool:
    """Whether the lock that is held is the one that lies in the folder."""
    if handle is None:
        return folder.exists()
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder / LOCK))
    except FileNotFoundError:
        return False


def _sweep(place: Path, prefix: str) -> None:
    """Remove this user's folders that nobody holds any more."""
    for left in place.glob(f"{prefix}*"):
        with suppress(OSError):
            about = left.lstat()  # never through a link
            if not stat.S_ISDIR(about.st_mode) or about.st_uid != _user():
                continue
            handle = holding.hold_soon(left / LOCK, 0) if (left / LOCK).exists() else None
            if handle is not None:
                _remove(left, handle)


def _user() -> int:
    if sys.platform == "win32":
        return 0
    return os.getuid()


def _remove(folder: Path, handle: int | None) -> None:
    """Remove a folder, its lock last: what cannot go now, or is cut short, goes the next time."""
    try:
        for left in os.scandir(folder):
            if left.is_dir(follow_symlinks=False):
                shutil.rmtree(left, ignore_errors=True)
            elif left.name != LOCK:
                with suppress(OSError):
                    os.unlink(left)
        done = os.listdir(folder) in ([LOCK], [])
    except OSError:
        done = False
    if handle is not None:
        holding.release(handle)  # else no system but POSIX removes it
    if done:
        with suppress(OSError):
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()
