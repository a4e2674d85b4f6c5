"""Every number a reader sees in a text: the figures, and numerals no figure can be read from.

`figures` keeps quiet about what a grammar of figures cannot be sure of: a bare 15, 三五次, 数百件,
1:3. On the way to print each of them is a number that somebody must answer for. Single Chinese
numerals without a measure word (一名法官, 三方, 四季) and whatever `decoys` lists are words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from courtdesk.models.claim import INFIXES, PREFIXES
from courtdesk.models.notation import HALF_WIDTH, UNITS, any_of
from courtdesk.writing.decoys import BLOT, masked, without_phrases
from courtdesk.writing.figures import FoundFigure, figures


class Number(NamedTuple):
    """The characters from `start` to `end`; `figure` is what can be read there."""

    start: int
    end: int
    figure: FoundFigure | None = None


_DIGIT = "一二两三四五六七八九"
_SCALE = "十百千万亿"
_NUMERAL = f"[〇零{_DIGIT}{_SCALE}]"
_UNIT = any_of(UNITS)
_COUNTED = any_of(set(UNITS) - {"年", "天", "日", "月", "个月"})
_MORE = f"[几来{''.join(INFIXES)}]"
_STOP = r"(?=[，。；、,;）)！？\s]|$)"
_NEAR = any_of(set(PREFIXES) | {"上", "数", "几", "好几", "成"})
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[:：∶][0-5][0-9]")
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}")

_LEFT = re.compile(
    "|".join(
        (
            # 15, 第15, 3.5, 15+: digits of any script, as fonts for the telephone bring them
            r"第?\d+(?:[.,]\d+)*[%‰]?",
            r"[½¼¾\u2153\u2154]",
            # 二十, 三百五, 一万: a digit and a scale
            f"(?<!{_NUMERAL})(?={_NUMERAL}*[{_DIGIT}])(?={_NUMERAL}*[{_SCALE}]){_NUMERAL}{{2,}}",
            # 三五次, 七八个, but not 一一
            rf"([{_DIGIT}])(?!\1)[{_DIGIT}][{_SCALE}]?{_MORE}?(?={_UNIT})",
            # 十几件, 百来人, 超百万
            f"[{_SCALE}]{{1,2}}{_MORE}(?={_UNIT})",
            f"{any_of(PREFIXES)}{_NUMERAL}*[百千万亿]{_STOP}",
            r"[壹贰叁肆伍陆柒捌玖拾佰仟廿卅\u842c\u5104]{2,}",
            f"(?<=[为至达])零{_STOP}",
            "半数|一半|翻了?[一两]?番",
        )
    )
)
_COVERED = re.compile(  # decoys of a figure, numbers for a reader
    "|".join(
        (
            r"(?<![0-9.:：∶])[0-9]{1,3}[:：∶][0-9]{1,3}(?![0-9.])",
            rf"(?<![0-9])[0-9]+(?:\.[0-9]+)?(?:[wW]\+?(?![A-Za-z])|\+(?={_UNIT})|(?:km|kg|KM)(?![A-Za-z]))",
            f"{_NEAR}[{_SCALE}]{{1,3}}[余多]?(?={_COUNTED})",
            f"[{_DIGIT}]?[十百千]几(?={_COUNTED})",
        )
    )
)
_TITLE = re.compile(r"《[^《》\n]{1,60}》")


@lru_cache(maxsize=4096)
def numbers(text: str, phrases: tuple[str, ...] = ()) -> tuple[Number, ...]:
    """Find every number, in the order of the text; never raises.

    `phrases` are words of this court whose numerals are no numbers.
    """
    plain = text.translate(HALF_WIDTH)
    found = [Number(f.start, f.end, f) for f in figures(text, phrases)]
    left = _without(masked(plain, phrases), found)
    found += (Number(*match.span()) for match in _LEFT.finditer(left) if _counts(left, match))
    words = _without(_TITLE.sub(_blot, without_phrases(plain, phrases)), found)
    found += _covered(words)
    return tuple(sorted(found))


def _counts(left: str, match: re.Match[str]) -> bool:
    """Whether it is no year that stands alone: 2023工作纪实."""
    before, after = left[match.start() - 1 : match.start()], left[match.end() : match.end() + 1]
    alone = _YEAR_ALONE.fullmatch(match[0]) and not before.isalnum()
    return not (alone and (after.isalpha() or not after))


def _covered(words: str) -> Iterator[Number]:
    for match in _COVERED.finditer(words):
        ratio = words[max(match.start() - 3, 0) : match.start()].rstrip("例为是约达").endswith("比")
        if ratio or not _CLOCK.fullmatch(match[0]):
            yield Number(*match.span())


def _without(text: str, found: list[Number]) -> str:
    signs = list(text)
    for number in found:
        signs[number.start : number.end] = BLOT * (number.end - number.start)
    return "".join(signs)


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match[0])
