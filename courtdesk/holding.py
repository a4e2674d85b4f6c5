"""Locks on files of this machine that the system drops with the process that holds them."""

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_MOMENT = 0.02  # seconds


def hold(file: Path) -> int | None:
    """Lock a local file until this process ends or `release`; None when another holds it.

    Whoever only asks `is_held` holds it for a moment: that is waited for.
    """
    return hold_soon(file, _MOMENT)


def hold_soon(file: Path, patience: float) -> int | None:
    """Lock a local file as `hold` does, waiting so many seconds for another to let it go."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    end = time.monotonic() + patience
    while not _locked(handle):
        if time.monotonic() >= end:
            os.close(handle)
            return None
        time.sleep(0.005)
    return handle


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def release(handle: int) -> None:
    """Let go of what `hold` returned."""
    os.close(handle)


def is_held(file: Path) -> bool:
    """Whether a living process holds the lock; a missing file is held by nobody.

    Raises OSError when the file belongs to another user of this machine.
    """
    if not file.exists():
        return False
    handle = hold(file)
    if handle is not None:
        release(handle)
    return handle is None
