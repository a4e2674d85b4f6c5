"""The driver: a forked child that types until it has done its steps or is killed.

It acknowledges a revision by a line on a pipe, and only when the program would show it saved.
"""

import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults import oracle, script
from courtdesk.models.errors import UserError
from courtdesk.store import Document, Writer

Ack = Callable[[int], None]
Say = Callable[[str], None]


class Child:
    """A forked driver, and what it has acknowledged so far."""

    def __init__(
        self, work: Callable[[Ack, Say], None], prepare: Callable[[], None] = lambda: None
    ) -> None:
        reader, writer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reader)
            code = 1
            try:
                prepare()
                work(
                    lambda revision: _tell(writer, str(revision)), lambda s: _tell(writer, "!" + s)
                )
                code = 0
            finally:
                os._exit(code)
        os.close(writer)
        self._reader = reader
        self._text = b""

    def heard(self) -> int:
        """The last revision acknowledged until now, 0 for none."""
        while select.select([self._reader], [], [], 0)[0]:
            data = os.read(self._reader, 65536)
            if not data:
                break
            self._text += data
        whole = self._text.rpartition(b"\n")[0].split(b"\n")
        return max((int(line) for line in whole if line.isdigit()), default=0)

    @property
    def said(self) -> list[str]:
        """The sentences it told its user."""
        self.heard()
        return [t[1:].decode() for t in self._text.split(b"\n") if t.startswith(b"!")]

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; return the exit code, negative for the signal that ended it."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        os.close(self._reader)


def _tell(writer: int, text: str) -> None:
    os.write(writer, f"{text}\n".encode())


def type_on(folder: Path, ack: Ack, steps: int = 1_000_000, pause: float = 0.0) -> None:
    """Open the desk's file and edit it through the writer's thread, as the window does."""
    document = Document.open(folder / oracle.NAME, "driver")
    writer = Writer(document, delay=0.004, saved=ack)
    sheet = document.sheet
    for number in range(document.revision + 1, document.revision + 1 + steps):
        writer.call(lambda d, n=number: script.attach(d, n)).result()
        sheet = script.after(sheet, number)
        writer.submit(sheet, script.edit(number))
        if pause:
            time.sleep(pause)
    writer.close()


def cycle(folder: Path, ack: Ack, steps: int = 6) -> None:
    """Open, edit, publish, close on one thread: every system call is the cycle's own."""
    document = Document.open(folder / oracle.NAME, "driver")
    number = document.revision
    for number in range(document.revision + 1, document.revision + 1 + steps):
        script.attach(document, number)
        document.commit(script.after(document.sheet, number), script.edit(number))
        ack(number)
        if number % 3 == 0:
            document.publish()
    document.close()


def stubborn(folder: Path, ack: Ack, steps: int, say: Say) -> None:
    """The same cycle where something fails: each failure is said, and tried once more."""

    def tried(what: Callable[[], object]) -> bool:
        for _ in range(2):
            try:
                what()
            except UserError as error:
                say(str(error))
            else:
                return True
        return False

    opened: list[Document] = []
    if not tried(lambda: opened.append(Document.open(folder / oracle.NAME, "driver"))):
        return
    document = opened[0]
    for number in range(document.revision + 1, document.revision + 1 + steps):
        sheet = script.after(document.sheet, number)
        done = tried(lambda n=number: script.attach(document, n)) and tried(
            lambda s=sheet, n=number: document.commit(s, script.edit(n))
        )
        if not done:
            break
        ack(number)
        if number % 3 == 0:
            tried(document.publish)
    tried(document.close)
