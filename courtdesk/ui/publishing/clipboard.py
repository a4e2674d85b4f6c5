"""The article for WeChat on the clipboard: as rich text for its editor, as words for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from courtdesk.ui.publishing.releasing import ask_again, recorded
from courtdesk.ui.tasks import Task, run, warn
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.publish.release import Blocked
    from courtdesk.ui.main_window import MainWindow

SHOWN = 8  # things outside the subset that are named
ANYWAY = "仍要复制"


class Copy(NamedTuple):
    """What is put on the clipboard, and what of it WeChat would not keep."""

    html: str
    words: str
    beyond: tuple[str, ...]


def copy_article(window: MainWindow, space: Workspace, anyway: str = "") -> None:
    """Make the article and put it on the clipboard; what blocks the release asks for a reason.

    ``anyway`` is the reason: it is durable before the clipboard is filled, and only then.
    """
    window.flush()
    sheet = space.sheet
    keep = recorded(window, space, f"{ANYWAY}公众号稿", anyway)
    if keep is None:
        return

    def work(task: Task) -> Copy | Blocked:
        from courtdesk.publish.edition import Edition
        from courtdesk.publish.release import Blocked, let_go
        from courtdesk.publish.wechat import fragment
        from courtdesk.publish.wechat_subset import outside
        from courtdesk.writing.article import plain

        task.progress("正在准备公众号稿", 0, 0)
        edition = Edition(sheet, space.blob)
        try:
            let_go(edition, anyway)
        except Blocked as blocked:
            return blocked
        html = fragment(edition)
        copy = Copy(html, plain(edition.article), outside(html))
        task.progress("正在复制", 0, 0)  # the last moment to cancel
        keep()
        return copy

    def done(made: Copy | Blocked) -> None:
        if isinstance(made, Copy):
            put(window, made)
        elif space.read_only:  # there is no history to keep a reason in
            warn(window, f"{made.first}；没有复制：{space.read_only}")
        else:
            ask_again(window, ANYWAY, made, lambda reason: copy_article(window, space, reason))

    run(window, "复制公众号稿", work, done)


def put(window: MainWindow, copy: Copy) -> None:
    """Fill the clipboard, and tell what the editor of WeChat would leave out."""
    data = QMimeData()
    data.setHtml(copy.html)
    data.setText(copy.words)
    QGuiApplication.clipboard().setMimeData(data)
    if copy.beyond:
        told = "\n".join(copy.beyond[:SHOWN])
        warn(window, f"已复制。公众号编辑器会去掉这些内容：\n{told}")
    window.statusBar().showMessage("公众号稿已复制，到公众号编辑器里粘贴即可。", 8000)
