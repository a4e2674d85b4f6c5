"""The proof of the whole sample after a keystroke, and what hostile text costs the copy rules."""

import time

from benchmarks.window import quantile
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.writing.proof import proof
from courtdesk.writing.rules import RULES
from courtdesk.writing.samples import load_sample
from courtdesk.writing.texts import Words

ROUNDS, LIMIT, LONG = 30, 0.030, 10_000
HOSTILE = (
    "“",
    "（",
    ".",
    "1,",
    "1 ",
    "１",
    "{A",
    "}",
    "1千",
    "三",
    "”、“",
    "率上升5%，",
    "约80件左右",
)
PLACE = "head.closing"


def elapsed(sheet: FactSheet) -> float:
    """Seconds of one proof."""
    start = time.perf_counter()
    proof(sheet)
    return time.perf_counter() - start


def main() -> None:
    """Print the median after a keystroke, and the worst growth from a tenth of the length."""
    sheet, _ = load_sample("sheqi-2023")
    closing, taken = sheet.head.closing, []
    for round in range(ROUNDS):
        taken.append(elapsed(written(sheet, PLACE, closing + "好" * (round + 1))))
    p50 = quantile(taken, 0.5)
    growth, worst = max((_growth(sheet, piece), piece) for piece in HOSTILE)
    print(
        f"rules: proof {p50 * 1000:.1f} ms after a keystroke = {p50 / LIMIT:.2f} x the limit of "
        f"{LIMIT * 1000:.0f} ms; {LONG} hostile characters cost {growth:.0f} x a tenth of them "
        f"({worst!r})"
    )


def _growth(sheet: FactSheet, piece: str) -> float:
    """How many times the time of a tenth of the length the whole takes; linear is 10."""
    few, many = (
        Words(written(sheet, PLACE, piece * (length // len(piece))))
        for length in (LONG // 10, LONG)
    )
    assert few.galleys and many.galleys
    rest = _ruled(Words(sheet))
    return (_ruled(many) - rest) / max(_ruled(few) - rest, 0.002)


def _ruled(words: Words) -> float:
    """Seconds of all rules of copy, the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        for rule in RULES:
            tuple(rule(words))
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
