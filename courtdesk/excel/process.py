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
        answers: list[bytes] = []
        talk = threading.Thread(target=self._talk, args=(data, alone, answers), daemon=True)
        talk.start()
        while talk.is_alive():
            talk.join(_STEP)
            if talk.is_alive():
                tick()
                if time.monotonic() > until:
                    raise TimeoutError
        try:
            answer = json.loads(answers[0]) if answers else None
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None

    def _talk(self, data: bytes, alone: bool, answers: list[bytes]) -> None:
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None and sink is not None
        with contextlib.suppress(OSError, ValueError):  # it died, or was ended
            sink.write(REQUEST.pack(len(data), alone))
            sink.write(data)
            sink.flush()
            head = source.read(ANSWER.size)
            if len(head) == ANSWER.size:
                (size,) = ANSWER.unpack(head)
                answer = source.read(size) if size <= _MOST else b""
                if answer and len(answer) == size:
                    answers.append(answer)
                    self.worn = len(data) + size > LARGE

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
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
        atexit.register(self.close)

    def read(self, data: bytes, tick: Tick) -> dict[str, Any]:
        """Return the child's answer, or ``{"outcome": NAME}``; raises only what ``tick`` raises.

        A child that dies is replaced and asked again without calamine, which aborts on some files.
        """
        with self._lock:
            until = time.monotonic() + SECONDS
            self._wake()
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
            self._wake()
            self._drop()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _wake(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _rest(self) -> None:
        self._timer = threading.Timer(IDLE, self.close)
        self._timer.daemon = True
        self._timer.start()


def _environment() -> dict[str, str]:
    """Return no more of the environment than Python needs to start."""
    root = str(Path(courtdesk.__file__).parents[1])
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(p for p in (root, kept.get("PYTHONPATH", "")) if p)
    return kept | {"PYTHONPATH": path, "MALLOC_ARENA_MAX": "1", "PYTHONNOUSERSITE": "1"}


desk = Desk()
