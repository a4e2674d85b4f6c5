"""How alike two labels are: what they share, weighed by how few other labels share it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from courtdesk.excel.intake.wording import words

FAINT = 0.25  # Dice of the characters below which nothing more is looked at


@dataclass(frozen=True)
class Shape:
    """A label's words cut into characters and pairs, with their weights."""

    text: str
    singles: dict[str, float]
    pairs: dict[str, float]
    apart: frozenset[tuple[int, str]]  # the words it has of each set that must not be mixed up
    telling: frozenset[str]  # the words it has that say something else when one side lacks them


class Likeness:
    """Compares labels; what most of the known ones share (审结, 案件) weighs little."""

    def __init__(self, known: Iterable[str]) -> None:
        texts = tuple(known)
        self._number = len(texts)
        self._singles = Counter(c for text in texts for c in set(text))
        self._pairs = Counter(p for text in texts for p in set(_pairs(text)))

    def shape(self, text: str) -> Shape:
        """Make a label ready to be compared."""
        return Shape(
            text,
            self._weighed(text, self._singles),
            self._weighed(_pairs(text), self._pairs),
            frozenset(
                (number, word)
                for number, group in enumerate(words().apart)
                for word in group.findall(text)
            ),
            frozenset(words().telling.findall(text)),
        )

    def _weighed(self, grams: Iterable[str], seen: Counter[str]) -> dict[str, float]:
        counts = Counter(grams)
        return {g: n * self._weight(seen[g]) for g, n in counts.items()}

    def _weight(self, seen: int) -> float:
        """What nobody knows says that it is something else, and weighs more than what is rare."""
        return math.log(1 + self._number / (0.5 + seen)) * (1 if seen else 1.5)


def alike(one: Shape, other: Shape) -> float:
    """Return 0 for nothing in common to 1 for the same words.

    0.4 Dice of the characters, 0.4 Dice of the pairs, 0.2 longest common subsequence; less when
    each says a word of a set that the other does not (拍卖 and 成交).
    """
    if not one.text or not other.text:
        return 0.0
    if one.text == other.text:
        return 1.0
    single = _dice(one.singles, other.singles)
    if single < FAINT:
        return 0.4 * single
    score = 0.4 * single + 0.4 * _dice(one.pairs, other.pairs)
    score += 0.2 * _lcs()(one.text, other.text)
    score *= 0.6 if contradict(one, other) else 1
    return score * 0.75 ** len(one.telling ^ other.telling)


@cache
def _lcs() -> Callable[[str, str], float]:
    from rapidfuzz.distance import LCSseq  # loaded on use, like all that is heavy

    return LCSseq.normalized_similarity


def contradict(one: Shape, other: Shape) -> bool:
    """Say whether the two name different things of one set."""
    for number in {n for n, _ in one.apart} & {n for n, _ in other.apart}:
        mine = {w for n, w in one.apart if n == number}
        theirs = {w for n, w in other.apart if n == number}
        if not mine & theirs:
            return True
    return False


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def _dice(one: dict[str, float], other: dict[str, float]) -> float:
    shared = sum(min(one[g], other[g]) for g in one.keys() & other.keys())
    if not shared:
        return 0.0
    whole = sum(one.values()) + sum(other.values())
    return 2 * shared / whole
