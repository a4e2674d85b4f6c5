"""Which row of a file gets which indicator, and which of these are sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courtdesk.excel.intake.matching import MARGIN, SURE, Candidate

CLAIM = 0.40  # what is less like is offered, but nobody's first choice
BESIDE = 0.15  # how far behind the best row another one may still mean the same


@dataclass(frozen=True)
class Claim:
    """The indicator a row goes to, "" for none, and whether that needs nobody's word."""

    id: str = ""
    score: float = 0.0
    sure: bool = False


NOBODY = Claim()


def claims(ranked: Mapping[str, Sequence[Candidate]]) -> dict[str, Claim]:
    """Give each row, by its key, at most one indicator.

    The row most like an indicator gets it. Another row that is nearly as like means the same
    thing, and the two must agree; one that is not takes what is left, for a person to confirm.
    Nothing is sure whose unit does not suit, or that every division has of its own.
    """
    best: dict[str, float] = {}
    for candidates in ranked.values():
        for first in candidates[:1]:
            best[first.id] = max(best.get(first.id, 0.0), first.score)
    return {key: _claim(candidates, best) for key, candidates in ranked.items()}


def _claim(candidates: Sequence[Candidate], best: Mapping[str, float]) -> Claim:
    for n, candidate in enumerate(candidates):
        if candidate.score < CLAIM:
            break
        if candidate.score < best.get(candidate.id, 0.0) - BESIDE:
            continue  # another row of the file is far more like it
        rivals = [
            c.score for c in candidates if c is not candidate and best.get(c.id, 0.0) <= c.score
        ]
        clear = candidate.score - max(rivals, default=0.0) >= MARGIN
        sure = n == 0 and clear and candidate.score >= SURE and candidate.fit >= 0
        sure = sure and candidate.theirs
        return Claim(candidate.id, candidate.score, sure)
    return NOBODY
