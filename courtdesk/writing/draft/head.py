"""The lines above the text: which of them is kicker, main head, sub-head, byline."""

import re
from collections.abc import Sequence

from courtdesk.writing.draft.manuscript import Line
from courtdesk.writing.draft.parts import Part

_NAMES = r"[一-鿿]{2,4}(?:[ 　、·]+[一-鿿]{2,4}){0,6}"
_WROTE = """
作者 撰稿 供稿 文 图 图文 文图 来源 编辑 责编 责任编辑 审核 校对 摄影 制图 编发 初审 复审 终审 签发
"""
_TOLD = "|".join("[ 　]?".join(word) for word in _WROTE.split())
_BYLINE = re.compile(
    r"[（(【\[]?[□■◎●○]?[ 　]*(?:本[报刊网台](?:记者|通讯员|讯)|(?:特约|见习|融媒体)?记者[ 　:：]"
    r"|通[ 　]?讯[ 　]?员|文[/／·]图|图[/／]文"
    rf"|(?:{_TOLD}|(?:发布)?(?:时间|日期))[ 　]*[:：/／|｜])"
)
_SIGNED = re.compile(
    rf"[（(]{_NAMES}[）)]|.{{0,20}}(?:院长|庭长|主任)[ 　]+{_NAMES}|□[ 　]*.{{2,40}}"
    r"|.{2,30}(?:文[/／]图|摄)[）)]?"
)
_NUMERALS = "[一二三四五六七八九十]{1,3}"
_DATED = re.compile(
    r"[（(]?(?:[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?"
    rf"|[一二三四五六七八九〇零○]{{4}}年{_NUMERALS}月{_NUMERALS}日)"
    r"(?:[ 　]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?.{0,24}[）)]?"
)
_DASH = re.compile(r"(?:—|－|─|–|-)+")
_HALVES = re.compile(r"\S{3,}[ 　]+\S{3,}")
_REPORT = re.compile("纪实|综述|侧记|掠影|回眸|扫描|巡礼|报告|总结|工作|法院|年度?")


def is_byline(text: str) -> bool:
    """Whether a line names who wrote, took or checked it, or when it was published."""
    if len(text) > 80 or text[-1:] in ("。", "！"):
        return False
    return bool(_BYLINE.match(text) or _SIGNED.fullmatch(text) or _DATED.fullmatch(text))


def head_parts(lines: Sequence[Line]) -> list[Part]:
    """Name the part of each line above the text, in an order an article may have them."""
    signed = [is_byline(line.text) for line in lines]
    titles = [n for n, line in enumerate(lines) if not signed[n]]
    parts = dict(zip(titles, _titles([lines[n] for n in titles]), strict=True))
    found = [parts.get(n, Part.BYLINE) for n in range(len(lines))]
    first = min((n for n, part in parts.items() if part is Part.TITLE), default=0)
    for n, part in enumerate(found):
        if part is Part.BYLINE and n < first:
            found[n] = Part.KICKER  # a paper's own line above the head
        elif n and found[n - 1] is Part.BYLINE:
            found[n] = Part.BYLINE
    return found


def _titles(lines: list[Line]) -> list[Part]:
    texts = [line.text for line in lines]
    high = min((line.level for line in lines if line.level), default=0)
    marked = [n for n, line in enumerate(lines) if high and line.level == high]
    if marked:
        return [_beside(n, marked[0], marked[-1]) for n in range(len(lines))]
    below = next((n for n, text in enumerate(texts) if n and _DASH.match(text)), len(texts))
    return _undashed(texts[:below]) + [Part.SUBTITLE] * (len(texts) - below)


def _beside(n: int, first: int, last: int) -> Part:
    return Part.KICKER if n < first else Part.TITLE if n <= last else Part.SUBTITLE


def _undashed(texts: list[str]) -> list[Part]:
    match len(texts):
        case 0 | 1:
            return [Part.TITLE] * len(texts)
        case 2:
            return _two(texts[0], texts[1])
        case _:
            if _HALVES.search(texts[0]) and not _HALVES.search(texts[1]):
                return [Part.TITLE] + [Part.SUBTITLE] * (len(texts) - 1)
            return [Part.KICKER, *_two(texts[1], texts[2], last=True)] + [Part.SUBTITLE] * (
                len(texts) - 3
            )


def _two(first: str, second: str, last: bool = False) -> list[Part]:
    """Two lines: kicker and head, head and sub-head, or a head in two lines."""
    halves = bool(_HALVES.search(first)), bool(_HALVES.search(second))
    named = bool(_REPORT.search(first)), bool(_REPORT.search(second))
    alike = abs(len(first) - len(second)) <= 1 and not any(halves)
    if last:
        return [Part.TITLE, Part.TITLE if alike and not named[1] else Part.SUBTITLE]
    if halves == (True, False) or (not any(halves) and named == (False, True)):
        return [Part.TITLE, Part.SUBTITLE]
    if alike and not any(named):
        return [Part.TITLE, Part.TITLE]
    return [Part.KICKER, Part.TITLE]
