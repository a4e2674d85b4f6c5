"""Files brought safely onto a disk: read once, written beside, replaced whole."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from io import RawIOBase
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

_TRIES = 8  # about two seconds in all, while a virus scanner or a preview holds the file
_CHUNK = 1 << 20
_SETTLED = 8 << 20  # bytes given to a disk before it is waited for: a slow one is never far behind
Between = Callable[[], None]
"""What runs now and then while a large file is read or written; what it raises ends the work."""


def nothing() -> None:
    """Have nothing to do in between."""


def real(path: Path) -> Path:
    """Return where a path leads, links followed; a loop of links is left for the open to refuse."""
    return Path(os.path.realpath(path))


def chunks(file: Path, between: Between = nothing) -> Iterator[bytes]:
    """Read a file piece by piece: other threads, the window's too, get their turn."""
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
            between()


def fingerprint(file: Path, between: Between = nothing) -> str:
    """Return the SHA-256 of a file's bytes, empty when there is no such file."""
    hash = sha256()
    try:
        for chunk in chunks(file, between):
            hash.update(chunk)
    except FileNotFoundError:
        return ""
    return hash.hexdigest()


def copy(source: Path, to: Path, between: Between = nothing) -> None:
    """Copy a file in one pass, on the disk when it returns."""
    waiting = 0
    with to.open("wb", buffering=0) as writer:
        for chunk in chunks(source, between):
            _write_all(writer, chunk)
            waiting += len(chunk)
            if waiting >= _SETTLED:
                os.fsync(writer.fileno())
                waiting = 0
        os.fsync(writer.fileno())


def read_back(copy: Path, source: Path, between: Between = nothing) -> str:
    """Return the SHA-256 of a copy. Raises OSError when it is not, byte for byte, its source."""
    hash = sha256()
    for written, meant in zip_longest(chunks(copy, between), chunks(source)):
        if written != meant:
            raise OSError(errno.EIO, "read back differently", str(copy))
        hash.update(written)
    return hash.hexdigest()


def _write_all(writer: RawIOBase, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[writer.write(rest) or 0 :]


def settle(file: Path) -> None:
    """Bring a file that was written by others onto the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def beside(target: Path, owner: str = "") -> Path:
    """Return a temporary name in the target's folder, short whatever the target is called."""
    return target.parent / f".courtdesk-{owner}{uuid4().hex}.tmp"


def sweep(folder: Path, owner: str) -> None:
    """Remove the temporary files a dead owner left in a folder."""
    for file in folder.glob(f".courtdesk-{owner}*.tmp"):
        with suppress(OSError):
            file.unlink()


def replace(temporary: Path, target: Path) -> None:
    """Put the finished file in the target's place, on the disk when it returns."""
    move(temporary, target)
    settle_folder(target.parent)


def move(temporary: Path, target: Path) -> None:
    """Put the finished file in the target's place, waiting a little while others hold it."""
    for attempt in range(_TRIES):
        try:
            os.replace(temporary, target)
            break
        except PermissionError:
            if attempt == _TRIES - 1 or os.name != "nt":
                raise
            time.sleep(0.01 * 2**attempt)


def settle_folder(folder: Path) -> None:
    """Bring a folder's entries onto the disk; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some shares refuse it for folders; the file itself is settled
    finally:
        os.close(handle)


def write(file: Path, text: str) -> None:
    """Replace a small text file whole."""
    temporary = beside(file)
    try:
        with temporary.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        replace(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)
