"""One document is one SQLite file: working copy, snapshots, versions, audit chain.

What others use stands here; the modules behind it may change.
"""

from courtdesk.store.arrival import read_document, read_revision, read_sheet
from courtdesk.store.document import Document
from courtdesk.store.errors import Conflict, Damaged
from courtdesk.store.names import SUFFIX
from courtdesk.store.recent import Recent, forget, recents, remember
from courtdesk.store.recovery import Leftover, discard, leftovers, look_at, recover
from courtdesk.store.rows import AuditRow, Edit
from courtdesk.store.versions import Version, last_sound, read_version
from courtdesk.store.writer import Writer

__all__ = [
    "SUFFIX",
    "AuditRow",
    "Conflict",
    "Damaged",
    "Document",
    "Edit",
    "Leftover",
    "Recent",
    "Version",
    "Writer",
    "discard",
    "forget",
    "last_sound",
    "leftovers",
    "look_at",
    "read_document",
    "read_revision",
    "read_sheet",
    "read_version",
    "recents",
    "recover",
    "remember",
]
