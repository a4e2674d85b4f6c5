"""Who has a file open: a note beside the user's file, and a lock on the working copy.

The note is advice for people on other machines; what decides is the comparison of hashes when a
snapshot replaces the file. No lock is ever taken on the user's disk, which may be a share.
"""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from courtdesk.holding import is_held
from courtdesk.models.value import Value

_TURN = 0.5  # seconds: a file is replaced in far less


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
def turn(target: Path) -> Iterator[None]:
    """Be the only one who replaces a user's file, for a moment; others wait for their turn.

    What tells them is a file beside it, which any share can make. One that a dead process left is
    waited for once and removed; a folder that takes no such file is no hindrance.
    """
    mark = target.parent / f".~{sha256(target.name.encode()).hexdigest()[:16]}.turn"
    mine, end = False, time.monotonic() + _TURN
    while not mine:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            mine = True
        except FileExistsError:
            time.sleep(0.003)
            if time.monotonic() > end:
                with suppress(OSError):
                    mark.unlink()
            if time.monotonic() > 2 * _TURN + end:
                break
        except OSError:
            break
    try:
        yield
    finally:
        if mine:
            with suppress(OSError):
                mark.unlink()


def claim(target: Path, who: str, copy_folder: Path, *, seize: bool = False) -> Note | None:
    """Leave a note beside the file, or return the one of somebody who has it open.

    A folder that cannot be written is no hindrance: the note is left out. ``seize`` replaces
    whatever note is there.
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
            note_path(target).unlink(missing_ok=True)
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
