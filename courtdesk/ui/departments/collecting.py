"""Departments, forms and the board as the window does them: ask, work in the background, tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from courtdesk.models.errors import UserError
from courtdesk.ui.tasks import Task, run, tell_kept, warn

if TYPE_CHECKING:
    from courtdesk.models.sheet import Request
    from courtdesk.ui.main_window import MainWindow


def edit_departments(window: MainWindow) -> None:
    """Show the departments, to be renamed, merged, added and removed."""
    from courtdesk.ui.departments.departments_dialog import DepartmentsDialog

    if window.space is not None:
        window.flush()
        dialog = DepartmentsDialog(window, window.space)
        dialog.exec()
        dialog.deleteLater()  # it follows the sheet


def show_board(window: MainWindow) -> None:
    """Show who has answered; a line leads to the department's first missing figure."""
    from courtdesk.ui.departments.board import Board

    editor = window.editor
    if editor is None:
        return
    window.flush()
    board = Board(window, editor.space, date.today())
    board.exec()
    board.deleteLater()  # it follows the sheet
    if board.forms:
        send_forms(window)
    elif board.path:
        editor.show_path(board.path)


def send_forms(window: MainWindow) -> None:
    """Ask who gets a form, make all forms in a folder the user names, and remember it."""
    from courtdesk.ui.departments.forms_dialog import FormsDialog

    space = window.space
    if space is None:
        return
    window.flush()
    dialog = FormsDialog(window, space.sheet, date.today())
    agreed = dialog.exec()
    dialog.deleteLater()
    if dialog.assigning:
        edit_departments(window)
        send_forms(window)
    if not agreed:
        return
    name = QFileDialog.getExistingDirectory(window, "采集表存到哪个文件夹", str(space.folder))
    if name:
        _make(window, Path(name), dialog.requests)


def _make(window: MainWindow, folder: Path, requests: tuple[Request, ...]) -> None:
    space = window.space
    if space is None:
        return
    sheet = space.sheet

    def work(task: Task) -> tuple[Path, ...]:
        from courtdesk.publish.forms import make_forms

        return make_forms(sheet, folder, requests, task.progress, lambda: task.cancelled)

    def done(made: tuple[Path, ...]) -> None:
        from courtdesk.publish.forms import sent

        if not made:
            return  # cancelled: the older files stand, and nothing was sent
        try:
            label = f"发放采集表：{len(made)} 个部门"
            space.edit("requests", sent(space.sheet, requests).requests, label)
        except UserError as error:
            warn(window, str(error))
        tell_kept(window, f"已生成 {len(made)} 份采集表，请分别发给各部门", folder)

    run(window, "发放采集表", work, done)
