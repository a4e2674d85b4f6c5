"""Words beside a bound figure that make another claim than the fact does."""

from collections.abc import Iterator

from courtdesk.models.claim import MARKERS, Claim
from courtdesk.models.outline import Severity
from courtdesk.models.quantity import Quantity
from courtdesk.writing.figures import FoundFigure
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.notation import markers
from courtdesk.writing.rules.rule import Rule, Slip, put, quoted
from courtdesk.writing.texts import Words

LEVEL = ("", "value", "number")
"""Forms of a token that print the fact itself, and not its change or last year's."""

_STRICT = (Claim.ABOVE, Claim.CLOSE, Claim.OVER, Claim.UNDER)


def marker_beside(words: Words) -> Iterator[Slip]:
    """A marker typed beside a bound figure: 近{F001}, {F001:number}余件."""
    for galley in words.galleys:
        for figure in galley.figures:
            if figure.marker:
                yield from _marked(galley, figure, words)


def _marked(galley: Galley, figure: FoundFigure, words: Words) -> Iterator[Slip]:
    chip = galley.chip(figure.start, figure.end)
    if not chip or not chip.token or chip.token.form not in LEVEL:
        return
    id = chip.token.ids[0]
    place = words.sheet.outline.places.get(id)
    fact = words.sheet.figure(id)
    if place is None or fact.printed is None or _approximate(fact.printed):
        return  # its own marker and another are for the rule on two markers
    for start, end, name in markers(galley, figure):
        if MARKERS[name] is Claim.PLAIN or not galley.free(start, end):
            continue
        exact = fact.exact or fact.printed
        known = exact.low == exact.high
        if known and _true(MARKERS[name], figure, fact.printed, exact):
            continue
        said = f"{quoted(galley, figure.start, figure.end, 4)}：指标“{place[2].label}”是{exact}"
        if known and MARKERS[name] in _STRICT:
            severity, ask = Severity.ERROR, f"，写“{name}”不实，请删去或在指标里改写法"
        else:
            severity, ask = Severity.EXPLAIN, f"，数字已经确定，“{name}”请删去或在指标里改写法"
        mend = put(start, end, "", f"删去“{name}”")
        yield Slip(galley, said + ask, start, end, (mend,), severity=severity)


def _true(claim: Claim, figure: FoundFigure, printed: Quantity, exact: Quantity) -> bool:
    """Whether a marker on a rounded figure is true of the exact number behind it."""
    apart = exact.value != printed.value
    return apart and claim in _STRICT and figure.low <= exact.value <= figure.high


def _approximate(printed: Quantity) -> bool:
    return any(MARKERS[marker] is not Claim.PLAIN for marker in printed.markers)


RULES = (
    Rule(
        "marker-beside-figure",
        "指标旁的约数词",
        "已绑定的准确数旁边不另写余、近、超、约等字",
        Severity.ERROR,
        marker_beside,
    ),
)
