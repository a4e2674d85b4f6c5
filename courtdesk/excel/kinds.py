"""Whether a file is a table or an article: by its content, and by its name where both are text.

And which tables are meant by files and folders.
"""

from collections.abc import Sequence
from pathlib import Path

from courtdesk.models.errors import UserError

_KINDS = "xlsx xlsm xls et ods csv tsv htm html xml mht"
SUFFIXES = frozenset(f".{kind}" for kind in _KINDS.split())
"""What tables are called; a reader looks at the content all the same."""
_WORD, _OLD_WORD = b"word/document.xml", "WordDocument".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 8 * 2**20  # bytes
MOST = 2000  # files at once


def is_table(path: Path) -> bool:
    """Say whether a file is to be read as a table; of one that cannot be read its name decides."""
    named = path.suffix.lower() in SUFFIXES
    try:
        with path.open("rb") as file:
            data = file.read(_LOOKED_AT)
    except (OSError, ValueError):
        return named
    if data.startswith(b"PK"):
        return _WORD not in data
    if data.startswith(_OLE):
        return named if _LOCKED in data else _OLD_WORD not in data
    return named or b"<table" in data[:4096].lower()


def listed(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and the tables of the folders, by name. Raises UserError for too many."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
            files += sorted(p for p in inside if p.is_file() and not p.name.startswith(("~$", ".")))
        else:
            files.append(path)
    if not files:
        raise UserError("文件夹里没有表格：请选存有部门表格的文件夹")
    if len(files) > MOST:
        raise UserError(f"一次有{len(files)}个文件，太多：请分批导入，每批不超过{MOST}个")
    return files
