"""kill -9 at random moments of edit, import, photo and publish."""

import random
import time
from pathlib import Path

from benchmarks.faults import driver, oracle
from benchmarks.faults.oracle import Tally

SAME = 100  # kills one document has to stand


def random_kills(cases: int, seed: int = 1) -> Tally:
    """Kill the same document's driver again and again; each goes on where the last one ended."""
    tally, dice = Tally("kill -9 at random moments"), random.Random(seed)
    reopened: list[float] = []
    edits = 0
    for start in range(0, cases, SAME):
        with oracle.desk() as folder:
            edits += _killed_again(tally, folder, min(SAME, cases - start), dice, reopened)
    reopened.sort()
    tally.notes.append(
        f"{edits} edits; opened again after a kill in {reopened[len(reopened) // 2] * 1000:.0f} ms "
        f"(median), {reopened[int(len(reopened) * 0.99)] * 1000:.0f} ms (p99)"
    )
    return tally


def _killed_again(
    tally: Tally, folder: Path, cases: int, dice: random.Random, reopened: list[float]
) -> int:
    """Kill the drivers of one document, one after another; return the revision it came to."""
    done = 0
    for case in range(cases):
        child = driver.Child(lambda ack, say: driver.type_on(folder, ack))
        time.sleep(dice.uniform(0.0, 0.12))
        child.kill()
        child.wait()
        acknowledged = max(child.heard(), done)
        child.close()
        start = time.perf_counter()
        done = oracle.judge(tally, folder, acknowledged, case)
        reopened.append(time.perf_counter() - start)
        if done < 0:
            break
    return done
