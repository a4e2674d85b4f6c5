"""Import as the window does it: files read in the background, decided in a preview, one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog

from courtdesk.excel.kinds import SUFFIXES, listed
from courtdesk.models.errors import UserError
from courtdesk.ui.tasks import Task, run, warn
from courtdesk.who import who

if TYPE_CHECKING:
    from courtdesk.excel.intake.files import Reading
    from courtdesk.excel.intake.proposal import Proposal
    from courtdesk.models.sheet import FactSheet
    from courtdesk.ui.main_window import MainWindow

Read = Callable[[Task, "FactSheet", bool], "tuple[Reading, ...]"]
TABLES = f"表格 ({' '.join(f'*{suffix}' for suffix in sorted(SUFFIXES))});;所有文件 (*)"


def choose_import(window: MainWindow) -> None:
    """Ask for files and preview what they would change."""
    folder = str(window.space.folder) if window.space is not None else ""
    names, _ = QFileDialog.getOpenFileNames(window, "导入表格", folder, TABLES)
    if names:
        import_paths(window, [Path(name) for name in names])


def paste_table(window: MainWindow) -> None:
    """Preview what the cells on the clipboard would change, as copied from WPS or Excel."""
    clipboard = QApplication.clipboard()
    copied = clipboard.mimeData()  # None on an empty clipboard of some platforms
    html = copied.html() if copied is not None and copied.hasHtml() else ""
    data = html if "<table" in html.lower() else clipboard.text()
    if not data.strip():
        warn(window, "剪贴板里没有表格：请先在 WPS 或 Excel 中选中单元格并复制。")
        return

    def read(task: Task, sheet: FactSheet, with_hidden: bool) -> tuple[Reading, ...]:
        from courtdesk.excel.intake.files import read_pasted

        tick = partial(task.progress, "正在读取粘贴的表格", 0, 0)
        return (read_pasted(data.encode("utf-8", "replace"), sheet, with_hidden, tick),)

    _propose(window, read)


def import_paths(window: MainWindow, paths: Sequence[Path]) -> None:
    """Read files, and the tables in folders, in the background; then show the preview."""

    def read(task: Task, sheet: FactSheet, with_hidden: bool) -> tuple[Reading, ...]:
        from courtdesk.excel.intake.files import read_files

        files = listed(paths)
        readings = read_files(files, sheet, with_hidden, task.progress)
        if len(files) == 1 and readings[0].refusal:
            raise UserError(readings[0].refusal)
        return readings

    _propose(window, read)


def _propose(window: MainWindow, read: Read, with_hidden: bool = False) -> None:
    space = window.space
    if space is None:
        warn(window, "还没有打开事实表：请先打开或新建一份，再导入表格。")
        return
    if space.read_only:
        warn(window, space.read_only)
        return
    window.flush()
    sheet = space.sheet

    def work(task: Task) -> Proposal:
        from courtdesk.excel.intake.proposal import Proposal

        readings = read(task, sheet, with_hidden)
        task.progress("正在认指标", len(readings), len(readings))
        return Proposal(sheet, readings)

    def show(found: Proposal) -> None:
        if preview_import(window, found):
            _propose(window, read, with_hidden=True)

    run(window, "导入表格", work, show)


def preview_import(window: MainWindow, found: Proposal) -> bool:
    """Show every figure; what is accepted becomes one undo step.

    True when the hidden parts are to be read as well, and nothing was decided.
    """
    from courtdesk.excel.intake.offers import Standing
    from courtdesk.ui.intake.import_dialog import WITH_HIDDEN, ImportDialog

    if window.space is None:
        return False
    standings = {o.standing for o in found.offers.values()}
    if standings <= {Standing.SAME} and not found.problems:
        from courtdesk.excel.intake.files import titled

        name = titled(found.readings)
        warn(window, f"“{name}”与当前事实表一致，没有要导入的改动。")
        return False
    dialog = ImportDialog(window, found, window.colours)
    answer = dialog.exec()
    dialog.deleteLater()
    if answer == ImportDialog.DialogCode.Accepted:
        take(window, found)
    return answer == WITH_HIDDEN


def take(window: MainWindow, found: Proposal) -> None:
    """Keep the files in the document, then make every change as one step."""
    from courtdesk.excel.intake.files import kept, titled

    space = window.space
    if space is None:
        return
    used, count = found.used, len(found.taken)

    def keep(task: Task) -> dict[str, str]:
        read = {}
        for number, reading in enumerate(used):
            task.progress(f"正在保存 {reading.file}", number, len(used))
            read[reading.file] = kept(reading)
        # from here on all are kept: a file nobody refers to would be left in the document
        return {file: space.attach(data, Path(file).name) for file, data in read.items()}

    def change(hashes: dict[str, str]) -> None:
        from courtdesk.ui.intake.import_report import ImportReport

        try:
            fresh = found.applied(space.sheet, who(), datetime.now().astimezone(), hashes)
            label = f"导入 {titled(used)}：{count} 处"
            space.edit("", fresh, label, origin="、".join(hashes))
        except UserError as error:
            warn(window, str(error))
            return
        if any(reading.own is None for reading in found.readings):
            ImportReport(window, found.accounts, found.problems, count).open()

    run(window, "导入表格", keep, change)
