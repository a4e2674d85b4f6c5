"""What a number format shows of a number: its words and its decimals.

0.00"亿元" shows 2.88亿元 of 2.88, 0!.0,"万" shows 1.2万 of 12345, and General what is stored.
Separators of thousands and colours are left out, ￥ in front becomes 元 behind.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from courtdesk.excel.readers.formats import kind_of

NOTHING = " "
"""Shown where a cell holds a number and shows none."""
Show = Callable[[float], str]
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{n: "￥#,##0" for n in (5, 6, 42)},
    **{n: "￥#,##0.00" for n in (7, 8, 44)},
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"},
    41: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??',
}
"""The codes behind the numbers of formats that no file spells out, those that show a number."""
_TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]?|(General|G/通用格式|Standard)|([0#?]+)|(.)',
    re.S | re.I,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_PLAIN = re.compile(r"-?\d+(?:\.\d{0,4}(\d*))?")
_COMMA = re.compile(r"(?<=\d)[,，](?=\d{3})")
_MONEY = re.compile(r"^(-?)\s*(?:[￥¥]|CNY|RMB)\s*(-?\d[^元]*)$")
_LONGEST = 400  # characters of a code
_PLACES, _LARGEST = 6, 1e16  # decimals, and the first number, that nobody shows
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass
class _Section:
    """One part of a code: literals and runs of digits in order, and what is done to the number."""

    parts: list[tuple[str, str]] = field(default_factory=list)  # l literal, d digits, g general
    point: int = -1  # index in ``parts`` where decimals begin
    shift: int = 0  # powers of ten the number is multiplied by
    condition: tuple[str, float] | None = None
    able: bool = True

    @property
    def decimals(self) -> int:
        behind = self.parts[self.point :] if self.point >= 0 else []
        return sum(len(text) for kind, text in behind if kind == "d")


def show(code: str) -> Show | None:
    """Return what tells the text a code shows of a number, None where it shows the number itself.

    The function returns "" where the text is the number as it is stored, `NOTHING` for a blank.
    """
    return partial(_shown, code) if _sections(code) else None


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a code, none where it tells nothing of a number."""
    if not code or len(code) > _LONGEST or code == "@" or kind_of(code) == "d":
        return ()
    sections = tuple(_section(text) for text in _split(code))[:3]
    if not all(s.able and s.decimals <= _PLACES and -15 <= s.shift <= 4 for s in sections):
        return ()
    return () if sections[0].parts == [("g", "")] else sections


@lru_cache(maxsize=8192)
def _shown(code: str, number: float) -> str:
    if abs(number) >= _LARGEST:
        return ""  # no court counts so far
    section, signed = _chosen(_sections(code), number)
    return told(number, _drawn(section, number, signed))


def told(number: float, text: str) -> str:
    """Return a text a cell shows of a number; "" where it says no more than the number itself."""
    text = " ".join(_COMMA.sub("", text).split())
    money = _MONEY.match(text)
    if money:
        text = f"{money[1]}{money[2]}元"
    if not text:
        return NOTHING
    plain = _PLAIN.fullmatch(text)
    if plain and (plain[1] or text == f"{number:.15g}"):
        return ""  # more decimals than anybody writes are those of the column's width
    return text


def _split(code: str) -> Iterator[str]:
    """Yield the sections of a code."""
    last = 0
    for match in _TOKEN.finditer(code):
        if match[6] == ";":
            yield code[last : match.start()]
            last = match.end()
    yield code[last:]


def _section(code: str) -> _Section:
    found, digits = _Section(), False
    for match in _TOKEN.finditer(code):
        quoted, escaped, bracket, general, run, other = match.groups()
        if quoted is not None or escaped is not None:
            found.parts.append(("l", quoted or escaped or ""))
        elif bracket is not None:
            _bracket(found, bracket)
        elif general:
            found.parts.append(("g", ""))
        elif run:
            found.parts.append(("d", run))
            digits = True
        elif other == "." and found.point < 0:
            found.point = len(found.parts)
            digits = True
        elif other == ",":
            behind = code[match.end() :]
            if digits and not re.match(r'(?:[\\!].|"[^"]*")*[#0?.]', behind):
                found.shift -= 3  # behind the last digit it takes thousands away
        elif other == "%":
            found.shift += 2
            found.parts.append(("l", "%"))
        elif other in ("E", "e", "/", "@"):
            found.able = other == "@"
        elif other is not None:
            found.parts.append(("l", other))
    return found


def _bracket(section: _Section, text: str) -> None:
    condition = _CONDITION.fullmatch(text)
    if condition:
        section.condition = condition[1], float(condition[2])
    elif text.startswith("$"):
        section.parts.append(("l", text[1:].partition("-")[0]))


def _chosen(sections: Sequence[_Section], number: float) -> tuple[_Section, bool]:
    """Return the section a number is shown by, and whether its sign is shown as well."""
    if any(s.condition for s in sections):
        for section in sections:
            if section.condition is None or _TESTS[section.condition[0]](
                number, section.condition[1]
            ):
                return section, True
        return sections[-1], True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    return sections[2 if number == 0 and len(sections) > 2 else 0], True


def _drawn(section: _Section, number: float, signed: bool) -> str:
    """Put the digits of a number into the places of a section."""
    if not any(kind in "dg" for kind, _ in section.parts):
        return "".join(text for _, text in section.parts)
    exact = Decimal(f"{number:.15g}").scaleb(section.shift)
    rounded = exact.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    whole, _, behind = f"{abs(rounded):f}".partition(".")
    split = section.point if section.point >= 0 else len(section.parts)
    front = _whole(section.parts[:split], whole, f"{abs(exact).normalize():f}")
    tail = _behind(section.parts[split:], behind)
    return ("-" if signed and rounded < 0 else "") + front + tail


def _whole(parts: list[tuple[str, str]], digits: str, general: str) -> str:
    """Fill places from the right; what is left over goes into the first."""
    left, pieces = digits.lstrip("0"), []
    first = next((n for n, (kind, _) in enumerate(parts) if kind == "d"), -1)
    for n in range(len(parts) - 1, -1, -1):
        kind, text = parts[n]
        if kind == "l":
            pieces.append(text)
        elif kind == "g":
            pieces.append(general)
        else:
            cut = len(left) if n == first else min(len(left), len(text))
            here = left[len(left) - cut :]
            left = left[: len(left) - cut]
            least = text.count("0")
            pieces.append(here.rjust(least, "0"))
    return "".join(reversed(pieces))


def _behind(parts: list[tuple[str, str]], digits: str) -> str:
    """Fill decimals from the left; # shows no nought at the end."""
    places = "".join(text for kind, text in parts if kind == "d")
    kept = len(digits)
    while kept and digits[kept - 1] == "0" and places[kept - 1] != "0":
        kept -= 1
    digits, pieces = digits[:kept], ["." if kept else ""]
    for kind, text in parts:
        if kind == "d":
            pieces.append(digits[: len(text)])
            digits = digits[len(text) :]
        else:
            pieces.append(text)
    return "".join(pieces)
