"""What documents are called on the user's disk."""

from datetime import datetime
from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.store.errors import quoted

SUFFIX = ".courtdesk"


def suffixed(path: Path) -> Path:
    """Return the path as a document's, its suffix added where it is not there."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def free_name(path: Path) -> Path:
    """Return a name beside a document that nothing has yet. Raises UserError."""
    stamp = f"{datetime.now():%Y%m%d-%H%M}"
    for number in range(1, 1000):
        mark = f"（另存{stamp}{f'-{number}' if number > 1 else ''}）"
        other = path.with_name(f"{path.stem[:60]}{mark}{SUFFIX}")
        if not other.exists():
            return other
    raise UserError(f"{quoted(path.parent)}中另存的文件太多，请清理后再试。")
