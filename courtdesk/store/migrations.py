"""Older document files brought up to date: an ordered list of functions on raw data.

A step changes the tables of the private working copy only; the user's file stays what it is until
the next snapshot. It leaves rows whose hashes hold. One golden document of each released version
stays in the tests.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence

from courtdesk.models.passage import literal
from courtdesk.store import rows

VERSION = 1_002  # major * 1000 + minor

Step = tuple[int, Callable[[sqlite3.Connection], None]]
"""The version a step leads to, and what it does to a file of the version before."""


def _keep_what_was_there(db: sqlite3.Connection) -> None:
    """1.1: an audit row holds the parts it changed as they were before."""
    db.execute("ALTER TABLE audit ADD COLUMN parts TEXT NOT NULL DEFAULT ''")


def _double_braces(db: sqlite3.Connection) -> None:
    """1.2: figures are bound in titles and headings too, so a brace typed there is written twice.

    An outline whose hash does not hold is left for the reader to tell of.
    """
    found = db.execute("SELECT json, hash FROM part WHERE path = 'outline'").fetchone()
    if found is None or found[1] != rows.part_hash("outline", found[0]):
        return
    outline = json.loads(found[0])
    places = [outline.get("lead", {}), *outline.get("sections", ())]
    places += [item for section in places[1:] for item in section.get("items", ())]
    for place in places:
        for field in ("title", "slogan", "heading"):
            if field in place:
                place[field] = literal(place[field])
    text = json.dumps(outline, ensure_ascii=False, separators=(",", ":"))
    fresh = rows.part_hash("outline", text)
    db.execute("UPDATE part SET json = ?, hash = ? WHERE path = 'outline'", (text, fresh))
    for (content,) in db.execute("SELECT value FROM meta WHERE key = 'content'").fetchall():
        content = rows.added(content, fresh, removed=(found[1],))
        said = (content, rows.meta_hash("content", content))
        db.execute("UPDATE meta SET value = ?, hash = ? WHERE key = 'content'", said)


STEPS: Sequence[Step] = ((1_001, _keep_what_was_there), (1_002, _double_braces))


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
