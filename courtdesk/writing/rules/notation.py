"""Figures as GB/T 15835 and newspapers write them, in the text and in the table of figures."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from courtdesk.models.claim import INFIXES, MARKERS, PREFIXES, Claim
from courtdesk.models.notation import BLANK, CHINESE_DIGITS, HALF_WIDTH, Kind
from courtdesk.models.outline import Severity
from courtdesk.writing.figures import FoundFigure
from courtdesk.writing.galley import Edit, Galley
from courtdesk.writing.rules.rule import Look, Mend, Rule, Slip, each, put, quoted
from courtdesk.writing.texts import Words

_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,9})?"
_RANGE = re.compile(
    rf"(?<![0-9.第])(?:{_NUMBER})(?P<first>)(?:[～~至—–]|-(?=[0-9.]+[%‰])|到(?=[0-9.]+[%‰]))"
    rf"(?:{_NUMBER})(?P<unit>[%‰万亿])"
)
_BARE_POINT = re.compile(r"(?<![0-9A-Za-z.．])\.(?=[0-9])")
_SEPARATED = re.compile(
    rf"(?<![0-9.])[0-9]{{1,3}}(?:(?:,[{BLANK}]?|[{BLANK}])[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
)
_SEPARATOR = re.compile(f"[,{BLANK}]")
_WIDE = re.compile("[０-９．％]+")
_TENS = {"十": 10, "百": 100, "千": 1000}
_MIXED = re.compile(
    rf"(?<![0-9.万亿])(?:{_NUMBER}[十百千])+(?:[0-9]{{1,3}}(?![0-9.]))?(?![米克瓦卡伏赫帕字分])"
)
_PLACE = re.compile(rf"({_NUMBER})([十百千]?)")
_PER = {"百分之": "%", "千分之": "‰"}
_SPOKEN = re.compile(rf"([百千]分之){_NUMBER}(?![0-9.多余])")


def range_unit(galley: Galley) -> Iterator[Slip]:
    """Both ends of a range say %, 万 or 亿: 15%～30%, 9亿～16亿."""
    for match in _RANGE.finditer(galley.printed):
        start, end = match.span()
        first, unit = match.start("first"), match["unit"]
        message = f"{quoted(galley, start, end)}里，范围的前一个数漏写“{unit}”：请两头都写"
        yield Slip(galley, message, start, end, (put(first, first, unit),))


def leading_zero(galley: Galley) -> Iterator[Slip]:
    """A decimal below one keeps its 0."""
    for match in _BARE_POINT.finditer(galley.printed):
        at = match.start()
        end = at + 1
        while galley.printed[end : end + 1].isdecimal():
            end += 1
        message = f"{quoted(galley, at, end)}里，小数点前漏写0：请补上"
        yield Slip(galley, message, at, end, (put(at, at, "0"),))


def thousands(galley: Galley) -> Iterator[Slip]:
    """A newspaper prints no thousands separator."""
    for figure in galley.figures:
        for match in _SEPARATED.finditer(galley.printed, figure.start, figure.end):
            start, end = match.span()
            number = _SEPARATOR.sub("", match[0])
            message = f"{quoted(galley, start, end)}里有千分号或千分空：报纸不用，请写作{number}"
            yield Slip(galley, message, start, end, (put(start, end, number),))


def two_markers(galley: Galley) -> Iterator[Slip]:
    """One marker to a figure: 约80万元 or 80万元左右, never both."""
    for figure in galley.figures:
        found = [m for m in markers(galley, figure) if MARKERS[m[2]] is not Claim.PLAIN]
        if len(found) < 2:
            continue
        start, end = figure.start, figure.end
        words = "和".join(f"“{name}”" for _, _, name in found)
        message = (
            f"{quoted(galley, start, end, 4)}里{words}重复：一个数字只用一个约数词，请去掉一个"
        )
        mends = tuple(put(a, b, "") for a, b, _ in found)
        yield Slip(galley, message, start, end, mends)


def markers(galley: Galley, figure: FoundFigure) -> list[Edit]:
    """Where the marker words of a figure stand in the printed text, in order, and what they are."""
    at, end = figure.start, figure.end
    found = []
    for name in filter(MARKERS.__contains__, figure.marker.split("…")):  # 前 of 前三 is none
        if name in PREFIXES:
            place = galley.printed.find(name, at, end)
        elif name in INFIXES:
            place = next((p for p in range(at, end) if galley.printed[p] == name), -1)
        else:
            place = galley.printed.rfind(name, at, end)
        if place >= 0:
            found.append((place, place + len(name), name))
            at = place + len(name) if name in PREFIXES else at
    return found


def full_width_digits(galley: Galley) -> Iterator[Slip]:
    """Digits are half-width."""
    for match in _WIDE.finditer(galley.typed):
        wide = match[0].strip("．")
        start = match.end() - len(match[0].lstrip("．"))
        end = start + len(wide)
        plain = wide.translate(HALF_WIDTH)
        if not wide:
            continue
        message = f"{quoted(galley, start, end)}里有全角数字：请写作{plain}"
        yield Slip(galley, message, start, end, (put(start, end, plain),))


def mixed(galley: Galley) -> Iterator[Slip]:
    """Arabic digits go with 万 and 亿 alone: 5000万元, never 5千万元 or 百分之6.7."""
    for match in _MIXED.finditer(galley.printed):
        start, end = match.span()
        number = _whole(match[0])
        ask = f"请写作{number}" if number else "请改写"
        message = f"{quoted(galley, start, end)}里，阿拉伯数字不与十、百、千连用：{ask}"
        mends = (put(start, end, number),) if number else ()
        yield Slip(galley, message, start, end, mends)
    for match in _SPOKEN.finditer(galley.printed):
        start, end = match.span()
        sign = _PER[match[1]]
        written = galley.printed[start + 3 : end] + sign
        message = f"{quoted(galley, start, end)}里，阿拉伯数字不与“{match[1]}”连用：请写作{written}"
        edits = ((start, start + 3, ""), (end, end, sign))
        yield Slip(galley, message, start, end, (Mend(edits),))


def _whole(text: str) -> str:
    """Return 1300 for 1千3百; nothing where the places do not descend or leave a fraction."""
    total, last = Decimal(0), Decimal(10**4)
    for digits, place in _PLACE.findall(text):
        size = Decimal(_TENS.get(place, 1))
        if size >= last:
            return ""
        total, last = total + Decimal(digits) * size, size
    return f"{total.to_integral_value():f}" if total == total.to_integral_value() else ""


def arabic(words: Words) -> Iterator[Slip]:
    """A fact of ten and more is printed in Arabic digits."""
    for indicator in words.sheet.wanted:
        printed = words.sheet.figure(indicator.id).printed
        counted = printed and printed.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE)
        if not printed or not counted or printed.value < 10:
            continue
        text = printed.printed
        part = "分之" in text and not text.startswith("百分之")  # 三分之一
        if part:
            continue
        if any(c in CHINESE_DIGITS for c in text) and not any(c.isdecimal() for c in text):
            message = f"指标“{indicator.label}”写作{text}：统计数用阿拉伯数字，请改写"
            yield Slip(f"figures.{indicator.id}.printed", message, values=text)


def everywhere(look: Callable[[Galley], Iterable[Slip]]) -> Look:
    """A look at what was typed in every text, and at every figure of the table."""

    def texts_and_table(words: Words) -> Iterator[Slip]:
        for galley in words.galleys:
            for slip in look(galley):
                chip = galley.chip(slip.start, slip.end)
                if not (chip and chip.start <= slip.start and slip.end <= chip.end):
                    yield slip
        for indicator in words.sheet.wanted:
            printed = words.sheet.figure(indicator.id).printed
            if printed is not None:
                for message in _said(look, printed.printed):
                    message = f"指标“{indicator.label}”：{message}"
                    yield Slip(f"figures.{indicator.id}.printed", message, values=printed.printed)

    return texts_and_table


@lru_cache(maxsize=4096)
def _said(look: Callable[[Galley], Iterable[Slip]], printed: str) -> tuple[str, ...]:
    return tuple(slip.message for slip in look(Galley("", printed)))


RULES = (
    Rule(
        "range-unit",
        "范围漏写单位",
        "数值范围两头都写%、万、亿：15%～30%",
        Severity.EXPLAIN,
        everywhere(range_unit),
        form=True,
    ),
    Rule(
        "leading-zero",
        "小数漏写0",
        "小数点前的0不省：0.5%",
        Severity.EXPLAIN,
        everywhere(leading_zero),
        over=True,
    ),
    Rule(
        "thousands-separator",
        "千分号、千分空",
        "报纸上的数字不用千分号、千分空：1689.7万元",
        Severity.HINT,
        everywhere(thousands),
        form=True,
    ),
    Rule(
        "two-markers",
        "约数词重复",
        "一个数字只用一个约数词：约80万元或80万元左右",
        Severity.EXPLAIN,
        everywhere(two_markers),
        form=True,
    ),
    Rule(
        "full-width-digits",
        "全角数字",
        "数字和百分号用半角",
        Severity.HINT,
        each(full_width_digits),
        form=True,
    ),
    Rule(
        "mixed-numeral",
        "数字混写",
        "阿拉伯数字只与万、亿连用：5000万元，不写5千万元、百分之6.7",
        Severity.HINT,
        everywhere(mixed),
        form=True,
    ),
    Rule(
        "chinese-count",
        "统计数用汉字",
        "统计数用阿拉伯数字",
        Severity.HINT,
        arabic,
    ),
)
