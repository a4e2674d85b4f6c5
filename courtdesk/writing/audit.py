"""The digit audit: no figure reaches print unless it is bound to a fact."""

import re
from collections.abc import Iterator

from courtdesk.models.claim import MARKERS, PREFIXES, Claim
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.notation import any_of
from courtdesk.models.outline import Severity
from courtdesk.models.passage import pieces, printed
from courtdesk.writing.candidates import Facts, fitting
from courtdesk.writing.numbers import Number, numbers
from courtdesk.writing.texts import Text, Words

UNBOUND = "unbound-figure"
MISSING = "missing-figure"

_SAID = any_of(word for word in PREFIXES if MARKERS[word] is Claim.PLAIN)
_PLAIN = re.compile(rf"{_SAID}(?=[\s0-9])")
"""达 and 仅 in front of a number claim nothing: they stay in the text beside the bound figure."""


def unbound(words: Words) -> Iterator[Finding]:
    """Every numeral of the article that is not bound, with the facts that would fit it."""
    known = Facts(words.sheet)
    for text in words.texts:
        for number in numbers(text.plain, words.phrases):
            start = _start(text, number)
            first, fixes = fitting(known, text, start, number.end)
            yield Finding(
                path=text.path,
                severity=Severity.ERROR,
                rule=UNBOUND,
                message=_sentence(text.source[first : number.end], fixes),
                start=first,
                end=number.end,
                fixes=fixes,
            )


def _start(text: Text, number: Number) -> int:
    said = _PLAIN.match(text.plain, number.start, number.end)
    return said.end() if said else number.start


def _sentence(typed: str, fixes: tuple[Fix, ...]) -> str:
    if len(fixes) > 1:
        return f"“{typed}”没有绑定指标，表中有{len(fixes)}处相符：请选定一处，或列为固定说法"
    if fixes:
        return f"“{typed}”没有绑定指标，表中有一处相符：请绑定，或列为固定说法"
    return f"“{typed}”没有绑定指标，表中没有相符的数：请核对后绑定，或列为固定说法"


def missing(words: Words) -> Iterator[Finding]:
    """Every bound figure that has no value to print, and every token that binds nothing."""
    for text in words.texts:
        for piece in pieces(text.source):
            gap = next((run for run in printed(piece, words.sheet) if run.missing), None)
            if gap is None:
                continue
            yield Finding(
                path=text.path,
                severity=Severity.ERROR,
                rule=MISSING,
                message=f"正文这里会印作{gap.text}：请补上或改正后再发布"
                if gap.figure
                else f"“{gap.text}”不是表中的指标，会照样印出：请删去后重新插入",
                start=piece.start,
                end=piece.end,
            )
