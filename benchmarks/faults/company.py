"""Company: copies taken while somebody types, clocks set wrong, two writers on one file."""

import datetime as calendar
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from unittest import mock

from benchmarks.faults import oracle, script
from benchmarks.faults.driver import Ack, Child, Say
from benchmarks.faults.oracle import Tally
from courtdesk.models.errors import UserError
from courtdesk.store import Conflict, Document, Version, Writer, read_document, versions

MODULES = ("database", "names", "locks", "working", "writer")
YEAR = 365 * 24 * 3600


def copies_while_typing(copies: int) -> Tally:
    """Copy the user's file again and again while it is edited: no copy is torn."""
    tally, last = Tally("copies taken while typing"), 0
    with oracle.desk() as folder:
        document = Document.open(folder / oracle.NAME, "driver")
        writer = Writer(document, delay=0)
        for number in range(1, copies + 1):
            writer.call(lambda d, n=number: script.attach(d, n)).result()
            writer.submit(script.state(number), script.edit(number))
            copy = folder / "copy.courtdesk"
            shutil.copyfile(folder / oracle.NAME, copy)
            tally.cases += 1
            try:
                sheet, blobs = read_document(copy)
            except UserError as error:
                tally.blame("missing", f"copy {number}: {error}")
                continue
            revision = oracle.known(tally, sheet, blobs, f"copy {number}")
            if revision < last:
                tally.blame("lost", f"copy {number}: {last} was there before, now {revision}")
            last = revision
        writer.close()
        oracle.judge(tally, folder, copies, "the end")
    return tally


def wrong_clocks() -> Tally:
    """Edit, publish and go on with the clock a year back and ten years ahead."""
    tally = Tally("the clock a year back, ten years ahead")
    for shift in (-YEAR, 10 * YEAR):
        with oracle.desk() as folder, ExitStack() as stack:
            _edit(folder, 5)
            oracle.judge(tally, folder, 5, f"before {shift}")
            stack.enter_context(_clock(shift))
            for number in (6, 9, 12):
                _edit(folder, number)
                oracle.judge(tally, folder, number, f"at {shift}")
            _killed(folder, 15)
            oracle.judge(tally, folder, 15, f"work left at {shift}")
            stack.close()
            _edit(folder, 20)
            oracle.judge(tally, folder, 20, f"after {shift}")
            kept = {v.revision for v in _versions(folder)}
            if not kept >= {0, 5, 6, 9, 12, 15, 20}:  # whatever the clock said
                tally.blame("lost", f"after {shift}: only versions {kept} are kept")
    return tally


def _versions(folder: Path) -> tuple[Version, ...]:
    document = Document.open(folder / oracle.NAME, "oracle")
    try:
        return versions.listed(document.id)
    finally:
        document.close()


@contextmanager
def _clock(shift: int) -> Iterator[None]:
    class Shifted(calendar.datetime):
        @classmethod
        def now(cls, tz: calendar.tzinfo | None = None) -> "Shifted":
            return cls.fromtimestamp(time_now(), tz)

    real = time.time

    def time_now() -> float:
        return real() + shift

    with ExitStack() as stack:
        for name in MODULES:
            stack.enter_context(mock.patch(f"courtdesk.store.{name}.datetime", Shifted))
        stack.enter_context(mock.patch("time.time", time_now))
        yield


def _edit(folder: Path, to: int) -> None:
    document = Document.open(folder / oracle.NAME, "driver")
    for number in range(document.revision + 1, to + 1):
        script.attach(document, number)
        document.commit(script.state(number), script.edit(number))
    document.close()


def _killed(folder: Path, to: int) -> None:
    def work(ack: Ack, _: Say) -> None:
        document = Document.open(folder / oracle.NAME, "driver")
        for number in range(document.revision + 1, to + 1):
            script.attach(document, number)
            document.commit(script.state(number), script.edit(number))
            ack(number)
        time.sleep(60)

    child = Child(work)
    while child.heard() < to:
        time.sleep(0.005)
    child.kill()
    child.wait()
    child.close()


def two_writers(rounds: int) -> Tally:
    """Let two machines that see no note of each other write the same file."""
    tally = Tally("two writers on one file")
    for case in range(rounds):
        with oracle.desk() as folder:
            other = folder / "other-machine"
            first = _opened(folder, "first")
            second = _opened(folder, "second", other)
            _typed(first, 3 + case % 3)
            first.publish()
            _typed(second, 5 + case % 4)
            tally.cases += 1
            try:
                second.publish()
                tally.blame("lost", f"round {case}: the first writer's work was overwritten")
                kept = folder / oracle.NAME
            except Conflict as conflict:
                kept = conflict.kept
            for file, revision in ((folder / oracle.NAME, first.revision), (kept, second.revision)):
                oracle.audited(tally, file, revision, f"round {case}")
                sheet, blobs = read_document(file)
                if oracle.known(tally, sheet, blobs, f"round {case}") != revision:
                    tally.blame("lost", f"round {case}: {file.name} is not at {revision}")
            first.close()
            second.close()
    return tally


def racing_writers(rounds: int) -> Tally:
    """Let two machines write the same file at the same moment, again and again."""
    tally = Tally("two writers at the same moment")
    for case in range(rounds):
        with oracle.desk() as folder:
            wanted = {3 + case % 3, 7 + case % 4}
            moment = time.monotonic() + 0.4
            children = [Child(partial(_raced, folder, to, moment)) for to in sorted(wanted)]
            tally.cases += 1
            for child in children:
                if child.wait():
                    tally.blame("silent", f"round {case}: a writer ended with a fault")
                child.close()
            found = set()
            for file in folder.glob("*.courtdesk"):
                sheet, blobs = read_document(file)
                revision = oracle.known(tally, sheet, blobs, f"round {case}")
                oracle.audited(tally, file, revision, f"round {case}")
                found.add(revision)
            if found != wanted:
                tally.blame("lost", f"round {case}: {wanted} were written, {found} are there")
    return tally


def _raced(folder: Path, to: int, moment: float, *_: object) -> None:
    oracle.use(folder / f"machine-{to}")
    document = Document.open(folder / oracle.NAME, f"writer {to}", take_over=True)
    _typed(document, to)
    time.sleep(max(moment - time.monotonic(), 0))
    with suppress(Conflict):  # its work is in a file of its own now
        document.publish()
    document.close()


def _opened(folder: Path, who: str, state: Path | None = None) -> Document:
    """Open the file as another machine would, which neither note nor lock tells of the first."""
    oracle.use(state or folder)
    for note in folder.glob(".~*.lock"):
        note.unlink()
    return Document.open(folder / oracle.NAME, who)


def _typed(document: Document, to: int) -> None:
    for number in range(document.revision + 1, to + 1):
        script.attach(document, number)
        document.commit(script.state(number), script.edit(number))
