"""Files made beside and then put in place: an old file is whole or the new one is, never half."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from courtdesk.models.errors import UserError

_PREFIX = ".courtdesk-"
_ABANDONED = 3600  # s after which a hidden folder is taken for that of a process that was killed


def beside(to: Path) -> "tempfile.TemporaryDirectory[str]":
    """Make a hidden folder in ``to``, on the same disk, so that finished files are only renamed.

    Raises UserError when the place refuses it.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        _sweep(to)
        return tempfile.TemporaryDirectory(prefix=_PREFIX, dir=to)
    except OSError as error:
        raise UserError(f"无法导出到“{to}”：不许写入或位置不可用，请另选文件夹。") from error


def _sweep(to: Path) -> None:
    for left in to.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def write(path: Path, data: bytes) -> None:
    """Write a file to the disk, with the folders above it. Raises UserError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(f"写入“{path.name}”时出错，请检查磁盘空间，或另选文件夹。") from error


def place(workshop: Path, to: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Rename the named files of the hidden folder into ``to``, the last name last.

    When one cannot be replaced those before it are given back. Raises UserError.
    """
    done: list[tuple[Path, Path | None]] = []
    target = to
    try:
        for name in names:
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = _copy(target, workshop / "kept" / name)
            os.replace(workshop / name, target)
            done.append((target, copy))
    except OSError as error:
        _give_back(done, to)
        raise UserError(
            f"无法替换“{target}”：可能正被别的程序打开，请关闭后再导出，或另选文件夹。"
        ) from error
    return tuple(path for path, _ in done)


def _copy(target: Path, copy: Path) -> Path | None:
    """Keep the older file; a second name costs nothing where the disk knows links."""
    if not target.is_file():
        return None
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, copy)
    except OSError:
        shutil.copy2(target, copy)
    return copy


def _give_back(done: Sequence[tuple[Path, Path | None]], to: Path) -> None:
    for target, copy in done:
        with suppress(OSError):
            if copy is not None:
                os.replace(copy, target)
            else:
                target.unlink()
                if target.parent != to:
                    target.parent.rmdir()  # only when this was its last file


def save(data: bytes, path: Path) -> Path:
    """Put one finished file in the place of an older one, whole or not at all.

    Raises UserError; the older file is then what it was.
    """
    with beside(path.parent) as name:
        write(Path(name) / path.name, data)
        return place(Path(name), path.parent, [path.name])[0]
