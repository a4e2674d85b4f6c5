"""Work a process left behind when it died: listed, taken up again, or put aside."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import Value
from courtdesk.store import arrival, database, disk, locks, opening, snapshot, versions, working
from courtdesk.store.document import Document
from courtdesk.store.errors import HERE, explained, quoted
from courtdesk.store.working import WorkingCopy


class Leftover(Value):
    """A working copy with edits no user's file holds. ``path`` is None if it never had a file."""

    folder: Path
    path: Path | None
    court: str
    year: int
    when: datetime
    edits: int


def leftovers(path: Path | None = None) -> tuple[Leftover, ...]:
    """Return what processes that died left unpublished, newest first, of one user's file or all.

    Copies that hold nothing the user's file lacks are removed on the way.
    """
    found = []
    with explained("读取", HERE):
        if path is None:
            working.sweep()
        for folder in working.folders():
            about = working.read_about(folder) if path is not None else None
            if path is not None and (about is None or about.path != str(disk.real(path))):
                continue
            copy = WorkingCopy.looked_at(folder)
            if copy is None:
                continue
            try:
                left = _looked_at(copy)
                found += [left] if left else []
            finally:
                copy.release()
    return tuple(sorted(found, key=lambda left: left.when, reverse=True))


def _looked_at(copy: WorkingCopy) -> Leftover | None:
    about = _settled(copy)
    path = Path(about.path) if about.path else None
    court, year, edits = "", 0, 1  # of a copy that cannot be read: the user decides
    with suppress(UserError, sqlite3.Error):
        arrived = arrival.proved(copy.file, copy.file, sealed=False)
        court, year = arrived.sheet.court, arrived.sheet.year
        edits = arrived.contents.revision - about.published
        if not edits and not arrived.lost:
            copy.drop()
            return None
    return Leftover(
        folder=copy.folder, path=path, court=court, year=year, when=about.when, edits=edits
    )


def _settled(copy: WorkingCopy) -> working.About:
    with suppress(OSError):  # the user's disk may be gone; the copy is still good
        if copy.about.path:
            target, owner = Path(copy.about.path), copy.folder.name
            disk.sweep(target.parent, owner)
            locks.end_turn(target, owner)
        copy.settle()
    return copy.about


def look_at(leftover: Leftover) -> FactSheet:
    """Return the sheet as the work left it; nothing is taken up. Raises UserError."""
    with explained("读取", HERE):
        copy = _claimed(leftover, WorkingCopy.looked_at)
        try:
            return arrival.proved(copy.file, copy.file, sealed=False).sheet
        finally:
            copy.release()


def recover(leftover: Leftover, who: str) -> Document:
    """Take the work up where it ended; it is published like any other edit.

    A user's file that changed since then is not overwritten: see `Document.publish`. Raises
    UserError when a newer program left it; it stays where it is.
    """
    copy = _claimed(leftover)
    try:
        _settled(copy)
        arrived = arrival.proved(copy.file, copy.file, sealed=False)
        if arrived.newer:  # what is edited here would be written the older way
            raise database.newer(Path(copy.about.path or copy.file), readable=False)
        return Document(opening.from_work(copy, arrived, who))
    except BaseException:
        copy.release()
        raise


def discard(leftover: Leftover) -> None:
    """Put the work aside: it stays among the versions, and is listed no more."""
    copy = _claimed(leftover)
    try:
        with explained("写入", HERE):
            _put_aside(copy)
    except BaseException:
        copy.release()
        raise
    copy.drop()


def _put_aside(copy: WorkingCopy) -> None:
    try:
        found = arrival.proved(copy.file, copy.file, sealed=False).contents
        with closing(copy.connect()) as db:
            file = snapshot.taken(db, copy.folder, found.head)
        versions.keep(file, found.meta["id"], found.revision)
    except (UserError, sqlite3.Error):  # not sound: keep its bytes as they are
        versions.keep(copy.file, "damaged")


def _claimed(
    leftover: Leftover, claim: Callable[[Path], WorkingCopy | None] = WorkingCopy.claim
) -> WorkingCopy:
    copy = claim(leftover.folder)
    if copy is None:
        name = quoted(leftover.path) if leftover.path else f"{leftover.court}{leftover.year}年"
        raise UserError(f"{name}未保存的修改已在另一个窗口中打开，请到那个窗口继续。")
    return copy
