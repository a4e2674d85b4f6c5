"""Import, export and printing as the window does them: ask, work in the background, tell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from courtdesk.models.errors import UserError
from courtdesk.ui.tasks import Task, ask, run, warn
from courtdesk.who import who

if TYPE_CHECKING:
    from courtdesk.excel.exchange import Import
    from courtdesk.ui.main_window import MainWindow

TABLES = "表格 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.tsv *.htm *.html *.xml *.mht);;所有文件 (*)"


def choose_import(window: MainWindow) -> None:
    """Ask for a workbook and preview what it would change."""
    folder = str(window.space.folder) if window.space is not None else ""
    name, _ = QFileDialog.getOpenFileName(window, "导入表格", folder, TABLES)
    if name:
        import_paths(window, [Path(name)])


def import_paths(window: MainWindow, paths: list[Path]) -> None:
    """Read a workbook in the background, then show the preview."""
    space = window.space
    if space is None:
        return
    if space.read_only:
        warn(window, space.read_only)
        return
    window.flush()
    sheet, path = space.sheet, paths[0]

    def work(task: Task) -> Import:
        from courtdesk.excel.reader import read_workbook

        def tick() -> None:
            task.progress(f"正在读取 {path.name}", 0, 0)

        tick()
        return read_workbook(path, sheet, tick)

    run(window, "导入表格", work, lambda found: preview_import(window, path, found))


def preview_import(window: MainWindow, path: Path, found: Import) -> None:
    """Show every change; what is accepted becomes one undo step."""
    from courtdesk.excel.exchange import apply
    from courtdesk.excel.guard import read_kept
    from courtdesk.ui.import_dialog import ImportDialog

    space = window.space
    if space is None:
        return
    if not found.changes and not found.problems:
        warn(window, f"“{path.name}”与当前事实表一致，没有要导入的改动。")
        return
    dialog = ImportDialog(window, path.name, found)
    if not dialog.exec():
        return
    chosen = dialog.accepted_changes

    def keep(task: Task) -> str:
        task.progress(f"正在保存 {path.name}", 0, 0)
        return space.attach(read_kept(path), path.name)

    def take(sha256: str) -> None:
        try:
            now = datetime.now().astimezone()
            fresh = apply(space.sheet, chosen, who(), now, {path.name: sha256})
            space.edit("", fresh, f"导入 {path.name}：{len(chosen)} 处", origin=path.name)
        except UserError as error:
            warn(window, str(error))

    run(window, "导入表格", keep, take)


def export_one(window: MainWindow) -> None:
    """Write the workbook to a file the user names."""
    space = window.space
    if space is None:
        return
    window.flush()
    stem = space.path.stem if space.path else f"{space.sheet.court}{space.sheet.year}"
    start = space.folder / f"{stem}.xlsx"
    name, _ = QFileDialog.getSaveFileName(window, "导出表格", str(start), "Excel 工作簿 (*.xlsx)")
    if not name:
        return
    path = Path(name) if name.endswith(".xlsx") else Path(f"{name}.xlsx")
    sheet, findings = space.sheet, space.checked

    def work(task: Task) -> Path:
        from courtdesk.excel.workbook import write_workbook

        task.progress(f"正在写入 {path.name}", 0, 0)
        write_workbook(sheet, findings, path)
        return path

    run(window, "导出表格", work, lambda _: _tell(window, f"已导出 {path.name}", path.parent))


def export_all(window: MainWindow) -> None:
    """Write every form to a folder the user names."""
    space = window.space
    if space is None:
        return
    window.flush()
    name = QFileDialog.getExistingDirectory(window, "成品存到哪个文件夹", str(space.folder))
    if not name:
        return
    sheet, folder, blob = space.sheet, Path(name), space.blob

    def work(task: Task) -> tuple[Path, ...]:
        from courtdesk.publish.export import FORMATS, export

        return export(sheet, folder, FORMATS, blob, task.progress, lambda: task.cancelled)

    def done(written: tuple[Path, ...]) -> None:
        if not written:
            return  # cancelled: the older files stand
        names = "、".join(p.name for p in written)
        _tell(window, f"已导出 {names}", folder)

    run(window, "导出全部成品", work, done)


def print_preview(window: MainWindow) -> None:
    """Show the pages before they are printed."""
    from courtdesk.ui.print_dialog import PrintDialog

    if window.space is not None:
        window.flush()
        PrintDialog(window, window.space).open()


def _tell(window: MainWindow, sentence: str, folder: Path) -> None:
    window.statusBar().showMessage(sentence, 8000)
    if ask(window, f"{sentence}。", "打开所在文件夹", "知道了"):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
