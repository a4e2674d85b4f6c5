"""Older document files brought up to date: an ordered list of functions on raw data.

A step changes the tables of the private working copy only; the user's file stays what it is until
the next snapshot. It leaves rows whose hashes hold. One golden document of each released version
stays in the tests.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from courtdesk.store import rows
from courtdesk.store.doubling import CHARTS, TITLES, Doubling

VERSION = 1_003  # major * 1000 + minor
_MOST = 10**18

Step = tuple[int, Callable[[sqlite3.Connection], None]]
"""The version a step leads to, and what it does to a file of the version before."""


def _keep_what_was_there(db: sqlite3.Connection) -> None:
    """1.1: an audit row holds the parts it changed as they were before."""
    db.execute("ALTER TABLE audit ADD COLUMN parts TEXT NOT NULL DEFAULT ''")


def _double_braces(doubling: Doubling, db: sqlite3.Connection) -> None:
    """1.2, 1.3: figures are bound in more texts, so a brace typed there is written twice.

    Audit rows are chained and stay what they are: the mark names the last one of before. A part
    that is none, or whose hash does not hold, is left for the reader to tell of.
    """
    try:
        (last,) = db.execute("SELECT max(seq) FROM audit").fetchone()
    except sqlite3.DatabaseError:  # damaged, the reader counts how far it is whole
        last = _MOST
    _put_meta(db, doubling.mark, str(-1 if last is None else last))
    for path in doubling.places:
        found = db.execute("SELECT json, hash FROM part WHERE path = ?", (path,)).fetchone()
        if found is not None and found[1] == rows.part_hash(path, found[0]):
            _rewrite(db, path, doubling.text(path, found[0]), found[1])


def _rewrite(db: sqlite3.Connection, path: str, text: str, was: str) -> None:
    """Write a part's row anew, and the sum of the rows when its own hash holds."""
    fresh = rows.part_hash(path, text)
    db.execute("UPDATE part SET json = ?, hash = ? WHERE path = ?", (text, fresh, path))
    summed = db.execute("SELECT value, hash FROM meta WHERE key = 'content'").fetchone()
    if summed is not None and summed[1] == rows.meta_hash("content", summed[0]):
        with suppress(ValueError, TypeError):  # a sum that is none does not fit the rows anyway
            _put_meta(db, "content", rows.added(summed[0], fresh, removed=(was,)))


def _put_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    said = (key, value, rows.meta_hash(key, value))
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", said)


STEPS: Sequence[Step] = (
    (1_001, _keep_what_was_there),
    (1_002, partial(_double_braces, TITLES)),
    (1_003, partial(_double_braces, CHARTS)),
)


def migrate(db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Run the steps the file has not seen yet, each in a transaction of its own."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for to, step in steps:
        if to <= version:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            step(db)
            db.execute(f"PRAGMA user_version = {to}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
