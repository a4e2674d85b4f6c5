"""Punctuation as GB/T 15834 has it: full-width, single, in pairs, and no blanks beside Chinese."""

import re
from collections.abc import Iterator

from courtdesk.models.notation import BLANK
from courtdesk.models.outline import Severity
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.rule import Rule, Slip, each, put, quoted

HAN = "〇々\u3400-\u4dbf一-鿿"
OPENING, CLOSING = "“‘《〈（【〔", "”’》〉）】〕"
_HAN = frozenset("〇々")
_CHINESE = frozenset(f"，。、；：？！…—～％{OPENING}{CLOSING}")
_AFTER_WORDS, _BEFORE_WORDS = frozenset(f"%％‰…{CLOSING}"), frozenset(OPENING)

_BLANKS = re.compile(f"[{BLANK}\u200b\ufeff]+")
_SIGNED = ("摄", "文/图", "文／图", "记者", "通讯员")
_FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))
_STOPS = frozenset(",;:.，、；：。")
_HALF_MARK = re.compile("[,;:?!.]")
_WAVE = re.compile(f"(?<=[0-9%‰{HAN}])~(?=[0-9])")
_HALF_PAIRS = (
    (re.compile(r"[(（]([^()（）\n]{0,60})[)）]"), "（", "）", "括号"),
    (re.compile(r'"([^"\n]{0,80})"'), "“", "”", "引号"),
    (re.compile(r"'([^'\n]{0,80})'"), "‘", "’", "引号"),
    (re.compile(r"<([^<>\n]{1,40})>"), "《", "》", "书名号"),
)
_BETWEEN = re.compile("(?<=[”》])、(?=[“《])")
_DOTS = re.compile("\\.{3,}|。{3,}|[…⋯]+|[·・•]{3,}")
_DASHES = re.compile("(?m:^)[—–―─](?![—–―─-])|[-－–―─]{2,}|—{3,}|—[-－–―─]+|[-－–―─]+—+")
_STRONGEST = "？！。；：，、"
_MARKS = re.compile("[，、；：。？！,;:.]{2,}")


def _is(sign: str, marks: frozenset[str] = frozenset()) -> bool:
    """Whether a character is Chinese or one of these marks; "" is neither."""
    return "一" <= sign <= "鿿" or "\u3400" <= sign <= "\u4dbf" or sign in _HAN or sign in marks


def _any_chinese(signs: str) -> bool:
    return any(_is(sign, _CHINESE) for sign in signs)


def blank(galley: Galley) -> Iterator[Slip]:
    """No blank beside Chinese. Between the words of a head it parts them; a byline is set so."""
    path = galley.path
    head = path.startswith("outline.") or (path[:5] == "head." and path != "head.closing")
    if path == "head.byline":
        return
    for match in _BLANKS.finditer(galley.printed):
        start, end = match.span()
        before, after = galley.printed[start - 1 : start], galley.printed[end : end + 1]
        if before in ("", "\n") or after in ("", "\n") or not galley.free(start, end):
            continue
        figure = before.isdecimal() or before in "%％" or after.isdecimal()
        chinese = _is(before, _CHINESE), _is(after, _CHINESE)
        apart = head and not figure
        signed = galley.printed.startswith(_SIGNED, end)
        if not any(chinese) or not (all(chinese) or figure) or apart or signed:
            continue
        message = f"{quoted(galley, start, end)}里有多余的空格：汉字与汉字、数字之间不空格，请删去"
        yield Slip(galley, message, start, end, (put(start, end, "", "删去空格"),))


def half_width(galley: Galley) -> Iterator[Slip]:
    """Marks beside Chinese are full-width."""
    for match in _HALF_MARK.finditer(galley.printed):
        start, end = match.span()
        if galley.free(start, end) and _among_chinese(galley.printed, start):
            yield _half(galley, start, end, _FULL[match[0]])
    for match in _WAVE.finditer(galley.typed):
        yield _half(galley, *match.span(), "～")


def _among_chinese(printed: str, at: int) -> bool:
    before, mark, after = printed[at - 1 : at] if at else "", printed[at], printed[at + 1 : at + 2]
    if before in _STOPS or after in _STOPS:  # doubled, or an ellipsis
        return False
    follows, precedes = _is(before, _AFTER_WORDS), _is(after, _BEFORE_WORDS)
    if mark == ".":
        return follows and not (after.isascii() and after.isalnum())
    return follows or precedes


def _half(galley: Galley, start: int, end: int, full: str) -> Slip:
    mark = galley.printed[start:end]
    message = f"{quoted(galley, start, end)}里的“{mark}”是半角：请改为全角的“{full}”"
    return Slip(galley, message, start, end, (put(start, end, full),))


def half_width_pair(galley: Galley) -> Iterator[Slip]:
    """Brackets and quotation marks around or beside Chinese are full-width."""
    for pattern, left, right, name in _HALF_PAIRS:
        for match in pattern.finditer(galley.printed):
            start, end = match.span()
            edges = [
                (at, at + 1, full)
                for at, full in ((start, left), (end - 1, right))
                if galley.printed[at] != full
            ]
            before, after = galley.printed[max(start - 1, 0) : start], galley.printed[end : end + 1]
            formula = name == "书名号" or (before.isascii() and before.isalnum())  # f(x)
            chinese = any(map(_is, match[1] if formula else before + match[1] + after))
            if not edges or not (chinese or len(edges) == 1):
                continue
            if all(galley.free(at, until) for at, until, _ in edges):
                message = (
                    f"{quoted(galley, start, end, 4)}里的{name}是半角：请改为全角的“{left}{right}”"
                )
                mend = put(*edges[0], f"改为“{left}{right}”")
                yield Slip(galley, message, start, end, (mend._replace(edits=tuple(edges)),))


def between_quoted(galley: Galley) -> Iterator[Slip]:
    """Quoted words and titles in a row need no 、 between them."""
    for match in _BETWEEN.finditer(galley.typed):
        start, end = match.span()
        message = f"{quoted(galley, start, end)}里，并列的引号、书名号之间不用顿号：请删去"
        yield Slip(galley, message, start, end, (put(start, end, "", "删去顿号"),))


def ellipsis(galley: Galley) -> Iterator[Slip]:
    """An ellipsis is six dots; twelve stand for whole paragraphs."""
    for match in _DOTS.finditer(galley.typed):
        start, end = match.span()
        sides = galley.printed[max(start - 1, 0) : start] + galley.printed[end : end + 1]
        if match[0] in ("……", "…………") or (match[0][0] == "." and not _any_chinese(sides)):
            continue
        message = f"{quoted(galley, start, end)}里的省略号不合规范：请写作“……”"
        yield Slip(galley, message, start, end, (put(start, end, "……"),))


def dash(galley: Galley) -> Iterator[Slip]:
    """A dash takes the room of two characters."""
    for match in _DASHES.finditer(galley.typed):
        start, end = match.span()
        sides = galley.printed[max(start - 1, 0) : start] + galley.printed[end : end + 1]
        if match[0].isascii() and not _any_chinese(sides):
            continue
        message = f"{quoted(galley, start, end)}里的破折号不合规范：请写作“——”"
        yield Slip(galley, message, start, end, (put(start, end, "——"),))


def doubled(galley: Galley) -> Iterator[Slip]:
    """One mark at a place; ？！ alone may stand together."""
    for match in _MARKS.finditer(galley.typed):
        start, end = match.span()
        run = match[0]
        dots = len(run) > 2 and set(run) in ({"."}, {"。"})
        latin = run.isascii() and not _is(galley.printed[start - 1 : start], _AFTER_WORDS)
        marks = sorted({_FULL.get(mark, mark) for mark in run}, key=_STRONGEST.index)
        if dots or latin or set(marks) <= {"？", "！"}:
            continue
        message = f"{quoted(galley, start, end)}里“{run}”是重复的标点：请只留一个"
        mends = tuple(put(start, end, mark, f"只留“{mark}”") for mark in marks)
        yield Slip(galley, message, start, end, mends)


RULES = (
    Rule(
        "stray-blank",
        "多余的空格",
        "汉字与汉字、汉字与数字之间不空格；标题的两句之间可以空",
        Severity.HINT,
        each(blank),
    ),
    Rule(
        "half-width-mark",
        "半角标点",
        "汉字旁边的逗号、句号等用全角",
        Severity.HINT,
        each(half_width),
    ),
    Rule(
        "half-width-pair",
        "半角括号和引号",
        "汉字旁边的括号、引号、书名号用全角，前后成对",
        Severity.HINT,
        each(half_width_pair),
    ),
    Rule(
        "between-quoted",
        "引号之间的顿号",
        "并列的引号、书名号之间不用顿号",
        Severity.HINT,
        each(between_quoted),
    ),
    Rule("six-dots", "省略号", "省略号是六个点“……”", Severity.HINT, each(ellipsis)),
    Rule("long-dash", "破折号", "破折号占两个字“——”", Severity.HINT, each(dash)),
    Rule(
        "doubled-mark",
        "重复的标点",
        "一处只用一个标点，如“，，”“，。”",
        Severity.HINT,
        each(doubled),
    ),
)
