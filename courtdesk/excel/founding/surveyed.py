"""One file's worksheets as lines, read as the tables of one year."""

from collections.abc import Callable
from dataclasses import replace

from courtdesk.excel.founding.levels import Sheet
from courtdesk.excel.founding.naming import file_title, page_title
from courtdesk.excel.founding.opened import Opened
from courtdesk.excel.founding.refusal import nothing_found
from courtdesk.excel.founding.tables import Found, Worksheet
from courtdesk.excel.founding.whose import named_year
from courtdesk.excel.intake.files import SAID, Reading, named
from courtdesk.excel.intake.survey import Mark, Survey, survey
from courtdesk.excel.intake.wording import words
from courtdesk.models.outline import Outline
from courtdesk.models.sheet import blank


def surveyed(
    opened: Opened, number: int, year: int, court: str, tick: Callable[[], None]
) -> tuple[Reading, list[Sheet]]:
    """Return a file's reading with its surveys, and its worksheets with their lines.

    ``number`` tells its lines from another file's; ``tick`` is called before each worksheet.
    """
    reading, pages = opened.reading, opened.book.pages
    own = named_year(reading.path.stem)
    surveys = []
    for page in pages:
        tick()
        last = own == year - 1
        found = survey(page, own if last else year, court=court, source=reading.path.stem)
        surveys.append(_of_last_year(found, own) if last else found)
    seen = sum(len(s.entries) + len(s.marks) for s in surveys)
    reading = replace(reading, surveys=tuple(surveys), seen=seen, refusal="")  # of another year
    reading = replace(reading, department=_department(reading))
    title = file_title(reading.file, court)
    sheets = []
    for page, found in zip(pages, surveys, strict=True):
        lines = Worksheet(str(number), reading, page, found).lines()
        if own and own not in (year, year - 1):
            lines = [_in_doubt(line, own) for line in lines]
        if lines:
            sheets.append(Sheet(title, page_title(page.name, found.titles, court), tuple(lines)))
    if not sheets:
        reading = replace(reading, refusal=nothing_found(reading))
    return reading, sheets


def _of_last_year(found: Survey, own: int) -> Survey:
    """Return what a worksheet of last year's file says: its figures are last year's values."""
    entries = tuple(replace(e, field="previous") for e in found.entries if e.field == "printed")
    older = tuple(
        Mark(e.page, e.row, e.column, e.spot.text, f"是{own - 1}年的数")
        for e in found.entries
        if e.field == "previous"
    )
    return replace(found, entries=entries, marks=(*found.marks, *older))


def _in_doubt(found: Found, own: int) -> Found:
    doubt = "；".join(filter(None, (found.line.doubt, f"文件名写的是{own}年")))
    return replace(found, line=replace(found.line, doubt=doubt, taken=False))


def _department(reading: Reading) -> str:
    """Return the department a file says it comes from, else the one its names suggest."""
    titles = [t for s in reading.surveys for t in (*s.titles, *(m.text for m in s.marks))]
    said = [m[1] for t in titles if len(t) < 60 and (m := SAID.search(t))]
    if said:
        return said[0]
    known = Outline(name="部门", departments=tuple(words().departments))
    sheet = blank("", 2000, known)
    names = [reading.path.stem], [t for s in reading.surveys for t in (*s.titles, s.page)]
    return next((d for texts in names if (d := named(texts, sheet))), "")
