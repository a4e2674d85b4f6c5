"""The command ``export``: what is asked for, in which layout, and for which reason."""

import signal
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from courtdesk.cli import BAD_INPUT
from courtdesk.cli.terminal import complain, progress, say
from courtdesk.models.errors import UserError
from courtdesk.models.layout import Layout, Paper, Theme
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.files import Progress, file_names

_T = TypeVar("_T")


def export_sheet(
    options: Namespace, sheet: FactSheet, blobs: Mapping[str, bytes], revision: Revision | None
) -> int:
    """Carry out ``export`` on a sheet that was read; return the exit code. Raises UserError."""
    for path in _exported(options, options.to, sheet, blobs, revision, progress):
        say(path)
    return 0


def export_many(options: Namespace, paths: Sequence[Path]) -> int:
    """Export many files, each into a folder of its name, on all cores; return the exit code.

    One that cannot be exported is said on standard error, and the others go on.
    """
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    _only(options), _layout(options, Layout())  # what is written wrongly is said once, and first
    names = file_names([path.stem for path in paths], "")
    start, failed = time.perf_counter(), 0
    # Processes of their own: most of the work holds Python's lock.
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    try:
        folders = [options.to / name for name in names]
        jobs = [pool.submit(_export_one, options, *one) for one in zip(paths, folders, strict=True)]
        for done, (path, folder, job) in enumerate(zip(paths, folders, jobs, strict=True)):
            progress(path.name, done, len(paths))
            sentence = job.result()
            if sentence:
                failed += 1
                complain(sentence if path.name in sentence else f"“{path}”：{sentence}")
            else:
                say(folder)
    except BrokenExecutor as error:
        raise UserError(
            "导出中断，有进程被系统结束：已导出的文件是完整的，请关闭其他程序后重试。"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    progress("", len(paths), len(paths))
    seconds = time.perf_counter() - start
    say(f"共 {len(paths)} 份，导出 {len(paths) - failed} 份，每秒 {len(paths) / seconds:.2f} 份。")
    return BAD_INPUT if failed else 0


def _ignore_interrupts() -> None:
    """Ctrl+C is heard by the first process alone, which then gives up what has not begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _export_one(options: Namespace, path: Path, to: Path) -> str:
    """Export one file of many; return the sentence that says why not."""
    from courtdesk.store import read_revision

    try:
        _exported(options, to, *read_revision(path), threads=1)
    except UserError as error:
        return str(error)
    return ""


def _exported(
    options: Namespace,
    to: Path,
    sheet: FactSheet,
    blobs: Mapping[str, bytes],
    revision: Revision | None,
    progress: Progress = lambda name, done, total: None,
    threads: int = 0,
) -> tuple[Path, ...]:
    from courtdesk.publish.edition import Edition
    from courtdesk.publish.export import export

    only = _only(options)
    sheet = sheet.replaced(layout=_layout(options, sheet.layout))
    edition = Edition(sheet, lambda sha256: blobs.get(sha256, b""), revision)
    return export(edition, to, only, options.anyway, progress, threads=threads)


def _only(options: Namespace) -> tuple[str, ...]:
    from courtdesk.publish.formats import FORMATS, known

    if options.only is None:
        return FORMATS
    only = tuple(f.strip() for f in options.only.split(",") if f.strip())
    if not only:
        raise UserError(f"--only 后面没有写格式，可选的有：{'、'.join(FORMATS)}。")
    return known(only)


def _layout(options: Namespace, layout: Layout) -> Layout:
    """Return the sheet's layout with what was asked for on the command line."""
    papers = {p.value.casefold(): p for p in Paper if p} | {"tabloid": Paper.TABLOID}
    themes = {t.value: t for t in Theme}
    asked: dict[str, object] = {}
    if options.paper is not None:
        asked["paper"] = _one_of(options.paper, papers, "纸张", "A3、小报、A4")
    if options.theme is not None:
        asked["theme"] = _one_of(options.theme, themes, "配色", "、".join(themes))
    if options.columns is not None:
        columns = {str(n): n for n in range(2, 6)}
        asked["columns"] = _one_of(options.columns, columns, "栏数", "2、3、4、5")
    if options.size is not None:
        asked["size"] = _points(options.size)
    return layout.replaced(**asked)


def _one_of(said: str, known: Mapping[str, _T], what: str, choice: str) -> _T:
    found = known.get(said.casefold())
    if found is None:
        raise UserError(f"没有“{said[:20]}”这种{what}，可选的有：{choice}。")
    return found


def _points(said: str) -> Decimal:
    try:
        size = Decimal(said)
    except InvalidOperation:
        size = Decimal(0)
    if not (size.is_finite() and 8 <= size <= 13):
        raise UserError(f"无法使用字号“{said[:20]}”：请写 8 至 13 之间的磅数，如 9.5。")
    return size
