"""What hostile text costs the rules of copy, against a tenth of its length; linear is 10."""

import time

from courtdesk.models.value import written
from courtdesk.writing.rules import RULES
from courtdesk.writing.samples import load_sample
from courtdesk.writing.texts import Words

LONG, ROUNDS = 10_000, 3
HOSTILE = (
    *("“", "（", ".", "1,", "1 ", "１", "{A", "}", "1千", "三", "”、“"),
    *("率上升5%，", "约80件左右"),
)


def main() -> None:
    """Print the worst growth, and what the sample's own article takes."""
    sheet, _ = load_sample("sheqi-2023")
    rest = _ruled(Words(sheet))
    growth, worst = max((_growth(piece, rest), piece) for piece in HOSTILE)
    print(
        f"rules: {rest * 1000:.1f} ms for the sample; {LONG} hostile characters cost "
        f"{growth:.0f} x a tenth of them ({worst!r})"
    )


def _growth(piece: str, rest: float) -> float:
    """How many times the time of a tenth of the length the whole takes."""
    sheet, _ = load_sample("sheqi-2023")
    few, many = (
        _ruled(Words(written(sheet, "head.closing", piece * (length // len(piece))))) - rest
        for length in (LONG // 10, LONG)
    )
    return many / max(few, 0.002)


def _ruled(words: Words) -> float:
    """Seconds of all rules of copy on texts already set, the best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for rule in RULES:
            tuple(rule(words))
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
