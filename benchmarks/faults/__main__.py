"""All protocols, one line each: ``python -m benchmarks.faults [--short]``.

The whole takes about fifteen minutes on two cores, the short form about one.
"""

import sys
import time
from collections.abc import Callable

from benchmarks import commits
from benchmarks.faults import calls, company, damage, disks, kills, power, script, trace
from benchmarks.faults.oracle import Tally

Protocol = Callable[[], Tally | None]


def protocols(short: bool) -> tuple[Protocol, ...]:
    """Every protocol, the short form with fewer cases of each."""
    traced: tuple[Protocol, ...] = (
        lambda: calls.kill_before_each(every=17 if short else 1),
        lambda: calls.refused_writes(every=61 if short else 1),
        lambda: power.power_losses(points=20 if short else 200),
    )
    return (
        lambda: kills.random_kills(40 if short else 1000),
        *(traced if trace.POSSIBLE else ()),
        lambda: disks.full_disks(4 if short else 20),
        lambda: disks.limited_files(6 if short else 24),
        lambda: damage.flipped_bits(1 if short else 8),
        lambda: damage.lost_pieces(5 if short else 1),
        damage.attacks,
        lambda: company.copies_while_typing(40 if short else 150),
        company.wrong_clocks,
        lambda: company.two_writers(3 if short else 12),
        lambda: company.racing_writers(3 if short else 30),
    )


def run(short: bool, tell: Callable[[str], None] = print) -> list[Tally]:
    """Run every protocol; tell of each what it found. A machine's limits are told, too."""
    script.prepare()
    if not trace.POSSIBLE:
        tell("system calls cannot be followed here: three protocols are left out")
    tallies = []
    for protocol in protocols(short):
        start = time.perf_counter()
        tally = protocol()
        if tally is None:
            tell("no small disk can be mounted here: the full disk is left out")
            continue
        tallies.append(tally)
        tell(f"{tally}  ({time.perf_counter() - start:.0f} s)")
    return tallies


def main() -> int:
    """Print a line a protocol; the exit code is 1 when anything was lost, corrupt, or silent."""
    short = "--short" in sys.argv[1:]
    tallies = run(short, lambda line: print(line, flush=True))
    if not short:
        commits.main()
    return int(not all(tally.clean for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
