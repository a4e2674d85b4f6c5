"""The private working copy on the local disk, and what is known about it between runs.

Each copy has a folder of its own below the state folder: the SQLite file, ``lock`` (held by the
living process), ``look`` (held while a dead one's is read) and ``about.json`` (which file it
belongs to, and how much of it is there).
"""

import os
import shutil
import sqlite3
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from platformdirs import user_state_path
from pydantic import ValidationError

from courtdesk import holding
from courtdesk.models.value import Value
from courtdesk.store import database, disk, locks


def state_folder() -> Path:
    """Where this program keeps its own files; COURTDESK_STATE puts them elsewhere."""
    chosen = os.environ.get("COURTDESK_STATE")
    folder = Path(chosen) if chosen else user_state_path("courtdesk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_PATIENCE = 20.0  # seconds somebody may look at a copy


class About(Value):
    """What a working copy is a copy of.

    ``base`` is the SHA-256 of the user's file as last read or written here, ``pending`` of a
    snapshot that was on its way there: a kill in between leaves either. ``published`` is the
    revision that file holds; ``opened`` the one this copy began with.
    """

    path: str = ""
    who: str = ""
    when: datetime
    base: str = ""
    published: int = 0
    pending: str = ""
    pending_revision: int = 0


class WorkingCopy:
    """A working copy this process holds. ``about`` is what about.json says."""

    def __init__(self, folder: Path, lock: int, about: About) -> None:
        self.folder = folder
        self.file = folder / "copy.courtdesk"
        self.about = about
        self._lock: int | None = lock

    @classmethod
    def create(cls, who: str) -> Self:
        """Make a new folder and hold it. about.json comes last, with `note`."""
        folder = _copies() / uuid4().hex
        folder.mkdir()
        disk.settle_folder(folder.parent)  # else a power cut takes the folder, synced files and all
        lock = holding.hold(folder / "lock")
        if lock is None:  # nobody else knows the name
            raise BlockingIOError(f"cannot lock {folder}")
        return cls(folder, lock, About(who=who, when=_now()))

    @classmethod
    def claim(cls, folder: Path) -> Self | None:
        """Hold a folder a dead process left; None when it is alive or never got complete."""
        try:
            lock = holding.hold(folder / "lock")
            seen = None if lock is None else holding.hold_soon(folder / "look", _PATIENCE)
        except FileNotFoundError:  # dropped this moment
            return None
        if seen is not None:
            holding.release(seen)  # whoever looks at it from now on sees that it is held
        about = None if seen is None else read_about(folder)
        if lock is None or about is None:
            if lock is not None:
                holding.release(lock)
            return None
        return cls(folder, lock, about)

    @classmethod
    def looked_at(cls, folder: Path) -> Self | None:
        """Hold a folder a dead process left only to look at it: nobody takes it for a living one's.

        Who claims it meanwhile waits until `release`.
        """
        try:
            look = holding.hold_soon(folder / "look", _PATIENCE)
        except FileNotFoundError:
            return None
        about = None if look is None else read_about(folder)
        if look is None or about is None or holding.is_held(folder / "lock"):
            if look is not None:
                holding.release(look)
            return None
        return cls(folder, look, about)

    def note(self, **changes: object) -> None:
        """Change about.json, on the disk when it returns."""
        self.about = self.about.replaced(**changes, when=_now())
        disk.write(self.folder / "about.json", self.about.model_dump_json())

    def settle(self) -> None:
        """Name the user's file by what it now is, if a snapshot was on its way to it."""
        about = self.about
        if about.pending and disk.fingerprint(Path(about.path)) == about.pending:
            self.note(base=about.pending, published=about.pending_revision, pending="")

    def release(self) -> None:
        """Leave the copy where it is, for the next start."""
        if self._lock is not None:
            holding.release(self._lock)
            self._lock = None

    def drop(self) -> None:
        """Remove the copy: all it held is elsewhere. What cannot be removed goes the next time."""
        with suppress(OSError):
            (self.folder / "about.json").unlink(missing_ok=True)  # now nobody takes it for work
        self.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self) -> sqlite3.Connection:
        """Open the copy's SQLite file. Raises sqlite3.Error."""
        return database.connect(self.file)


def folders() -> list[Path]:
    """The folders of all working copies, held or left."""
    return sorted(f for f in _copies().iterdir() if f.is_dir())


def read_about(folder: Path) -> About | None:
    """Return what about.json says; None while there is none: the copy is not complete.

    A damaged one counts every edit as unpublished and knows no file.
    """
    file = folder / "about.json"
    try:
        return About.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        return About(when=_now(), published=-1)


def sweep() -> None:
    """Remove what a process that died left half made, a day later: it holds no edit."""
    for folder in folders():
        if _old(folder) and read_about(folder) is None and not holding.is_held(folder / "lock"):
            shutil.rmtree(folder, ignore_errors=True)
    for file in state_folder().glob("**/.courtdesk-*.tmp"):
        if _old(file):
            file.unlink(missing_ok=True)


def _old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > 24 * 3600
    except FileNotFoundError:  # its process is at work
        return False


def open_elsewhere(target: Path, own: Path) -> About | None:
    """Return the copy another living process of this user has of the same file."""
    for folder in folders():
        about = None if folder == own else read_about(folder)
        if about and about.path == str(target) and holding.is_held(folder / "lock"):
            return about
    return None


def taken(path: Path, copy: WorkingCopy, who: str) -> str:
    """Claim the user's file for this copy; return the sentence to show when another has it."""
    target = disk.real(path)
    about = open_elsewhere(target, copy.folder)
    note = locks.read_note(target) if about else locks.claim(target, who, copy.folder)
    if about is None and note is None:
        return ""
    if note is not None:
        whom = f"{note.who}（{note.host}，{note.when:%m月%d日%H:%M}起）"
    else:
        whom = f"{about.who}（本机）" if about else ""
    return f"“{path.name}”正由{whom}打开，这里只能查看；请等对方关闭后再改，或另存为新文件。"


def _copies() -> Path:
    folder = state_folder() / "work"
    folder.mkdir(exist_ok=True)
    return folder


def _now() -> datetime:
    return datetime.now().astimezone()
