"""SQLite as the document file uses it: what is ours, how it is opened, how it is written."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import migrations, parts, rows
from courtdesk.store.errors import quoted
from courtdesk.store.rows import Edit

APPLICATION_ID = 0x43_54_44_4B  # "CTDK"
LARGEST = 256 * 1024 * 1024  # bytes of a document file; photos are scaled down before they come in
LARGEST_BLOB = 64 * 1024 * 1024
ROOM = 32 * 1024 * 1024  # bytes of a file that blobs leave to the sheet and its history
FULL = LARGEST - 8 * 1024 * 1024  # bytes beyond which nothing is added: a snapshot may be larger
_PAGE = 8192  # bytes, of new files and snapshots: a large one is written in half as many pieces
_SIZE = ("page_count", "page_size")
_PATIENCE = 20.0  # seconds a foreign file may keep SQLite busy


def identify(file: Path, shown: Path) -> int:
    """Refuse what is no document of ours, from its first 100 bytes; return its version.

    ``shown`` is the name the user knows the file by. SQLite never sees a file that fails here.
    """
    size = file.stat().st_size
    if not size:
        raise UserError(f"{quoted(shown)}是空文件，没有内容可打开；请找一份完整的文件。")
    if size > LARGEST:
        raise UserError(f"{quoted(shown)}太大，超过256MB，不能打开；请确认选对了文件。")
    with file.open("rb") as stream:
        header = stream.read(100)
    ours = header.startswith(b"SQLite format 3\0") and len(header) == 100
    if not ours or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UserError(f"{quoted(shown)}不是本程序的数据文件，请选择扩展名为 .courtdesk 的文件。")
    return int.from_bytes(header[60:64], "big")


def newer(shown: Path, *, readable: bool) -> UserError:
    """What to say of a document that a newer program wrote."""
    if readable:
        return UserError(f"{quoted(shown)}由更新版本的程序保存，这里只能查看；请升级后再改。")
    return UserError(f"{quoted(shown)}由更新版本的程序保存，请升级后再打开；文件未被改动。")


def connect(file: Path) -> sqlite3.Connection:
    """Open a private file for this process alone. Raises sqlite3.Error.

    The connection may change threads, but only one may use it at a time.
    """
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=0)
    try:
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM INTO needs one
        db.text_factory = _text
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute(f"PRAGMA page_size = {_PAGE}")
        (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()
        raise
    return db


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")  # a damaged character then fails its row's hash


@contextmanager
def bounded(db: sqlite3.Connection) -> Iterator[None]:
    """Stop any statement that runs away on a foreign file."""
    end = time.monotonic() + _PATIENCE
    db.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
    try:
        yield
    finally:
        db.set_progress_handler(None, 0)


def has_schema(db: sqlite3.Connection, newer: bool = False) -> bool:
    """Whether the file holds exactly our tables: no trigger, no view, nothing else.

    A ``newer`` program may have given them more columns, and other tables beside them.
    """
    found = db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = {name: sql for kind, name, sql in found if kind == "table"}
    rest = [(kind, name, sql) for kind, name, sql in found if kind != "table"]
    fits = tables.keys() >= rows.SCHEMA.keys() if newer else tables == rows.SCHEMA
    return fits and all(
        kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_")
        for kind, name, sql in rest
    )


def size(db: sqlite3.Connection) -> int:
    """How many bytes the file has, about what it will have as a snapshot."""
    (pages,), (page,) = (db.execute(f"PRAGMA {what}").fetchone() for what in _SIZE)
    return int(pages) * int(page)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and on the disk when it is left."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def build(
    db: sqlite3.Connection,
    sheet: FactSheet,
    first: Edit,
    who: str,
    blobs: Iterable[tuple[str, bytes]] = (),
    history: Iterable[tuple[Any, ...]] = (),
) -> None:
    """Fill an empty file: the sheet, its (name, bytes) blobs, a history to go on from."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {migrations.VERSION}")
    with transaction(db):
        for statement in rows.SCHEMA.values():
            db.execute(statement)
        put_meta(db, id=uuid4().hex, seal=rows.unsealed())
        texts = {path: parts.dumped(value) for path, value in parts.split(sheet).items()}
        content = rows.added("0" * 64, *put_parts(db, texts).values())
        for name, data in blobs:
            content = put_blob(db, name, data, content)
        head, last = "", -1
        for row in history:
            _insert_audit(db, row)
            last, head = row[0], row[-1]
        head = put_audit(db, last + 1, who, first, head)
        put_meta(db, head=head, content=content)


def put_meta(db: sqlite3.Connection, **values: str) -> None:
    """Write meta rows."""
    db.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
        [(key, value, rows.meta_hash(key, value)) for key, value in values.items()],
    )


def put_parts(db: sqlite3.Connection, texts: Mapping[str, str]) -> dict[str, str]:
    """Write part rows; return their hashes by path."""
    hashes = {path: rows.part_hash(path, text) for path, text in texts.items()}
    db.executemany(
        "INSERT OR REPLACE INTO part VALUES (?, ?, ?)",
        [(path, text, hashes[path]) for path, text in texts.items()],
    )
    return hashes


def put_blob(db: sqlite3.Connection, name: str, data: bytes, content: str) -> str:
    """Write one blob row the file does not hold yet; return the new sum of row hashes."""
    key = sha256(data).hexdigest()
    hash = rows.digest("blob", key, name)
    db.execute("INSERT INTO blob VALUES (?, ?, ?, ?)", (key, name, data, hash))
    return rows.added(content, hash)


def put_audit(
    db: sqlite3.Connection, seq: int, who: str, edit: Edit, previous: str, parts: str = ""
) -> str:
    """Write one audit row; return its hash, the new head of the chain.

    ``parts`` is JSON: the parts the edit changed as they were before it, null for one it made.
    """
    at = datetime.now().astimezone().isoformat()
    said = (edit.path, edit.label, edit.before, edit.after, edit.origin)
    fields = (seq, at, who, *said, parts, previous)
    hash = rows.audit_hash(fields)
    _insert_audit(db, (*fields, hash))
    return hash


def _insert_audit(db: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    marks = ",".join("?" * len(row))
    db.execute(f"INSERT INTO audit ({rows.COLUMNS['audit']}) VALUES ({marks})", row)
