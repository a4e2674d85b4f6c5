"""Every figure in a Chinese text: where it stands, what it says, and what its words make of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from courtdesk.models.claim import BEFORE_SCALE, PREFIXES
from courtdesk.models.notation import (
    BLANK,
    CHINESE_DIGITS,
    HALF_WIDTH,
    TO,
    figure_source,
)
from courtdesk.models.quantity import MAX_LENGTH, Quantity, QuantityError
from courtdesk.writing.context import kind_and_sign, places_anyone, sums_up
from courtdesk.writing.decoys import BLOT, masked
from courtdesk.writing.found import BLANK_CHARS, FoundFigure, listed, paired, with_shared_units
from courtdesk.writing.units import LOOSE, PLACES, SUMMED, THINGS, UNIT

__all__ = ["FoundFigure", "figures"]

_FIRST = "".join({prefix[0] for prefix in PREFIXES | BEFORE_SCALE})
_FIGURE = re.compile(f"(?=[0-9{CHINESE_DIGITS}万亿第前{_FIRST}+−-])" + figure_source(UNIT))
LAST_OF_ONE = frozenset("件篇项名人份部家场例")
"""一 counts when its unit ends the clause (优秀案例一篇，); 一名法官 is only a word."""
_BLANKS = re.compile(f"[{BLANK}]+")
_STOP = re.compile("[，。；、,;:：）)（(！？\\s”%]|大关|$")
_SAYS_A_NUMBER = frozenset("为是数目结收量额率比分达到至共计有值均占增减升降余、:：")
_SAYS_A_PART = frozenset("占约近超达逾过足为有的到率")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_ROW = 200
"""How far back the label of a row of a table is looked for, in characters."""
_WORD = re.compile("[A-Za-z一-鿿]")
_CELL_ENDS = re.compile(f"[{BLANK}]*(?:[|\\t\n]|[{BLANK}]{{2}}|$)")
_SIGNED = re.compile("[%‰个百倍]|成")


def figures(text: str, phrases: tuple[str, ...] = ()) -> tuple[FoundFigure, ...]:
    """Find every figure, in the order of the text; never raises, in time linear in its length.

    `phrases` are words whose numerals are no figures, beside the set phrases everybody uses.
    """
    plain = text.translate(HALF_WIDTH)
    found = with_shared_units(plain, list(_scanned(plain, masked(plain, phrases))))
    kinds = list(_with_context(plain, found))
    return tuple(listed(plain, paired(plain, kinds)))


def _scanned(plain: str, left: str) -> Iterator[FoundFigure]:
    """The figures in what the decoys left; a bare one is kept where nothing follows it."""
    at = 0
    while match := _FIGURE.search(left, at):
        at = max(match.end(), match.start() + 1)
        to = TO.match(left, match.end()) if match["body"] else None
        second = _FIGURE.match(left, to.end()) if to else None
        if to and second and not _from(plain, match.start(), to[1]):
            figure = _read(left, match.start(), second.end())
            if figure and figure.unit:
                at = second.end()
                yield figure
                continue
        figure = _single(plain, left, match)
        if figure:
            at = max(at, figure.end)
            yield figure


def _from(plain: str, start: int, to: str) -> bool:
    """从12件到20件 are two figures, not one range."""
    return to in "至到" and plain[max(start - 1, 0) : start] in ("从", "由")


def _single(plain: str, left: str, match: re.Match[str]) -> FoundFigure | None:
    start, end = match.span()
    unit = match["unit"] or ""
    if match["lead"] == "前" and not unit.startswith(("位", "名")):
        if unit or not places_anyone(plain, start, end):
            start = match.start("body") + 1
    elif match["lead"] == "第" and not places_anyone(plain, start, end):
        return None
    if match["prefix"] and plain[max(start - 1, 0) : start] in ("不", "未"):
        start = match.end("prefix")  # 不超过30分钟 is not above 30 minutes
    if match["sign"] and not _signed(left, match, end):
        start = match.end("sign")
    placed = match["lead"] and start <= match.start("body")
    if not (placed or _counts(plain, left, match)):
        return None
    return _read(left, start, end)


def _signed(left: str, match: re.Match[str], end: int) -> bool:
    """Whether - and + say less and more: 同比-3.2%, and not the dash of 案-3件."""
    before = left[match.start("sign") - 1 : match.start("sign")]
    if "一" <= before <= "鿿":
        return before in "比长降为率幅约" and bool(_SIGNED.search(left, match.end("sign"), end))
    return not (before.isalnum() or before in ("%", "‰"))


def _counts(plain: str, left: str, match: re.Match[str]) -> bool:
    """Whether the numeral says how many: 一名法官, 百名干警 and a bare 三 do not."""
    number, unit = match["number"] or "", match["unit"] or ""
    end = match.start() + len(match[0].rstrip(BLANK_CHARS))
    before = left[max(0, match.start() - 4) : match.start()].rstrip(BLANK_CHARS)[-1:]
    marked = bool(match["prefix"] or match["more"] or match["over"] or match["after"])
    stops = bool(_STOP.match(left, end))
    if not number:
        return bool(unit or stops) and marked
    if not number[0].isascii():
        if number in ("十", "百", "千", "十百", "百千", "千百") and not marked:
            exact = number == "十" if not match["scale"] else unit == "元" or stops
            if not exact or before == "每":
                return False  # 百名干警, 千万家庭, 每十万人
        if not unit:
            return stops and marked and number in ("十", "百", "千")
        return _spelled(plain, match, stops)
    if "/" in number:
        return not unit and (marked or bool(match["suffix"]) or before in _SAYS_A_PART)
    year = bool(_YEAR.fullmatch(number))
    if unit or "." in number or match["scale"] or marked:
        return not (year and unit in PLACES if unit else left[end : end + 1] == BLOT)
    after = left[end : end + 4].lstrip(BLANK_CHARS)[:1]
    if len(number) > 1 and not year and THINGS.match(left, end):
        return before != "第"
    return _alone(number, before, after, stops) or _in_a_table(left, match, end)


def _alone(number: str, before: str, after: str, stops: bool) -> bool:
    """Whether bare digits count: 收案数为1200, and not 奋进2023 or the note's mark of 改革1，."""
    if (len(number) < 3 and after not in ("、", "和")) or _YEAR.fullmatch(number):
        return stops and before in _SAYS_A_NUMBER
    if before in ("(", "（") and after in (")", "）"):
        return len(number) > 2 and number[0] != "0"
    spoken = "一" <= before <= "鿿" or before in ("、", ":", "：")
    return spoken and before not in "第号" and stops


def _in_a_table(left: str, match: re.Match[str], end: int) -> bool:
    """Whether the digits fill a cell of a row that begins with words: 民事 | 320 | 310.

    A table pasted from the web has a cell a line; one or two digits there number a page.
    """
    number = match["number"]
    if _YEAR.fullmatch(number) or not _CELL_ENDS.match(left, end):
        return False
    head = left[max(0, match.start() - _ROW) : match.start()].rpartition("\n")[2]
    row = head.rstrip(BLANK_CHARS)
    if not row.strip("|" + BLANK_CHARS):
        return len(number) > 2 and number[0] != "0"
    gap = head[len(row) :]
    return bool(_WORD.search(row)) and (row.endswith("|") or "\t" in gap or len(gap) > 1)


def _spelled(plain: str, match: re.Match[str], stops: bool) -> bool:
    """Whether a numeral in Chinese counts: 三起案件 does, 三类案件 and 三区 are words."""
    number, unit = match["number"], match["unit"]
    if number in ("零", "〇") or unit in PLACES:
        return False
    if match["scale"] or match["big"]:
        return True
    if number == "一":
        prized = unit == "次" and plain[max(match.start() - 1, 0) : match.start()] in ("功", "奖")
        return unit in ("成", "倍") or (stops and (prized or unit in LAST_OF_ONE))
    loose = unit in LOOSE or number + unit in ("两人", "二次", "四处")
    if len(number) == 1 and loose and not (stops or match["more"] or match["prefix"]):
        return False
    return not (unit in SUMMED and sums_up(plain, match.start(), number))


def _read(left: str, start: int, end: int) -> FoundFigure | None:
    raw = left[start:end]
    start += len(raw) - len(raw.lstrip(BLANK_CHARS))
    end = start + len(raw.strip(BLANK_CHARS))
    raw, score = left[start:end], ""
    if not raw or len(raw) > MAX_LENGTH:
        return None
    said = raw
    if raw.endswith("分"):
        said, score = raw[:-1], "分"
    try:
        quantity = Quantity.parse(said)
    except (QuantityError, ValueError, ArithmeticError):
        return None
    return FoundFigure(
        start=start,
        end=end,
        printed=_BLANKS.sub("", raw),
        value=quantity.value,
        unit=score or quantity.unit,
        low=quantity.low,
        high=quantity.high,
        marker=quantity.marker,
        kind=str(quantity.kind),
    )


def _with_context(plain: str, found: list[FoundFigure]) -> Iterator[FoundFigure]:
    before = 0
    for figure in found:
        kind, sign = kind_and_sign(plain, before, figure)
        before = figure.end
        yield replace(figure, kind=kind, sign=sign)
