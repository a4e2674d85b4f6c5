"""The archive: a document as a zip of JSON, CSV and pictures that any tool can read, and back.

``sheet.json`` and ``history.json`` hold everything, ``meta.json`` how the history is to be read;
the CSV files say the same for people.
``files/`` holds each kept file under its SHA-256 and name, which ``files.json`` lists.
"""

import csv
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from courtdesk.models.errors import UserError
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.store import database, disk, doubling, rows
from courtdesk.store.errors import Damaged, explained, named, quoted

FORMAT = "courtdesk-archive-3"
_VERSIONS = {"courtdesk-archive-1": 1_001, "courtdesk-archive-2": 1_002, FORMAT: 1_003}
"""Which version of the document an archive's sheet is written as. The first has no meta.json."""
_MOST = 2 * database.LARGEST  # bytes, unpacked: the history stands in it twice
_MOST_PARTS = 2_000
_FIGURES = "编号 部分 条目 指标 本年 数值 单位 下限 上限 准确数 上年 状态 来源部门 来源 口径 备注"
_HISTORY = "序号 时间 何人 位置 事项 改动前 改动后 来源 校验值"
_TEXTS = "位置 文字 原文"


@dataclass(frozen=True)
class Archived:
    """What an archive holds: the sheet, its (name, bytes) files, the rows of its history.

    ``marks`` are the numbers of the last rows whose parts are of before a `Doubling`, by its mark.
    """

    sheet: FactSheet
    files: tuple[tuple[str, bytes], ...]
    history: tuple[tuple[Any, ...], ...]
    marks: Mapping[str, int] = field(default_factory=dict)


def write(db: sqlite3.Connection, sheet: FactSheet, to: Path) -> None:
    """Write the archive whole, in the place of an older one. Raises OSError, sqlite3.Error."""
    history = db.execute(f"SELECT {rows.COLUMNS['audit']} FROM audit ORDER BY seq").fetchall()
    files = db.execute("SELECT sha256, name FROM blob ORDER BY rowid").fetchall()
    meta = dict(db.execute("SELECT key, value FROM meta"))
    marks = {step.mark: step.last(meta) for step in doubling.DOUBLINGS}
    temporary = disk.beside(to)
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "format.txt", FORMAT)
            _put(archive, "sheet.json", sheet.model_dump_json(indent=1))
            _put(archive, "history.json", _json(history))
            _put(archive, "meta.json", json.dumps(marks))
            _put(archive, "files.json", _json(files))
            _put(archive, "指标.csv", _table(_FIGURES, _figures(sheet)))
            _put(archive, "正文.csv", _table(_TEXTS, _texts(sheet)))
            _put(archive, "修改记录.csv", _table(_HISTORY, ((*r[:8], r[-1]) for r in history)))
            for key, name in files:
                (data,) = db.execute("SELECT bytes FROM blob WHERE sha256 = ?", (key,)).fetchone()
                archive.writestr(_entry(key, name), data, zipfile.ZIP_STORED)  # packed already
        disk.settle(temporary)
        disk.replace(temporary, to)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path | str) -> Archived:
    """Read an archive back, every file proved by its hash and the history by its chain.

    Raises UserError when it is none, or not whole.
    """
    path = named(path)
    try:
        with explained("读取", quoted(path)), zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, RecursionError) as error:
        raise _broken(path) from error
    except (NotImplementedError, RuntimeError, zlib.error) as error:  # encrypted, or badly packed
        raise _broken(path) from error


def _read(archive: zipfile.ZipFile, path: Path) -> Archived:
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST:
        raise UserError(f"{quoted(path)}太大，展开后超过512MB，不能读回；请确认选对了文件。")
    form = _text(archive, "format.txt") if "format.txt" in archive.namelist() else ""
    if form not in _VERSIONS:
        raise UserError(f"{quoted(path)}不是本程序导出的归档，请选择由“导出归档”得到的 .zip 文件。")
    sheet = _sheet(archive, _VERSIONS[form])
    history = tuple(tuple(row) for row in json.loads(_text(archive, "history.json")))
    if not rows.is_chain(history):
        raise _broken(path)
    marks = _marks(archive, _VERSIONS[form], history[-1][0])
    if any(mark not in range(-1, len(history)) for mark in marks.values()):
        raise _broken(path)
    files = []
    for key, name in json.loads(_text(archive, "files.json")):
        data = archive.read(_entry(key, name))
        if sha256(data).hexdigest() != key:
            raise _broken(path)
        files.append((name, data))
    return Archived(sheet, tuple(files), history, marks)


def _sheet(archive: zipfile.ZipFile, version: int) -> FactSheet:
    """Read the sheet, which is written as of a version of the document."""
    text = _text(archive, "sheet.json")
    for step in doubling.since(version):
        raw = dict(json.loads(text))
        text = json.dumps({name: step.part(name, part) for name, part in raw.items()})
    return FactSheet.model_validate_json(text)


def _marks(archive: zipfile.ZipFile, version: int, last: int) -> dict[str, int]:
    """Tell how far the history is of before each `Doubling`: whole when the archive is."""
    older = {step.mark: last for step in doubling.since(version)}
    kept = [step.mark for step in doubling.DOUBLINGS if step.mark not in older]
    said = json.loads(_text(archive, "meta.json")) if kept else {}
    return {mark: said[mark] for mark in kept} | older


def _broken(path: Path) -> Damaged:
    return Damaged(f"{quoted(path)}不是完整的归档，没有读回任何内容；请另找一份完整的归档。")


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8")


def _entry(key: str, name: str) -> str:
    """Return where a file lies: told apart by its hash, known by its name."""
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in PurePosixPath(name).name)
    return f"files/{key[:16]}-{plain[-60:]}"


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(name, text.encode("utf-8"))


def _json(table: Sequence[Sequence[Any]]) -> str:
    return json.dumps(table, ensure_ascii=False, indent=0)


def _table(head: str, lines: Iterable[Sequence[object]]) -> str:
    """Return CSV as Excel and WPS open it: UTF-8 with its mark, no cell a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(head.split())
    for line in lines:
        writer.writerow(["'" + t if t[:1] in tuple("=+-@\t") else t for t in map(_said, line)])
    return "\ufeff" + stream.getvalue()


def _said(cell: object) -> str:
    return "" if cell is None else str(cell)


def _figures(sheet: FactSheet) -> Iterable[tuple[object, ...]]:
    for section, item in sheet.outline.items():
        place = (words(section.title, sheet) if section else "", words(item.heading, sheet))
        for i in item.indicators:
            figure = sheet.figure(i.id)
            now = figure.printed
            interval = (now.value, now.unit, now.low, now.high) if now else ("", i.unit, "", "")
            yield (
                *(i.id, *place, i.label, now, *interval),
                *(figure.exact, figure.previous, figure.state, i.department, figure.source),
                *(i.definition, figure.note),
            )


def _texts(sheet: FactSheet) -> Iterable[tuple[str, str, str]]:
    """Where each text stands, how it reads, and with its figures' names as it is written."""
    head = sheet.head.model_dump().items()
    sources = [(f"head.{name}", text) for name, text in head if isinstance(text, str)]
    sources += [(words(i.heading, sheet), sheet.passage(i.id)) for _, i in sheet.outline.items()]
    sources += [(f"照片 {photo.name}", photo.caption) for photo in sheet.photos]
    return ((place, words(text, sheet), text) for place, text in sources)
