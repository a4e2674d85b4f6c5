"""The child process that reads, kept from file to file, and replaced when a file hurt it."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import courtdesk
from courtdesk.excel.child import ANSWER, REQUEST
from courtdesk.excel.outcome import Outcome

SECONDS = 15.0  # on the clock, for one file, the child's start and a second try included
IDLE = 60.0  # seconds after which a child with nothing to do is ended
LARGE = 4 * 2**20  # bytes of a file and its answer after which a child is not used again
_MOST = 256 * 2**20  # bytes of an answer
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH", "LANG")
_STEP = 0.05  # seconds between two looks at whether to go on

Tick = Callable[[], None]


class Child:
    """One process; ``ask`` hands it one file after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "courtdesk.excel.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=True,
        )
        self.worn = False  # it has held much, and its memory is in pieces
        self._asked: SimpleQueue[tuple[bytes, bool] | None] = SimpleQueue()
        self._said: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=self._talk, daemon=True).start()

    @property
    def id(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs; something outside may have ended it between two files."""
        return self._process.poll() is None

    def ask(self, data: bytes, alone: bool, until: float, tick: Tick) -> dict[str, Any] | None:
        """Return what it answers, None when it died. Raises TimeoutError, and what tick raises."""
        self._asked.put((data, alone))
        while True:
            try:
                said = self._said.get(timeout=_STEP)
                break
            except Empty:
                tick()
                if time.monotonic() > until:
                    raise TimeoutError from None
        try:
            answer = json.loads(said) if said else None
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None

    def _talk(self) -> None:
        """Hand over what is asked, one after the other, and wait for what is said."""
        while (asked := self._asked.get()) is not None:
            said = None
            with contextlib.suppress(OSError, ValueError):  # it died, or was ended
                said = self._exchanged(*asked)
            self._said.put(said)

    def _exchanged(self, data: bytes, alone: bool) -> bytes | None:
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None and sink is not None
        sink.write(REQUEST.pack(len(data), alone))
        sink.write(data)
        sink.flush()
        head = source.read(ANSWER.size)
        (size,) = ANSWER.unpack(head) if len(head) == ANSWER.size else (0,)
        answer = source.read(size) if size <= _MOST else b""
        self.worn = len(data) + size > LARGE
        return answer if len(answer) == size else None

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        self._asked.put(None)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()


class Desk:
    """Whoever wants a file read comes here; one file at a time, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._timer: threading.Timer | None = None
        self._rested = 0.0  # since when the child has nothing to do
        atexit.register(self.close)

    def read(self, data: bytes, tick: Tick) -> dict[str, Any]:
        """Return the child's answer, or ``{"outcome": NAME}``; raises only what ``tick`` raises.

        A child that dies is replaced and asked again without calamine, which aborts on some files.
        """
        with self._lock:
            until = time.monotonic() + SECONDS
            good = False
            try:
                answer = self._ask(data, False, until, tick)
                if answer is None:
                    self._drop()
                    answer = self._ask(data, True, until, tick)
                good = answer is not None and "outcome" not in answer
                return answer or {"outcome": Outcome.CORRUPT.name}
            except TimeoutError:
                return {"outcome": Outcome.TIME_OUT.name}
            except (OSError, MemoryError):
                return {"outcome": Outcome.INTERNAL.name}
            finally:
                if good and self._child is not None and not self._child.worn:
                    self._rest()
                else:
                    self._drop()

    def _ask(self, data: bytes, alone: bool, until: float, tick: Tick) -> dict[str, Any] | None:
        if self._child is not None and not self._child.alive:
            self._drop()
        if self._child is None:
            self._child = Child()
        return self._child.ask(data, alone, until, tick)

    def close(self) -> None:
        """End the child."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._drop()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _rest(self) -> None:
        self._rested = time.monotonic()
        if self._timer is None:  # one for many files: a thread costs as much as a small file
            self._wait(IDLE)

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        """End the child when it has had nothing to do for long enough."""
        with self._lock:
            self._timer = None
            left = self._rested + IDLE - time.monotonic()
            if left <= 0:
                self._drop()
            elif self._child is not None:
                self._wait(left)


def _environment() -> dict[str, str]:
    """Return no more of the environment than Python needs to start."""
    root = str(Path(courtdesk.__file__).parents[1])
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(p for p in (root, kept.get("PYTHONPATH", "")) if p)
    return kept | {"PYTHONPATH": path, "MALLOC_ARENA_MAX": "1", "PYTHONNOUSERSITE": "1"}


desk = Desk()
