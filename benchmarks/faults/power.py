"""Power loss: what a cycle wrote is replayed up to a point, and what was not synced is scrambled.

The model is stricter than common file systems: a name is lasting only once its folder was synced,
data only once its file was; what is not may be there in whole, in part, torn, or not at all.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults import driver, oracle, trace
from benchmarks.faults.oracle import Tally
from benchmarks.faults.trace import Call

STEPS = 6
SECTOR = 512
_NAMES = ("create", "rename", "unlink", "mkdir", "rmdir")


@dataclass
class Disk:
    """Files as the platter has them: bytes by number, and numbers by path (None: a folder)."""

    data: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """Read a folder as it lies there, all of it lasting."""
        disk = cls()
        for path in sorted(folder.rglob("*")):
            number = None
            if path.is_file():
                number = len(disk.data)
                disk.data[number] = bytearray(path.read_bytes())
            disk.names[str(path)] = number
        return disk

    def copy(self) -> "Disk":
        return Disk({n: bytearray(d) for n, d in self.data.items()}, dict(self.names))

    def lay_out(self, folder: Path) -> None:
        """Make a folder hold exactly this; a file whose folder was lost is lost too."""
        for child in folder.iterdir():
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        for path, number in sorted(self.names.items()):
            if not os.path.isdir(os.path.dirname(path)):
                continue
            if number is None:
                os.mkdir(path)
            else:
                Path(path).write_bytes(self.data[number])

    def name(self, call: Call, number: int) -> None:
        """Do to the names what a call does; ``number`` is the file it made, when it made one."""
        match call.name:
            case "create":
                self.names[call.path] = number
                self.data.setdefault(number, bytearray())
            case "mkdir":
                self.names.setdefault(call.path, None)
            case "rename":
                if call.path in self.names:
                    self.names[call.to] = self.names.pop(call.path)
            case _:
                self.names.pop(call.path, None)

    def write(self, call: Call, number: int, torn: bool = False) -> None:
        """Do to a file's bytes what a call does; a torn write loses its second half."""
        data = self.data.setdefault(number, bytearray())
        if call.name == "truncate":
            data[call.offset :] = bytes(max(call.offset - len(data), 0))
            return
        fresh = call.data
        if torn:
            fresh = fresh[: max(len(fresh) // 2 // SECTOR * SECTOR, 1)]
        data.extend(bytes(max(call.offset - len(data), 0)))
        data[call.offset : call.offset + len(fresh)] = fresh


@dataclass
class _Machine:
    """The disk while the cycle runs: what is lasting, and what only the memory holds."""

    lasting: Disk
    seen: Disk  # as running programs see it
    names: list[tuple[Call, int]] = field(default_factory=list)  # not lasting yet, in order
    writes: list[tuple[Call, int]] = field(default_factory=list)
    made: int = 1_000_000

    def happen(self, call: Call) -> None:
        if call.name in _NAMES:
            if call.name == "mkdir" and call.path in self.seen.names:
                return
            if call.name in ("unlink", "rename", "rmdir") and call.path not in self.seen.names:
                return
            self.made += 1
            self.seen.name(call, self.made)
            self.names.append((call, self.made))
        elif call.name in trace.WRITES and call.path in self.seen.names:
            number = self.seen.names[call.path]
            assert number is not None
            self.seen.write(call, number)
            self.writes.append((call, number))
        elif call.name == "fsync":
            self._sync(call.path)

    def _sync(self, path: str) -> None:
        number = self.seen.names.get(path)
        if number is None:  # a folder: its names last, in the order they were given
            self.names = self._kept(
                self.names,
                lambda call: os.path.dirname(call.to or call.path) == path,
                self.lasting.name,
            )
        else:
            kept = [w for w in self.writes if w[1] != number]
            for call, one in self.writes:
                if one == number:
                    self.lasting.write(call, one)
            self.writes = kept

    @staticmethod
    def _kept(
        waiting: Iterable[tuple[Call, int]],
        lasts: Callable[[Call], bool],
        make: Callable[[Call, int], None],
    ) -> list[tuple[Call, int]]:
        kept = []
        for call, number in waiting:
            if lasts(call):
                make(call, number)
            else:
                kept.append((call, number))
        return kept

    def after_the_cut(self, how: int, dice: random.Random) -> Disk:
        """What is found on the disk: nothing of what was waiting, all, names, data, some, torn."""
        disk = self.lasting.copy()
        some = dice.randint(0, len(self.names))
        names = {0: [], 1: self.names, 2: self.names, 3: []}.get(how, self.names[:some])
        writes = {0: [], 1: self.writes, 2: [], 3: self.writes}.get(
            how, [w for w in self.writes if dice.random() < 0.5]
        )
        for call, number in names:
            disk.name(call, number)
        for call, number in writes:
            disk.write(call, number, torn=how == 5 and dice.random() < 0.5)
        return disk


def power_losses(points: int, orderings: int = 6, seed: int = 1) -> Tally:
    """Cut the power at ``points`` moments of one cycle, with each ordering of what was waiting."""
    tally, dice = (
        Tally(f"power loss at {points} points x {orderings} orderings"),
        random.Random(seed),
    )
    with oracle.desk() as folder:
        (folder / "state" / "work").mkdir(parents=True, exist_ok=True)
        start, log = Disk.of(folder), _logged(folder)
        cuts = sorted({round(n * len(log) / points) for n in range(1, points + 1)})
        machine, acknowledged = _Machine(start, start.copy()), 0
        for number, entry in enumerate(log, 1):
            if isinstance(entry, int):
                acknowledged = max(acknowledged, entry)
            else:
                machine.happen(entry)
            if number in cuts:
                for how in range(orderings):
                    machine.after_the_cut(how, dice).lay_out(folder)
                    oracle.judge(tally, folder, acknowledged, f"call {number}, ordering {how}")
    return tally


def _logged(folder: Path) -> list[Call | int]:
    """Run one cycle and return its calls and, as numbers, what it acknowledged between them."""
    log: list[Call | int] = []
    reader, writer = os.pipe()

    def look(call: Call) -> None:
        log.append(int(call.data) if call.path == "pipe" else call)

    trace.traced(lambda: driver.cycle(folder, lambda r: _tell(writer, r), STEPS), folder, look)
    os.close(reader)
    os.close(writer)
    return log


def _tell(writer: int, revision: int) -> None:
    os.write(writer, b"%d\n" % revision)
