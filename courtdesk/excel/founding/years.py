"""Last year's tables beside this year's: figures of one name become one indicator."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from courtdesk.excel.founding.levels import Sheet
from courtdesk.excel.founding.line import Line
from courtdesk.excel.founding.tables import Found
from courtdesk.excel.intake.offers import placed


def joined(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Give figures that only last year's tables hold to those this year has by their names.

    Where several worksheets use a name, the one called alike is meant. The rest of a worksheet of
    which something found its place goes there, too; of others it stays where it is.
    """
    lines = {f.line.key: f.line for s in sheets for f in s.found if f.line.cell}
    known: dict[Hashable, list[tuple[int, str]]] = {}
    for number, sheet in enumerate(sheets):
        for found in (f for f in sheet.found if f.line.cell):
            known.setdefault(_name(found), []).append((number, found.line.key))
    kept: list[list[Found]] = [[] for _ in sheets]
    for number, sheet in enumerate(sheets):
        rest, homes = [], Counter[int]()
        for found in sheet.found:
            named = known.get(_name(found), []) if _only_last(found.line) else []
            alike = [(n, key) for n, key in named if sheets[n].page == sheet.page]
            home, key = next((m[0] for m in (alike, named) if len(m) == 1), (number, ""))
            if key:
                lines[key] = _with(lines[key], found.line)
                homes[home] += 1
            else:
                rest.append(found)
        kept[homes.most_common(1)[0][0] if homes else number] += rest
    return [
        replace(s, found=tuple(replace(f, line=lines.get(f.line.key, f.line)) for f in found))
        for s, found in zip(sheets, kept, strict=True)
        if found
    ]


def _only_last(line: Line) -> bool:
    return not line.cell and line.previous is not None


def _name(found: Found) -> Hashable:
    indicator = found.line.indicator
    return found.part, found.groups, indicator.label, indicator.unit


def _with(line: Line, last: Line) -> Line:
    """Return a line with last year's figure of another table; that must be the one it has."""
    if line.previous is not None:
        if line.previous == last.previous:
            return line
        other = f"上年数不同：{last.file} {placed(last.page, last.before)} 是 {last.previous}"
        return replace(line, doubt="；".join(filter(None, (line.doubt, other))), taken=False)
    doubt = "；".join(filter(None, (line.doubt, last.doubt)))
    told = f"上年数取自 {last.file} {placed(last.page, last.before)}"
    return replace(
        line,
        previous=last.previous,
        before=last.before,
        before_file=last.file,
        before_page=last.page,
        doubt=doubt,
        note="，".join(filter(None, (line.note, told))),
        taken=line.taken and not doubt,
    )
