"""The article for WeChat on the clipboard: as rich text for its editor, as words for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from courtdesk.models.sheet import FactSheet
from courtdesk.ui.tasks import Task, ask, run, warn
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow

SHOWN = 8  # things outside the subset that are named


class Copy(NamedTuple):
    """What is put on the clipboard, and what stands against it."""

    html: str
    words: str
    beyond: tuple[str, ...]  # outside what WeChat keeps
    hindrances: tuple[str, ...]


def copy_article(window: MainWindow, space: Workspace) -> None:
    """Make the article and put it on the clipboard; what blocks the release is asked about."""
    window.flush()
    sheet = space.sheet
    run(
        window,
        "复制公众号稿",
        lambda task: _made(task, sheet, space),
        lambda copy: put(window, copy),
    )


def _made(task: Task, sheet: FactSheet, space: Workspace) -> Copy:
    from courtdesk.publish.edition import Edition
    from courtdesk.publish.release import hindrances
    from courtdesk.publish.wechat import fragment
    from courtdesk.publish.wechat_subset import outside
    from courtdesk.writing.article import plain

    task.progress("正在准备公众号稿", 0, 0)
    edition = Edition(sheet, space.blob)
    html = fragment(edition)
    return Copy(html, plain(edition.article), outside(html), hindrances(edition))


def put(window: MainWindow, copy: Copy) -> None:
    """Fill the clipboard, unless what blocks the release keeps somebody from it."""
    if copy.hindrances:
        told = "\n".join(copy.hindrances[:SHOWN])
        count = len(copy.hindrances)
        if not ask(window, f"还有 {count} 处未处理，不宜发布：\n{told}", "仍要复制", final=True):
            return
    data = QMimeData()
    data.setHtml(copy.html)
    data.setText(copy.words)
    QGuiApplication.clipboard().setMimeData(data)
    if copy.beyond:
        told = "\n".join(copy.beyond[:SHOWN])
        warn(window, f"已复制。公众号编辑器会去掉这些内容：\n{told}")
    window.statusBar().showMessage("公众号稿已复制，到公众号编辑器里粘贴即可。", 8000)
