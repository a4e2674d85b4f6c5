"""Whole snapshots: made and proved on the local disk, then put in the place of the user's file."""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.store import database, disk, locks, rows
from courtdesk.store.aside import aside

SEAL = re.compile(rb"courtdesk-seal-[0-9a-f]{32}:([0-9a-f]{64})")
_DIGITS = 64
_LENGTH = len("courtdesk-seal-") + 32 + 1 + _DIGITS
_MOST_SEALS = 8  # more than one only in a forged file


def taken(
    db: sqlite3.Connection, folder: Path, head: str, between: disk.Between = disk.nothing
) -> Path:
    """Write the committed state to a new file in a local folder; return it.

    The file is read back and proved: SQLite's own check, every row's hash, the chain up to
    ``head``. Raises sqlite3.Error, OSError, or UserError when the proof fails.
    """
    folder.mkdir(parents=True, exist_ok=True)  # swept away, an open copy can still be read
    file = disk.beside(folder / "snapshot")
    try:
        (unsealed,) = db.execute("SELECT value FROM meta WHERE key = 'seal'").fetchone()
        db.execute("VACUUM INTO ?", (str(file),))
        with aside(lambda _: _prove(file, head), between) as proved:
            hash = disk.fingerprint(file, between)
            proved()
        _seal(file, unsealed.encode(), hash)
        return file
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


def _seal(file: Path, unsealed: bytes, hash: str) -> None:
    """Write the hash of the whole file into the row kept for it.

    Row hashes do not cover the bytes between rows: the seal does.
    """
    at = next(start for start, text in _texts(file, re.compile(re.escape(unsealed))))
    with file.open("rb+") as stream:
        stream.seek(at + len(unsealed) - _DIGITS)
        stream.write(hash.encode())


def is_sealed(file: Path) -> bool:
    """Whether the file is, byte for byte, as it was published."""
    return any(
        _unsealed_hash(file, at + len(text) - _DIGITS) == text[-_DIGITS:]
        for at, text in islice(_texts(file, SEAL), _MOST_SEALS)
    )


def _texts(file: Path, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, bytes]]:
    """Find what looks like a seal, piece by piece, with the place where it begins."""
    seen, tail = 0, b""  # the tail is too short for a whole one: none is found twice
    for chunk in disk.chunks(file):
        block = tail + chunk
        for match in pattern.finditer(block):
            yield seen - len(tail) + match.start(), match.group()
        seen += len(chunk)
        tail = block[-_LENGTH + 1 :]


def _unsealed_hash(file: Path, at: int) -> bytes:
    """Return the SHA-256, in hex, of the file with zeros for the digits at ``at``."""
    hash, seen = sha256(), 0
    for chunk in disk.chunks(file):
        first, last = max(at - seen, 0), min(at + _DIGITS - seen, len(chunk))
        if first < last:
            hash.update(chunk[:first] + b"0" * (last - first))
            hash.update(chunk[last:])
        else:
            hash.update(chunk)
        seen += len(chunk)
    return hash.hexdigest().encode()


def _protected(target: Path) -> OSError:
    read_only = os.name != "nt" and os.statvfs(target).f_flag & os.ST_RDONLY
    return OSError(errno.EROFS if read_only else errno.EACCES, "write-protected", str(target))


def _is(target: Path, expected: str, between: disk.Between = disk.nothing) -> bool:
    """Whether the target is what it is expected to be, or not there."""
    return not expected or disk.fingerprint(target, between) in (expected, "")


def _identity(target: Path) -> tuple[int, ...] | None:
    """Return what changes when a file is replaced or written; None when there is none."""
    try:
        about = target.stat()
    except FileNotFoundError:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def put(
    file: Path,
    target: Path,
    expected: str,
    owner: str,
    before_replacing: Callable[[str], None],
    between: disk.Between = disk.nothing,
) -> str:
    """Put a copy of a local file in the target's place; return its SHA-256.

    ``expected`` is the SHA-256 the target must have, empty for any. Returns "", and leaves the
    target alone, when it has another. ``owner`` marks the temporary file and the turn, so that
    both can be found after a kill. ``before_replacing`` is given the SHA-256 when all else is
    done. Raises OSError; the target is then what it was.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise _protected(target)
    temporary = disk.beside(target, owner)
    try:
        disk.copy(file, temporary, between)
        seen = _identity(target)
        with aside(lambda go_on: _is(target, expected, go_on), between) as as_expected:
            mark = disk.read_back(temporary, file, between)
            if not as_expected():
                return ""
        if seen:
            with suppress(OSError):  # a share may not keep modes
                shutil.copymode(target, temporary)
        before_replacing(mark)
        with locks.turn(target, owner) as still_here:
            if _identity(target) != seen:  # somebody else was quicker
                if not _is(target, expected, still_here):
                    return ""
                before_replacing(mark)
                still_here()
            disk.move(temporary, target)
        disk.settle_folder(target.parent)
        return mark
    finally:
        temporary.unlink(missing_ok=True)
