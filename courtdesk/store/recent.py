"""The sheets last opened, for the start page."""

from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from courtdesk.models.value import Value
from courtdesk.store import disk
from courtdesk.store.errors import explained
from courtdesk.store.working import state_folder

MOST = 12


class Recent(Value):
    """One sheet as it was when last seen. ``errors`` counts its findings of severity 错误."""

    path: Path
    court: str
    year: int
    filled: int
    total: int
    errors: int
    when: datetime


_LIST = TypeAdapter(tuple[Recent, ...])


def recents() -> tuple[Recent, ...]:
    """Return the list, latest first; empty when it cannot be read, for it can be done without."""
    try:
        return _LIST.validate_json(_file().read_bytes())[:MOST]
    except (OSError, ValidationError):
        return ()


def remember(entry: Recent) -> None:
    """Put a sheet first, once. Raises UserError when the state folder cannot be written."""
    others = tuple(r for r in recents() if r.path != entry.path)
    _write((entry, *others)[:MOST])


def forget(path: Path) -> None:
    """Take a sheet off the list; its file is not touched."""
    _write(tuple(r for r in recents() if r.path != path))


def _file() -> Path:
    return state_folder() / "recent.json"


def _write(entries: tuple[Recent, ...]) -> None:
    with explained("写入", "最近打开的列表"):
        disk.write(_file(), _LIST.dump_json(entries).decode())
