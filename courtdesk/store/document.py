"""One open document: edits committed to a private working copy, whose states are published."""

import json
import sqlite3
import threading
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Self

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import archive, audit, database, disk, locks, opening, parts, rows, versions
from courtdesk.store.errors import HERE, explained, is_text, named, quoted
from courtdesk.store.names import suffixed
from courtdesk.store.publishing import Publication
from courtdesk.store.rows import AuditRow, Edit
from courtdesk.store.versions import Version


class Document:
    """A sheet with its history and blobs, committed edit by edit and published whole.

    One thread at a time may call it; `Writer` owns that thread. ``path`` is the user's file, None
    while there is none. ``sheet`` and ``revision`` are as last committed; other threads may read
    them. ``read_only`` is empty, or the sentence that says why nothing can be changed; ``lost``
    names what of a damaged file could not be read; ``advisory`` tells that a note is all that
    stands in the way, which ``take_over`` disregards. ``remade`` tells that the user's file was
    gone when it was last written.
    """

    def __init__(self, opened: opening.Opened) -> None:
        """Take over a working copy. Use `new`, `open` … or `recovery.recover`."""
        self.path = opened.path
        self.read_only = opened.read_only
        self.advisory = opened.advisory
        self.lost = opened.lost
        self.remade = False
        self._postponed = threading.Event()
        self._copy, self._db = opened.copy, opened.db
        found = opened.contents
        self.sheet = parts.joined(found.parts)
        self.revision = found.revision
        self._head = found.head
        self._proved = (-1, "")  # up to which row the history was last found unbroken
        self._id = found.meta["id"]
        self._origin = opened.origin
        self._content = found.meta["content"]
        self._hashes = found.hashes

    @classmethod
    def new(
        cls,
        sheet: FactSheet,
        who: str,
        blobs: Mapping[str, bytes] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> Self:
        """Start a document no file exists of yet; ``blobs`` and ``names`` are by SHA-256."""
        return cls(opening.new(sheet, who, blobs, names))

    @classmethod
    def from_archive(cls, path: Path | str, who: str) -> Self:
        """Start a document no file exists of yet from an archive, with its files and history.

        Raises UserError when the archive cannot be read whole.
        """
        return cls(opening.from_archive(path, who))

    @classmethod
    def from_version(cls, version: Path, who: str) -> Self:
        """Start a document no file exists of yet from a kept version, with its history.

        Raises UserError when the version cannot be read whole.
        """
        return cls(opening.from_version(version, who))

    @classmethod
    def open(cls, path: Path | str, who: str, *, take_over: bool = False) -> Self:
        """Open a user's file through a private copy. Raises UserError when it cannot be.

        Damaged, written by a newer program, or open elsewhere, it opens read-only;
        ``take_over`` disregards the latter.
        """
        return cls(opening.from_file(path, who, take_over=take_over))

    @property
    def published(self) -> bool:
        """Whether the user's file holds the last revision."""
        return self.path is not None and not self.unpublished and not self.read_only

    @property
    def unpublished(self) -> int:
        """How many edits are only in the working copy."""
        return self.revision - self._copy.about.published

    def commit(self, sheet: FactSheet, edit: Edit) -> int:
        """Make the sheet the current one, with its audit row; durable when it returns.

        Returns the revision. A sheet equal to the current one leaves no row, unless the edit is
        outward. Raises UserError, and the document is what it was.
        """
        if self.read_only:
            raise UserError(self.read_only)
        changed, removed, before = parts.difference(self.sheet, sheet)
        if not (before or edit.outward):
            return self.revision
        with explained("写入", HERE), database.transaction(self._db):
            self._db.executemany("DELETE FROM part WHERE path = ?", [(p,) for p in removed])
            fresh = database.put_parts(self._db, changed)
            gone = tuple(self._hashes[p] for p in (*changed, *removed) if p in self._hashes)
            content = rows.added(self._content, *fresh.values(), removed=gone)
            who, seq = self._copy.about.who, self.revision + 1
            was = json.dumps(before, ensure_ascii=False, separators=(",", ":")) if before else ""
            head = database.put_audit(self._db, seq, who, edit, self._head, was)
            database.put_meta(self._db, head=head, content=content)
            if database.size(self._db) > database.FULL:  # what is written must open again
                raise UserError("修改放不下：文件已近256MB，请另建一份文件，或先导出归档。")
        kept = {p: h for p, h in self._hashes.items() if p not in removed}
        self._hashes = kept | fresh
        self._head, self._content = head, content
        self.sheet, self.revision = sheet, seq
        return seq

    def postpone(self, so: bool = True) -> None:
        """Write no file any more: what is under way ends with a UserError. Any thread may ask.

        What is only in the working copy stays there for the next start.
        """
        (self._postponed.set if so else self._postponed.clear)()

    def publish(self, to: Path | str | None = None, between: disk.Between = disk.nothing) -> Path:
        """Write a whole snapshot to the user's file, or to ``to``, which becomes the user's file.

        Nothing is written when the file is already what it should be. ``between`` runs now and then
        while it is written and may commit: that is not in the file yet. Raises Conflict when
        somebody else changed the file: this side's work is then in ``path``, a new file beside it.
        Any other UserError leaves the file and the document as they were.
        """
        chosen = self.path if to is None else suffixed(named(to))
        if chosen is None:
            raise UserError("还没有选定保存的位置，请用“另存为”选一个。")
        with explained("写入", quoted(chosen)):
            if self.path is None or disk.real(chosen) != disk.real(self.path):
                self._state(between).move(chosen, self.path)
                self.path, self.read_only, self.remade = chosen, "", False
            elif self.read_only:
                raise UserError(self.read_only)
            else:
                self._publish_own(chosen, between)
        return chosen

    def _publish_own(self, chosen: Path, between: disk.Between) -> None:
        self._copy.settle()  # the last try may have failed when the file was there already
        target = disk.real(chosen)
        if self.published and disk.fingerprint(target) == self._copy.about.base:
            return
        gone = not target.exists()
        if not self._state(between).replace(target):
            conflict = self._state(between).keep_both(chosen)  # more may be committed by now
            self.path = conflict.kept
            raise conflict
        self.remade = gone

    def _state(self, between: disk.Between = disk.nothing) -> Publication:
        def turn() -> None:
            if self._postponed.is_set():
                raise UserError("文件还没有写完，修改已保存在本机，下次启动时可以继续。")
            between()

        return Publication(self._copy, self._db, self._id, self.revision, self._head, turn)

    def history(self, limit: int = 500, path: str = "", words: str = "") -> tuple[AuditRow, ...]:
        """Return the last edits, newest first: those that touched a path, that hold some words."""
        with explained("读取", HERE):
            return audit.history(self._db, limit, path, words)

    def unbroken(self) -> bool:
        """Whether the history is whole: each row follows from the one before, up to the last."""
        with explained("读取", HERE):
            self._proved = audit.unbroken(self._db, *self._proved)
        return self._proved == (self.revision, self._head)

    def before(self, seq: int) -> FactSheet:
        """Return the sheet with what edit ``seq`` changed put back to what it was before.

        Nothing is committed: the caller does that. Raises UserError when it cannot be put back.
        """
        with explained("读取", HERE):
            return audit.before(self._db, self.sheet, seq)

    def write_archive(self, to: Path | str, sheet: FactSheet | None = None) -> None:
        """Write sheet, history and files as a zip any tool can read. Raises UserError.

        ``sheet`` is one that could not be committed: the archive needs no room on this machine.
        """
        to = named(to)
        with explained("写入", quoted(to)):
            archive.write(self._db, sheet or self.sheet, disk.real(to))

    def versions(self) -> tuple[Version, ...]:
        """Return what was kept of this document, newest first."""
        with explained("读取", "历史版本"):
            file = self._copy.about.base[: versions.MARK]  # what the user's file is now is no news
            own = versions.listed(self._id)
            own = tuple(v for v in own if not (file and v.file.stem.endswith(file)))
            found = own or (versions.listed(self._origin) if self._origin else ())
            return tuple(map(versions.labelled, found))

    @property
    def size(self) -> int:
        """How many bytes the working copy has, about what the user's file will have."""
        return self._copy.file.stat().st_size

    @property
    def id(self) -> str:
        """What tells this document from every other; its versions are kept under it."""
        return self._id

    def attach(self, data: bytes, name: str) -> str:
        """Keep the bytes of a picture or workbook, durably; return their SHA-256."""
        if self.read_only:
            raise UserError(self.read_only)
        if not is_text(name):
            raise UserError(f"{quoted(Path(name))}的名字含有无法识别的字符，请先改名再添加。")
        if len(data) > database.LARGEST_BLOB:
            raise UserError(f"“{name}”太大，超过64MB，请缩小后再添加。")
        key = sha256(data).hexdigest()
        with explained("写入", HERE), database.transaction(self._db):
            if self._db.execute("SELECT 1 FROM blob WHERE sha256 = ?", (key,)).fetchone():
                return key
            if database.size(self._db) + len(data) > database.LARGEST - database.ROOM:
                raise UserError(f"放不下“{name}”：文件已近256MB，请把图片缩小，或另建一份文件。")
            content = database.put_blob(self._db, name, data, self._content)
            database.put_meta(self._db, content=content)
        self._content = content
        return key

    def blob(self, sha256: str) -> bytes:
        """Return kept bytes. Raises KeyError when the document has none of that hash."""
        with explained("读取", HERE):
            row = self._db.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise KeyError(sha256)
        return bytes(row[0])

    def close(self, *, keep: bool = True) -> None:
        """Publish what is not yet, and drop the working copy once everything is in the user's file.

        When publishing fails the copy stays for the next start and the UserError is raised, the
        document being closed all the same. ``keep=False`` gives up edits no file holds; they are
        kept as a version.
        """
        try:
            due = keep and self.path is not None and not self.read_only and self.unpublished
            if due and not self._postponed.is_set():
                self.publish()
            elif not keep and self.unpublished:
                self._state().keep()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self.path is not None:
            locks.drop_note(disk.real(self.path), self._copy.folder)
        try:
            self._db.close()
        except sqlite3.Error:
            self._copy.release()
            return
        if self.unpublished:  # also of work resumed while another had the file: it waits its turn
            self._copy.release()
        else:
            self._copy.drop()
