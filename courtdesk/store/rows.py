"""The rows of a document file and their hashes: the schema, the audit chain, what is lost.

Each row carries a SHA-256 over its own fields; an audit row's also covers the hash before it. An
audit row's ``parts`` are the changed parts as they were before. The meta row ``head`` names the
last audit row and ``content`` sums the hashes of all part and blob rows, so that a row which
vanished is missed too. SQLite's own check sees almost none of this.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from courtdesk.models.revision import Revision
from courtdesk.models.value import Value
from courtdesk.store import parts

SCHEMA = {
    "meta": "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, hash TEXT NOT NULL)",
    "part": "CREATE TABLE part(path TEXT PRIMARY KEY, json TEXT NOT NULL, hash TEXT NOT NULL)",
    "audit": (
        "CREATE TABLE audit(seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,"
        " path TEXT NOT NULL, label TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,"
        " origin TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,"
        " parts TEXT NOT NULL DEFAULT '')"
    ),
    "blob": (
        "CREATE TABLE blob(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL,"
        " hash TEXT NOT NULL)"
    ),
}
COLUMNS = {
    "meta": "key, value, hash",
    "part": "path, json, hash",
    "audit": "seq, at, who, path, label, before, after, origin, parts, previous, hash",
    "blob": "sha256, name, bytes, hash",
}
_MODULUS = 1 << 256
_LIKELY = 20_000  # each edit gives the part it changed the next number
_ID = re.compile("[0-9a-f]{32}")


def unsealed() -> str:
    """Return the text of an empty seal, unlike any other text in any file."""
    return f"courtdesk-seal-{uuid4().hex}:{'0' * 64}"


class Edit(Value):
    """One action of a user. ``before`` and ``after`` are texts; ``label`` is what a user reads.

    One that is ``outward`` did something with the sheet and left it as it is.
    """

    path: str
    before: str
    after: str
    label: str
    origin: str = ""  # the file, sheet and cell an import took it from
    outward: bool = False


class AuditRow(Value):
    """One row of the history; ``previous`` is the hash of the one before, which its own covers.

    ``kept`` says that what the edit changed is kept as it was before, and can be put back.
    """

    seq: int
    when: datetime
    who: str
    path: str
    label: str
    before: str
    after: str
    origin: str
    previous: str
    hash: str
    kept: bool

    @property
    def revision(self) -> Revision:
        """The state of the document this row ends in."""
        return Revision(number=self.seq, when=self.when, head=self.hash)


def digest(*fields: Any) -> str:
    """Return the SHA-256 of the fields' texts, each after its length so that none runs over."""
    text = "".join([f"{len(t)}:{t}" for t in map(str, fields)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def part_hash(path: str, text: str) -> str:
    """Return the hash a part row carries."""
    return digest("part", path, text)


def meta_hash(key: str, value: str) -> str:
    """Return the hash a meta row carries; the seal is filled in after all else is written."""
    return digest("meta", key, "" if key == "seal" else value)


def added(content: str, *hashes: str, removed: tuple[str, ...] = ()) -> str:
    """Return the sum of row hashes with some added and some removed, as 64 hex digits."""
    total = int(content, 16) + sum(int(h, 16) for h in hashes)
    total -= sum(int(h, 16) for h in removed)
    return f"{total % _MODULUS:064x}"


@dataclass
class Contents:
    """What a file holds that proved sound, and what did not (``lost``, in a user's words)."""

    meta: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)  # of the part rows, by path
    blobs: dict[str, str] = field(default_factory=dict)  # name by SHA-256
    history: list[tuple[Any, ...]] = field(default_factory=list)  # the unbroken beginning
    lost: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What tells the document from others, empty when that cannot be read."""
        id = self.meta.get("id", "")
        return id if _ID.fullmatch(id) else ""

    @property
    def described(self) -> bool:
        """Whether it can be read which document it is, and what its rows sum up to."""
        return bool(self.id) and self.meta.keys() >= {"head", "content", "seal"}

    @property
    def revision(self) -> int:
        """The number of the last audit row; -1 when there is none."""
        return self.history[-1][0] if self.history else -1

    @property
    def head(self) -> str:
        """The hash of the last audit row."""
        return self.history[-1][-1] if self.history else ""


def read(db: sqlite3.Connection) -> Contents:
    """Read and check every row. Damage never raises; it is listed in ``lost``."""
    found = Contents()
    for key, value, hash in _rows(db, "meta", found):
        if _texts(key, value) and hash == meta_hash(key, value):
            found.meta[key] = value
    for path, text, hash in _rows(db, "part", found):
        if _texts(path, text) and hash == part_hash(path, text):
            found.parts[path], found.hashes[path] = text, hash
        else:
            found.lost.append(parts.named(str(path)[:60]))
    content = _blobs(db, found)
    _history(db, found)
    content = added(content, *found.hashes.values())
    found.lost += [parts.named(path) for path in parts.missing(found.parts)]
    if not found.described:
        found.lost.append("文件信息")
    elif found.meta["content"] != content and not found.lost:
        found.lost.append("部分内容")
    if found.meta.get("head", found.head) != found.head:
        found.lost.append(f"第{found.revision + 1}条以后的修改记录")
    return found


def _rows(db: sqlite3.Connection, table: str, found: Contents) -> Iterator[tuple[Any, ...]]:
    """Read one row after the other, for blobs are large; step over what cannot be read."""
    query, last = f"SELECT rowid, {COLUMNS[table]} FROM {table}", -1
    try:
        for row in db.execute(f"{query} ORDER BY rowid"):
            last = row[0]
            yield row[1:]
    except sqlite3.DatabaseError:
        found.lost.append("部分内容")
        for number in (n for n in _numbers(db, table) if n > last):
            with suppress(sqlite3.DatabaseError):
                row = db.execute(f"{query} WHERE rowid = ?", (number,)).fetchone()
                if row is not None:
                    yield row[1:]


def _numbers(db: sqlite3.Connection, table: str) -> Iterable[int]:
    """Tell the numbers of a damaged table's rows: as its index has them, else the likely ones."""
    key = COLUMNS[table].partition(",")[0]
    try:
        return sorted(n for (n,) in db.execute(f"SELECT rowid FROM {table} ORDER BY {key}"))
    except sqlite3.DatabaseError:
        return range(_LIKELY)


def _blobs(db: sqlite3.Connection, found: Contents) -> str:
    content = "0" * 64
    for sha256, name, data, hash in _rows(db, "blob", found):
        whole = (
            _texts(sha256, name)
            and isinstance(data, bytes)
            and hashlib.sha256(data).hexdigest() == sha256
        )
        if whole and hash == digest("blob", sha256, name):
            found.blobs[sha256] = name
            content = added(content, hash)
        else:
            found.lost.append(f"附件{name}")
    return content


def _texts(*fields: Any) -> bool:
    return set(map(type, fields)) == {str}


def audit_hash(fields: tuple[Any, ...]) -> str:
    """Return the hash of an audit row from its other columns, ``parts, previous`` at the end.

    Rows of version 1.0 have no parts, and their hashes stay what they were.
    """
    *others, parts, previous = fields
    return digest("audit", *others, *([parts] if parts else []), previous)


def _history(db: sqlite3.Connection, found: Contents) -> None:
    for row in _rows(db, "audit", found):  # by rowid, which is seq
        if not follows(row, found.revision, found.head):
            return
        found.history.append(row)


def is_chain(history: Sequence[tuple[Any, ...]]) -> bool:
    """Whether rows in the order of ``COLUMNS`` are a whole history: each follows the one before."""
    revision, head = -1, ""
    for row in history:
        if len(row) != len(COLUMNS["audit"].split(",")) or not follows(row, revision, head):
            return False
        revision, head = row[0], row[-1]
    return bool(history)


def follows(row: tuple[Any, ...], revision: int, head: str) -> bool:
    """Whether a row, in the order of ``COLUMNS``, is sound and comes next after another."""
    *fields, previous, hash = row
    if fields[0] != revision + 1 or previous != head or not _texts(*fields[1:], hash):
        return False
    try:
        datetime.fromisoformat(fields[1])
    except ValueError:
        return False
    return bool(hash == audit_hash((*fields, previous)))
