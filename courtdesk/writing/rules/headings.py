"""Parallel headings: siblings are of one length, and the odd one is named."""

import re
from collections import Counter
from collections.abc import Iterator

from courtdesk.models.numerals import write_whole
from courtdesk.models.outline import Severity
from courtdesk.models.passage import words as read_out
from courtdesk.writing.galley import Bound
from courtdesk.writing.rules.rule import Rule, Slip, put
from courtdesk.writing.texts import Words

_HALVES = re.compile(r"[\s，；、]+")
_SECTIONS = re.compile("([一二三四五六七八九十]{1,2}|[0-9]{1,2})个“([^“”\n]{1,8})”")


def unequal(words: Words) -> Iterator[Slip]:
    """Titles and slogans of sections, headings within a section, the halves of the main head."""
    sections = [s for s in words.sheet.outline.sections if s.crosshead]
    printed = {galley.path: galley.printed for galley in words.galleys}

    def row(paths: list[str]) -> list[tuple[str, str]]:
        return [(path, printed[path]) for path in paths if path in printed]

    here = "outline.sections."
    yield from _siblings("各部分的标题", row([f"{here}{s.id}.title" for s in sections]))
    yield from _siblings("各部分的副题", row([f"{here}{s.id}.slogan" for s in sections]))
    for section in sections:
        headings = row([f"{here}{section.id}.items.{i.id}.heading" for i in section.items])
        title = printed.get(f"{here}{section.id}.title", "")
        yield from _siblings(f"“{title}”的小标题", headings)
    for galley in words.galleys:
        if galley.path == "head.title":
            halves = list(filter(None, _HALVES.split(galley.printed)))
            yield from _siblings("主题的各句", [(galley.path, half) for half in halves])


def _siblings(name: str, headings: list[tuple[str, str]]) -> Iterator[Slip]:
    """One finding for a row of siblings; silent where no length is that of most."""
    written = [(path, text, _length(text)) for path, text in headings if text.strip()]
    lengths = Counter(length for _, _, length in written)
    values = " ".join(text for _, text, _ in written)
    if len(written) < 2 or len(lengths) < 2:
        return
    if len(written) == 2:
        (path, first, one), (_, second, other) = written
        message = f"{name}不等长：“{first}”{one}字，“{second}”{other}字，请看是否对仗"
        yield Slip(path, message, values=values)
        return
    usual, times = lengths.most_common(1)[0]
    odd = [(path, text, length) for path, text, length in written if length != usual]
    if times * 2 > len(written):
        listed = "、".join(f"“{text}”{length}字" for _, text, length in odd)
        message = f"{name}多为{usual}字，{listed}：请看是否对仗"
        yield Slip(odd[0][0], message, values=values)


def _length(text: str) -> int:
    """How many characters are read; marks and blanks are not."""
    return sum(char.isalnum() for char in text)


def section_count(words: Words) -> Iterator[Slip]:
    """五个“聚力” must be as many as there are sections of that name."""
    titles = [read_out(s.title, words.sheet) for s in words.sheet.outline.sections]
    for galley in words.galleys:
        for match in _SECTIONS.finditer(galley.printed):
            there = sum(title.startswith(match[2]) for title in titles)
            number = str(there) if match[1].isdecimal() else _spoken(there)
            start, end = match.span(1)
            if not there or match[1] == number or not galley.free(start, end):
                continue
            follows = there == len(titles) and number == write_whole(there)
            new = Bound("{sections}") if follows else number
            message = f"稿件写{match[1]}个“{match[2]}”，而这样的部分有{number}个：请改为一致"
            yield Slip(galley, message, start, end, (put(start, end, new, f"改为“{number}”"),))


def _spoken(number: int) -> str:
    return "两" if number == 2 else write_whole(number)


RULES = (
    Rule(
        "heading-length",
        "标题不等长",
        "同级标题、主题的两句字数相同（对仗）",
        Severity.HINT,
        unequal,
    ),
    Rule(
        "section-count",
        "部分的个数",
        "写几个“聚力”，就有几个以“聚力”开头的部分",
        Severity.ERROR,
        section_count,
    ),
)
