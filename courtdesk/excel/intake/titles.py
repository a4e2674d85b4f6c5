"""What the lines above a table say of it: what it is about, its units, its year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courtdesk.excel.intake.courts import named_beside, one_person, one_tribunal
from courtdesk.excel.intake.grid import Grid
from courtdesk.excel.intake.looks import Look, Part, part_in, tidy, year_in
from courtdesk.excel.intake.tables import SIGNED
from courtdesk.excel.intake.wording import sort, unit_in
from courtdesk.models.notation import Kind

_UNIT = re.compile(r"单位\s*[均都]?\s*[:：为是]\s*([^\s，,；;。（）()]{1,20})")
_BRACKET = re.compile(r"[（(]\s*(?:(?:单位|金额)\s*[:：])?\s*([^（()）]{1,12})[)）]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_SPANNED = re.compile(r"统计(?:时间|期间)|截[至止]")
_LEAST = re.compile(r"表$|统计|情况|数据|一览|汇总|台账|明细")


@dataclass(frozen=True)
class Title:
    """``text`` are its words, ``units`` what it says figures count in, ``year`` 0 for none.

    ``part`` is the part of a year it speaks of, None when it is whole; ``court`` another court,
    empty for none; ``tribunal`` the one tribunal, ``person`` the one person.
    """

    text: str = ""
    units: tuple[str, ...] = ()
    year: int = 0
    part: Part | None = None
    court: str = ""
    tribunal: str = ""
    person: str = ""


def read_title(
    grid: Grid, rows: Sequence[int], heading: str = "", notes: Sequence[int] = (), source: str = ""
) -> Title:
    """Read the lines above a table; ``heading`` is the worksheet's name or the page's title.

    The unit of amounts may stand in the ``notes`` below it. ``source`` is the file's name, which
    may say whose figures it holds and of which part of the year.
    """
    words: list[str] = []
    periods: list[str] = []
    units: list[str] = []
    for row in rows:
        for spot in grid.rows[row]:
            units += _units(spot.text)
            plain = not SIGNED.match(spot.text.replace(" ", "")) and spot.look is Look.WORDS
            if plain and not _UNIT.match(spot.text):
                words.append(spot.text)
            elif spot.look is Look.PERIOD or _SPANNED.match(spot.text):
                periods.append(spot.text)
    text = " ".join(dict.fromkeys(words))
    said = "；".join((text, *periods))
    years = [int(y) for y in _YEAR.findall(said)] or [int(y) for y in _YEAR.findall(heading)]
    years = years or [y for y in (year_in(tidy(heading)),) if y]
    year = years[0] if len(set(years)) == 1 else 0
    if not units:
        below = [u for row in notes for spot in grid.rows[row] for u in _units(spot.text)]
        units = [u for u in below if sort(u) is Kind.MONEY]
    texts = (s.text for row in rows for s in grid.rows[row])
    every = "；".join((*texts, tidy(heading), tidy(source)))
    part = part_in(_sent(f"{said}；{tidy(heading)}", grid.year)) or _part_of(source, grid.year)
    whose = named_beside(every, grid.court), one_tribunal(every), one_person(every)
    return Title(text, tuple(dict.fromkeys(units)), year, part, *whose)


def _part_of(source: str, year: int) -> Part | None:
    """A file's name may end in the month it was sent in: December's says nothing."""
    part = part_in(_sent(tidy(source), year))
    return None if part and part.closing else part


def _sent(text: str, year: int) -> str:
    """A text without the months of other years: when it was sent."""
    return re.sub(rf"(?!{year})(?:19|20)\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?", "", text)


def _units(text: str) -> list[str]:
    match = _UNIT.search(text)
    said = re.split(r"[、/,，和]", match[1]) if match else []
    said += _BRACKET.findall(text)
    said += [text] if unit_in(text) else []
    return [u for u in map(unit_in, said) if u]
