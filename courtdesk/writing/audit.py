"""The digit audit: no figure reaches print unless it is bound to a fact."""

import re
from collections.abc import Iterator

from courtdesk.models.claim import MARKERS, PREFIXES, Claim
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.notation import AMONG, HALF_WIDTH, any_of
from courtdesk.models.outline import Severity
from courtdesk.models.passage import pieces, printed
from courtdesk.writing.candidates import Facts, fitting
from courtdesk.writing.labels import END_MARK, TYPED
from courtdesk.writing.numbers import Number, numbers
from courtdesk.writing.texts import Text, Words

UNBOUND = "unbound-figure"
MISSING = "missing-figure"

_SAID = any_of(word for word in PREFIXES if MARKERS[word] is Claim.PLAIN)
_PLAIN = re.compile(rf"{_SAID}(?=[\s0-9])")
"""达 and 仅 in front of a number claim nothing: they stay in the text beside the bound figure."""
_LIMIT = re.compile("以[上下内外]|之?[内外]|未[结执]")
_SERIAL = re.compile("[0-9]{1,2}")
_LIMITED = ("以上", "以下", "以内")
_WHOLE = "每前首"


def unbound(words: Words) -> Iterator[Finding]:
    """Every numeral that is printed and not bound, with the facts that would fit it."""
    known = Facts(words.sheet)
    for text in words.texts:
        for number in numbers(text.plain, words.phrases(text)):
            if text.binds:
                start = _start(text, number)
                start, fixes = fitting(known, text, start, number.end)
                sentence = _sentence(text.source[start : number.end], fixes)
            elif _names(text, number):
                continue
            else:
                start, fixes = number.start, _without(text, number)
                typed = text.source[start : number.end]
                sentence = f"“{typed}”写在名称里，不随指标改变：请删去，或说明理由"
            yield Finding(
                path=text.path,
                severity=Severity.ERROR,
                rule=UNBOUND,
                message=sentence,
                start=start,
                end=number.end,
                fixes=fixes,
            )


def _names(text: Text, number: Number) -> bool:
    """Whether a numeral of a name tells things apart and says nothing of how many there were.

    18个月以上未结案件, 前10名法院 and 每万人 are kinds, 重点工作3 is the third of them, and a court
    may be called 七台河. A rank is asked among how many it stands: 全市13家法院. What an article
    ends with, and the marks it came with, are no figures as long as they count nothing.
    """
    typed = text.source[number.start : number.end]
    if text.path == END_MARK or text.path.startswith(TYPED):
        return not (number.figure and number.figure.unit)
    if text.path == "court":
        return not any(char.isdecimal() for char in typed)
    among = AMONG.search(text.plain.translate(HALF_WIDTH)) if text.path.endswith(".scope") else None
    if among and among.start() <= number.start < among.end():
        return True
    before = text.source[: number.start]
    serial = bool(before) and number.end == len(text.source) and bool(_SERIAL.fullmatch(typed))
    limited = typed.endswith(_LIMITED) or bool(_LIMIT.match(text.source, number.end))
    return serial or limited or before.endswith(tuple(_WHOLE)) or typed.startswith(tuple(_WHOLE))


def _without(text: Text, number: Number) -> tuple[Fix, ...]:
    """Take the numeral away, where some words are left."""
    typed = text.source[number.start : number.end]
    left = text.source[: number.start] + text.source[number.end :]
    return (Fix(label=f"删去“{typed}”", text=""),) if left.strip() else ()


def _start(text: Text, number: Number) -> int:
    said = _PLAIN.match(text.plain, number.start, number.end)
    return said.end() if said else number.start


def _sentence(typed: str, fixes: tuple[Fix, ...]) -> str:
    if len(fixes) > 1:
        return f"“{typed}”没有绑定指标，表中有{len(fixes)}处相符：请选定一处，或说明理由"
    if fixes:
        return f"“{typed}”没有绑定指标，表中有一处相符：请绑定，或说明理由"
    return f"“{typed}”没有绑定指标，表中没有相符的数：请核对后绑定，或说明理由"


def missing(words: Words) -> Iterator[Finding]:
    """Every bound figure that has no value to print, and every token that binds nothing."""
    for text in filter(lambda text: text.binds, words.texts):
        for piece in pieces(text.source):
            gap = next((run for run in printed(piece, words.sheet) if run.missing), None)
            if gap is None:
                continue
            yield Finding(
                path=text.path,
                severity=Severity.ERROR,
                rule=MISSING,
                message=f"这里会印作{gap.text}：请补上或改正后再发布"
                if gap.figure
                else f"“{gap.text}”不是表中的指标，会照样印出：请删去后重新插入",
                start=piece.start,
                end=piece.end,
            )
