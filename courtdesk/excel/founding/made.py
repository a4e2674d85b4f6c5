"""The sheet that tables make: its outline, and its figures as an import leaves them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from courtdesk.excel.exchange import Change, apply
from courtdesk.excel.founding.founding import Founding
from courtdesk.excel.founding.line import LEAD, MAIN, NEW, Line
from courtdesk.excel.intake.files import Progress, Reading, kept
from courtdesk.models.errors import UserError
from courtdesk.models.outline import HeadingForm, Indicator, Item, Outline, Section
from courtdesk.models.passage import literal
from courtdesk.models.sheet import FactSheet, blank


class Made(NamedTuple):
    """A sheet, and the files it keeps: their bytes and their names by their SHA-256."""

    sheet: FactSheet
    blobs: dict[str, bytes]
    names: dict[str, str]


def made(
    founding: Founding,
    court: str,
    who: str,
    when: datetime,
    progress: Progress = lambda what, step, steps: None,
) -> Made:
    """Return the sheet of the lines that are taken, with the files they stand in.

    ``progress`` hears of each file and may raise to stop. Raises UserError when no line is taken,
    or a file is not what it was when it was read.
    """
    sheet, used = sheet_of(founding, court, who, when), founding.used
    blobs = {}
    for number, reading in enumerate(used):
        progress(f"正在保存 {reading.file}", number, len(used))
        blobs[reading.sha256] = kept(reading)
    return Made(sheet, blobs, {reading.sha256: reading.path.name for reading in used})


def sheet_of(founding: Founding, court: str, who: str, when: datetime) -> FactSheet:
    """Return the sheet of the lines that are taken. Raises UserError when none is."""
    lines = founding.taken
    if not lines:
        raise UserError("一个指标也没有勾选：请先勾选要建进表里的")
    ids = numbered(lines)
    outline = _outline(founding, lines, ids, f"{court}{founding.year}年数据")
    sheet = blank(court, founding.year, outline).replaced(fictional="虚构" in court)
    used = {r.file: r for r in founding.used}
    changes = [c for line in lines for c in _changes(used, line, ids[line.key])]
    hashes = {r.file: r.sha256 for r in used.values()}
    return apply(sheet, changes, who, when, hashes)


def numbered(lines: Sequence[Line]) -> dict[str, str]:
    """Return an id for each line by its key: its own, or a number nobody has."""
    own = {line.indicator.id for line in lines}
    free = (id for n in count(1) if (id := f"F{n:03}") not in own)
    return {n.key: next(free) if n.indicator.id == NEW else n.indicator.id for n in lines}


def _outline(
    founding: Founding, lines: Sequence[Line], ids: Mapping[str, str], name: str
) -> Outline:
    parts: dict[str, dict[str, list[Indicator]]] = {}
    known = {n.indicator.id for n in lines}
    for line in lines:
        indicator = line.indicator.replaced(id=ids[line.key])
        formula = indicator.formula
        if formula is not None and not known.issuperset(formula.terms):
            indicator = indicator.replaced(formula=None)  # what it rests on was left out
        parts.setdefault(line.section, {}).setdefault(line.item, []).append(indicator)
    lead = [i for group in parts.pop(LEAD, {}).values() for i in group]
    departments = dict.fromkeys(n.indicator.department for n in lines if n.indicator.department)
    return Outline(
        id="tables",
        name=name,
        departments=tuple(departments),
        lead=Item(id="lead", heading=LEAD, indicators=tuple(lead)),
        sections=tuple(
            Section(
                id=f"s{n}",
                title=literal(title),
                slogan=literal(founding.slogans.get(title, "")),
                items=tuple(_items(f"s{n}", items)),
            )
            for n, (title, items) in enumerate(parts.items(), 1)
        ),
    )


def _items(section: str, items: Mapping[str, Sequence[Indicator]]) -> Iterator[Item]:
    for n, (heading, indicators) in enumerate(items.items(), 1):
        form = HeadingForm.NONE if heading == MAIN else HeadingForm.RUN_IN
        yield Item(
            id=f"{section}i{n}",
            heading=literal(heading),
            form=form,
            indicators=tuple(indicators),
        )


def _changes(files: Mapping[str, Reading], line: Line, id: str) -> Iterator[Change]:
    """What an import of this line's cells would change in the empty sheet."""
    if line.indicator.formula is not None:
        return
    now, last = line.cells
    values = (
        ("printed", line.printed, now),
        ("previous", line.previous, last),
        ("note", line.remark, now),
    )
    for field, value, (file, page, cell) in values:
        if value:
            who = files[file].filler
            yield Change(
                id=id,
                field=field,
                label=line.indicator.label,
                old="",
                new=str(value),
                file=file,
                sheet=page,
                cell=cell,
                by=who.by,
                phone=who.phone,
                day=who.day,
            )
