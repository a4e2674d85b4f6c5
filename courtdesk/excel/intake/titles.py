"""What the lines above a table say of it: what it is about, its units, its year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courtdesk.excel.intake.grid import Grid
from courtdesk.excel.intake.looks import Look, tidy, year_in
from courtdesk.excel.intake.tables import SIGNED
from courtdesk.excel.intake.wording import unit_in

_UNIT = re.compile(r"单位\s*[:：]\s*([^\s，,；;。（）()]{1,20})")
_BRACKET = re.compile(r"[（(]\s*(?:单位\s*[:：])?\s*([^（()）]{1,12})[)）]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_LEAST = re.compile(r"表$|统计|情况|数据|一览|汇总|台账|明细")


@dataclass(frozen=True)
class Title:
    """``text`` are its words, ``units`` what it says figures count in, ``year`` 0 for none."""

    text: str = ""
    units: tuple[str, ...] = ()
    year: int = 0


def read_title(grid: Grid, rows: Sequence[int], heading: str = "") -> Title:
    """Read the lines above a table; ``heading`` is the worksheet's name or the page's title."""
    words: list[str] = []
    periods: list[str] = []  # 2023年数据 is a title, too
    units: list[str] = []
    for row in rows:
        for spot in grid.rows[row]:
            units += _units(spot.text)
            plain = not SIGNED.match(spot.text.replace(" ", "")) and spot.look is Look.WORDS
            if spot.look is Look.PERIOD:
                periods.append(spot.text)
            if plain and not _UNIT.match(spot.text):
                words.append(spot.text)
    text = " ".join(dict.fromkeys(words))
    said = (text, " ".join(periods), heading)
    years = next((found for t in said if (found := [int(y) for y in _YEAR.findall(t)])), [])
    years = years or [y for y in (year_in(tidy(heading)),) if y]
    year = years[0] if len(set(years)) == 1 else 0
    return Title(text, tuple(dict.fromkeys(units)), year)


def _units(text: str) -> list[str]:
    match = _UNIT.search(text)
    said = re.split(r"[、/,，和]", match[1]) if match else []
    said += _BRACKET.findall(text)
    said += [text] if unit_in(text) else []
    return [u for u in map(unit_in, said) if u]
