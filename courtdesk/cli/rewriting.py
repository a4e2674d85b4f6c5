"""A command that changes the user's file does it wholly or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import Document, Edit
from courtdesk.who import who
from courtdesk.writing.history import sides


class Step(NamedTuple):
    """The changed sheet, what the history calls the step, and the files it came from."""

    sheet: FactSheet
    label: str
    origin: str = ""


def rewrite(path: Path, seen: FactSheet, change: Callable[[Document], Step], doing: str) -> None:
    """Put what ``change`` makes of the open document into the file; ``doing`` is a verb (导入).

    ``seen`` is the sheet the user has agreed to change. Raises UserError, with the file as it was.
    """
    document = Document.open(path, who())
    done = False
    try:
        if document.read_only:
            raise UserError(document.read_only)
        if document.sheet != seen:
            raise UserError(f"“{path}”刚被别人改动，没有{doing}：请重新{doing}一次。")
        step = change(document)
        was, now = sides(seen, step.sheet, step.sheet)
        edit = Edit(path="", before=was, after=now, label=step.label, origin=step.origin)
        document.commit(step.sheet, edit)
        document.publish()
        done = True
    finally:
        document.close(keep=done)  # what could not be written is not offered at the next start
