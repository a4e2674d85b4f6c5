"""The commands that put a sheet into an archive, and take one out of it."""

import os
from argparse import Namespace
from pathlib import Path

from courtdesk.cli.terminal import say
from courtdesk.models.errors import UserError


def archive(options: Namespace) -> int:
    """Write the file's archive; a file that cannot be read whole has none."""
    from courtdesk.store import Damaged, Document
    from courtdesk.who import who

    to = new_file(options.to, ".zip")
    document = Document.open(options.file, who())
    try:
        if document.lost:
            raise Damaged(document.read_only)
        document.write_archive(to)
    finally:
        document.close()
    say(to)
    return 0


def restore(options: Namespace) -> int:
    """Make a new file of an archive, with its history and pictures."""
    from courtdesk.store import SUFFIX, Document
    from courtdesk.who import who

    to, done = new_file(options.file, SUFFIX), False
    document = Document.from_archive(options.archive, who())
    try:
        document.publish(to)
        done = True
    finally:
        document.close(keep=done)  # the archive is still there to be read again
    say(to)
    return 0


def new_file(path: Path, suffix: str) -> Path:
    """Return the path with its suffix; raises UserError when no new file can have that name."""
    if not path.name:
        raise UserError(f"“{path}”不是文件名：请写明新文件的名字。")
    path = path if path.name.endswith(suffix) else path.with_name(path.name + suffix)
    if os.path.lexists(path):
        raise UserError(f"文件“{path}”已经存在，没有改动：请换一个名字。")
    return path
