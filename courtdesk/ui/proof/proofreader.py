"""The proof of the open sheet, made off the window's thread a moment after the last keystroke."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look import boxes
from courtdesk.ui.post import hand_over

_LOG = logging.getLogger(__name__)
FIRST = 400  # ms: the window is painted before the patterns are loaded
PAUSE = 200  # ms without a keystroke
TYPED = ("figures.", "passages.", "head.", "photos.", "outline.", "layout.", "court")


class Proofreader(QObject):
    """Follows a sheet. ``proofed`` says that ``findings`` are those of the sheet as it is now.

    Between a keystroke and the proof the findings of the sheet before stay: nothing flickers.
    """

    proofed = Signal()
    _pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proof")

    def __init__(self, sheet: FactSheet, parent: QObject) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._sheet = sheet  # as it is now
        self._read: FactSheet | None = None  # the one the findings are of
        self._work: Future[None] | None = None
        self._pause = boxes.pause(self, FIRST, self._start)
        self._pause.start()

    @property
    def fresh(self) -> bool:
        """Whether the findings are those of the sheet as it is now."""
        return self._read is self._sheet

    def follow(self, sheet: FactSheet, path: str) -> None:
        """Read the sheet as it is now, in a moment: it was changed at this path."""
        self._sheet = sheet
        self._pause.start(PAUSE if path.startswith(TYPED) else 0)

    def close(self) -> None:
        """Let the work go; what is under way ends by itself."""
        self._pause.stop()
        if self._work is not None:
            self._work.cancel()

    def rest(self) -> None:
        """Wait for what is under way, on another thread than the window's."""
        if self._work is not None and not self._work.cancelled():
            self._work.result()

    def _start(self) -> None:
        if self._work is not None and not self._work.done():
            self._pause.start(PAUSE)  # one at a time: a long text is not read again and again
        elif not self.fresh:
            self._work = self._pool.submit(self._proof, self._sheet)

    def _proof(self, sheet: FactSheet) -> None:
        """On the thread of the work."""
        from courtdesk.writing.proof import proof

        try:
            findings = proof(sheet)
        except Exception:  # a fault of the program: logged, and the window goes on
            _LOG.exception("the proof met a fault")
        else:
            hand_over(self, lambda: self._take(sheet, findings))

    def _take(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        if sheet is self._sheet:  # else the next proof is under way already
            self._read, self.findings = sheet, findings
            self.proofed.emit()
