"""Older document files brought up to date: an ordered list of functions on raw data.

A step changes the tables of the private working copy only; the user's file stays what it is until
the next snapshot. It leaves rows whose hashes hold. One golden document of each released version
stays in the tests.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from courtdesk.models.passage import literal
from courtdesk.store import rows

VERSION = 1_002  # major * 1000 + minor
DOUBLED = 1_002  # from this version on a brace of a title is written twice
UNDOUBLED = "undoubled"
"""The meta row with the number of the last audit row whose outline is of before that."""
_TITLES = ("title", "slogan", "heading")
_MOST = 10**18
_PLACES = ("lead", "sections", "items")

Step = tuple[int, Callable[[sqlite3.Connection], None]]
"""The version a step leads to, and what it does to a file of the version before."""


def _keep_what_was_there(db: sqlite3.Connection) -> None:
    """1.1: an audit row holds the parts it changed as they were before."""
    db.execute("ALTER TABLE audit ADD COLUMN parts TEXT NOT NULL DEFAULT ''")


def doubled(outline: Any) -> Any:
    """Return an outline of before 1.2, as plain JSON, with each brace of a title written twice.

    Figures are bound in titles, slogans and headings since then. Whatever is no outline is returned
    as it is: the reader tells of it. Raises RecursionError when it is nested beyond reason.
    """
    if not isinstance(outline, dict):
        return outline
    result = dict(outline)
    for name, value in outline.items():
        if name in _TITLES and isinstance(value, str):
            result[name] = literal(value)
        elif name in _PLACES:
            elements = isinstance(value, list)
            result[name] = [doubled(v) for v in value] if elements else doubled(value)
    return result


def doubled_text(text: str) -> str:
    """Return the JSON text of an outline as `doubled` has it; what is none as it is."""
    try:
        fresh = json.dumps(doubled(json.loads(text)), ensure_ascii=False, separators=(",", ":"))
        fresh.encode()
    except (ValueError, RecursionError):
        return text
    return fresh


def undoubled(meta: Mapping[str, str]) -> int:
    """Return what the meta row `UNDOUBLED` says; -1 without it, or when it is no number."""
    said = meta.get(UNDOUBLED, "")
    return int(said) if said.isdecimal() and len(said) < 20 else -1


def _double_braces(db: sqlite3.Connection) -> None:
    """1.2: figures are bound in titles and headings too, so a brace typed there is written twice.

    Audit rows are chained and stay what they are: `UNDOUBLED` names the last one of before. An
    outline that is none, or whose hash does not hold, is left for the reader to tell of.
    """
    try:
        (last,) = db.execute("SELECT max(seq) FROM audit").fetchone()
    except sqlite3.DatabaseError:  # damaged, the reader counts how far it is whole
        last = _MOST
    _put_meta(db, UNDOUBLED, str(-1 if last is None else last))
    found = db.execute("SELECT json, hash FROM part WHERE path = 'outline'").fetchone()
    summed = db.execute("SELECT value, hash FROM meta WHERE key = 'content'").fetchone()
    if found is None or found[1] != rows.part_hash("outline", found[0]):
        return
    text = doubled_text(found[0])
    fresh = rows.part_hash("outline", text)
    db.execute("UPDATE part SET json = ?, hash = ? WHERE path = 'outline'", (text, fresh))
    if summed is not None and summed[1] == rows.meta_hash("content", summed[0]):
        with suppress(ValueError, TypeError):  # a sum that is none does not fit the rows anyway
            _put_meta(db, "content", rows.added(summed[0], fresh, removed=(found[1],)))


def _put_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    said = (key, value, rows.meta_hash(key, value))
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", said)


STEPS: Sequence[Step] = ((1_001, _keep_what_was_there), (DOUBLED, _double_braces))


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
