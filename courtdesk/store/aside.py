"""Two passes over a large file at once: hashing and reading let other threads have their turn."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from typing import TypeVar

from courtdesk.store.disk import Between

_T = TypeVar("_T")
_TURN = 0.02  # seconds


@contextmanager
def aside(work: Callable[[Between], _T], between: Between) -> Iterator[Callable[[], _T]]:
    """Do ``work`` on a thread of its own meanwhile; what is yielded waits for what it returns.

    It only reads: whatever is changed is changed in order, by the thread that owns the document.
    It calls what it is given now and then, so that it ends when this is left before it is done.
    ``between`` runs on the calling thread while that one waits.
    """
    left, future = threading.Event(), Future[_T]()

    def go_on() -> None:
        if left.is_set():
            raise CancelledError

    def run() -> None:
        try:
            future.set_result(work(go_on))
        except BaseException as error:
            future.set_exception(error)

    def done() -> _T:
        while wait([future], _TURN).not_done:
            between()
        return future.result()

    thread = threading.Thread(target=run, name="courtdesk-aside", daemon=True)
    thread.start()
    try:
        yield done
    finally:
        left.set()
        thread.join()
