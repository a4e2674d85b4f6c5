"""What a file can do to its user, said in one Chinese sentence each."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from courtdesk.models.errors import UserError


class Conflict(UserError):
    """Somebody else changed the file meanwhile; both are kept.

    This side's work is in ``kept``, the other's in ``other``, where it was written.
    """

    def __init__(self, sentence: str, kept: Path, other: Path) -> None:
        super().__init__(sentence)
        self.kept, self.other = kept, other


class Left(UserError):
    """The document was closed, or is about to be: nothing can be asked of it any more."""

    def __init__(self) -> None:
        super().__init__("这份事实表已经关闭，没有做完；请重新打开后再做一次。")


class Damaged(UserError):
    """The file is ours but not whole, and what is left does not make a sheet."""


_FULL = "{doing}{place}时空间不足，请腾出空间后再试，或另存到其他位置。"
_DENIED = "没有权限{doing}{place}，请另存到其他位置，或请管理员放开权限。"
_CANNOT_OPEN, _CANNOT_WRITE = -1, -2  # SQLite does not tell the system's own number
_SENTENCES = {
    errno.ENOENT: "找不到{place}，请确认它还在原处后再试，或另存到其他位置。",
    errno.ENOTDIR: "找不到{place}，请确认它还在原处后再试，或另存到其他位置。",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "{place}所在的磁盘是只读的，请另存到其他位置。",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    _CANNOT_OPEN: "{doing}{place}时打不开文件，请检查权限和磁盘空间后再试，或另存到其他位置。",
    _CANNOT_WRITE: "{doing}{place}时空间不足或磁盘出错，请腾出空间后再试，或另存到其他位置。",
    errno.EISDIR: "{place}是文件夹，不是文件，请另选一个文件。",
    errno.ENAMETOOLONG: "{place}的名字太长，请换一个短一些的名字。",
}
_SQLITE = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_CANTOPEN": _CANNOT_OPEN,
    "SQLITE_IOERR_WRITE": _CANNOT_WRITE,
}
HERE = "本机工作副本"
_ELSEWHERE, _WITHIN = "另存到其他位置", "联系管理员检查本机磁盘"
_HINDERED = {"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_NOMEM"}
_OTHER = "{doing}{place}时磁盘出错（代码{code}），请另存到其他位置，并检查磁盘。"


def hindered(error: sqlite3.Error) -> bool:
    """Whether the disk stood in the way, rather than the file being bad."""
    name = getattr(error, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2]) in _HINDERED


def quoted(path: Path) -> str:
    """The path as a sentence names it."""
    return f"“{str(path).encode('utf-8', 'replace').decode()}”"


def named(path: Path | str) -> Path:
    """Return the path made absolute; refuse a name that cannot be written down as text."""
    path = Path(path)
    if not is_text(str(path)):
        raise UserError(f"{quoted(path)}的名字含有无法识别的字符，请先改名再打开。")
    return path.absolute()


def is_text(name: str) -> bool:
    """Whether a name can be written down; one from a machine with another character set may not."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in name


def sentence(error: OSError | sqlite3.Error, doing: str, place: str) -> UserError:
    """Return the error as a sentence; ``doing`` is a verb (写入, 读取), ``place`` what it met."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        number = _SQLITE.get(name) or _SQLITE.get("_".join(name.split("_")[:2]), 0)
        code = getattr(error, "sqlite_errorcode", 0)
    else:
        number = code = error.errno or 0
    said = _SENTENCES.get(number, _OTHER).format(doing=doing, place=place, code=code)
    return UserError(said.replace(_ELSEWHERE, _WITHIN) if place == HERE else said)


@contextmanager
def explained(doing: str, place: str) -> Iterator[None]:
    """Turn what the disk or SQLite raises inside into a UserError."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise sentence(error, doing, place) from error
