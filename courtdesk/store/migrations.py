"""Older document files brought up to date: an ordered list of functions on raw data.

A step changes the tables of the private working copy only; the user's file stays what it is until
the next snapshot. It leaves rows whose hashes hold. One golden document of each released version
stays in the tests.
"""

import sqlite3
from collections.abc import Callable, Sequence

VERSION = 1_001  # major * 1000 + minor

Step = tuple[int, Callable[[sqlite3.Connection], None]]
"""The version a step leads to, and what it does to a file of the version before."""


def _keep_what_was_there(db: sqlite3.Connection) -> None:
    """1.1: an audit row holds the parts it changed as they were before."""
    db.execute("ALTER TABLE audit ADD COLUMN parts TEXT NOT NULL DEFAULT ''")


STEPS: Sequence[Step] = ((1_001, _keep_what_was_there),)


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
