"""Disks that are really full: a small tmpfs that later grows, and a limit on the size of files."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults import driver, oracle, script
from benchmarks.faults.oracle import Tally
from courtdesk.models.errors import UserError
from courtdesk.store import Document, Writer

STEPS = 30


def full_disks(cases: int) -> Tally | None:
    """Fill a tmpfs while somebody edits, then give it room; None where none can be mounted."""
    tally = Tally("a full tmpfs that later grows")
    for case in range(cases):
        with _tmpfs(1100 + 37 * case) as (disk, grow):
            if disk is None:
                return None
            with oracle.desk(disk) as folder:
                _fill_and_grow(tally, folder, grow, case)
    return tally


def _fill_and_grow(tally: Tally, folder: Path, grow: "Grow", case: int) -> None:
    said: list[UserError] = []
    saved: list[int] = [0]
    document = Document.open(folder / oracle.NAME, "driver")
    writer = Writer(document, delay=0.002, saved=saved.append, failed=said.append)
    sheet = document.sheet
    for number in range(1, STEPS + 1):
        try:
            writer.call(lambda d, n=number: script.attach(d, n)).result()
        except UserError as error:
            said.append(error)
            break
        if number == STEPS // 3:
            (folder / "ballast").write_bytes(b"")
            _fill(folder / "ballast")
        sheet = script.after(sheet, number)
        writer.submit(sheet, script.edit(number))
    try:
        writer.flush()
    except UserError as error:
        said.append(error)
    before = saved[-1]
    grow()
    writer.flush()
    last = saved[-1]
    writer.close()
    found = oracle.judge(tally, folder, last, f"case {case}")
    if not said:
        tally.blame("silent", f"case {case}: the disk was full and nobody was told")
    if found < before:
        tally.blame("lost", f"case {case}: {before} was saved while full, {found} is there")


def _fill(ballast: Path) -> None:
    """Write until nothing more goes onto the disk."""
    with ballast.open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12):
            try:
                while stream.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


class Grow:
    """Gives a mounted tmpfs more room."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __call__(self) -> None:
        subprocess.run(["mount", "-o", "remount,size=64m", self._place], check=True)


@contextmanager
def _tmpfs(kilobytes: int) -> Iterator[tuple[Path | None, Grow]]:
    with TemporaryDirectory(prefix="courtdesk-disk-") as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "courtdesk-faults", place]
        possible = sys.platform == "linux" and os.geteuid() == 0
        if not possible or subprocess.run(mount, capture_output=True, check=False).returncode:
            yield None, Grow(place)
            return
        try:
            yield Path(place), Grow(place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)


def limited_files(cases: int) -> Tally:
    """Let no file grow beyond a limit (RLIMIT_FSIZE), at ever larger limits."""
    tally = Tally("no file may grow beyond a limit")
    for case in range(cases):
        with oracle.desk() as folder:
            size = (folder / oracle.NAME).stat().st_size
            limit = size // 4 + case * size * 2 // max(cases - 1, 1)

            def confine(bytes: int = limit) -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, bytes))

            child = driver.Child(
                lambda ack, say, at=folder: driver.stubborn(at, ack, STEPS, say), confine
            )
            code = child.wait()
            acknowledged, said = child.heard(), child.said
            child.close()
            found = oracle.judge(tally, folder, acknowledged, f"limit {limit}")
            if code:
                tally.blame("silent", f"limit {limit}: the driver ended with {code}")
            elif not said and found < STEPS:
                tally.blame("silent", f"limit {limit}: nothing was said, {found} is there")
    return tally
