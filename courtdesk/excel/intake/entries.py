"""The figures of a table's body, each with the labels it stands under."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from courtdesk.excel.intake.columns import Columns, Group, columns
from courtdesk.excel.intake.courts import elsewhere, is_ours, may_be_elsewhere, one_tribunal
from courtdesk.excel.intake.grid import Grid, Spot
from courtdesk.excel.intake.heads import SKIPPED, Head, Role, role_of
from courtdesk.excel.intake.looks import Look, aside, tidy, year_in
from courtdesk.excel.intake.tables import Table
from courtdesk.excel.intake.titles import Title
from courtdesk.excel.intake.wording import label, plain, sort, split_unit, unit_in

AMONG = re.compile(r"^\s*其中\s*[:：，,、]?\s*")
_STYLES = (
    re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}\s*[、.．](?!\d)"),
    re.compile(r"^[（(]?\d{1,2}[)）]"),
    re.compile(r"^[①-⑳]"),
)
_UNSETTLED = re.compile("[待暂估]|预计|初步|未核|有误|存疑")
_YEAR_OR_COUNT = "可能是年份，请核对是不是这里要的数"
OF_ALL = "请核对是不是各法庭合计"
"""What is asked of one tribunal's figure, which may yet have a name of its own."""
_Level = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a table where a figure stands or should.

    ``path`` are the labels it stands under, outermost first; ``unit`` is what the table says it
    counts in and ``unit_from`` where that is said; ``units`` are those of the title when it names
    several. ``total`` is a row that adds others up, ``part`` a row that one adds up.
    """

    page: str
    row: int
    column: int
    spot: Spot
    path: tuple[str, ...]
    unit: str
    unit_from: str
    units: tuple[str, ...]
    title: str
    field: str  # printed, or previous for last year's
    total: bool = False
    part: bool = False
    among: bool = False  # 其中: part of the row above it
    heads: int = 0  # how many of the path's last labels stand over its column
    doubt: str = ""  # why a person should look at it first, in one clause


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one group: its labels and what it is."""

    row: int
    path: tuple[str, ...]
    unit: str
    unit_from: str
    total: bool
    among: bool
    role: Role | None  # of a row that names a year or a change
    ours: bool = False  # it names this court


@dataclass(frozen=True)
class Body:
    """What a table's body holds; ``skipped`` are the rows that name a change or a month."""

    entries: tuple[Entry, ...]
    columns: Columns
    skipped: dict[int, Role]


def entries(grid: Grid, table: Table, title: Title) -> Body:
    """Read every figure of a table, and tell what its columns and rows are."""
    found = columns(grid, table)
    read: list[Entry] = []
    skipped: dict[int, Role] = {}
    for group in found.groups:
        for line in _lines(grid, table, group, found.courts):
            if found.personal and not line.total:
                skipped[line.row] = Role.PERSON
            elif line.role in SKIPPED:
                skipped[line.row] = line.role
            else:
                read += _of_line(grid, group, line, found, title)
    return Body(tuple(_with_parts(read)), found, skipped)


def _of_line(grid: Grid, group: Group, line: Line, found: Columns, title: Title) -> Iterator[Entry]:
    for column in group.values:
        spot, head = grid.at.get((line.row, column)), found.heads[column]
        if spot is None or head.role is Role.PART:
            continue
        path = (*line.path, *head.labels)
        unit, source = _unit(line, head.unit, path, title)
        before = Role.BEFORE in (head.role, line.role) or title.year == grid.year - 1
        dated = spot.text.isdecimal() and grid.year_at(spot)  # 立案庭 | 2024 above a header
        yield Entry(
            grid.page.name,
            line.row,
            column,
            spot,
            path,
            unit,
            source,
            () if unit else title.units,
            title.text,
            "previous" if before else "printed",
            line.total or (head.role is Role.TOTAL),
            among=line.among,
            heads=len(head.labels),
            doubt=_YEAR_OR_COUNT if dated else _doubt(spot, head, line, found, title, grid.court),
        )


def _doubt(spot: Spot, head: Head, line: Line, found: Columns, title: Title, court: str) -> str:
    """Why a figure may not be the court's of the year, in one clause; empty for no doubt."""
    sums = head.role is Role.TOTAL and any(h.role is Role.PART for h in found.heads.values())
    if title.part and not (sums and title.part.closing):  # 累计 beside 本月 is the year's then
        return f"表上写的是“{title.part.words}”，请核对是不是全年的数"
    if title.court and not (line.ours or spot.column in found.ours):
        return f"表上写的是“{title.court}”，请核对是不是本院的数"
    if title.person:
        return f"表上写的是“{title.person}”，请核对是不是全院的数"
    said = (*line.path, *head.labels)
    if strange := next((t for t in said if may_be_elsewhere(t, court)), ""):
        return f"“{strange}”像是别的法院，请核对是不是本院的数"
    one = title.tribunal or next(filter(None, map(one_tribunal, said)), "")
    if one:
        return f"只是{one}的数，{OF_ALL}"
    if _UNSETTLED.search(aside(spot.text)):
        return f"旁边写着“{aside(spot.text)}”，请核对是不是定数"
    return "名称在数字的右边，请核对是不是这一格" if found.askew else ""


def _unit(line: Line, head: str, path: tuple[str, ...], title: Title) -> tuple[str, str]:
    """The unit a figure counts in and where that is said, the nearest word first."""
    if line.unit:
        return line.unit, line.unit_from
    if head:
        return head, "表头"
    if len(title.units) != 1:
        return "", ""
    implied = label(path).unit
    fits = not implied or sort(implied) is sort(title.units[0])
    return (title.units[0], "标题") if fits else ("", "")


def _lines(grid: Grid, table: Table, group: Group, courts: Iterable[int]) -> Iterator[Line]:
    """Read the labels of each row, with those it stands under; ``courts`` say whose row it is."""
    indented = any(_indent(s) for s in _leaves(grid, table, group))
    stack: list[tuple[_Level, str]] = []
    outer: tuple[str, ...] = ()
    last = ""
    for row in table.body:
        labels = _labels(grid, row, group)
        leaf, name = _leaf(labels)
        unit, source = _row_unit(grid, row, group, name)
        if not name and unit:
            name = last  # 强制腾房 in 次, and below it in 处
        around = _outer(labels, outer)
        if around != outer:
            stack.clear()
            outer = around
        bare = AMONG.sub("", name).strip()
        if leaf is not None and leaf.row == row and name != last:
            _climb(stack, _level(leaf, indented), bare)
        last = name or last
        over = [text for _, text in stack[:-1]] if stack and stack[-1][1] == bare else []
        said = (*(t for t in outer if t != name), *over, bare)
        role, among = _row_role(grid, bare), bool(AMONG.match(name))
        whose = [s.text for c in courts if (s := grid.over(row, c))]
        ours = any(is_ours(t, grid.court) for t in (*said, *whose))
        if (whose and not ours) or any(elsewhere(t, grid.court) for t in said):
            role = Role.ELSEWHERE
        yield Line(row, _informing(grid, said), unit, source, _is_total(bare), among, role, ours)


def _leaves(grid: Grid, table: Table, group: Group) -> Iterator[Spot]:
    for row in table.body:
        leaf, _ = _leaf(_labels(grid, row, group))
        if leaf is not None:
            yield leaf


def _labels(grid: Grid, row: int, group: Group) -> list[Spot | None]:
    """The spots that name a row, outermost first; one in the column of numbers for want of any."""
    labels = [grid.over(row, c) for c in group.labels]
    if not any(labels) and group.number is not None:
        spot = grid.over(row, group.number)
        return [spot if spot is not None and spot.look is Look.WORDS else None]
    return labels


def _leaf(labels: list[Spot | None]) -> tuple[Spot | None, str]:
    """The innermost label of a row and its text."""
    for spot in reversed(labels):
        if spot is not None and spot.look is not Look.MISSING:
            return spot, spot.text
    return None, ""


def _outer(labels: list[Spot | None], before: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of the columns left of the innermost; a blank one repeats the one above."""
    outer = [s.text if s is not None else "" for s in labels[:-1]]
    for n, text in enumerate(outer):
        if not text and labels[-1] is not None and n < len(before) and not any(outer[:n]):
            outer[n] = before[n]
    return tuple(outer)


def _level(leaf: Spot, indented: bool) -> _Level:
    """How deep a label stands: by its indent, its numbering, and 其中 in front of it."""
    style = next((n for n, s in enumerate(_STYLES) if s.match(leaf.text)), len(_STYLES))
    return (_indent(leaf) if indented else 0, style, bool(AMONG.match(leaf.text)))


def _climb(stack: list[tuple[_Level, str]], level: _Level, name: str) -> None:
    """Put a label on the stack, above those that do not hold it."""
    while stack and stack[-1][0] >= level:
        stack.pop()
    stack.append((level, name))


def _indent(spot: Spot) -> int:
    raw = spot.cell.text.replace("\u3000", "  ")
    return spot.cell.indent * 2 + len(raw) - len(raw.lstrip(" \u00a0"))


def _row_unit(grid: Grid, row: int, group: Group, name: str) -> tuple[str, str]:
    spot = grid.over(row, group.unit) if group.unit is not None else None
    if spot is not None and unit_in(spot.text):
        return unit_in(spot.text), "单位栏"
    unit = split_unit(name)[1]
    return unit, "名称" if unit else ""


def _is_total(name: str) -> bool:
    return role_of(name) is Role.TOTAL or plain(name).endswith(("合计", "总计", "小计"))


def _row_role(grid: Grid, name: str) -> Role | None:
    """What a row's name makes of it when it names no figure: a year, a change, a month."""
    year = year_in(tidy(name))
    if year and abs(year - grid.year) <= 3:
        return {grid.year: Role.NOW, grid.year - 1: Role.BEFORE}.get(year, Role.PART)
    role = role_of(name)
    return role if role in (Role.NOW, Role.BEFORE, Role.CHANGE, Role.PART, Role.OTHER) else None


def _informing(grid: Grid, path: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out of a path what names no figure: years, totals, the words of heads, this court."""
    named = (None, Role.PERSON)  # 员额法官 may be what is counted
    said = (t for t in path if t and role_of(t) in named and not _row_role(grid, t))
    return tuple(t for t in said if not is_ours(t, grid.court))


def _with_parts(read: list[Entry]) -> Iterator[Entry]:
    """Mark the rows that a total of the same column and labels adds up."""
    totals = {e.column for e in read if e.total}
    for entry in read:
        part = entry.column in totals and not entry.total
        yield replace(entry, part=True) if part else entry
