"""The fact-sheet workbook a court hands around."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

from courtdesk.excel.book import Book
from courtdesk.excel.charts import Charts
from courtdesk.excel.cover import write_cover
from courtdesk.excel.places import Places
from courtdesk.excel.remarks import write_findings, write_sources
from courtdesk.excel.table import write_table
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet


def write_workbook(sheet: FactSheet, findings: Sequence[Finding], path: Path) -> None:
    """Write the workbook, whole or not at all. Raises UserError when the place refuses it."""
    _place(workbook(sheet, findings, date.today()), path)


def workbook(sheet: FactSheet, findings: Sequence[Finding], on: date) -> bytes:
    """Return the workbook, dated ``on``; equal sheets of one day give equal bytes."""
    places = Places(sheet)
    book = Book(sheet, on=on)
    write_cover(book, places, findings, on)
    charts = Charts(book, places)
    for table in places.tables:
        charts.draw(write_table(book, places, table), table)
    write_findings(book, places, findings)
    write_sources(book, places)
    charts.write_block()
    return book.bytes()


def _place(content: bytes, path: Path) -> None:
    partial = path.with_name(f".{path.name[:40]}.{uuid4().hex[:8]}.part")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except FileNotFoundError as error:
        raise UserError(f"找不到文件夹“{path.parent}”：请另选位置") from error
    except PermissionError as error:
        raise UserError(f"不能写入“{path}”：请关闭正打开它的程序，或另选位置") from error
    except OSError as error:
        raise UserError(f"写入“{path}”时出错：请检查磁盘空间，或另选位置") from error
    finally:
        partial.unlink(missing_ok=True)
