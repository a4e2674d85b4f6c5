"""The gate: holds the sheet, the undo stack and the open document. Every change passes here."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from courtdesk.checks import check
from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding, worst_first
from courtdesk.models.outline import Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import Explanation, FactSheet, Figure, Source, State, fitted
from courtdesk.store import AuditRow, Conflict, Document, Edit, Writer
from courtdesk.ui.look import boxes
from courtdesk.ui.proof.proofreader import Proofreader
from courtdesk.ui.step import Pending, Step
from courtdesk.who import who
from courtdesk.writing.history import rule_named, sides

MOST_ROWS = 300  # of the history are shown at a time
REFUSED = "此处不能这样填写，内容未改动，请检查后重新输入。"
SETTLE = 300  # ms without a keystroke before a typed value becomes one row of the audit


class Workspace(QObject):
    """One open document with its undo stack.

    ``changed`` says that the sheet differs at a path ("" for everywhere) and is emitted nowhere
    else; no slot of it may edit.
    """

    changed = Signal(object, str)
    saved = Signal(object)
    published = Signal(str, object)
    failed = Signal(str, bool)  # the sentence; whether every edit is durable all the same
    conflicted = Signal(object)
    closing = Signal()  # whoever reads the document on a thread of their own lets it go

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.sheet: FactSheet = fitted(document.sheet)  # a damaged file lacks figures
        self.undo_stack = QUndoStack(self)
        self.last_reason = next((e.reason for e in reversed(self.sheet.explanations)), "")
        self._last: Step | None = None  # the newest step
        # it came with work no file holds: an article's (told by whoever drafted it), cut-off work,
        # a version's, an archive's; what is but new, empty or a sample, has nothing to publish
        self.brought = document.path is None and bool(document.unpublished or document.lost)
        self._recorded = False  # something was done with it for a reason that is kept
        self.leaving = False  # it is being written for the last time: nothing can be edited
        self._put_off = False
        self.wanted = True  # False: the user let a sheet that never had a file go
        self._refusal = ""  # why the last try to write failed
        self.parted: Conflict | None = None  # met, and not seen by the user yet
        self.when_seen: list[Callable[[], object]] = []  # what goes on once it was
        self.rescued: FactSheet | None = None  # what was last written to an archive
        self._typing = 0
        self._checked: tuple[tuple[object, ...], tuple[Finding, ...]] | None = None
        self._pending: Pending | None = None
        self._settle = boxes.pause(self, SETTLE, self.flush)
        self.writer = Writer(
            document,
            saved=lambda revision: self.saved.emit(revision),
            published=self._tell_published,
            failed=self._tell_failed,
        )
        self.proofreader = Proofreader(self.sheet, self)
        self.changed.connect(self.proofreader.follow)

    def go_on(self) -> None:
        """Write what no file holds of work that was cut off: whoever is to hear of it listens."""
        if self.path is not None and self.document.unpublished and not self.read_only:
            self.publish()

    # the writer's thread calls these two

    def _tell_published(self, path: Path, when: datetime) -> None:
        self._refusal = ""
        self.published.emit(str(path), when)

    def _tell_failed(self, error: UserError) -> None:
        self._refusal = str(error)
        self.failed.emit(str(error), not self.writer.waiting)
        if isinstance(error, Conflict):
            self.parted = error
            self.conflicted.emit(error)

    @property
    def path(self) -> Path | None:
        """The user's file, None while the sheet was never written to one."""
        return self.document.path

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, empty when all can; saving elsewhere may lift it."""
        return self.document.read_only

    @property
    def folder(self) -> Path:
        """Where a file dialog begins: beside the user's file, else at home."""
        return self.path.parent if self.path is not None else Path.home()

    @property
    def checked(self) -> tuple[Finding, ...]:
        """Every finding of the arithmetic on the figures as they are now."""
        sheet = self.sheet  # of words the arithmetic asks nothing
        facts = (sheet.figures, sheet.outline, sheet.explanations, sheet.year)
        if self._checked is None or self._checked[0] != facts:
            self._checked = (facts, check(sheet))
        return self._checked[1]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found on the figures as they are now and on the words as last proofed."""
        return worst_first((*self.checked, *self.proofreader.findings))

    def begin_typing(self) -> int:
        """Open a typing session: edits with its number at one path merge into one undo step."""
        self._typing += 1
        return self._typing

    def edit(self, path: str, new: Any, label: str, typing: int = 0, origin: str = "") -> None:
        """Put ``new`` at ``path`` as one undo step; ``origin`` names the file it came from.

        Raises UserError, with nothing changed, when the document is read-only or the place refuses.
        """
        self.admit(new)
        try:
            after = value.written(self.sheet, path, new)
        except ValueError as error:  # pydantic's ValidationError is one
            raise UserError(REFUSED) from error
        if after is self.sheet or after == self.sheet:
            return
        last, there = self._last_typed(path, typing), value.read(after, path)
        if last is not None:
            self._type_on(last, there)
            return
        step = Step(self, path, value.read(self.sheet, path), there, label, typing)
        step.origin = origin
        self._last = step
        self.undo_stack.push(step)

    def admit(self, new: Any) -> None:
        """Raise UserError when nothing can be written now, or never this."""
        if self.read_only:
            raise UserError(self.read_only)
        if self.leaving:
            raise UserError("这份事实表正在写入和关闭，没有改动；请重新打开后再改。")
        try:
            _writable(new)
        except ValueError as error:
            raise UserError(REFUSED) from error

    def _last_typed(self, path: str, typing: int) -> Step | None:
        """Return the newest step when this typing session made it at this path."""
        stack, last = self.undo_stack, self._last
        if not typing or last is None or stack.index() < stack.count():
            return None
        newest = stack.index() > 0 and stack.command(stack.index() - 1) is last
        return last if newest and (last.path, last.typing) == (path, typing) else None

    def _type_on(self, last: Step, after: Any) -> None:
        """Let the newest step end at another value.

        Qt would merge a pushed step into it, but keeps every merged one alive in Python.
        """
        last.after = after
        self.put(last.path, after, last.text(), last.typing)
        if last.after == last.before:  # typed back: there is nothing to undo
            self._last = None
            last.setObsolete(True)
            self.undo_stack.undo()  # drops an obsolete step without undoing it

    def put(self, path: str, new: Any, label: str, typing: int = 0, origin: str = "") -> None:
        """Make the change of an undo step: the only place where the sheet is replaced."""
        pending = self._pending
        if pending is not None and typing and pending.path == path:
            before = pending.before
        else:
            self.flush()  # with the sheet as it stood before this change
            before = value.read(self.sheet, path)
        self.sheet = value.written(self.sheet, path, new)
        self._pending = Pending(label, path, before, new, origin)
        if typing:
            self._settle.start()
        else:
            self.flush()
        self.changed.emit(self.sheet, path)

    def enter(self, id: str, text: str, field: str = "printed", typing: int = 0) -> None:
        """Read what somebody typed for an indicator and keep it; raises UserError."""
        indicator = self.sheet.outline.indicator(id)
        old = self.sheet.figure(id)
        blank = not text.strip()
        quantity = None if blank else Quantity.parse(text, _unit(indicator.measure, indicator.unit))
        if getattr(old, field) == quantity:
            return
        if old.state is State.LOCKED:
            raise UserError(f"“{indicator.label}”已锁定，请先在状态中解锁再修改。")
        changes: dict[str, Any] = {field: quantity}
        if old.state is State.CHECKED:
            changes["state"] = State.RECEIVED
        if field == "printed":
            changes["state"] = State.AWAITED if blank else State.RECEIVED
            changes["source"] = Source(who=who(), when=datetime.now().astimezone())
        label = indicator.label + ("（上年）" if field == "previous" else "")
        self.edit(f"figures.{id}", old.replaced(**changes), label, typing)

    def set_figure(self, id: str, label: str, **changes: Any) -> None:
        """Set fields of a figure, its state or note, as one undo step."""
        figure: Figure = self.sheet.figure(id)
        self.edit(f"figures.{id}", figure.replaced(**changes), label)

    def explain(self, finding: Finding, reason: str) -> None:
        """Keep the reason why a finding may stand; an empty reason takes it back.

        Reasons for other findings of the same rule at the same path stay, lapsed ones go.
        """
        here = (finding.rule, finding.path)
        others = {f.values for f in self.findings if (f.rule, f.path) == here} - {finding.values}
        kept = tuple(
            e for e in self.sheet.explanations if (e.id, e.path) != here or e.values in others
        )
        if reason.strip():
            now = datetime.now().astimezone()
            kept += (
                Explanation(
                    id=finding.rule,
                    path=finding.path,
                    reason=reason.strip(),
                    values=finding.values,
                    who=who(),
                    when=now,
                ),
            )
        self.edit("explanations", kept, f"说明：{rule_named(finding.rule)}")

    def record(self, label: str, reason: str) -> None:
        """Keep in the history why something is done with the sheet as it is.

        Waits for the disk: a task may ask. Raises UserError when that could not be made durable.
        """
        self.admit(reason)
        edit = Edit(path="", before="", after=reason, label=label, outward=True)
        self.writer.record(edit).result()
        self._recorded = True

    def flush(self) -> None:
        """Hand what was typed last to the writer."""
        self._settle.stop()
        if self._pending is None:
            return
        (label, path, before, after, origin), self._pending = self._pending, None
        if before == after:
            return
        was, now = sides(before, after, self.sheet)
        edit = Edit(path=path, before=was, after=now, label=label, origin=origin)
        self.writer.submit(self.sheet, edit)

    def attach(self, data: bytes, name: str) -> str:
        """Keep a file in the document; return its SHA-256. Waits for the disk: a task may ask."""
        return self.writer.call(lambda document: document.attach(data, name)).result()

    def blob(self, sha256: str) -> bytes:
        """Return a file kept in the document. Waits for the disk: a task may ask."""
        return self.writer.call(lambda document: document.blob(sha256)).result()

    def stamped(self) -> Future[tuple[FactSheet, Revision]]:
        """Return the sheet once all that was typed is durable, and which revision it is."""
        return self.writer.call(lambda document: (document.sheet, document.history(1)[0].revision))

    def history(
        self, done: Callable[[Sequence[AuditRow], bool], object], path: str = "", words: str = ""
    ) -> None:
        """Read the newest audit rows, of one place or all, that hold the words.

        ``done`` is called on the writer's thread, also with whether the whole history is unbroken.
        """

        def read(document: Document) -> tuple[Sequence[AuditRow], bool]:
            return document.history(MOST_ROWS, path, words), document.unbroken()

        future = self.writer.call(read)
        future.add_done_callback(lambda f: None if f.exception() else done(*f.result()))

    @property
    def touched(self) -> bool:
        """Whether it holds work that stands in no file: brought in, changed or let go since."""
        return self.brought or self._recorded or self.undo_stack.count() > 0

    def publish(self, to: Path | None = None) -> None:
        """Write the snapshot to the user's path, or to another; tells by ``published``."""
        self.flush()

        def tell(future: Future[Path]) -> None:
            error = future.exception()  # success is told by the writer itself
            if isinstance(error, UserError):
                self._tell_failed(error)
            elif error is not None:
                self.failed.emit("保存没有完成，请另存为到别处。", not self.writer.waiting)

        self.writer.publish(to).add_done_callback(tell)

    @property
    def settled(self) -> bool:
        """Whether every change is durable on this machine."""
        return self._pending is None and not self.writer.waiting

    def stuck(self) -> Future[str]:
        """Tell why the last edits are not durable, empty when they are."""
        self.flush()
        return self.writer.stuck()

    def postpone(self, so: bool = True) -> None:
        """Write no file from now on, or write again: the work stays on this machine."""
        self._put_off = so
        self.writer.postpone(so)

    def close(self) -> Future[str]:
        """Write what is pending and let the document go; tell why it was not written, if so.

        That is for the user to read; the work itself is then kept for the next start. Nothing is
        told by signals any more.
        """
        self.closing.emit()
        self.flush()
        self.leaving = True
        self.proofreader.close()
        self.undo_stack.clear()
        self.blockSignals(True)
        told: Future[str] = Future()

        def let_go(_: Future[None]) -> None:
            try:
                self.proofreader.rest()
                told.set_result(self._farewell())
            except Exception as error:  # a fault of the program: whoever waits is told
                told.set_exception(error)

        self.writer.leave(keep=self.wanted).add_done_callback(let_go)
        return told

    def _farewell(self) -> str:
        if self._put_off:  # as the user wished
            return ""
        unwritten = self._refusal and self.document.unpublished and not self.read_only
        kept = "修改已保存在本机，下次启动时可以继续。"
        return f"文件没有写成：{self._refusal}\n{kept}" if unwritten else ""


def _unit(measure: Measure, unit: str) -> str:
    return "位" if measure is Measure.RANK else unit


def _writable(new: Any) -> None:
    """Raise ValueError for half a character (a lone surrogate): it could never be saved."""
    match new:
        case str():
            new.encode()
        case value.Value():
            new.model_dump_json()
        case tuple():
            for element in new:
                _writable(element)
