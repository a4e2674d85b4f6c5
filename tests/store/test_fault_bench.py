"""The short form of the fault bench finds nothing, and would find something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

UNSYNCED = """
from courtdesk.store import database
connect = database.connect
def careless(file):
    db = connect(file)
    db.execute("PRAGMA synchronous = OFF")
    return db
database.connect = careless
from benchmarks.faults import power, script
script.prepare(20)
tally = power.power_losses(12)
print(tally.cases, tally.lost, tally.clean)
"""


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
@pytest.mark.skipif(sys.platform != "linux", reason="system calls are followed on Linux only")
def test_the_bench_finds_a_store_that_does_not_wait_for_the_disk() -> None:
    from benchmarks.faults import trace

    if not trace.POSSIBLE:
        pytest.skip("system calls cannot be followed on this machine")
    done = run("-c", UNSYNCED)
    cases, lost, clean = done.stdout.split()
    assert int(cases) >= 60 and int(lost) > 10 and clean == "False", done.stderr
