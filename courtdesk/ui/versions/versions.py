"""Versions, archives, and the choice between two states of a sheet, as the window does them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from courtdesk.ui import tasks
from courtdesk.ui.tasks import Task, choose_of, run, warn
from courtdesk.who import who

if TYPE_CHECKING:
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Conflict, Document, Leftover, Version
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.versions.versions_dialog import VersionsDialog
    from courtdesk.ui.workspace import Workspace
    from courtdesk.writing.compare import Difference

ZIP = "归档 (*.zip)"


def show_versions(window: MainWindow) -> None:
    """Show what was kept of the open sheet."""
    space = window.space
    if space is None:
        return
    window.flush()
    kept = space.writer.call(lambda document: document.versions())

    def show(versions: tuple[Version, ...]) -> None:
        from courtdesk.ui.versions.versions_dialog import VersionsDialog

        dialog = VersionsDialog(window, window.colours, versions)
        dialog.compared.connect(lambda version: _compare(window, dialog, version))
        dialog.restored.connect(lambda version: _restore(window, dialog, version))
        dialog.open()

    run(window, "读取历史版本", lambda _: kept.result(), show)


def _compare(window: MainWindow, dialog: VersionsDialog, version: Version) -> None:
    space = window.space
    if space is None:
        return
    sheet = space.sheet

    def show(found: tuple[Difference, ...]) -> None:
        from courtdesk.ui.versions.compare_dialog import CompareDialog

        when = f"{version.when:%m月%d日 %H:%M} 的版本"
        says = "左边是那时的内容，右边是现在的内容。"
        CompareDialog(dialog, "比较版本", says, (when, "现在"), found).open()

    def work(_: Task) -> tuple[Difference, ...]:
        from courtdesk.store import read_version
        from courtdesk.writing.compare import compare

        return compare(read_version(version.file), sheet)

    run(dialog, "正在比较", work, show)


def _restore(window: MainWindow, dialog: VersionsDialog, version: Version) -> None:
    from courtdesk.store import Document
    from courtdesk.ui import files

    def opened(document: Document) -> None:
        dialog.accept()
        files.show(window, document)

    run(dialog, "正在打开版本", lambda _: Document.from_version(version.file, who()), opened)


def tell_losses(window: MainWindow, document: Document, version: Version | None) -> None:
    """List what of a damaged document could not be read, and offer what can be done."""
    from courtdesk.ui import files
    from courtdesk.ui.versions.losses_dialog import LossesDialog

    dialog = LossesDialog(window, document, version)
    dialog.elsewhere.connect(lambda: files.save_as(window))
    dialog.earlier.connect(lambda version: _open_version(window, version))
    dialog.open()


def offer_sound(window: MainWindow, refusal: str, version: Version | None) -> None:
    """Say why a file is beyond reading, and offer the last sound version of it."""
    from courtdesk.ui.versions.losses_dialog import told

    if version is None:
        warn(window, refusal)
        return
    question = f"{refusal}\n本机有它最近一个核对完好的版本：{told(version)}。"
    if choose_of(window, question, "打开这个版本", "取消") == 0:
        _open_version(window, version)


def _open_version(window: MainWindow, version: Version) -> None:
    from courtdesk.store import Document
    from courtdesk.ui import files

    run(
        window,
        "正在打开版本",
        lambda _: Document.from_version(version.file, who()),
        lambda document: files.show(window, document),
    )


def _differences(file: Path, now: FactSheet) -> tuple[Difference, ...]:
    from courtdesk.store import read_sheet
    from courtdesk.writing.compare import compare

    return compare(read_sheet(file), now)


def choose_leftover(window: MainWindow, left: Leftover) -> None:
    """Show what work that was cut off and the file have in difference; go on with either."""
    from courtdesk.store import look_at
    from courtdesk.ui import files

    path = left.path
    if path is None:  # there is nothing to choose
        files.resume(window, left)
        return

    when = f"{left.when.astimezone():%m月%d日 %H:%M}"
    says = f"上次编辑在 {when} 中断，有 {left.edits} 处修改还没有写入文件。"
    answers = ("继续上次的编辑", "打开磁盘上的版本")

    def go_on(answer: int) -> None:
        if answer == 0:
            files.resume(window, left)
        elif answer == 1:
            files.open_file(window, path)

    def show(found: tuple[Difference, ...] | str) -> None:
        from courtdesk.ui.versions.compare_dialog import CompareDialog

        if isinstance(found, str):  # why the file cannot be compared
            go_on(choose_of(window, f"{says}\n{found}", *answers, "取消"))
            return
        sides = ("磁盘上的版本", "上次的编辑")
        title = "上次没有写完的工作"
        dialog = CompareDialog(
            window, title, f"{says}两边都会留下。", sides, found, answers, "取消"
        )
        dialog.exec()
        go_on(dialog.answer)

    def work(_: Task) -> tuple[Difference, ...] | str:
        from courtdesk.models.errors import UserError

        mine = look_at(left)
        try:
            return _differences(path, mine)
        except UserError as error:
            return str(error)

    run(window, "正在比较", work, show)


def tell_conflict(
    window: MainWindow, space: Workspace, then: Callable[[], object] = lambda: None
) -> None:
    """Tell of the conflict that was met, if it was not seen yet; go on when it was.

    It is told once, whoever asks: while it was met and while the sheet is left.
    """
    if space.parted is None:
        then()
        return
    space.when_seen.append(then)
    if len(space.when_seen) == 1:
        _show_conflict(window, space, space.parted)


def _show_conflict(window: MainWindow, space: Workspace, conflict: Conflict) -> None:
    """Say that both sides of a conflict are kept, and show what differs."""
    sheet = space.sheet

    def seen() -> None:
        waiting, space.when_seen = space.when_seen, []
        if space.parted is conflict:  # else there is another by now
            space.parted = None
        for then in waiting:
            tell_conflict(window, space, then)

    def show(found: tuple[Difference, ...]) -> None:
        from courtdesk.ui.versions.compare_dialog import CompareDialog

        sides = (f"别人写入的 {conflict.other.name}", f"本机的 {conflict.kept.name}")
        dialog = CompareDialog(window, "文件已被别人改动", str(conflict), sides, found)
        dialog.finished.connect(lambda _: seen())
        dialog.open()

    def say(why: str) -> None:
        tasks.insist(window, f"{conflict}\n{why}", seen)

    run(window, "正在比较", lambda _: _differences(conflict.other, sheet), show, say)


def write_archive(window: MainWindow) -> None:
    """Ask where to and write the archive."""
    space = window.space
    if space is None:
        return
    window.flush()
    start = space.folder / f"{space.sheet.court}{space.sheet.year}归档.zip"
    name, _ = QFileDialog.getSaveFileName(window, "导出归档", str(start), ZIP)
    if not name:
        return
    to = Path(name) if name.lower().endswith(".zip") else Path(name + ".zip")

    sheet = space.sheet

    def work(_: Task) -> Path:
        space.writer.call(lambda document: document.write_archive(to, sheet)).result()
        return to

    def done(path: Path) -> None:
        space.rescued = sheet
        window.statusBar().showMessage(f"归档已写入 {path}", 8000)

    run(window, "正在导出归档", work, done)


def read_archive(window: MainWindow) -> None:
    """Ask for an archive and open it as a new sheet."""
    from courtdesk.store import Document
    from courtdesk.ui import files

    name, _ = QFileDialog.getOpenFileName(window, "从归档读回", "", ZIP)
    if not name:
        return

    def work(_: Task) -> Document:
        return Document.from_archive(Path(name), who())

    run(window, "正在读回归档", work, lambda document: files.show(window, document))


def put_back(window: MainWindow, seq: int, label: str) -> None:
    """Put what an edit changed back to what it was before, as one undo step."""
    from courtdesk.models.errors import UserError

    space = window.space
    if space is None:
        return
    window.flush()
    sheet = space.sheet
    before = space.writer.call(lambda document: document.before(seq))

    def done(restored: FactSheet) -> None:
        if space.sheet is not sheet:  # more was typed meanwhile: that is to stay
            put_back(window, seq, label)
            return
        try:
            space.edit("", restored, f"恢复：{label}")
        except UserError as error:
            warn(window, str(error))

    run(window, "正在恢复", lambda _: before.result(), done)
