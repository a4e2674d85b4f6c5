"""Which indicator a label means: the likeliest three, and whether the first is sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from courtdesk.excel.intake.likeness import Likeness, Shape, alike
from courtdesk.excel.intake.wording import base, label, sort, words
from courtdesk.models.notation import Kind
from courtdesk.models.outline import Indicator, Measure, Outline

SURE, MARGIN = 0.62, 0.10  # of the first, and over the second, to be taken unasked
OFFERED = 0.25  # what is less like is not offered


@dataclass(frozen=True)
class Wanted:
    """What is known of one figure of a table before its indicator is.

    ``path`` are its labels, outermost first; ``unit`` what its cell, column or title says it
    counts in, scaled or not (亿元), empty when nothing says it.
    """

    path: tuple[str, ...]
    unit: str = ""
    title: str = ""
    department: str = ""


@dataclass(frozen=True)
class Candidate:
    """An indicator and how likely it is, from 0 to 1; ``fit`` is how the unit suits it.

    ``theirs`` says that whoever sent the table may speak of it: each division has cases of its own.
    """

    id: str
    score: float
    fit: int = 0
    theirs: bool = True


class Matcher:
    """Ranks the indicators of one outline for a label."""

    def __init__(self, outline: Outline) -> None:
        self._known = [_Known(i) for i in outline.indicators]
        for known in self._known:
            known.doubt(self._known)
        self._likeness = Likeness(name for k in self._known for name in k.names)
        for known in self._known:
            known.shapes = [self._likeness.shape(n) for n in known.names]
        self._likened = lru_cache(maxsize=4096)(self._liken)
        self.rank = lru_cache(maxsize=4096)(self._rank)

    def _rank(self, wanted: Wanted) -> tuple[Candidate, ...]:
        """Return the likeliest indicators, at most three, best first."""
        scores = [0.0] * len(self._known)
        for text, weight in self._forms(wanted).items():
            for n, score in enumerate(self._likened(text)):
                scores[n] = max(scores[n], score * weight)
        unit = wanted.unit or label(wanted.path).unit
        found = [
            _candidate(wanted, unit, known.indicator, score)
            for known, score in zip(self._known, scores, strict=True)
            if score >= OFFERED
        ]
        found.sort(key=lambda c: -c.score)
        return tuple(c for c in found[:3] if c.score >= OFFERED)

    def _liken(self, text: str) -> tuple[float, ...]:
        """How alike a wording is to each indicator, whatever it counts in."""
        shape = self._likeness.shape(text)
        return tuple(
            max(alike(shape, s) * w for s, w in zip(known.shapes, known.weights, strict=True))
            for known in self._known
        )

    def _forms(self, wanted: Wanted) -> dict[str, float]:
        """The wordings of a path and how much each counts: less the more is left out of it."""
        path = wanted.path
        titled = (words().title(wanted.title), *path)
        forms = dict.fromkeys(_wordings(titled), 0.9)
        if label(path).bare:
            forms.setdefault(label(titled).bare, 0.87)
        for skipped in range(len(path) - 1, -1, -1):
            forms |= dict.fromkeys(_wordings(path[skipped:]), max(0.85, 1 - 0.04 * skipped))
        forms.setdefault(label(path).bare, 0.96)
        forms.pop("", None)
        return forms


@lru_cache(maxsize=4)
def matcher(outline: Outline) -> Matcher:
    """Return the matcher of an outline; it remembers what it was asked."""
    return Matcher(outline)


def _candidate(wanted: Wanted, unit: str, indicator: Indicator, score: float) -> Candidate:
    """Weigh a likeness of words by unit and department."""
    fit = fits(unit, indicator)
    score *= {1: 1.0, 0: 0.93, -1: 0.75, -2: 0.5}[fit]
    foreign = bool(wanted.department and indicator.department)
    foreign = foreign and wanted.department != indicator.department
    score *= 0.85 if foreign else 1.0
    return Candidate(indicator.id, score, fit, _theirs(wanted, indicator))


def _theirs(wanted: Wanted, indicator: Indicator) -> bool:
    """Say whether a table's cases may be the indicator's: 受理 of a division is not the court's."""
    said = label(wanted.path)
    if said.core not in words().general or words().whole(wanted.path, wanted.title):
        return True
    own = wanted.department == indicator.department or not indicator.department
    narrowed = said.whole != said.core and "含" not in said.whole  # 受理案件（执行）
    return own and not narrowed


def _wordings(path: tuple[str, ...]) -> tuple[str, str]:
    said = label(path)
    return said.core, said.whole


class _Known:
    def __init__(self, indicator: Indicator) -> None:
        self.indicator, self.id = indicator, indicator.id
        said = label((indicator.label,))
        self._names = {said.core: 1.0, said.whole: 1.0}
        if said.bare:
            self._names.setdefault(said.bare, 0.97)
        if indicator.short:
            self._names.setdefault(label((indicator.short,)).core, 0.93)
        self.shapes: list[Shape] = []

    def doubt(self, all: Sequence["_Known"]) -> None:
        """Let a short name count less that is part of another's name too: 调撤 of two kinds."""
        short = list(self._names)[-1]
        mine = self._names[short]
        others = (o for o in all if o is not self and short not in o._names)
        if mine < 0.95 and any(short in name for o in others for name in o._names):
            self._names[short] = 0.6
        self.names, self.weights = list(self._names), list(self._names.values())


def fits(unit: str, indicator: Indicator) -> int:
    """Say how a unit suits an indicator.

    1 it counts the same, 0 nothing is said, -1 other things (人 for 件), -2 another sort (元).
    """
    if not unit:
        # a rank and a share always say that they are one
        return -1 if indicator.measure is Measure.RANK or indicator.unit == "%" else 0
    own = "位" if indicator.measure is Measure.RANK else indicator.unit
    if base(unit) == own:
        return 1
    mine, theirs = sort(own) if own != "位" else Kind.RANK, sort(unit)
    if mine is Kind.RANK:
        return 1 if base(unit) in ("位", "名", "名次") else -2
    if mine is not theirs:
        return -2
    return 1 if words().alike(base(unit), own) else -1
