"""Whole snapshots: made and proved on the local disk, then put in the place of the user's file."""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.store import database, disk, rows

SEAL = re.compile(rb"courtdesk-seal-[0-9a-f]{32}:([0-9a-f]{64})")
_MOST_SEALS = 8  # more than one only in a forged file


def taken(db: sqlite3.Connection, folder: Path, head: str) -> tuple[Path, str]:
    """Write the committed state to a new file in a local folder; return it and its SHA-256.

    The file is read back and proved: SQLite's own check, every row's hash, the chain up to
    ``head``. Raises sqlite3.Error, OSError, or UserError when the proof fails.
    """
    file = disk.beside(folder / "snapshot")
    try:
        db.execute("VACUUM INTO ?", (str(file),))
        _prove(file, head)
        (unsealed,) = db.execute("SELECT value FROM meta WHERE key = 'seal'").fetchone()
        return file, _seal(file, unsealed.encode())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _prove(file: Path, head: str) -> None:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        found = rows.read(copy)
        if verdict != "ok" or found.lost or found.head != head or not database.has_schema(copy):
            raise UserError(
                "写出的文件没有通过核对，原文件未动；请另存到其他磁盘，并检查本机磁盘。"
            )


def _seal(file: Path, unsealed: bytes) -> str:
    """Write the hash of the whole file into the row kept for it; return the SHA-256 of the result.

    Row hashes do not cover the bytes between rows: the seal does.
    """
    data = bytearray(file.read_bytes())
    end = data.index(unsealed) + len(unsealed)
    data[end - 64 : end] = sha256(data).hexdigest().encode()
    file.write_bytes(data)
    return sha256(data).hexdigest()


def is_sealed(file: Path) -> bool:
    """Whether the file is, byte for byte, as it was published."""
    data = bytearray(file.read_bytes())
    for match in list(islice(SEAL.finditer(bytes(data)), _MOST_SEALS)):
        unsealed = data.copy()
        unsealed[match.start(1) : match.end(1)] = b"0" * 64
        if sha256(unsealed).hexdigest().encode() == match.group(1):
            return True
    return False


def _protected(target: Path) -> OSError:
    read_only = os.name != "nt" and os.statvfs(target).f_flag & os.ST_RDONLY
    return OSError(errno.EROFS if read_only else errno.EACCES, "write-protected", str(target))


def put(
    file: Path, target: Path, expected: str, owner: str, before_replacing: Callable[[], None]
) -> bool:
    """Put a copy of a local file in the target's place.

    ``expected`` is the SHA-256 the target must have, empty for any. Returns False, and leaves the
    target alone, when it has another. ``owner`` marks the temporary file, so that it can be found
    after a kill. ``before_replacing`` runs when all else is done. Raises
    OSError; the target is then what it was.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise _protected(target)
    temporary = disk.beside(target, owner)
    try:
        if disk.copied(file, temporary) != disk.fingerprint(temporary):
            raise OSError(errno.EIO, "read back differently", str(temporary))
        if target.exists():
            with suppress(OSError):  # a share may not keep modes
                shutil.copymode(target, temporary)
        found = disk.fingerprint(target)
        if expected and found and found != expected:
            return False
        before_replacing()
        disk.replace(temporary, target)
        return True
    finally:
        temporary.unlink(missing_ok=True)
