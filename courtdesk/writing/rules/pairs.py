"""Brackets and quotation marks: what opens is closed, in the same paragraph."""

import re
from collections import Counter
from collections.abc import Iterator

from courtdesk.models.outline import Severity
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.rule import Rule, Slip, each, put, quoted

_CLOSED_BY = dict(zip("“‘（《〈【〔", "”’）》〉】〕", strict=True))
_OPENED_BY = {right: left for left, right in _CLOSED_BY.items()}
_NAMES = {"“": "双引号", "‘": "单引号", "（": "括号", "《": "书名号", "〈": "单书名号"}
_MARKS = re.compile("[“”‘’（）()《》〈〉【】〔〕]")
_FULL = {"(": "（", ")": "）"}
_LISTED = re.compile("(?:^|[。；：，\n])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")

_Open = list[tuple[str, int]]


def unbalanced(galley: Galley) -> Iterator[Slip]:
    """What opens is closed. A quotation of several paragraphs opens each and closes the last."""
    at = 0
    lines = galley.typed.split("\n")
    for number, line in enumerate(lines):
        goes_on = number + 1 < len(lines) and lines[number + 1].lstrip().startswith("“")
        for slip in _line(galley, line, at):
            if not (goes_on and slip.mends == () and line[slip.start - at] == "“"):
                yield slip
        at += len(line) + 1


def _line(galley: Galley, line: str, at: int) -> Iterator[Slip]:
    open: _Open = []
    held: Counter[str] = Counter()
    more = line.count("“") - line.count("”")  # each one turned the wrong way counts two
    for match in _MARKS.finditer(line):
        place, mark = match.start(), _FULL.get(match[0], match[0])
        if mark == "“" and more > 1 and held["“"] and open[-1][0] == "“":
            yield _turned(galley, at + place, "”")
            open.pop()
            held["“"] -= 1
        elif mark in _CLOSED_BY:
            open.append((mark, place))
            held[mark] += 1
        elif held[left := _OPENED_BY[mark]]:
            yield from _closed(galley, open, held, left, at)
        elif mark == "”" and more < -1 and line.find("”", place + 1) > 0:
            yield _turned(galley, at + place, "“")
            open.append(("“", place))
            held["“"] += 1
        elif not _means_other(line, place, mark):
            yield _lonely(galley, at + place, mark)
    for mark, place in open:
        yield _lonely(galley, at + place, mark)


def _closed(
    galley: Galley, open: _Open, held: "Counter[str]", left: str, at: int
) -> Iterator[Slip]:
    """Close what `left` opened; what was opened after it stays without its mate."""
    while True:
        mark, place = open.pop()
        held[mark] -= 1
        if mark == left:
            return
        yield _lonely(galley, at + place, mark)


def _means_other(line: str, place: int, mark: str) -> bool:
    """Whether the mark is the ）of 1）or the apostrophe of a foreign word."""
    before = line[max(place - 4, 0) : place]
    if mark == "）":
        return bool(_LISTED.search(before))
    return mark == "’" and before[-1:].isascii() and before[-1:].isalpha()


def _lonely(galley: Galley, at: int, mark: str) -> Slip:
    opens = mark in _CLOSED_BY
    name = _NAMES.get(mark if opens else _OPENED_BY[mark], "括号")
    has, lacks = ("左", "右") if opens else ("右", "左")
    message = f"{quoted(galley, at, at + 1)}里的{has}{name}没有配对的{lacks}{name}：请补上或删去"
    return Slip(galley, message, at, at + 1)


def _turned(galley: Galley, at: int, right: str) -> Slip:
    name = "右双引号" if right == "”" else "左双引号"
    message = f"{quoted(galley, at, at + 1)}里的双引号方向反了：请改为{name}"
    return Slip(galley, message, at, at + 1, (put(at, at + 1, right, f"改为{name}"),))


RULES = (
    Rule(
        "unpaired-mark",
        "不成对的标点",
        "引号、括号、书名号左右成对，在同一段里",
        Severity.EXPLAIN,
        each(unbalanced),
    ),
)
