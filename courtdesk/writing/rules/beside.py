"""Words beside a bound figure that make another claim than the fact does."""

from collections.abc import Iterator

from courtdesk.models.claim import MARKERS, Claim
from courtdesk.models.derived import standing
from courtdesk.models.outline import Severity
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.wording import basis, holds
from courtdesk.writing.figures import FoundFigure
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.notation import markers
from courtdesk.writing.rules.rule import Rule, Slip, put, quoted
from courtdesk.writing.texts import Words

LEVEL = ("", "value", "number")
"""Forms of a token that print the fact itself, and not its change or last year's."""

_LOOSE = (Claim.ABOUT, Claim.AT_LEAST, Claim.AT_MOST)


def marker_beside(words: Words) -> Iterator[Slip]:
    """A marker typed beside a bound figure: 近{F001}, {F001:number}余件."""
    for galley in words.galleys:
        for figure in galley.figures:
            if figure.marker:
                yield from _marked(galley, figure, words)


def _marked(galley: Galley, figure: FoundFigure, words: Words) -> Iterator[Slip]:
    chip = galley.chip(figure.start, figure.end)
    if not chip or not chip.token or chip.token.form not in LEVEL or chip.missing:
        return
    id = chip.token.ids[0]
    known = basis(standing(words.sheet, id))
    bent = [(a, b, name) for a, b, name in markers(galley, figure) if _bends(name)]
    own = any(not galley.free(start, end) for start, end, _ in bent)
    if known is None or own or any(map(_bends, known.markers)):
        return  # a marker beside another is for the rule on two markers
    true = holds(_parsed(figure.printed) or known, known)
    for start, end, name in bent:
        if true and MARKERS[name] not in _LOOSE:
            continue
        label = words.sheet.outline.indicator(id).label
        said = f"{quoted(galley, figure.start, figure.end, 4)}：“{label}”是{known}"
        ask = f"数字已经确定，不必写“{name}”" if true else f"写“{name}”不实，请删去或改用近似写法"
        severity = Severity.HINT if true else Severity.ERROR
        mend = put(start, end, "", f"删去“{name}”")
        yield Slip(galley, f"{said}，{ask}", start, end, (mend,), severity=severity)


def _parsed(printed: str) -> Quantity | None:
    try:
        return Quantity.parse(printed)
    except QuantityError:
        return None


def _bends(marker: str) -> bool:
    return MARKERS[marker] is not Claim.PLAIN


RULES = (
    Rule(
        "marker-beside-figure",
        "指标旁的约数词",
        "已绑定的准确数旁边不另写余、近、超、约等字",
        Severity.ERROR,
        marker_beside,
    ),
)
