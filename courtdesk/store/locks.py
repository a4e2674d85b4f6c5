"""Who has a file open: a note beside the user's file, and a lock on the working copy.

The note is advice for people on other machines; what decides is the comparison of hashes when a
snapshot replaces the file. No lock is ever taken on the user's disk, which may be a share.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from pydantic import ValidationError

from courtdesk.holding import is_held
from courtdesk.models.value import Value

_TURN = 2.0  # seconds without a sign of life: a file is replaced in far less
_LOOK = 0.003  # seconds between two looks at another's mark
_TRIES = 30


class Note(Value):
    """Who has a document open; ``copy`` is the folder of the working copy on that machine."""

    who: str
    host: str
    pid: int = 0
    copy_folder: str
    when: datetime


def note_path(target: Path) -> Path:
    """Where the note for the user's file lies."""
    mark = sha256(target.name.encode()).hexdigest()[:8] if len(target.name) > 60 else ""
    return target.parent / f".~{target.name[:60]}{mark}.lock"


def read_note(target: Path) -> Note | None:
    """Return the note of somebody who still has the file open, as far as can be known."""
    try:
        text = note_path(target).read_text(encoding="utf-8")
        note = Note.model_validate_json(text)
    except (OSError, ValidationError, UnicodeDecodeError):
        return None
    return None if note.host == platform.node() and not _lives(note) else note


def _lives(note: Note) -> bool:
    try:
        return is_held(Path(note.copy_folder) / "lock")
    except OSError:
        pass
    if sys.platform == "win32":
        return True  # cannot tell without more rights: believe the note
    try:
        os.kill(note.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def turn(target: Path, owner: str = "") -> Iterator[Callable[[], None]]:
    """Be the only one who replaces a user's file, for a moment; others wait for their turn.

    What tells them is a file beside it, which any share can make, with its ``owner`` in it. Who
    takes longer calls what is yielded now and then. A mark that one waiter saw unchanged for
    `_TURN` seconds was left by a dead process: it is removed, that one and no other, by one waiter
    at a time. The comparison of hashes still stands behind all this. A folder that takes no such
    file, or lets none go, is no hindrance.
    """
    mark = _mark(target)
    token = owner + uuid4().hex
    mine = _taken(mark, token)

    def still_here() -> None:
        with suppress(OSError):
            if mine:
                os.utime(mark)

    try:
        yield still_here
    finally:
        if mine:
            _dropped(mark, token)


def end_turn(target: Path, owner: str) -> None:
    """Remove the mark a dead owner left, so that nobody waits for him.

    Whoever calls this knows that he is dead: he holds what only a living owner could have held.
    """
    there = _read(_mark(target))
    if there is not None and there[0].startswith(owner):
        _cleared(_mark(target), there)


def _mark(target: Path) -> Path:
    return target.parent / f".~{sha256(target.name.encode()).hexdigest()[:16]}.turn"


def _taken(mark: Path, token: str) -> bool:
    """Wait until the mark can be made; False when the folder takes none, or lets none go."""
    seen, since = _read(mark), time.monotonic()
    removed = None
    while True:
        try:
            _make(mark, token)
            return True
        except FileExistsError:
            time.sleep(_LOOK)
        except OSError:
            return False
        there, now = _read(mark), time.monotonic()
        if there != seen:
            seen, since = there, now
        elif now - since > _TURN:
            if there in (None, removed) or not _cleared(mark, there):
                with suppress(OSError):
                    _hand(mark).unlink()  # whoever was at it died, too
                return False
            removed, since = there, now  # whoever makes the next one has a whole turn


def _cleared(mark: Path, dead: tuple[str, int]) -> bool:
    """Remove a dead one's mark, one waiter at a time: the next would take away a fresh one.

    False when it cannot be removed.
    """
    hand = _hand(mark)
    try:
        _make(hand, "")
    except FileExistsError:  # another is at it
        return True
    except OSError:
        return False
    try:
        return _read(mark) != dead or _removed(mark)
    finally:
        with suppress(OSError):
            hand.unlink()


def _hand(mark: Path) -> Path:
    return mark.with_suffix(".hand")


def _make(mark: Path, token: str) -> None:
    """Make the mark. Raises FileExistsError, or OSError when there is no room for it."""
    with mark.open("x", encoding="ascii") as stream:
        try:
            stream.write(token)
            stream.flush()
        except OSError:
            mark.unlink(missing_ok=True)
            raise


def _read(mark: Path) -> tuple[str, int] | None:
    """Return whose mark it is and when that one was last there, by the clock of the share.

    It is nobody's when it cannot be read; None when there is none.
    """
    token = ""
    try:
        with suppress(OSError):
            token = mark.read_text(encoding="ascii", errors="replace")
        return token, mark.lstat().st_mtime_ns
    except OSError:
        return None


def _dropped(mark: Path, token: str) -> None:
    """Take the own mark away; one that waits may be reading it, which Windows minds."""
    for _ in range(_TRIES):
        there = _read(mark)
        if there is not None and there[0] != token:
            return  # it took too long, and another has the turn
        if _removed(mark):
            return
        time.sleep(_LOOK)


def _removed(mark: Path) -> bool:
    try:
        mark.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def claim(target: Path, who: str, copy_folder: Path, *, seize: bool = False) -> Note | None:
    """Leave a note beside the file, or return the one of somebody who has it open.

    A folder that cannot be written, or keeps what a dead one left, is no hindrance: the note is
    left out. ``seize`` replaces whatever note is there.
    """
    now = datetime.now().astimezone()
    mine = Note(
        who=who, host=platform.node(), pid=os.getpid(), copy_folder=str(copy_folder), when=now
    )
    for _ in range(2):
        try:
            with note_path(target).open("x", encoding="utf-8") as stream:
                stream.write(mine.model_dump_json())
            return None
        except FileExistsError:
            note = read_note(target)
            if not seize and note is not None and note.copy_folder != mine.copy_folder:
                return note
            with suppress(OSError):  # a folder may let nobody remove what is another's
                note_path(target).unlink()
        except OSError:
            return None
    return None


def drop_note(target: Path, copy_folder: Path) -> None:
    """Take the note away if it is this copy's own."""
    try:
        text = note_path(target).read_text(encoding="utf-8")
        if Note.model_validate_json(text).copy_folder == str(copy_folder):
            note_path(target).unlink()
    except (OSError, ValidationError, UnicodeDecodeError):
        return
