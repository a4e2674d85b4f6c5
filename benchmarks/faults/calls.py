"""Every system call that changes something: killed before it, or refused."""

import errno
import os
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

from benchmarks.faults import driver, oracle, trace
from benchmarks.faults.driver import Ack, Say
from benchmarks.faults.oracle import Tally
from benchmarks.faults.trace import Call, Verdict

STEPS = 6
REFUSALS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def _run(
    work: Callable[[Ack, Say], None], folder: Path, look: Callable[[Call], Verdict]
) -> "Heard":
    """Run the driver under the tracer; hear what it acknowledges and says."""
    heard = Heard()
    reader, writer = os.pipe()

    def child() -> None:
        os.close(reader)
        work(lambda revision: _tell(writer, str(revision)), lambda said: _tell(writer, said))

    def seen(call: Call) -> Verdict:
        if call.path == "pipe":
            heard.take(call.data.decode())
            return None
        return look(call)

    heard.code = trace.traced(child, folder, seen)
    os.close(reader)
    os.close(writer)
    return heard


class Heard:
    """What a traced driver told: revisions called saved, sentences, its exit code."""

    def __init__(self) -> None:
        self.acknowledged = 0
        self.sentences: list[str] = []
        self.code = 0

    def take(self, text: str) -> None:
        if text.strip().isdigit():
            self.acknowledged = max(self.acknowledged, int(text))
        else:
            self.sentences.append(text.strip())


def _tell(writer: int, text: str) -> None:
    os.write(writer, f"{text}\n".encode())


def kill_before_each(every: int = 1, since: str = "") -> Tally:
    """Kill before each mutating call of one cycle of edits, photos, publishing and closing.

    ``since`` passes over the calls before the first on a file of this name.
    """
    tally = Tally("kill before every mutating system call of a cycle")
    for number in count(0, every):
        with oracle.desk() as folder:
            heard = _run(
                lambda ack, say, at=folder: driver.cycle(at, ack, STEPS),
                folder,
                _killed_before(number, since),
            )
            if heard.code == 0:  # the cycle has fewer calls than that
                break
            oracle.judge(tally, folder, heard.acknowledged, f"call {number}")
    return tally


def _killed_before(number: int, since: str) -> Callable[[Call], Verdict]:
    seen, begun = count(), not since

    def look(call: Call) -> Verdict:
        nonlocal begun
        begun = begun or since in (Path(call.path).name, Path(call.to).name)
        return 0 if begun and next(seen) == number else None

    return look


def refused_writes(every: int = 1) -> Tally:
    """Let the n-th call that writes fail, once or for good, as a full or bad disk does."""
    tally = Tally("the n-th write fails once, or always, with ENOSPC, EIO, EACCES")
    cases = (
        (number, code, always)
        for number in count(0, every)
        for code in REFUSALS
        for always in (False, True)
    )
    for number, code, always in cases:
        with oracle.desk() as folder:
            seen = count()

            def look(
                call: Call,
                n: int = number,
                c: int = code,
                a: bool = always,
                s: Iterable[int] = seen,
            ) -> Verdict:
                if call.name not in trace.WRITES and call.name not in ("create", "fsync", "rename"):
                    return None
                at = next(iter(s))
                return c if at == n or (a and at > n) else None

            heard = _run(
                lambda ack, say, at=folder: driver.stubborn(at, ack, STEPS, say), folder, look
            )
            reached = next(seen)
            if reached <= number:
                break
            case = f"write {number} {errno.errorcode[code]} {'always' if always else 'once'}"
            found = oracle.judge(tally, folder, heard.acknowledged, case)
            if heard.code:
                tally.blame("silent", f"{case}: the driver ended with {heard.code}")
            elif not heard.sentences and found < STEPS:
                tally.blame("silent", f"{case}: nothing was said, and {found} of {STEPS} is there")
    return tally
