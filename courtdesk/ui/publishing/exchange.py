"""Export and printing as the window does them: ask, work in the background, tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from courtdesk.ui.publishing.forms import BY_ID, FORMS
from courtdesk.ui.publishing.releasing import ask_again, recorded
from courtdesk.ui.tasks import Task, run, tell_kept

if TYPE_CHECKING:
    from courtdesk.publish.release import Blocked
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.workspace import Workspace

ANYWAY = "仍要导出"


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

    run(window, "导出表格", work, lambda _: tell_kept(window, f"已导出 {path.name}", path.parent))


def export_all(window: MainWindow) -> None:
    """Write every form to a folder the user names."""
    from courtdesk.publish.formats import FORMATS

    export_forms(window, FORMATS)


def export_forms(window: MainWindow, forms: Sequence[str]) -> None:
    """Write the named forms to a folder the user names."""
    space = window.space
    if space is None:
        return
    window.flush()
    name = QFileDialog.getExistingDirectory(window, "成品存到哪个文件夹", str(space.folder))
    if not name:
        return
    _export_to(window, space, forms, Path(name), "")


def _export_to(
    window: MainWindow, space: Workspace, forms: Sequence[str], folder: Path, anyway: str
) -> None:
    """Export in the background; what stands against it asks for a reason first."""
    # of a document that is only looked at the manifest alone keeps it
    keep = recorded(window, space, f"{ANYWAY}成品", "" if space.read_only else anyway)
    if keep is None:
        return
    stamped = space.stamped()

    def work(task: Task) -> tuple[Path, ...] | Blocked:
        from courtdesk.publish.edition import Edition
        from courtdesk.publish.export import export
        from courtdesk.publish.release import Blocked

        def progress(form: str, done: int, total: int) -> None:
            task.progress(f"正在制作{BY_ID[form].name}" if form else "正在写入", done, total)

        sheet, revision = stamped.result()
        edition = Edition(sheet, space.blob, revision)
        try:
            return export(
                edition, folder, forms, anyway, progress, lambda: task.cancelled, last=keep
            )
        except Blocked as blocked:
            return blocked

    def done(made: tuple[Path, ...] | Blocked) -> None:
        if not isinstance(made, tuple):
            ask_again(
                window, ANYWAY, made, lambda why: _export_to(window, space, forms, folder, why)
            )
        elif made:  # none when it was cancelled: the older files stand
            names = [f"{form.name}：{form.file}" for form in FORMS if form.id in forms]
            sentence = f"已导出 {len(made)} 个文件，逐一读回核对无误"
            tell_kept(window, sentence, folder, "\n".join(names))

    run(window, "导出成品", work, done)


def print_preview(window: MainWindow) -> None:
    """Show the pages before they are printed, of the form that is looked at if it has any."""
    page = window.editor.page if window.editor is not None else None
    print_form(window, page.printed if page is not None else "")


def print_form(window: MainWindow, form: str) -> None:
    """Show the pages of a form before they are printed."""
    from courtdesk.ui.publishing.print_dialog import PrintDialog

    if window.space is not None:
        window.flush()
        PrintDialog(window, window.space, window.colours, form).open()
