"""Every form that leaves the house, made together: all files are new or none is."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from courtdesk.checks.check import check
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.article import compose, plain

FORMATS = ("xlsx", "txt", "article.pdf", "sheet.pdf")
_NAMES = {"xlsx": "sheet.xlsx", "txt": "article.txt"}

Photos = Callable[[str], bytes]
"""Gives a photo's bytes by its SHA-256."""


def export(
    sheet: FactSheet,
    to: Path,
    only: Sequence[str],
    photos: Photos,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write the named formats into the folder ``to``, made when it is not there; return the files.

    ``progress`` hears the file's name, how many are done and of how many. All files are made in a
    hidden folder of ``to`` first: when one fails, or ``cancelled`` says so (then nothing is
    returned), the older files stay. Raises UserError.
    """
    wanted = [f for f in FORMATS if f in only]
    unknown = [f for f in only if f not in FORMATS]
    if unknown:
        raise UserError(f"没有“{unknown[0]}”这种格式，可选的有：{'、'.join(FORMATS)}。")
    with _beside(to) as name:
        workshop = Path(name)
        for done, form in enumerate(wanted):
            if cancelled():
                return ()
            progress(_name(form), done, len(wanted))
            _make(form, sheet, workshop / _name(form), photos)
        # The last word comes before the files appear: a listener may still raise to cancel.
        progress("", len(wanted), len(wanted))
        if cancelled():
            return ()
        return tuple(_place(workshop / _name(form), to / _name(form)) for form in wanted)


def save(data: bytes, path: Path) -> Path:
    """Put one finished file in the place of an older one, whole or not at all.

    Raises UserError; the older file is then what it was.
    """
    with _beside(path.parent) as name:
        made = Path(name) / path.name
        _write(made, data)
        return _place(made, path)


def _name(form: str) -> str:
    return _NAMES.get(form, form)


def _make(form: str, sheet: FactSheet, path: Path, photos: Photos) -> None:
    # Each engine is loaded when its format is asked for: the window opens without any of them.
    match form:
        case "xlsx":
            from courtdesk.excel.workbook import write_workbook

            write_workbook(sheet, check(sheet), path)
        case "txt":
            _write(path, plain(compose(sheet)).encode())
        case "article.pdf":
            from courtdesk.publish.article_pdf import article_pdf

            _write(path, article_pdf(sheet, compose(sheet), photos))
        case "sheet.pdf":
            from courtdesk.publish.sheet_pdf import sheet_pdf

            _write(path, sheet_pdf(sheet, check(sheet)))


def _beside(to: Path) -> "tempfile.TemporaryDirectory[str]":
    """Make a hidden folder in ``to``, on the same disk, so that finished files are only renamed."""
    try:
        to.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".courtdesk-", dir=to)
    except OSError as error:
        raise UserError(f"无法导出到“{to}”：不许写入或位置不可用，请另选文件夹。") from error


def _write(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(f"写入“{path.name}”时出错，请检查磁盘空间，或另选文件夹。") from error


def _place(made: Path, target: Path) -> Path:
    try:
        os.replace(made, target)
    except OSError as error:
        raise UserError(
            f"无法替换“{target}”：可能正被别的程序打开，请关闭后再导出，或另选文件夹。"
        ) from error
    return target
