"""Files made beside their place and put there together: all of them are new, or none is."""

import os
import platform
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from zlib import crc32

from courtdesk import workshop
from courtdesk.models.errors import UserError

ABANDONED = 3600  # s after which a hidden folder is nobody's, whoever made it
LONGEST = 240  # bytes of a name; disks take 255, and copies get a tail such as " - 副本"
_PREFIX = ".courtdesk-"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?")

Progress = Callable[[str, int, int], None]
"""Hears a file's name, how many are done, and of how many."""


def together(
    makers: Mapping[str, Callable[[Path], None]],
    to: Path,
    progress: Progress = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Make files by name into the folder ``to``, made when it is not there; return where they are.

    Each maker is given the path to write to. All are made in a hidden folder of ``to`` first: when
    one fails, or ``cancelled`` says so (then nothing is returned), the older files stay.
    Raises UserError.
    """
    with beside(to) as workshop:
        for done, (file, make) in enumerate(makers.items()):
            if cancelled():
                return ()
            progress(file, done, len(makers))
            make(workshop / file)
        # The last word comes before the files appear: a listener may still raise to cancel.
        progress("", len(makers), len(makers))
        if cancelled():
            return ()
        return place(workshop, to, list(makers))


def save(data: bytes, path: Path) -> Path:
    """Put one finished file in the place of an older one, whole or not at all.

    Raises UserError; the older file is then what it was.
    """
    return together({path.name: partial(write, data)}, path.parent)[0]


@contextmanager
def beside(to: Path) -> Iterator[Path]:
    """Make a hidden folder in ``to``, on the same disk, so that finished files are only renamed.

    What a process that was killed left there goes first. Raises UserError when the place refuses.
    """
    with ExitStack() as work:
        try:
            to.mkdir(parents=True, exist_ok=True)
            _sweep(to)
            folder = work.enter_context(workshop.opened(to, _own()))
        except OSError as error:
            raise UserError(f"无法导出到“{to}”：不许写入或位置不可用，请另选文件夹。") from error
        yield folder


def _own() -> str:
    """How the names of this machine's hidden folders begin; on a share there are others'."""
    return f"{_PREFIX}{crc32(platform.node().encode()):08x}-"


def _sweep(to: Path) -> None:
    """Remove the hidden folders that are old: of another machine's none can tell who lives."""
    for left in to.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def write(data: bytes, path: Path) -> None:
    """Write a file that is on the disk when this returns, with the folders above it.

    Raises UserError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(f"写入“{path.name}”时出错，请检查磁盘空间，或另选文件夹。") from error


def place(
    workshop: Path, to: Path, names: Sequence[str], last: Callable[[], None] = lambda: None
) -> tuple[Path, ...]:
    """Rename the named files of the hidden folder into ``to``, the last name last.

    A name may stand in a folder. When an older file cannot be replaced (another program holds it),
    those replaced before it come back; so do all when ``last``, done once they are in place,
    raises. Raises UserError.
    """
    placed: list[tuple[Path, Path | None]] = []
    target = to
    try:
        for number, name in enumerate(names):
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            older = _kept(target, workshop / f"older-{number}")
            os.replace(workshop / name, target)
            placed.append((target, older))
        last()
    except OSError as error:
        _put_back(placed, to)
        raise UserError(
            f"无法替换“{target}”：可能正被别的程序打开，请关闭后再导出，或另选文件夹。"
        ) from error
    except BaseException:
        _put_back(placed, to)
        raise
    return tuple(target for target, _ in placed)


def _kept(target: Path, copy: Path) -> Path | None:
    """Keep the older file; a second name costs nothing where the disk knows links."""
    if not target.is_file():
        return None
    try:
        os.link(target, copy)
    except OSError:
        shutil.copy2(target, copy)
    return copy


def _put_back(placed: Sequence[tuple[Path, Path | None]], to: Path) -> None:
    for target, older in reversed(placed):
        with suppress(OSError):  # the sentence to come names what went wrong first
            if older:
                os.replace(older, target)
            else:
                target.unlink()
                if target.parent != to:
                    target.parent.rmdir()  # only when this was its last file


def file_names(stems: Sequence[str], suffix: str) -> tuple[str, ...]:
    """Return a file's name for each stem that every system takes, no two alike.

    Windows forbids some characters, ends on a dot or a blank and device names such as CON, and
    takes two names for one that differ by case only; disks limit the length in bytes.
    """
    used: set[str] = set()
    names = []
    for stem in stems:
        seen = (c for c in unicodedata.normalize("NFC", stem) if _printable(c))
        base = _FORBIDDEN.sub("_", "".join(seen)).strip(" .") or "未命名"
        if _RESERVED.fullmatch(base):
            base = f"_{base}"
        name, count = "", 1
        while not name or name.casefold() in used:
            tail = f"（{count}）{suffix}" if count > 1 else suffix
            name = _cut(base, LONGEST - len(tail.encode())) + tail
            count += 1
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _printable(character: str) -> bool:
    """Whether a name may hold it: no control, no mark that turns the writing, no half of a pair."""
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore").rstrip(" .")
