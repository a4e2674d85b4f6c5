"""Makes what is looked at off the window's thread: the newest wish first, the rest in a pause."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.publishing.forms import BY_ID
from courtdesk.ui.publishing.spread import Lens, Part, Size, Spread

if TYPE_CHECKING:
    from courtdesk.publish.pages import Opened
    from courtdesk.publish.viewing import Choice, View

_LOG = logging.getLogger(__name__)
THUMB = 72  # px, the longer side of a page's small picture is at most twice that
SPARE = 400  # px drawn above and below the view when there is time


class Order(NamedTuple):
    """What to make: a form of a sheet, and how it is looked at."""

    form: str
    sheet: FactSheet
    choice: "Choice | None" = None


class Drawn(NamedTuple):
    """A part of a page, drawn."""

    part: Part
    image: QImage


class Made(NamedTuple):
    """A form that was made, with the parts of it that are seen."""

    order: Order
    view: "View"
    sizes: tuple[Size, ...]
    drawn: Sequence[Drawn]


class Press(QObject):
    """One thread. An order that waits is replaced by the next; drawing waits for orders.

    What is not seen, the edges and the small pictures, is drawn when `rest` is called.
    """

    made = Signal(object)
    drawn = Signal(object, object)  # the order, what was drawn of it
    thumbed = Signal(object, int, QImage)  # the order, page
    failed = Signal(object, str)  # the order, a sentence

    def __init__(self, photos: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = photos
        self._photos: dict[str, bytes] = {}  # of the last two sheets: an undo needs none again
        self._shown: tuple[frozenset[str], ...] = ()  # which photos those sheets have
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")
        self._lock = Lock()
        self._busy = self._stopped = False
        self._order: Order | None = None
        self._lens: Lens | None = None
        self._looked = 0  # what is still to be drawn: 2 what is seen, 1 its edges
        self._thumbs: list[int] = []
        # of the thread alone
        self._now: Order | None = None
        self._opened: Opened | None = None
        self._before: dict[str, View] = {}

    # --- asked by the window ---------------------------------------------------------------------

    def order(self, order: Order, lens: Lens) -> None:
        """Make this next."""
        with self._lock:
            self._order, self._lens = order, lens
            self._wake()

    def look(self, lens: Lens) -> None:
        """Draw what is seen of what was made last."""
        with self._lock:
            self._lens, self._looked = lens, 2
            self._wake()

    def rest(self) -> None:
        """Draw the rest: nobody has edited for a while."""
        with self._lock:
            if self._opened is not None:
                self._looked = max(self._looked, 1)
                pages = len(self._opened.sizes)
                self._thumbs = list(range(pages)) if pages > 1 else []
                self._wake()

    def stop(self) -> None:
        """Say nothing from now on, not even of a fault; the thread ends by itself.

        It is not waited for here. Python waits for it at its exit, which is soon: what is under way
        is made to its end, or fails at the next photo once the document is let go.
        """
        with self._lock:
            self._wake()  # to close what is open
            self._stopped = True
        self._pool.shutdown(wait=False)

    def _wake(self) -> None:
        if not self._busy and not self._stopped:
            self._busy = True
            self._pool.submit(self._work)

    # --- on the thread ---------------------------------------------------------------------------

    def _work(self) -> None:
        while step := self._next():
            try:
                step()
            except Exception:  # a fault of the program: logged, and the page goes on
                if not self._stopped:  # else the document is gone, or Python itself
                    _LOG.exception("the press met a fault")

    def _next(self) -> Callable[[], None] | None:
        """Return what to do next: an order, what is seen, its edges, then small pictures."""
        with self._lock:
            order, self._order = self._order, None
            if self._stopped:
                return self._close if self._opened is not None else None
            if order is not None:
                self._looked, self._thumbs = 0, []
                return lambda: self._make(order)
            if self._looked and self._opened is not None:
                more = 0 if self._looked == 2 else SPARE
                self._looked -= 1
                return lambda: self._draw(more)
            if self._thumbs and self._opened is not None:
                page = self._thumbs.pop(0)
                return lambda: self._thumb(page)
            self._looked, self._busy = 0, False
            return None

    def _close(self) -> None:
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _tell(self, signal: SignalInstance, *words: object) -> None:
        """Emit, unless the window has gone."""
        with self._lock:
            if not self._stopped:
                signal.emit(*words)

    def _keep(self, sheet: FactSheet) -> None:
        """Let the photos go that neither this sheet nor the one before has: they are large."""
        has = frozenset(photo.sha256 for photo in sheet.photos)
        if has not in self._shown[-1:]:
            self._shown = (*self._shown[-1:], has)
            kept = frozenset().union(*self._shown)
            self._photos = {key: data for key, data in self._photos.items() if key in kept}

    def _make(self, order: Order) -> None:
        self._keep(order.sheet)
        try:
            made = self.view(order)
        except UserError as error:
            self._reopen(order)
            self._tell(self.failed, order, str(error))
            return
        except Exception as error:
            self._reopen(order)
            self._tell(self.failed, order, f"排版出错（{type(error).__name__}），内容没有改动。")
            raise
        self._before[order.form] = made
        sizes = self._open(order, made.pdf)
        self._tell(self.made, Made(order, made, sizes, self._parts(0)))

    def _open(self, order: Order, pdf: bytes) -> tuple[Size, ...]:
        """Draw from this from now on."""
        from courtdesk.publish.pages import Opened

        self._close()
        self._now, self._opened = order, Opened(pdf) if pdf else None
        return self._opened.sizes if self._opened else ()

    def _reopen(self, order: Order) -> None:
        """Draw from the last good one of this form, which stays to be looked at."""
        if self._now is None or self._now.form != order.form:
            known = self._before.get(order.form)
            self._open(order, known.pdf if known else b"")
            with self._lock:
                self._looked = 2

    def view(self, order: Order) -> "View":
        """Make the form. Raises UserError."""
        from courtdesk.publish.edition import Edition
        from courtdesk.publish.viewing import Choice, view

        edition = Edition(order.sheet, self.photo)
        return view(order.form, edition, order.choice or Choice(), self._before.get(order.form))

    def _parts(self, more: int) -> list[Drawn]:
        opened, order = self._opened, self._now
        with self._lock:
            lens = self._lens
        if opened is None or order is None or lens is None:
            return []
        spread = Spread(opened.sizes, lens, BY_ID[order.form].unit)
        return [Drawn(part, _image(opened, part)) for part in spread.seen(more)]

    def _draw(self, more: int) -> None:
        self._tell(self.drawn, self._now, self._parts(more))

    def _thumb(self, page: int) -> None:
        opened = self._opened
        assert opened is not None
        wide, tall = opened.sizes[page]
        scale = min(2 * THUMB / wide, 4 * THUMB / tall)  # sharp on a screen of two px a px
        size = (max(round(wide * scale), 1), max(round(tall * scale), 1))
        self._tell(self.thumbed, self._now, page, _image(opened, Part(page, size, 0, 0, *size)))

    def photo(self, sha256: str) -> bytes:
        """Return a photo's bytes; each is read once as long as the sheet has it."""
        if sha256 not in self._photos:
            self._photos[sha256] = self._read(sha256)
        return self._photos[sha256]


def _image(opened: "Opened", part: Part) -> QImage:
    wide, tall, rows = opened.part(*part)
    return QImage(rows, wide, tall, wide * 4, QImage.Format.Format_RGB32).copy()
