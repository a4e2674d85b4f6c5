"""One open document: a private working copy, and the user's file it is published to."""

import json
import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Self
from uuid import uuid4

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    archive,
    arrival,
    audit,
    database,
    disk,
    locks,
    migrations,
    parts,
    rows,
    snapshot,
    versions,
    working,
)
from courtdesk.store.errors import HERE, Conflict, explained, named, quoted
from courtdesk.store.names import free_name, suffixed
from courtdesk.store.rows import AuditRow, Edit
from courtdesk.store.versions import Version
from courtdesk.store.working import WorkingCopy


class Document:
    """A sheet with its history and blobs, committed edit by edit and published whole.

    One thread at a time may call it; `Writer` owns that thread. ``path`` is the user's file, None
    while there is none. ``sheet`` and ``revision`` are as last committed; other threads may read
    them. ``read_only`` is empty, or the sentence that says why nothing can be changed; ``lost``
    names what of a damaged file could not be read. ``remade`` tells that the user's file was gone
    when it was last written.
    """

    def __init__(self, copy: WorkingCopy, path: Path | None, read_only: str = "") -> None:
        """Take over a proved working copy. Use `new`, `open` or `recovery.recover`."""
        self.path = path
        self.read_only = read_only
        self.lost: tuple[str, ...] = ()
        self._origin = ""  # the id of the damaged file this one was read from
        self.remade = False
        self._postponed = threading.Event()
        self._between = disk.nothing
        self.advisory = False  # read-only for a note's sake alone, which `take_over` disregards
        self._copy = copy
        self._db = copy.connect()
        found = rows.read(self._db)
        self.sheet = parts.joined(found.parts)
        self.revision = found.revision
        self._head = found.head
        self._proved = (-1, "")  # up to which row the history was last found unbroken
        self._id = found.meta["id"]
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
        named = [((names or {}).get(key, key), data) for key, data in (blobs or {}).items()]
        return cls._built(who, "新建", archive.Archived(sheet, tuple(named), ()))

    @classmethod
    def from_archive(cls, path: Path | str, who: str) -> Self:
        """Start a document no file exists of yet from an archive, with its files and history.

        Raises UserError when the archive cannot be read whole.
        """
        return cls._built(who, "从归档读回", archive.read(path), published=-1)

    @classmethod
    def _built(cls, who: str, label: str, what: archive.Archived, published: int = 0) -> Self:
        with explained("写入", HERE):
            copy = WorkingCopy.create(who)
            try:
                with closing(copy.connect()) as db:
                    first = Edit(path="", before="", after="", label=label)
                    database.build(db, what.sheet, first, who, what.files, what.history)
                    if what.undoubled >= 0:
                        database.put_meta(db, **{migrations.UNDOUBLED: str(what.undoubled)})
                copy.note(published=published)
                return cls(copy, None)
            except BaseException:
                copy.drop()
                raise

    @classmethod
    def open(cls, path: Path | str, who: str, *, take_over: bool = False) -> Self:
        """Open a user's file through a private copy. Raises UserError when it cannot be.

        Damaged, written by a newer program, or open elsewhere, it opens read-only;
        ``take_over`` disregards the latter.
        """
        path = named(path)
        with explained("写入", HERE):
            copy = WorkingCopy.create(who)
            try:
                base = arrival.take_in(path, copy.file)
                arrived = arrival.proved(copy.file, path, sealed=True)
                if arrived.newer:
                    why = str(database.newer(path, readable=True))
                elif arrived.lost:
                    arrival.rebuilt(copy.file, arrived, who)
                    why = f"{quoted(path)}有损坏，未能读出：{arrival.summary(arrived.lost)}；"
                    why += "原文件未动，请核对后另存为新文件。"
                elif take_over:
                    locks.claim(disk.real(path), who, copy.folder, seize=True)
                    why = ""
                else:
                    why = working.taken(path, copy, who)
                document = cls(copy, path, why)
                document.advisory = bool(why) and not (arrived.newer or arrived.lost)
                document.advisory &= not working.open_elsewhere(disk.real(path), copy.folder)
                document.lost, document._origin = arrived.lost, arrived.contents.id
                document._adopt(path, base, document.revision)
                return document
            except BaseException:
                locks.drop_note(disk.real(path), copy.folder)
                copy.drop()
                raise

    @classmethod
    def from_version(cls, version: Path, who: str) -> Self:
        """Start a document no file exists of yet from a kept version, with its history.

        Raises UserError when the version cannot be read whole.
        """
        with explained("写入", HERE):
            copy = WorkingCopy.create(who)
            try:
                versions.take_in(version, copy.file)
                with closing(copy.connect()) as db, database.transaction(db):
                    database.put_meta(db, id=uuid4().hex)  # its versions are its own from here on
                copy.note(published=-1)
                return cls(copy, None)
            except BaseException:
                copy.drop()
                raise

    @classmethod
    def resumed(cls, copy: WorkingCopy, path: Path | None) -> Self:
        """Go on with a proved copy whose process died; ``path`` is the user's file."""
        with explained("写入", HERE):
            why = "" if path is None else working.taken(path, copy, copy.about.who)
            return cls(copy, path, why)

    def _adopt(self, path: Path, base: str, revision: int) -> None:
        target = "" if self.read_only else str(disk.real(path))
        self._copy.note(path=target, base=base, published=revision, pending="")

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
        self._between = between
        chosen = self.path if to is None else suffixed(named(to))
        if chosen is None:
            raise UserError("还没有选定保存的位置，请用“另存为”选一个。")
        elsewhere = self.path is None or disk.real(chosen) != disk.real(self.path)
        if self.read_only and not elsewhere:
            raise UserError(self.read_only)
        with explained("写入", quoted(chosen)):
            target = disk.real(chosen)
            if not elsewhere:
                self._copy.settle()  # the last try may have failed when the file was there already
            settled = self.published and not elsewhere
            if settled and disk.fingerprint(target) == self._copy.about.base:
                return chosen
            if elsewhere:
                self._move_to(chosen, target)
            elif not self._place(target, self._copy.about.base):
                self._keep_both(chosen, target)
        return chosen

    def _move_to(self, chosen: Path, target: Path) -> None:
        why = working.taken(target, self._copy, self._copy.about.who)
        if why:
            raise UserError(f"{quoted(chosen)}正被打开，不能覆盖，请换一个名字。")
        try:
            self._place(target, "")
        except BaseException:
            locks.drop_note(target, self._copy.folder)
            raise
        if self.path is not None:
            locks.drop_note(disk.real(self.path), self._copy.folder)
        self.path, self.read_only = chosen, ""

    def _keep_both(self, chosen: Path, target: Path) -> None:
        other = free_name(chosen)
        self._move_to(other, other)
        raise Conflict(
            f"{quoted(target)}已被别人改动，未覆盖；本机的修改另存为“{other.name}”，请比较后合并。",
            other,
            target,
        )

    def _place(self, target: Path, expected: str) -> bool:
        if target.is_dir():
            raise UserError(f"{quoted(target)}是文件夹，不能当作文件写入，请换一个名字。")
        revision = self.revision  # more may be committed while this one is written
        with explained("写入", HERE):
            file = snapshot.taken(self._db, self._copy.folder, self._head)

        def before_replacing(mark: str) -> None:
            with explained("写入", HERE):
                versions.keep_replaced(target, self._id, self._copy.about.published, expected)
                if expected:  # a kill from here on may leave the old file or the new one
                    self._copy.note(pending=mark, pending_revision=revision)

        owner = self._copy.folder.name
        gone = bool(expected) and not target.exists()
        try:
            mark = snapshot.put(file, target, expected, owner, before_replacing, self._turn)
            if not mark:
                return False
            self._copy.note(path=str(target), base=mark, published=revision, pending="")
            with suppress(OSError):  # else it is copied when it is replaced
                versions.hand_over(file, self._id, revision, mark)
                versions.note_file(self._id, target)
        finally:
            file.unlink(missing_ok=True)
        self.remade = gone
        return True

    def _turn(self) -> None:
        """Let others have their turn while a file is written."""
        if self._postponed.is_set():
            raise UserError("文件还没有写完，修改已保存在本机，下次启动时可以继续。")
        self._between()

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
            return own or (versions.listed(self._origin) if self._origin else ())

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
                self.give_up()
        finally:
            self._leave()

    def give_up(self) -> None:
        """Keep the current state as a version and count it as published nowhere else."""
        with explained("写入", HERE):
            file = snapshot.taken(self._db, self._copy.folder, self._head)
            versions.keep(file, self._id, self.revision)
            file.unlink()
            self._copy.note(published=self.revision)

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
