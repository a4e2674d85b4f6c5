"""A stranger's file taken from the disk, without waiting for it and without trusting its name."""

import errno
import os
import stat
from pathlib import Path

from courtdesk.excel.outcome import Outcome, ReadError

LARGEST = 50 * 2**20  # bytes of the file
_LOCKED = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.EDEADLK}
_DENIED = {errno.EACCES, errno.EPERM}
_SHARING = {32, 33}  # Windows: another program holds it, or a part of it
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def read_guarded(path: Path) -> bytes:
    """Return the file's bytes. Raises ReadError, also for an empty one and one too large."""
    data = read_kept(path)
    if not data:
        raise ReadError(Outcome.EMPTY, path.name)
    if len(data) > LARGEST:
        raise ReadError(Outcome.TOO_BIG, path.name)
    return data


def read_kept(path: Path) -> bytes:
    """Return the file's bytes, one more than the limit at most, to be kept in the document.

    Raises ReadError when it is gone, denied, locked, or no file at all (a pipe would never end).
    """
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ReadError(Outcome.NOT_A_SPREADSHEET, path.name)
            return file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise ReadError(Outcome.NOT_A_SPREADSHEET, path.name) from error
    except OSError as error:
        folder = path.is_dir() if error.errno == errno.EACCES else False  # so Windows says it
        raise ReadError(Outcome.NOT_A_SPREADSHEET if folder else _why(error), path.name) from error
    except ValueError as error:  # a name that holds a zero byte
        raise ReadError(Outcome.GONE, path.name) from error
    except MemoryError as error:
        raise ReadError(Outcome.TOO_BIG, path.name) from error


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING)


def _why(error: OSError) -> Outcome:
    if getattr(error, "winerror", None) in _SHARING or error.errno in _LOCKED:
        return Outcome.LOCKED
    return Outcome.DENIED if error.errno in _DENIED else Outcome.GONE
