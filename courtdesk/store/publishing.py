"""One state of a document on its way to the user's disk: put in its place, over nobody's work."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.store import disk, locks, snapshot, versions, working
from courtdesk.store.errors import HERE, Conflict, explained, quoted
from courtdesk.store.names import free_name
from courtdesk.store.working import WorkingCopy


@dataclass(frozen=True)
class Publication:
    """The state a working copy is in now, told by its last audit row.

    ``id`` is the document's, ``between`` runs now and then while a file is written: what it
    commits is not in that file. All methods raise UserError, and OSError of the user's disk; the
    user's file is then what it was.
    """

    copy: WorkingCopy
    db: sqlite3.Connection
    id: str
    revision: int
    head: str
    between: disk.Between = disk.nothing

    def replace(self, target: Path) -> bool:
        """Replace the copy's own file; False, and nothing happens, when another changed it."""
        return self._put(target, self.copy.about.base)

    def move(self, chosen: Path, left: Path | None) -> None:
        """Write any other file, which becomes the copy's own instead of ``left``."""
        target = disk.real(chosen)
        if working.taken(target, self.copy, self.copy.about.who):
            raise UserError(f"{quoted(chosen)}正被打开，不能覆盖，请换一个名字。")
        try:
            self._put(target, "")
        except BaseException:
            locks.drop_note(target, self.copy.folder)
            raise
        if left is not None:
            locks.drop_note(disk.real(left), self.copy.folder)

    def keep_both(self, chosen: Path) -> Conflict:
        """Write a file beside the one another changed, which becomes the copy's own."""
        target, kept = disk.real(chosen), free_name(chosen)
        self.move(kept, chosen)
        return Conflict(
            f"{quoted(target)}已被别人改动，未覆盖；本机的修改另存为“{kept.name}”，请比较后合并。",
            kept,
            target,
        )

    def keep(self) -> None:
        """Keep it as a version and count it as published: no file holds it."""
        with explained("写入", HERE):
            file = snapshot.taken(self.db, self.copy.folder, self.head)
            versions.keep(file, self.id, self.revision)
            file.unlink()
            self.copy.note(published=self.revision)

    def _put(self, target: Path, expected: str) -> bool:
        if target.is_dir():
            raise UserError(f"{quoted(target)}是文件夹，不能当作文件写入，请换一个名字。")
        with explained("写入", HERE):
            file = snapshot.taken(self.db, self.copy.folder, self.head, self.between)

        def before_replacing(mark: str) -> None:
            with explained("写入", HERE):
                versions.keep_replaced(target, self.id, self.copy.about.published, expected)
                if expected:  # a kill from here on may leave the old file or the new one
                    self.copy.note(pending=mark, pending_revision=self.revision)

        owner = self.copy.folder.name
        try:
            mark = snapshot.put(file, target, expected, owner, before_replacing, self.between)
            if not mark:
                return False
            self.copy.note(path=str(target), base=mark, published=self.revision, pending="")
            with suppress(OSError):  # else it is copied when it is replaced
                versions.hand_over(file, self.id, self.revision, mark)
                versions.note_file(self.id, target)
        finally:
            file.unlink(missing_ok=True)
        return True
