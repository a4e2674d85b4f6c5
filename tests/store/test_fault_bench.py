"""The short form of the fault bench finds nothing, and would find something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HEAD = """
import contextlib, os, types
from benchmarks.faults import calls, company, damage, disks, oracle, power, script
from courtdesk.models.errors import UserError
from courtdesk.store import Document, Writer, database, disk, snapshot, working

class Found(Exception):
    pass

def blame(self, what, why):
    raise Found(f"{what}: {why}")

oracle.Tally.blame = blame
script.prepare(60)
FILE = "社旗2023.courtdesk"  # each case before it is written is one more run of the cycle
"""
TAIL = """
try:
    tally = PROTOCOL
    print("no disk" if tally is None else "nothing found")
except Found as found:
    print("found", found)
"""
CARELESS = {
    "commits are not synced": (
        """
connect = database.connect
def careless(file):
    db = connect(file)
    db.execute("PRAGMA synchronous = OFF")
    return db
database.connect = careless
""",
        "power.power_losses(12)",
    ),
    "copies are not synced": (
        """
disk.os = types.SimpleNamespace(**vars(os))
disk.os.fsync = lambda handle: None
""",
        "power.power_losses(12)",
    ),
    "names are not synced": ("disk.settle_folder = lambda folder: None", "power.power_losses(40)"),
    "files are written in place": (
        """
def careless(temporary, target):
    target.write_bytes(temporary.read_bytes())
    temporary.unlink()
disk.move = careless
""",
        "calls.kill_before_each(since=FILE)",
    ),
    "nobody looks what became of a snapshot under way": (
        "working.WorkingCopy.settle = lambda self: None",
        "calls.kill_before_each(since=FILE)",
    ),
    "a row of the history is left out": (
        """
commit = Document.commit
def careless(self, sheet, edit):
    if edit.label != "第4步":
        return commit(self, sheet, edit)
    put_audit = database.put_audit
    database.put_audit = lambda *_: self._head
    commit(self, sheet, edit)
    database.put_audit = put_audit
    self.revision -= 1
    return self.revision
Document.commit = careless
""",
        "calls.kill_before_each(every=29)",
    ),
    "a failed commit is called saved": (
        """
class Careless:
    def __init__(self, db):
        self.inner = transaction(db)
    def __enter__(self):
        return self.inner.__enter__()
    def __exit__(self, *what):
        with contextlib.suppress(Exception):
            return self.inner.__exit__(*what)
        return True
transaction, database.transaction = database.transaction, Careless
""",
        "calls.refused_writes(every=5)",
    ),
    "an edit that fails is dropped": (
        """
def careless(self):
    while self._pending:
        sheet, edit = self._pending.popleft()
        self._durable += 1
        with contextlib.suppress(UserError):
            self._document.commit(sheet, edit)
        self._saved(int(edit.after))
Writer._commit_all = careless
""",
        "disks.full_disks(4)",
    ),
    "the file's hash is not compared": (
        "snapshot._is = lambda *_: True",
        "company.two_writers(3)",
    ),
    "the seal is not looked at": (
        "snapshot.is_sealed = lambda file: True",
        "damage.flipped_bits()",
    ),
    "the schema is not looked at": ("database.has_schema = lambda *_: True", "damage.attacks()"),
}
"""What a store might forget, and the protocol that must find it out."""


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python on the project in a process of its own: the bench forks."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.timeout(320)
@pytest.mark.skipif(sys.platform == "win32", reason="the bench forks")
def test_the_short_fault_bench_loses_nothing_and_notices_every_damage() -> None:
    done = run("-m", "benchmarks.faults", "--short")
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if "cases" in line]
    assert len(told) >= 8
    for line in told:
        assert "lost 0  corrupt 0  missing 0  silent 0" in line, done.stdout
        assert "cases 0" not in line


@pytest.mark.slow
@pytest.mark.timeout(320)
@pytest.mark.skipif(sys.platform != "linux", reason="system calls are followed on Linux only")
@pytest.mark.parametrize("fault", CARELESS)
def test_the_bench_finds_out_a_store_in_which(fault: str) -> None:
    from benchmarks.faults import trace

    if not trace.POSSIBLE:
        pytest.skip("system calls cannot be followed on this machine")
    patch, protocol = CARELESS[fault]
    done = run("-c", HEAD + patch + TAIL.replace("PROTOCOL", protocol))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith(("found", "no disk")), done.stdout
