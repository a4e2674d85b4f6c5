"""A user's file taken in: copied once, identified, proved, and saved from damage where it can be.

The user's file itself is only ever read, in one pass; SQLite sees the private copy.
"""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from courtdesk import workshop
from courtdesk.models.errors import UserError
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet
from courtdesk.store import database, disk, doubling, migrations, parts, rows, snapshot
from courtdesk.store.errors import HERE, Damaged, explained, hindered, named, quoted, sentence
from courtdesk.store.rows import Contents, Edit


@dataclass(frozen=True)
class Arrival:
    """What a copy proved to hold; ``lost`` names what could not be read, empty when whole.

    ``newer`` tells that a newer program wrote it: it can be looked at, and no more.
    """

    sheet: FactSheet
    contents: Contents
    lost: tuple[str, ...] = ()
    newer: bool = False


def take_in(path: Path, copy: Path) -> str:
    """Copy the user's file; return its SHA-256. Raises UserError when it is none of ours."""
    with explained("读取", quoted(path)):
        if path.is_dir():
            raise UserError(f"{quoted(path)}是文件夹，不是文件，请选择其中的数据文件。")
        database.identify(path, path)
        disk.copy(path, copy)
        database.identify(copy, path)  # it may have been replaced in between
        return disk.fingerprint(copy)


def proved(copy: Path, shown: Path, *, sealed: bool) -> Arrival:
    """Read a private copy, bringing an older version up to date.

    ``sealed`` says that it is a copy of a published file, whose bytes carry a hash of the whole.
    Raises Damaged when what is left makes no sheet.
    """
    intact = not sealed or snapshot.is_sealed(copy)
    version = database.identify(copy, shown)
    newer = version > migrations.VERSION
    beyond = database.newer(shown, readable=False) if newer else _beyond(shown)
    try:
        with closing(database.connect(copy)) as db, database.bounded(db):
            if intact and not newer:
                migrations.migrate(db, migrations.STEPS)
            if not database.has_schema(db, newer):
                raise beyond
            found = rows.read(db)
            if not intact:
                _bring_up(found, version)
            if sealed and intact and not newer and not found.lost:
                database.put_meta(db, seal=rows.unsealed())
    except sqlite3.Error as error:
        if hindered(error):
            raise sentence(error, "写入", HERE) from error
        raise beyond from error
    if newer and not found.described:  # it cannot be made anew here as one of ours can
        raise beyond
    lost = list(dict.fromkeys(found.lost))
    if not intact and not lost:
        lost.append("内容之外的字节")
    try:
        sheet = parts.joined(found.parts)
        return Arrival(sheet, found, parts.in_words(lost, sheet), newer)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise beyond from error


def _bring_up(found: Contents, version: int) -> None:
    """Do to what a damaged file holds what a migration does to a sound one: its rows stay."""
    for step in doubling.since(version):
        found.parts = {path: step.text(path, text) for path, text in found.parts.items()}
        found.meta[step.mark] = str(found.revision)


def _beyond(shown: Path) -> Damaged:
    return Damaged(f"{quoted(shown)}已损坏，读不出内容，文件未被改动；请改用备份或较早的版本。")


def rebuilt(copy: Path, arrival: Arrival, who: str) -> None:
    """Replace a damaged copy by a sound file with what could be read, and a note of the rest."""
    blobs = []
    with closing(database.connect(copy)) as db:
        for key, name in arrival.contents.blobs.items():
            query = "SELECT bytes FROM blob NOT INDEXED WHERE sha256 = ?"
            with suppress(sqlite3.DatabaseError, TypeError):
                blobs.append((name, db.execute(query, (key,)).fetchone()[0]))
    for file in (copy, copy.with_name(copy.name + "-wal")):
        file.unlink(missing_ok=True)
    note = Edit(path="", before="", after="、".join(arrival.lost), label="从损坏的文件中读出")
    with closing(database.connect(copy)) as db:
        database.build(db, arrival.sheet, note, who, blobs, arrival.contents.history)
        found = arrival.contents
        lasts = {d.mark: min(d.last(found.meta), found.revision) for d in doubling.DOUBLINGS}
        database.put_meta(db, **{mark: str(last) for mark, last in lasts.items()})


def read_revision(path: Path | str) -> tuple[FactSheet, dict[str, bytes], Revision]:
    """Return the sheet in a user's file, its blobs by SHA-256, and which revision that is.

    No lock, no working copy. Raises UserError when the file cannot be read whole.
    """
    path = named(path)
    with (
        explained("读取", quoted(path)),
        workshop.opened() as folder,
    ):
        copy = folder / "copy"
        take_in(path, copy)
        arrival = proved(copy, path, sealed=True)
        if arrival.newer:  # what it holds that is not known here would be missing from the output
            raise database.newer(path, readable=False)
        lost = arrival.lost or (() if arrival.contents.history else ("修改记录",))
        if lost:
            raise Damaged(f"{quoted(path)}有损坏（{summary(lost)}），请在窗口中打开后另存。")
        with closing(database.connect(copy)) as db:
            blobs = dict(db.execute("SELECT sha256, bytes FROM blob").fetchall())
    number, when, *_, head = arrival.contents.history[-1]
    revision = Revision(number=number, when=datetime.fromisoformat(when), head=head)
    return arrival.sheet, blobs, revision


def read_document(path: Path | str) -> tuple[FactSheet, dict[str, bytes]]:
    """Return the sheet in a user's file and its blobs, as `read_revision` does."""
    return read_revision(path)[:2]


def read_sheet(path: Path | str) -> FactSheet:
    """Return the sheet in a user's file, as `read_document` does."""
    return read_document(path)[0]


def summary(lost: tuple[str, ...]) -> str:
    """Name what was lost, in a sentence's width."""
    listed = "、".join(lost[:5])
    return f"{listed}等{len(lost)}处" if len(lost) > 5 else listed
