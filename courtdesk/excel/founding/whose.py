"""Whose year tables report, as far as their names, titles and heads say it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from courtdesk.excel.founding.opened import Opened
from courtdesk.excel.intake.looks import tidy, year_in

LONGEST = 200  # characters of a cell that are looked at
TOP = 12  # rows of a worksheet where titles and heads stand
OWN = re.compile(r"编号\s*(\d{4})(（采集）)?(.+)", re.S)
"""The head of the hidden column of the program's own workbook: year, a form's mark, court."""
_COURT = re.compile(r"[一-鿿]{1,14}[县市区旗州盟省]人民法院(?:[（(]虚构[)）])?")
_LEAD = re.compile("^(?:年度?|关于|附件|填报单位|报送单位|单位|名称|以及|和)")
_OTHERS = re.compile("最高|高级|中级|上级|两级|各级|全[市省县国区]")
_DAY = r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日"  # of signing, not of reporting
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d\d)\s*(?:年(?!{_DAY})|(?![\d.\-/年]))")


def court_of(opened: Sequence[Opened]) -> str:
    """Return the court the files name most, "" when they name none."""
    own = [m[3] for o in opened for m in _own(o)]
    named = own or [name for o in opened for text in _titles(o) for name in _courts(text)]
    first, *others = [*Counter(named).most_common(2), ("", 0)]
    return first[0] if not others or first[1] > others[0][1] else ""  # courts side by side


def year_of(opened: Sequence[Opened]) -> int:
    """Return the year most files report, the later of two; 0 when none says it."""
    years = Counter(year for o in opened if (year := _year(o)))
    return max(years, key=lambda y: (years[y], y), default=0)


def named_year(text: str) -> int:
    """Return the one year a text names, 0 when it names none or several."""
    years = {int(y) for y in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else 0


def _own(opened: Opened) -> Iterator[re.Match[str]]:
    for page in opened.book.pages:
        for row in page.rows.values():
            for cell in row.values():
                if cell.text.startswith("编号") and (found := OWN.fullmatch(cell.text)):
                    yield found


def _courts(text: str) -> Iterator[str]:
    for name in _COURT.findall(text):
        if not _OTHERS.search(name):
            yield _LEAD.sub("", name)


def _year(opened: Opened) -> int:
    """The year of one file: of its own mark, its name, its titles, or the later of its heads."""
    own = [int(m[1]) for m in _own(opened)]
    if own:
        return own[0]
    said = [opened.reading.path.stem, *(p.name for p in opened.book.pages)]
    heads = [tidy(text) for text in _top(opened)]
    titles = [t for t in heads if not year_in(t) and len(t) < 60]
    for texts in (said, titles, heads):
        years = [int(y) for text in texts for y in _YEAR.findall(text)]
        years += [y for text in texts if (y := year_in(text))]
        sound = [y for y in years if 1949 <= y <= 2199]
        if sound:
            return max(sound)
    return 0


def _titles(opened: Opened) -> Iterator[str]:
    yield opened.reading.path.stem
    yield from _top(opened)


def _top(opened: Opened) -> Iterator[str]:
    """The texts of the first rows of each visible worksheet."""
    for page in opened.book.pages:
        if page.state == "visible":
            for number in sorted(page.rows)[:TOP]:
                cells = page.rows[number].values()
                yield from (c.text[:LONGEST] for c in cells if c.kind in ("s", "n"))
