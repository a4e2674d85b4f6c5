"""Headings as they are marked, and where each ends: numbers, brackets, bold, a first sentence."""

import re
from typing import NamedTuple

from courtdesk.writing.figures import figures

_CHINESE = "[一二三四五六七八九十]{1,3}"
_MARKS = {
    "part": rf"第{_CHINESE}(?:部分|章|篇|编)",
    "number": rf"{_CHINESE}、(?![一二三]审)",
    "bracket": rf"[（(]{_CHINESE}[）)]",
    "lens": r"【[^【】]{2,30}】",
    "arabic": r"[0-9０-９]{1,2}(?:[.．](?![ 　]?[0-9０-９])|、(?![0-9０-９]))",
    "round": r"(?:[（(][0-9０-９]{1,2}[）)]|[①-⑳](?=.))",
    "spoken": rf"(?:{_CHINESE}(?:是|要(?!求))|其[一二三四五六]：?|第{_CHINESE}[，,])",
    "bullet": r"[●■◆▍★▶\u25ba◎○☆※•□](?=.)",
}
_MARK = re.compile("|".join(f"(?P<{name}>{shape})[ \t　]*" for name, shape in _MARKS.items()))
_SENTENCE = re.compile(r"[^。！？!?；;：:]{1,40}?(?P<end>[。！？!?：:])")
_BLANK = re.compile(r"[ \t　]+")
_SLOGAN = re.compile(r"(?P<gap>[ \t　]*(?:—{1,2}|－－|[：:｜|])[ \t　]*|[ \t　]+)")
_ARABIC = re.compile("[0-9０-９]")
_STOPS = "。；;，,、：:…"
LONGEST = 40  # characters of a heading on a line of its own
_RUN_IN = 30  # characters of one before its text
_LEAST = 10  # characters of the text after one that nothing marks


class Cut(NamedTuple):
    """``text[:head]`` is a heading, ``text[start:]`` what follows it."""

    head: int = 0
    start: int = 0


NO_CUT = Cut()
"""A line without a heading in it."""


def mark_of(text: str) -> str:
    """Name the mark a line opens with (number, bracket …), "" for none."""
    match = _MARK.match(text)
    return (match.lastgroup or "") if match else ""


def number_of(text: str) -> int:
    """How many characters number a heading: 3 of （一）审结案件; none are counted of 【审结】."""
    match = _MARK.match(text)
    return match.end() if match and match.lastgroup != "lens" else 0


def stands_alone(text: str, counting: bool = False) -> bool:
    """Whether a line could be a heading on a line of its own: short, one phrase.

    It holds no figure, unless a ``counting`` one is asked for.
    """
    match = _MARK.match(text)
    words = text[match.end() :] if match and match.lastgroup != "lens" else text
    if match and match.lastgroup == "lens" and match.end() == len(text):
        return True
    if not 2 <= len(words) <= LONGEST or not re.search("[一-鿿]{2}", words):
        return False
    closed = words[-1] in _STOPS and (not match or words[-1] not in "。")
    inner = re.search("[。！？；]", words[:-1])
    counts = not counting and _ARABIC.search(text) and figures(text)
    return not (closed or inner or counts)


def run_in(text: str, bold: int = 0, gap: int = 0) -> Cut:
    """Find where a heading that stands before its text ends; an empty cut for none."""
    match = _MARK.match(text)
    if match and match.lastgroup == "lens":
        return _after(text, match.end())
    if 1 < bold < len(text) - gap and bold <= LONGEST:
        head = len(text[:bold].rstrip("。：: 　"))
        return _after(text, head, bold + gap) if head > 1 else NO_CUT
    start = match.end() if match else 0
    sentence = _SENTENCE.match(text, start)
    blank = _BLANK.search(text, start)
    first = blank and not (sentence and sentence.start("end") < blank.end())
    if match and blank and first and 2 < blank.start() - start <= _RUN_IN:
        return _after(text, blank.start())
    if not sentence or not 3 < sentence.end() - start <= _RUN_IN + 1:
        return NO_CUT
    head = sentence.end() - (sentence["end"] in "。：:")
    if not match and (figures(text[:head]) or len(text) - sentence.end() < _LEAST):
        return NO_CUT
    return _after(text, head)


def _after(text: str, head: int, start: int = 0) -> Cut:
    """Cut after a heading and the mark that closes it; an empty cut when no text follows."""
    head = len(text[:head].rstrip())
    start = max(start, len(text) - len(text[head:].lstrip()))
    if text.startswith(("。", "：", ":"), start):
        start += 1
    start = len(text) - len(text[start:].lstrip())
    return Cut(head, start) if start < len(text) else NO_CUT


def slogan(text: str) -> Cut:
    """Part a crosshead into its title and its slogan at a blank, a dash or a colon."""
    match = _MARK.match(text)
    front = match.end() if match and match.end() < len(text) else 0
    for gap in _SLOGAN.finditer(text, front):
        if gap.start() - front >= 2 and len(text) - gap.end() >= 2:
            return Cut(gap.start(), gap.end())
    return Cut(len(text), len(text))
