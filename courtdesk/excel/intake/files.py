"""One file taken apart: the program's own workbook by its ids, any other by its tables."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from courtdesk.excel.exchange import Import
from courtdesk.excel.intake.survey import Survey, survey
from courtdesk.excel.intake.wording import plain, words
from courtdesk.excel.reader import compared, is_own
from courtdesk.excel.reading import Note, Pages, read_pages
from courtdesk.models.sheet import FactSheet

_SAID = re.compile(r"(?:填报|报送|上报|责任)(?:单位|部门)\s*[:：]?\s*(\S{2,20})")


@dataclass(frozen=True)
class Reading:
    """What one file says. ``own`` is set for the program's own workbook, else ``surveys``."""

    file: str
    path: Path
    notes: tuple[Note, ...] = ()
    own: Import | None = None
    surveys: tuple[Survey, ...] = ()
    department: str = ""
    seen: int = 0  # cells that are not empty


def read_file(path: Path, sheet: FactSheet, with_hidden: bool = False) -> Reading:
    """Read a department's file for a sheet. Raises UserError when it cannot be read."""
    return taken_apart(path, read_pages(path), sheet, with_hidden)


def taken_apart(path: Path, book: Pages, sheet: FactSheet, with_hidden: bool = False) -> Reading:
    """Understand pages that were read. Raises UserError for a workbook of another year's own."""
    seen = sum(len(row) for page in book.pages for row in page.rows.values())
    if is_own(book):
        found = compared(path.name, book, sheet)
        return Reading(path.name, path, book.notes, own=found, seen=seen)
    surveys = tuple(survey(page, sheet.year, with_hidden) for page in book.pages)
    said = _department(path.stem, surveys, sheet)
    return Reading(path.name, path, book.notes, None, surveys, said, seen)


def _department(stem: str, surveys: tuple[Survey, ...], sheet: FactSheet) -> str:
    """Return the department a file comes from: by what it says, by its name, by its titles."""
    texts = [
        t for s in surveys for t in (*s.titles, *(m.text for m in s.marks if len(m.text) < 60))
    ]
    said = [m[1] for t in texts if (m := _SAID.search(t))]
    titles = [t for s in surveys for t in (*s.titles, s.page)]
    for group in (said, [stem], titles):
        found = named(group, sheet)
        if found:
            return found
    return ""


def named(texts: list[str], sheet: FactSheet) -> str:
    """Return the one department that texts name by its longest name, empty for none."""
    known = {d: (d, *words().departments.get(d, ())) for d in sheet.outline.departments}
    known |= {i.department: (i.department,) for i in sheet.wanted if i.department not in known}
    votes: Counter[str] = Counter()
    for text in map(plain, texts):
        hits = [(len(plain(n)), d) for d, all in known.items() for n in all if plain(n) in text]
        longest = max((length for length, _ in hits), default=0)
        votes.update(d for length, d in hits if length == longest and d)
    best = votes.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else ""
