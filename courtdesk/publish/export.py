"""Every form that leaves the house, made together: all files are new or none is."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from courtdesk.checks.check import check
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.files import Progress, together, write
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
    progress: Progress = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write the named formats into the folder ``to``, made when it is not there; return the files.

    When one fails, or ``cancelled`` says so (then nothing is returned), the older files stay.
    Raises UserError.
    """
    wanted = [f for f in FORMATS if f in only]
    unknown = [f for f in only if f not in FORMATS]
    if unknown:
        raise UserError(f"没有“{unknown[0]}”这种格式，可选的有：{'、'.join(FORMATS)}。")
    makers = {_name(form): partial(_make, form, sheet, photos) for form in wanted}
    return together(makers, to, progress, cancelled)


def save(data: bytes, path: Path) -> Path:
    """Put one finished file in the place of an older one, whole or not at all.

    Raises UserError; the older file is then what it was.
    """
    return together({path.name: partial(write, data)}, path.parent)[0]


def _name(form: str) -> str:
    return _NAMES.get(form, form)


def _make(form: str, sheet: FactSheet, photos: Photos, path: Path) -> None:
    # Each engine is loaded when its format is asked for: the window opens without any of them.
    match form:
        case "xlsx":
            from courtdesk.excel.workbook import write_workbook

            write_workbook(sheet, check(sheet), path)
        case "txt":
            write(plain(compose(sheet)).encode(), path)
        case "article.pdf":
            from courtdesk.publish.article_pdf import article_pdf

            write(article_pdf(sheet, compose(sheet), photos), path)
        case "sheet.pdf":
            from courtdesk.publish.sheet_pdf import sheet_pdf

            write(sheet_pdf(sheet, check(sheet)), path)
