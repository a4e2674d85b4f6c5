"""New, open, save, recover: what the window does with files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog

from courtdesk.models.errors import UserError
from courtdesk.ui.tasks import Cancelled, Task, aside, ask, choose_of, run, warn
from courtdesk.who import who

# The store and the models behind it are imported where they are used: the window is painted first.
if TYPE_CHECKING:
    from courtdesk.store import Document, Leftover, Version
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.workspace import Workspace

KIND = "事实表 (*.courtdesk)"
SUFFIX = ".courtdesk"
SAMPLE = "sheqi-2023"


def when_ready(window: MainWindow, then: Callable[[], None]) -> None:
    """Load the editor, what stands behind it off the window's thread, then go on."""

    def load(_: Task) -> object:
        import courtdesk.store
        import courtdesk.writing.samples  # noqa: F401

        return None

    def go_on(_: object) -> None:
        import courtdesk.ui.editor  # noqa: F401  # here, for it makes Qt's types: see chart_loading

        then()

    task = Task(window, load)
    task.done.connect(go_on)
    task.failed.connect(lambda sentence: warn(window, sentence))
    task.start()


def list_sheets(window: MainWindow) -> None:
    """Show recent sheets and unfinished work on the start page, once they are read."""

    def work(_: Task) -> object:
        from courtdesk.store import leftovers, recents

        known = recents()
        gone = frozenset(r.path for r in known if not r.path.exists())  # a lost share answers late
        return known, leftovers(), gone

    task = Task(window, work)
    task.done.connect(lambda found: window.start.show_sheets(*found))
    task.failed.connect(lambda sentence: warn(window, sentence))
    task.start()


def remember_sheet(space: Workspace) -> None:
    """Put the open sheet first among the recent ones, as it stands now."""
    from courtdesk.checks import counted
    from courtdesk.models.outline import Severity
    from courtdesk.store import Recent, remember

    if space.path is None:
        return
    entry = Recent(
        path=space.path,
        court=space.sheet.court,
        year=space.sheet.year,
        filled=space.sheet.filled,
        total=len(space.sheet.wanted),
        errors=counted(space.findings)[Severity.ERROR],
        when=datetime.now().astimezone(),
    )

    def work() -> None:
        with suppress(UserError):  # a list that can be done without
            remember(entry)

    aside(work)


def new(window: MainWindow) -> None:
    """Ask for court, year and outline, and show an empty sheet."""
    from courtdesk.models.sheet import blank
    from courtdesk.store import Document
    from courtdesk.ui.look.dialogs import NewSheetForm
    from courtdesk.writing.outlines import load_outline

    form = NewSheetForm(window)
    if not form.exec():
        return
    try:
        outline = load_outline(str(form.outline.currentData()))
        sheet = blank(form.court.text().strip(), int(form.year.text()), outline)
        show(window, Document.new(sheet, who()))
    except UserError as error:
        warn(window, str(error))


def open_sample(window: MainWindow, name: str = SAMPLE) -> None:
    """Show a copy of a sample; the sample itself is never written to."""
    from courtdesk.store import Document
    from courtdesk.writing.samples import load_sample

    try:
        sheet, blobs = load_sample(name)
        show(window, Document.new(sheet, who(), blobs))
    except (UserError, FileNotFoundError) as error:
        sentence = str(error) if isinstance(error, UserError) else "示例文件缺失，请重新安装程序。"
        warn(window, sentence)


def choose(window: MainWindow) -> None:
    """Ask which file to open."""
    name, _ = QFileDialog.getOpenFileName(window, "打开", str(_folder(window)), KIND)
    if name:
        open_path(window, Path(name))


def open_path(window: MainWindow, path: Path) -> None:
    """Open a file, or the work on it that was cut off: that is asked first."""
    from courtdesk.store import Leftover, leftovers

    space = window.space
    if space is None:
        window.show_start()
    elif space.path is not None and space.path.resolve() == path.resolve():
        return  # it is the one that is open

    def work(task: Task) -> Leftover | Opened:
        left = leftovers(path)
        return left[0] if left else _opened(task, path)

    def done(found: Leftover | Opened) -> None:
        if isinstance(found, Leftover):
            from courtdesk.ui.versions import versions

            versions.choose_leftover(window, found)
        else:
            _show_opened(window, found)

    # the sheet that is open stays until the other one is there to be shown
    run(window, f"正在打开 {path.name}", work, done)


def open_file(window: MainWindow, path: Path) -> None:
    """Open a file off the window's thread and show it, whatever work on it was cut off."""
    run(
        window,
        f"正在打开 {path.name}",
        lambda task: _opened(task, path),
        lambda opened: _show_opened(window, opened),
    )


def take_over(window: MainWindow) -> None:
    """Edit a file though a note says that another has it open: that one may be long gone."""
    space = window.space
    if space is None or space.path is None:
        return
    path = space.path
    question = (
        f"{space.read_only}\n对方如果还在编辑，两边的修改都会留下："
        "后写入的一方另存为一份，并列出不同之处。"
    )
    if ask(window, question, "仍要编辑", final=True):
        run(
            window,
            f"正在打开 {path.name}",
            lambda task: _opened(task, path, take_over=True),
            lambda opened: _show_opened(window, opened),
        )


class Opened(NamedTuple):
    """A document, or why it is beyond reading; of a damaged one its last sound version."""

    document: Document | None
    refusal: str = ""
    version: Version | None = None


def _opened(task: Task, path: Path, take_over: bool = False) -> Opened:
    from courtdesk.store import Damaged, Document, last_sound

    try:
        document = Document.open(path, who(), take_over=take_over)
    except Damaged as error:
        return Opened(None, str(error), last_sound(path))
    if task.cancelled:
        document.close()
        raise Cancelled
    return Opened(document, "", last_sound(path) if document.lost else None)


def _show_opened(window: MainWindow, opened: Opened) -> None:
    from courtdesk.ui.versions import versions

    document = opened.document
    if document is None:
        versions.offer_sound(window, opened.refusal, opened.version)
        return

    def tell() -> None:
        if document.lost:
            versions.tell_losses(window, document, opened.version)

    show(window, document, tell)


def resume(window: MainWindow, leftover: Leftover) -> None:
    """Go on with the work of a program that died."""
    from courtdesk.store import recover

    run(
        window,
        "正在继续上次的编辑",
        lambda _: Opened(recover(leftover, who())),
        lambda opened: _show_opened(window, opened),
    )


def discard(window: MainWindow, leftover: Leftover) -> None:
    """Put unfinished work away after asking."""
    from courtdesk.store import discard as put_away

    question = f"不再继续“{leftover.court} {leftover.year}年”的 {leftover.edits} 处修改？"
    if ask(window, question, "不要了", final=True):
        run(
            window,
            "正在收起",
            lambda _: put_away(leftover),
            lambda _: list_sheets(window),
        )


def save(window: MainWindow) -> None:
    """Write the snapshot now; ask where when the sheet has no file yet."""
    space = window.space
    if space is None:
        return
    window.flush()
    if space.path is None:
        save_as(window)
        return
    if space.read_only:
        warn(window, space.read_only)
        return
    space.publish()


def save_as(window: MainWindow) -> bool:
    """Ask for a file and write the sheet to it; False when the user gave up."""
    space = window.space
    if space is None:
        return True
    window.flush()
    start = space.path or _folder(window) / f"{space.sheet.court}{space.sheet.year}{SUFFIX}"
    name, _ = QFileDialog.getSaveFileName(window, "另存为", str(start), KIND)
    if not name:
        return False
    path = Path(name)
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    space.publish(path)
    return True


def may_close(window: MainWindow, stuck: str) -> bool:
    """A sheet that was never written to a file is not put away without a question.

    ``stuck`` says why the last edits are not durable.
    """
    space = window.space
    if space is None or space.read_only:
        return True
    if not _may_lose(window, space, stuck):
        return False
    if space.path is not None:
        return True
    if not space.touched:
        space.wanted = False
        return True
    question = "这份事实表还没有存为文件。现在保存吗？"
    match choose_of(window, question, "保存", "不保存", "取消"):
        case 0:
            space.postpone(False)  # what was put off was the waiting; now it is to be written
            return save_as(window)
        case 1:
            space.wanted = False
            return True
        case _:
            return False


def _may_lose(window: MainWindow, space: Workspace, stuck: str) -> bool:
    """Whether nothing would be lost, or the user said that it may be."""
    if not stuck or space.rescued is space.sheet:
        return True
    question = f"{stuck}\n最近的修改还没有保存到本机，关闭就没有了。"
    answer = choose_of(window, question, "导出归档…", "丢弃修改并关闭", "取消")
    if answer == 0:
        from courtdesk.ui.versions import versions

        versions.write_archive(window)
    return answer == 1


def show(window: MainWindow, document: Document, then: Callable[[], object] = lambda: None) -> None:
    """Show an open document and go on, unless the sheet that is open wants to stay."""
    from courtdesk.ui import leaving

    def stay() -> None:
        aside(document.close)

    def go_on() -> None:
        window.show_document(document)
        then()

    leaving.leave(window, go_on, stay)


def _folder(window: MainWindow) -> Path:
    space = window.space
    if space is not None and space.path is not None:
        return space.path.parent
    return Path.home()
