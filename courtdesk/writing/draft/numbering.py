"""The numbers Word sets before paragraphs by itself: 一、 （二） 3. as they are printed."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from courtdesk.models.numerals import write_whole

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"))
_PLACE = re.compile("%([1-9])")
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_LEVELS = 9


class _Level(NamedTuple):
    """One level of a list: its first number, how it is written, and the words around it."""

    start: int
    format: str
    text: str
    blank: bool


class Numbering:
    """Counts through a document's lists. ``w`` turns a name into the schema's own."""

    def __init__(self, root: Any, w: Any) -> None:
        self._w = w
        lists = self._all(root, "abstractNum")
        self._lists = {one.get(w("abstractNumId")): dict(self._levels(one)) for one in lists}
        self._nums: dict[str, tuple[str, dict[int, int]]] = dict(self._numbered(root))
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, num: str, level: int) -> str:
        """Return what stands before the next paragraph of this list and level; count it."""
        abstract, starts = self._nums.get(num, ("", {}))
        levels = self._lists.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if num not in self._begun:
            self._begun.add(num)
            for at in starts:
                counts[at] = None
        count = counts[level]
        counts[level] = starts.get(level, levels[level].start) if count is None else count + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _written(levels, counts, level)

    def _all(self, root: Any, name: str) -> Any:
        return root.findall(self._w(name)) if root is not None else ()

    def _levels(self, abstract: Any) -> Iterator[tuple[int, _Level]]:
        for level in self._all(abstract, "lvl"):
            yield (
                _whole(level.get(self._w("ilvl"))),
                _Level(
                    start=_whole(self._value(level, "start", "1")),
                    format=self._value(level, "numFmt", "decimal"),
                    text=self._value(level, "lvlText", ""),
                    blank=self._value(level, "suff", "tab") == "space",
                ),
            )

    def _numbered(self, root: Any) -> Iterator[tuple[str, tuple[str, dict[int, int]]]]:
        for num in self._all(root, "num"):
            starts = {
                _whole(over.get(self._w("ilvl"))): _whole(self._value(over, "startOverride", "1"))
                for over in self._all(num, "lvlOverride")
                if over.find(self._w("startOverride")) is not None
            }
            yield num.get(self._w("numId"), ""), (self._value(num, "abstractNumId", ""), starts)

    def _value(self, element: Any, name: str, otherwise: str) -> str:
        found = element.find(self._w(name))
        return otherwise if found is None else str(found.get(self._w("val"), otherwise))


def _written(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
    if levels[level].format in ("bullet", "none"):
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        shape = levels.get(at, levels[level])
        count = counts[at]
        return written(shape.start if count is None else count, shape.format)

    label = _PLACE.sub(number, levels[level].text)
    return f"{label} " if label and levels[level].blank else label


def written(number: int, format: str) -> str:
    """Write a number as a format of Word's says; one it does not know is written 1, 2, 3."""
    match format:
        case _ if format.endswith(("Counting", "CountingThousand")):
            return write_whole(number)
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return write_whole(number).translate(_FORMAL)
        case "ideographDigital":
            return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalFullWidth":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("A") + (number - 1) % 26)
            return letter if format == "upperLetter" else letter.lower()
        case "lowerRoman" | "upperRoman":
            return _roman(number) if format == "upperRoman" else _roman(number).lower()
        case _:
            return str(number)


def _roman(number: int) -> str:
    text = ""
    for size, letters in (*_ROMAN, (1, "I")):
        count, number = divmod(number, size)
        text += letters * min(count, 9)
    return text


def _whole(text: str | None) -> int:
    """A number of the file; what is none, or would blow up a label, counts as 0."""
    return int(text) if text and text.isdecimal() and len(text) <= 6 else 0
