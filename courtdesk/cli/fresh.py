"""What a new sheet is asked for: a file that is not there yet, a court, a year."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.models.errors import UserError
from courtdesk.store import SUFFIX

if TYPE_CHECKING:
    from courtdesk.store import Document


def new_path(file: Path, suffix: str = SUFFIX) -> Path:
    """Return where a new file goes, with its suffix. Raises UserError when one is there."""
    if not file.name:
        raise UserError(f"“{file}”不是文件名：请写明新文件的名字。")
    path = file if file.name.endswith(suffix) else file.with_name(f"{file.name}{suffix}")
    if os.path.lexists(path):
        raise UserError(f"文件“{path}”已经存在，没有改动：请换一个名字。")
    return path


def year_of(text: str) -> int:
    """Return the year that was written. Raises UserError for any other text."""
    year = text.strip()
    if not (year.isdecimal() and len(year) == 4 and 1949 <= int(year) <= 2199):
        raise UserError(f"无法读取年度“{year[:12]}”：请写四位数字，如 2024。")
    return int(year)


def court_of(text: str) -> str:
    """Return the court's name, its blanks tidied. Raises UserError for an empty one."""
    court = " ".join(text.split())
    if not court:
        raise UserError("法院名称是空的：请写明，如 --court 某某县人民法院。")
    return court


def publish(document: "Document", path: Path) -> None:
    """Write a new document to its file and close it. Raises UserError."""
    done = False
    try:
        document.publish(path)
        done = True
    finally:
        document.close(keep=done)  # what could not be written is not offered at the next start
