"""Tables become a sheet: asked for, read off the window's thread, corrected, shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.ui.tasks import Task, run

if TYPE_CHECKING:
    from courtdesk.excel.founding.founding import Founding
    from courtdesk.store import Document
    from courtdesk.ui.main_window import MainWindow


def new(window: MainWindow) -> None:
    """Ask for tables, and go on with them."""
    from courtdesk.ui.founding.founding_form import FoundingForm

    form = FoundingForm(window, window.space.folder if window.space else Path.home())
    form.accepted.connect(lambda: open_tables(window, form.paths))
    form.open()


def open_tables(window: MainWindow, paths: Sequence[Path]) -> None:
    """Read files, and the tables in folders; then let every guess be corrected."""

    def work(task: Task) -> Founding:
        from courtdesk.excel.founding.founding import founded
        from courtdesk.excel.founding.opened import open_files
        from courtdesk.excel.founding.whose import year_of
        from courtdesk.excel.kinds import listed

        opened = open_files(listed(paths), task.progress)
        year = year_of(opened) or date.today().year - 1
        return founded(opened, year, tick=lambda: task.progress("正在认指标", 0, 0))

    run(window, "正在读取表格", work, lambda founding: correct(window, founding))


def correct(window: MainWindow, founding: Founding) -> None:
    """Let every guess be corrected; what is accepted becomes the open sheet."""
    from courtdesk.ui.draft.drafting import show_made
    from courtdesk.ui.founding.founding_dialog import FoundingDialog

    dialog = FoundingDialog(window, founding)

    def take() -> None:
        accepted, court = dialog.founding, dialog.court
        show_made(window, lambda task: _document(task, accepted, court))

    dialog.accepted.connect(take)
    dialog.open()


def _document(task: Task, founding: Founding, court: str) -> Document:
    from courtdesk.excel.founding.made import made
    from courtdesk.store import Document
    from courtdesk.who import who

    new = made(founding, court, who(), datetime.now().astimezone(), task.progress)
    return Document.new(new.sheet, who(), new.blobs, new.names)
