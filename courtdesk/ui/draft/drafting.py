"""An article becomes a sheet: asked for, taken apart off the window's thread, corrected, shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.ui.tasks import Task, run

if TYPE_CHECKING:
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Document
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.writing.draft.draft import Draft


def new(window: MainWindow) -> None:
    """Ask for an article, pasted or as a file, and go on with it."""
    from courtdesk.ui.draft.article_form import ArticleForm

    form = ArticleForm(window, window.space.folder if window.space else Path.home())

    def go_on() -> None:
        if form.path is not None:
            open_article(window, form.path)
        else:
            take_apart(window, form.text)

    form.accepted.connect(go_on)
    form.open()


def open_article(window: MainWindow, path: Path) -> None:
    """Take the article of a file apart."""

    def work(_: Task) -> Draft:
        from courtdesk.writing.draft.draft import drafted
        from courtdesk.writing.draft.source import read_article

        return drafted(read_article(path))

    run(window, f"正在读取 {path.name}", work, lambda draft: correct(window, draft))


def take_apart(window: MainWindow, text: str) -> None:
    """Take pasted text apart."""

    def work(_: Task) -> Draft:
        from courtdesk.writing.draft.draft import drafted
        from courtdesk.writing.draft.source import pasted

        return drafted(pasted(text))

    run(window, "正在识别稿件", work, lambda draft: correct(window, draft))


def correct(window: MainWindow, draft: Draft) -> None:
    """Let every guess be corrected; what is accepted becomes the open sheet."""
    from courtdesk.ui.draft.draft_dialog import DraftDialog

    dialog = DraftDialog(window, draft)
    dialog.accepted.connect(lambda: _open(window, dialog.draft, dialog.sheet()))
    dialog.open()


def _open(window: MainWindow, draft: Draft, sheet: FactSheet) -> None:
    from courtdesk.store import Document
    from courtdesk.who import who

    kept = draft.manuscript.files
    names = {key: name for key, (name, _) in kept.items()}
    blobs = {key: data for key, (_, data) in kept.items()}
    show_made(window, lambda _: Document.new(sheet, who(), blobs, names))


def show_made(window: MainWindow, make: Callable[[Task], Document]) -> None:
    """Make a document off the window's thread and show it; it is work that stands in no file."""
    from courtdesk.ui import files

    def made() -> None:
        if window.space is not None:
            window.space.brought = True

    run(window, "正在建立事实表", make, lambda document: files.show(window, document, made))
