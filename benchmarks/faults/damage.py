"""Files damaged or forged on purpose: every damage is noticed, and the file is never changed."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from benchmarks.faults import oracle, script
from benchmarks.faults.oracle import Tally
from courtdesk.models.errors import UserError
from courtdesk.store import Document
from courtdesk.store.snapshot import SEAL

PAGE = 4096
EDITS = 40


def flipped_bits(per_page: int = 1, seed: int = 1) -> Tally:
    """Flip one bit in every page."""
    dice = random.Random(seed)

    def damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
        for start in range(0, len(whole), PAGE):
            for _ in range(per_page):
                at, bit = start + dice.randrange(PAGE), dice.randrange(8)
                data = bytearray(whole)
                data[at] ^= 1 << bit
                yield f"bit {bit} of byte {at}", bytes(data)

    return _damaged("one bit flipped in every page", damages)


def lost_pieces(every: int = 1) -> Tally:
    """Lose pages, cut the file short, add bytes of NUL at its end, swap pages."""

    def damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
        for start in range(0, len(whole), PAGE * every):
            end = start + PAGE
            if whole[start:end].strip(b"\0"):
                yield f"page at {start} zeroed", whole[:start] + bytes(PAGE) + whole[end:]
            yield f"page at {start} gone", whole[:start] + whole[end:]
            yield f"cut at {start}", whole[:start]
            if start and whole[start:end] != whole[start - PAGE : start]:
                swapped = whole[start:end] + whole[start - PAGE : start]
                yield f"page at {start} swapped", whole[: start - PAGE] + swapped + whole[end:]
        for tail in (1, 512, PAGE, 10 * PAGE):
            yield f"{tail} NUL at the end", whole + bytes(tail)
            yield f"{tail} bytes at the end gone", whole[:-tail]

    return _damaged("lost pages, truncations, NUL tails, swapped pages", damages)


def _damaged(name: str, damages: Callable[[bytes], Iterator[tuple[str, bytes]]]) -> Tally:
    tally = Tally(name)
    with oracle.desk() as folder:
        _edited(folder)
        file = folder / oracle.NAME
        for case, data in damages(file.read_bytes()):
            file.write_bytes(data)
            _opened(tally, file, data, case)
    return tally


def _edited(folder: Path) -> None:
    document = Document.open(folder / oracle.NAME, "driver")
    for number in range(1, EDITS + 1):
        script.attach(document, number)
        document.commit(script.state(number), script.edit(number))
    document.close()


def _opened(tally: Tally, file: Path, data: bytes, case: str) -> None:
    """Open a damaged file: it is refused, or opens read-only with nothing wrong in it."""
    tally.cases += 1
    try:
        document = Document.open(file, "oracle")
    except UserError:
        document = None
    if document is not None:
        if not document.read_only:
            tally.blame("silent", f"{case}: it opened as if nothing had happened")
        truth = script.state(EDITS)
        wrong = [f.id for f in document.sheet.figures if f not in truth.figures]
        if wrong or any(p not in truth.passages for p in document.sheet.passages):
            tally.blame("corrupt", f"{case}: {wrong} are not what they were")
        document.close()
    if file.read_bytes() != data:
        tally.blame("lost", f"{case}: the damaged file was changed")


ATTACKS: dict[str, str] = {
    "a trigger that edits": "CREATE TRIGGER t AFTER INSERT ON audit BEGIN "
    "UPDATE part SET json = 'x'; END",
    "a view": "CREATE VIEW v AS SELECT * FROM part",
    "a view in the place of a table": "ALTER TABLE part RENAME TO p; "
    "CREATE VIEW part AS SELECT * FROM p",
    "a table more": "CREATE TABLE more(x)",
    "a table less": "DROP TABLE blob",
    "a column more": "ALTER TABLE part ADD COLUMN more TEXT",
    "a computed column": "ALTER TABLE audit ADD COLUMN more TEXT AS (upper(who))",
    "an index": "CREATE INDEX i ON audit(who)",
    "an index on an expression": "CREATE INDEX i ON part(length(json))",
    "a virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "a schema edited by hand": "PRAGMA writable_schema = ON; "
    "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'part'",
    "a schema that names itself": "PRAGMA writable_schema = ON; "
    "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'part'",
    "a row of another table's page": "PRAGMA writable_schema = ON; UPDATE sqlite_master SET "
    "rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'meta') WHERE name = 'part'",
    "a row of endless text": "INSERT INTO part VALUES ('figures.X', "
    "printf('%.*c', 30000000, 'x'), 'x')",
}
"""What a forger may do to the tables; the seal is made anew after each."""


def attacks() -> Tally:
    """Change the schema as a forger who knows the seal would."""
    tally = Tally(f"{len(ATTACKS)} attacks on the schema, sealed again")
    with oracle.desk() as folder:
        _edited(folder)
        file = folder / oracle.NAME
        whole = file.read_bytes()
        for case, statements in ATTACKS.items():
            file.write_bytes(whole)
            with closing(sqlite3.connect(file, isolation_level=None)) as db:
                db.executescript(statements)
            data = sealed(file.read_bytes())
            file.write_bytes(data)
            _opened(tally, file, data, case)
    return tally


def sealed(data: bytes) -> bytes:
    """Return a document's bytes with a seal that fits them."""
    found = SEAL.search(data)
    if found is None:
        return data
    plain = bytearray(data)
    plain[found.start(1) : found.end(1)] = b"0" * 64
    plain[found.start(1) : found.end(1)] = sha256(plain).hexdigest().encode()
    return bytes(plain)
