"""The history of a document as it is read: who changed what, when, and what stood there before."""

import json
import sqlite3
from datetime import datetime

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import doubling, parts, rows
from courtdesk.store.rows import AuditRow

_COLUMNS = "seq, at, who, path, label, before, after, origin, previous, hash, parts <> ''"
_UNDER = """path = :path OR substr(path, 1, length(:path) + 1) = :path || '.'
 OR path <> '' AND substr(:path, 1, length(path) + 1) = path || '.' OR instr(parts, :key) > 0"""
_WORDS = " || char(10) || ".join(("who", "label", "before", "after", "origin"))


def history(
    db: sqlite3.Connection, limit: int, path: str = "", words: str = ""
) -> tuple[AuditRow, ...]:
    """Return the last edits, newest first: with a path those that touched it, with words those
    that hold them.

    Raises sqlite3.Error.
    """
    wanted = [f"({_UNDER})"] if path else []
    wanted += [f"instr({_WORDS}, :words) > 0"] if words else []
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    key = json.dumps(".".join(path.split(".")[:2]), ensure_ascii=False) + ":"
    found = db.execute(
        f"SELECT {_COLUMNS} FROM audit {where} ORDER BY seq DESC LIMIT :limit",
        {"limit": limit, "path": path, "words": words, "key": key},
    ).fetchall()
    names = tuple(AuditRow.model_fields)
    return tuple(
        AuditRow(**{**dict(zip(names, row, strict=True)), "when": datetime.fromisoformat(row[1])})
        for row in found
    )


def unbroken(db: sqlite3.Connection, seq: int, head: str) -> tuple[int, str]:
    """Go on from a row, named by its number and hash, as far as each row follows from its own.

    Returns the number and hash of the last one; the first row follows (-1, ""). Raises
    sqlite3.Error.
    """
    query = f"SELECT {rows.COLUMNS['audit']} FROM audit WHERE seq > ? ORDER BY seq"
    for row in db.execute(query, (seq,)):
        if not rows.follows(row, seq, head):
            break
        seq, head = row[0], row[-1]
    return seq, head


def before(db: sqlite3.Connection, sheet: FactSheet, seq: int) -> FactSheet:
    """Return the sheet with what an edit changed put back to what it was before that edit.

    What other edits did to other places stays. Raises UserError when the edit kept nothing, or
    when what it kept fits the sheet no more; sqlite3.Error.
    """
    row = db.execute("SELECT label, parts FROM audit WHERE seq = ?", (seq,)).fetchone()
    if row is None or not row[1]:
        raise UserError("这条记录没有留下改动前的内容，不能恢复；可以到历史版本中查找。")
    label, kept = row
    meta = dict(db.execute("SELECT key, value FROM meta"))
    try:
        was = dict(json.loads(kept))
        for step in doubling.DOUBLINGS:
            if seq <= step.last(meta):
                was = step.texts(was)
        return parts.put_back(sheet, was)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            f"“{label}”改动前的内容与现在的提纲不合，不能恢复；可以到历史版本中查找。"
        ) from error
