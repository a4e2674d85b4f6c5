"""The thread that owns the document: edits go in at once, become durable in order, get published.

Nothing here knows Qt. The callbacks run on this thread.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store.document import Document
from courtdesk.store.errors import Conflict, Left
from courtdesk.store.rows import Edit

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
_RETRY = 5.0  # seconds until what failed is tried again
_EARLIER = 0.95  # of the delay at most: the thread itself may be late
_SPEED = 100e6  # bytes a second, until the first publishing tells
_SLOWER = 1.5  # times as long as the last one may the next publishing take
_LONGEST = 5  # delays: someone who never pauses is published all the same
_FAULT = "保存时程序出错，请另存为新文件，并把日志交给维护人员。"
_LOST = "修改没有能保存到本机，程序出错；请导出归档，并把日志交给维护人员。"


class Writer:
    """Commits what is submitted, in order, and publishes ``delay`` seconds after the last change.

    ``saved(revision)`` tells that all submitted edits are durable on this machine,
    ``published(path, when)`` that the user's file holds them, ``failed(error)`` what went wrong
    (once for the same sentence). What failed is kept and tried again: an edit is never dropped.
    ``took`` is how many seconds the last publishing took.
    """

    def __init__(
        self,
        document: Document,
        *,
        delay: float = 2.0,
        saved: Callable[[int], None] = lambda revision: None,
        published: Callable[[Path, datetime], None] = lambda path, when: None,
        failed: Callable[[UserError], None] = lambda error: None,
    ) -> None:
        self._document = document
        self._delay = delay
        self._saved, self._published, self._failed = saved, published, failed
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._pending: deque[tuple[FactSheet, Edit]] = deque()
        self._due: float | None = None  # when to publish or to try again, monotonic
        self._latest: float | None = None  # publish no later than this
        self.took = document.size / _SPEED
        self._said = ""
        self._submitted = self._durable = 0  # edits; each is counted by one thread alone
        self._door = threading.Lock()  # nothing comes into the queue behind the end of it
        self._left = False
        self._thread = threading.Thread(target=self._run, name="courtdesk-writer", daemon=True)
        self._thread.start()

    def submit(self, sheet: FactSheet, edit: Edit) -> None:
        """Queue an edit and return at once. Raises Left after `leave` or `close`."""
        with self._door:
            if self._left:
                raise Left
            self._submitted += 1
            self._pending.append((sheet, edit))
            self._jobs.put(self._commit_all)

    def record(self, edit: Edit) -> "Future[int]":
        """Commit an outward edit with the sheet as it is once all before it is durable.

        The future holds the revision, or why there is none: unlike what is submitted, what failed
        is not tried again.
        """

        def job(document: Document) -> int:
            self._commit_all()
            revision = document.commit(document.sheet, edit)
            self._plan()
            self._saved(revision)
            return revision

        return self.call(job)

    @property
    def waiting(self) -> int:
        """How many submitted edits are not durable yet."""
        return self._submitted - self._durable

    def call(self, work: Callable[[Document], _T]) -> "Future[_T]":
        """Run ``work`` with the document on this thread, after all that was submitted before.

        After `leave` or `close` the future holds Left at once: the thread may still be writing, but
        nobody must wait for what it will not do. What was called before is done.
        """
        return self._call(work)

    def _call(self, work: Callable[[Document], _T], last: bool = False) -> "Future[_T]":
        """Queue the work; the ``last`` is followed by the end of the thread."""
        future: Future[_T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work(self._document))
            except BaseException as error:
                future.set_exception(error)

        with self._door:
            if self._left:
                future.set_exception(Left())
                return future
            self._jobs.put(job)
            if last:
                self._left = True
                self._jobs.put(None)
        return future

    def flush(self, timeout: float | None = None) -> None:
        """Wait until every edit submitted so far is durable; raise the UserError if one is not."""
        self.call(lambda document: self._commit_all()).result(timeout)

    def stuck(self) -> "Future[str]":
        """Tell why edits submitted so far are not durable, empty when all are.

        A fault of the program is logged and told in a sentence, too.
        """
        if not self.waiting:  # known at once, whatever is being written
            known: Future[str] = Future()
            known.set_result("")
            return known

        def job(_: Document) -> str:
            try:
                self._commit_all()
            except UserError as error:
                return str(error)
            except Exception:
                _LOG.exception("an edit met a fault")
                return _LOST
            return ""

        return self.call(job)

    def publish(self, to: Path | None = None) -> "Future[Path]":
        """Publish now, to the user's file or another; the future holds the path or the error.

        The user's own file is tried again later when it could not be written.
        """

        def job(_: Document) -> Path:
            try:
                return self._publish_now(to)
            except UserError as error:
                if to is None and not isinstance(error, Conflict):
                    self._due = time.monotonic() + _RETRY
                raise

        return self.call(job)

    def close(self, *, keep: bool = True, force: bool = False) -> None:
        """Finish what is queued, close the document (see `Document.close`), end the thread.

        What cannot be published is told to ``failed`` and stays for the next start. An edit that
        cannot even be committed raises its UserError and leaves all open, unless ``force``.
        """
        if not (force or self._left):
            self.flush()
        self.leave(keep=keep)
        self._thread.join()

    def leave(self, *, keep: bool = True) -> "Future[None]":
        """Close as ``close(force=True)`` does, without waiting for it: the future does.

        The first time counts: after it the future holds Left, as that of `call` does.
        """
        return self._call(lambda document: self._close(keep), last=True)

    def postpone(self, so: bool = True) -> None:
        """Write no file any more, or write again; see `Document.postpone`. Any thread may ask."""
        self._document.postpone(so)

    def _run(self) -> None:
        while True:
            wait = None if self._due is None else max(0.0, self._due - time.monotonic())
            job: Callable[[], None] | None = self._when_due
            with suppress(queue.Empty):
                job = self._jobs.get(timeout=wait)
            if job is None:
                return
            try:
                job()
            except UserError as error:
                self._fail(error)
            except Exception:  # a fault of ours must not end the thread: what is queued is work
                _LOG.exception("the writer met a fault")
                self._fail(UserError(_FAULT))

    def _commit_all(self) -> None:
        """Commit what is waiting, oldest first, and stop at the first that fails."""
        while self._pending:
            sheet, edit = self._pending[0]
            before = self._document.revision
            revision = self._document.commit(sheet, edit)
            self._pending.popleft()
            self._durable += 1
            if revision != before:
                self._plan()
            if not self._pending:
                self._said = ""
                self._saved(revision)

    def _plan(self) -> None:
        """Publish so that the file is written ``delay`` after the last change, if that can be.

        A disk that is far too slow for that is not written to the more often for it.
        """
        now = time.monotonic()
        if self._latest is None:
            self._latest = now + _LONGEST * self._delay
        delay = self._delay
        if self.took < 2 * delay:
            delay = max(_EARLIER * delay - _SLOWER * self.took, delay / 4)
        self._due = min(now + delay, self._latest)

    def _when_due(self) -> None:
        self._due = self._latest = None
        self._commit_all()
        if self._document.path is not None and not self._document.read_only:
            self._publish_now(None)

    def _publish_now(self, to: Path | None) -> Path:
        self._commit_all()
        planned, self._due, self._latest = (self._due, self._latest), None, None
        start = time.monotonic()
        try:
            path = self._document.publish(to, self._commit_meanwhile)
        except UserError:
            if self._due is None:
                self._due, self._latest = planned
            raise
        self.took = time.monotonic() - start
        self._said = ""
        self._published(path, datetime.now().astimezone())
        if self._due is not None:  # more was committed meanwhile
            self._saved(self._document.revision)
        return path

    def _commit_meanwhile(self) -> None:
        """Make durable what is typed while a slow disk is written to."""
        with suppress(UserError):  # it is told when its turn comes
            self._commit_all()

    def _fail(self, error: UserError) -> None:
        if isinstance(error, Conflict):
            self._due = self._latest = None  # both are kept; there is nothing to try again
            if not self._document.published:  # more was committed meanwhile
                self._plan()
        else:
            self._due = time.monotonic() + _RETRY
        if str(error) != self._said:
            self._said = str(error)
            self._failed(error)

    def _close(self, keep: bool) -> None:
        try:
            self._document.close(keep=keep)
        except UserError as error:
            self._fail(error)
        except Exception:
            _LOG.exception("closing met a fault")
            self._fail(UserError(_FAULT))
