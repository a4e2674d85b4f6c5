"""How an open document begins: new, from a user's file, an archive, a version, or work left."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    archive,
    arrival,
    database,
    disk,
    locks,
    rows,
    versions,
    working,
)
from courtdesk.store.errors import HERE, explained, named, quoted
from courtdesk.store.rows import Contents, Edit
from courtdesk.store.working import WorkingCopy


@dataclass(frozen=True)
class Opened:
    """A proved working copy, held and connected, and what is known of the file it came from.

    ``origin`` is the id the file had, which is not the copy's own when it was damaged; of the
    others tells `Document`.
    """

    copy: WorkingCopy
    db: sqlite3.Connection
    contents: Contents = field(repr=False)
    path: Path | None = None
    read_only: str = ""
    advisory: bool = False
    lost: tuple[str, ...] = ()
    origin: str = ""


def new(
    sheet: FactSheet,
    who: str,
    blobs: Mapping[str, bytes] | None = None,
    names: Mapping[str, str] | None = None,
) -> Opened:
    """Begin with a sheet; ``blobs`` and ``names`` are by SHA-256."""
    files = tuple(((names or {}).get(key, key), data) for key, data in (blobs or {}).items())
    return _built(who, "新建", archive.Archived(sheet, files, ()))


def from_archive(path: Path | str, who: str) -> Opened:
    """Begin with an archive. Raises UserError when it cannot be read whole."""
    return _built(who, "从归档读回", archive.read(path), published=-1)


def _built(who: str, label: str, what: archive.Archived, published: int = 0) -> Opened:
    with _fresh(who) as copy:
        with closing(copy.connect()) as db:
            first = Edit(path="", before="", after="", label=label)
            database.build(db, what.sheet, first, who, what.files, what.history)
            database.put_meta(db, **{mark: str(last) for mark, last in what.marks.items()})
        copy.note(published=published)
        with _connected(copy) as db:
            return Opened(copy, db, rows.read(db))


def from_version(version: Path, who: str) -> Opened:
    """Begin with a kept version. Raises UserError when it cannot be read whole."""
    with _fresh(who) as copy:
        versions.take_in(version, copy.file)
        with closing(copy.connect()) as db, database.transaction(db):
            database.put_meta(db, id=uuid4().hex)  # its versions are its own from here on
        copy.note(published=-1)
        with _connected(copy) as db:
            return Opened(copy, db, rows.read(db))


def from_file(path: Path | str, who: str, *, take_over: bool = False) -> Opened:
    """Begin with a user's file. Raises UserError when it cannot be opened; see `Document.open`."""
    path = named(path)
    target = disk.real(path)
    with _fresh(who, target) as copy:
        base = arrival.take_in(path, copy.file)
        arrived = arrival.proved(copy.file, path, sealed=True)
        found: Contents | None = arrived.contents
        why, advisory = _unfit(path, arrived), False
        if arrived.lost and not arrived.newer:
            arrival.rebuilt(copy.file, arrived, who)
            found = None
        elif not why and take_over:
            locks.claim(target, who, copy.folder, seize=True)
        elif not why:
            why = working.taken(path, copy, who)
            advisory = bool(why) and not working.open_elsewhere(target, copy.folder)
        with _connected(copy) as db:
            contents = found or rows.read(db)
            kept = "" if why else str(target)
            copy.note(path=kept, base=base, published=contents.revision, pending="")
            lost, origin = arrived.lost, arrived.contents.id
            return Opened(copy, db, contents, path, why, advisory, lost, origin)


def _unfit(path: Path, arrived: arrival.Arrival) -> str:
    """Say why a file can only be looked at, whoever has it open; empty when it is sound."""
    if arrived.newer:
        return str(database.newer(path, readable=True))
    if arrived.lost:
        return (
            f"{quoted(path)}有损坏，未能读出：{arrival.summary(arrived.lost)}；"
            "原文件未动，请核对后另存为新文件。"
        )
    return ""


def from_work(copy: WorkingCopy, arrived: arrival.Arrival, who: str) -> Opened:
    """Go on with a held copy whose process died, as it proved to be."""
    with explained("写入", HERE):
        found: Contents | None = arrived.contents
        if arrived.lost:
            versions.keep(copy.file, "damaged")
            arrival.rebuilt(copy.file, arrived, who)
            found = None
        copy.note(who=who)
        path = Path(copy.about.path) if copy.about.path else None
        why = "" if path is None else working.taken(path, copy, who)
        with _connected(copy) as db:
            return Opened(copy, db, found or rows.read(db), path, why, lost=arrived.lost)


@contextmanager
def _fresh(who: str, target: Path | None = None) -> Iterator[WorkingCopy]:
    """Make a working copy, and leave nothing of it when it cannot be filled."""
    with explained("写入", HERE):
        copy = WorkingCopy.create(who)
        try:
            yield copy
        except BaseException:
            if target is not None:
                locks.drop_note(target, copy.folder)
            copy.drop()
            raise


@contextmanager
def _connected(copy: WorkingCopy) -> Iterator[sqlite3.Connection]:
    """Connect to a copy, and stay connected unless something goes wrong."""
    db = copy.connect()
    try:
        yield db
    except BaseException:
        db.close()
        raise
