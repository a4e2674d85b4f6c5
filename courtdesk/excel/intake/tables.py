"""Where the tables of a worksheet are: their titles, heads and bodies."""

import re
from dataclasses import dataclass, field

from courtdesk.excel.intake.grid import Grid, Spot
from courtdesk.excel.intake.heads import Role, role_of
from courtdesk.excel.intake.looks import Look

NOTE = re.compile(
    r"^(?:注|备注|说明|填[报表]说明|附注|统计口径|口径说明|数据来源)\s*[:：\d一二三.、]|^(?:注|备注|说明)$"
)
SIGNED = re.compile(
    r"^(?:(?:填[报表](?:人|单位|部门|日期|时间)?|制表(?:人|单位)?|审核(?:人)?|分管(?:领导|院领导)?|"
    r"联系(?:人|电话|方式)|报送(?:人|单位|部门|日期|时间)|(?:单位|部门)负责人|(?:单位)?盖章|签[字名章]|"
    r"统计(?:时间|期间|人)|截[至止](?:时间|日期)?)(?:$|[:：_(（]|签)|"
    r"(?:负责人|电话|手机(?:号码)?|日期|时间)[:：_])"
)
_HEADED = {Look.WORDS, Look.PERIOD, Look.UNIT, Look.LONG}
_NAMING = {Role.LABEL, Role.UNIT, Role.NUMBER, Role.NOTE, Role.CHANGE, Role.OTHER}


@dataclass
class Table:
    """One table: the lines above it, its header rows, and the rows of its body, by number."""

    titles: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


class Rows:
    """What each row of a grid looks like as a whole."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._numbers: dict[int, tuple[Spot, ...]] = {}

    def numbers(self, row: int) -> tuple[Spot, ...]:
        """Return the row's figures; bare years of a header are none."""
        if row not in self._numbers:
            self._numbers[row] = self._found(row)
        return self._numbers[row]

    def _found(self, row: int) -> tuple[Spot, ...]:
        spots = self.grid.rows.get(row, ())
        found = tuple(s for s in spots if s.look is Look.NUMBER)
        return () if found and self._years(spots, found) else found

    def _years(self, spots: tuple[Spot, ...], found: tuple[Spot, ...]) -> bool:
        named = {self.grid.year_at(s) for s in found}
        if 0 in named:
            return False
        roles = {role_of(s.text) for s in spots if s.look is Look.WORDS}
        year = self.grid.year
        return bool(roles & _NAMING) or named >= {year, year - 1} or (len(named) > 1 and not roles)

    def words(self, row: int) -> tuple[Spot, ...]:
        """Return the spots that may head or name something, bare years of a header too."""
        numbers = self.numbers(row)
        return tuple(
            s
            for s in self.grid.rows.get(row, ())
            if s.look in _HEADED or (s.look is Look.NUMBER and s not in numbers)
        )

    def aside(self, row: int) -> bool:
        """Say whether a row is a note or a line to sign."""
        first = self.grid.rows[row][0]
        return bool(NOTE.match(first.text) or SIGNED.match(first.text.replace(" ", "")))


def tables(grid: Grid) -> list[Table]:
    """Find the tables from top to bottom; every row of the grid is in exactly one of them."""
    rows = Rows(grid)
    found: list[Table] = []
    run: list[int] = []  # rows without figures since the last one with some
    blank = {n for n in grid.rows if n - 1 not in grid.rows}  # rows behind an empty one
    for number in grid.rows:
        if not rows.numbers(number) or rows.aside(number):
            run.append(number)
            continue
        _take(rows, found, run, number, blank)
        run = []
    _end(rows, found, run)
    return found


def _take(rows: Rows, found: list[Table], run: list[int], number: int, blank: set[int]) -> None:
    """Let a row with figures open a table, or go on with the last one."""
    open_ = found[-1] if found else None
    heads = _heads(rows, run, number, open_, blank)
    if heads:
        first, last = run.index(heads[0]), run.index(heads[-1])
        before = run[:first]
        table = Table(heads=heads, body=[*run[last + 1 :], number])
        if open_ is None:
            table.titles = before
        else:
            table.titles = _close(rows, open_, before)
        found.append(table)
    elif open_ is None or _apart(rows, open_, run, number, blank):
        titles = run if open_ is None else _close(rows, open_, run)
        found.append(Table(titles=titles, body=[number]))
    else:
        open_.body += [*run, number]


def _close(rows: Rows, table: Table, run: list[int]) -> list[int]:
    """Give a table the notes behind it; return the rows that are the next one's titles."""
    at = next((n for n, row in enumerate(reversed(run)) if rows.aside(row)), len(run))
    titles = run[len(run) - at :]
    gap = next((n for n in range(len(titles) - 1, 0, -1) if titles[n] - titles[n - 1] > 1), 0)
    if gap:  # the nearest block of lines is the title, what stands before it belongs above
        at = len(titles) - gap
        titles = titles[gap:]
    table.notes += run[: len(run) - at]
    return titles


def _end(rows: Rows, found: list[Table], run: list[int]) -> None:
    if not found:
        if run:
            found.append(Table(notes=run))
        return
    last = next((n for n, row in enumerate(run) if rows.aside(row)), None)
    cut = len(run) if last is None else last
    for n, row in enumerate(run[:cut]):  # rows that wait for their figures, not lines below
        if len(rows.words(row)) == 1 and row - 1 not in rows.grid.rows:
            cut = n
            break
    found[-1].body += run[:cut]
    found[-1].notes += run[cut:]


def _heads(
    rows: Rows, run: list[int], number: int, open_: Table | None, blank: set[int]
) -> list[int]:
    """Return the header rows among the rows above a row with figures, topmost first."""
    below = {s.column for s in rows.numbers(number)}
    below |= {s.column for s in rows.grid.rows[number] if s.look is Look.MISSING}
    able = [r for r in run if not rows.aside(r) and _is_head(rows, r, below, open_, blank)]
    strong = [r for r in able if _roles(rows, r) & _NAMING]
    if not able:
        return []
    heads = [(strong or able)[-1]]
    for row in run[run.index(heads[0]) + 1 :]:  # 件数 and 人数 below 审结
        if row != heads[-1] + 1 or row not in able or not _below(rows, heads[0], row):
            break
        heads.append(row)
    for row in reversed(run[: run.index(heads[0])]):
        if row != heads[0] - 1 or not _joins(rows, row, heads[0]):
            break
        heads.insert(0, row)
    return heads


def _roles(rows: Rows, row: int) -> set[Role]:
    return {role for s in rows.words(row) if (role := role_of(s.text))}


def _below(rows: Rows, head: int, row: int) -> bool:
    """Say whether a row goes on with a header: it names nothing where the header has names."""
    first = rows.words(head)[0]
    return rows.words(row)[0].column > first.column


def _is_head(rows: Rows, row: int, below: set[int], open_: Table | None, blank: set[int]) -> bool:
    words = rows.words(row)
    over = {c for s in words for c in range(s.column, min(s.end, s.column + 64)) if c in below}
    if not over or len(words) < 2:
        return False
    roles = _roles(rows, row)
    if open_ is None or row in blank or Role.LABEL in roles:
        return True
    return len(roles) > 1 or len(over) > 1


def _joins(rows: Rows, row: int, below: int) -> bool:
    """Say whether the row above a header belongs to it: several heads, or some merged over it."""
    words = rows.words(row)
    if not words or rows.aside(row) or any(s.look is Look.LONG for s in words):
        return False
    heads = rows.words(below)
    left, right = heads[0].column, max(s.column for s in heads)
    if len(words) == 1 and (words[0].column <= left and words[0].end > right):
        return False  # a title over everything
    if len(words) == 1 and words[0].column <= left and words[0].rows == 1:
        return False  # a title nobody merged
    named = [s for s in words if role_of(s.text) is Role.UNIT and ":" in s.text]
    lonely = all(s.look is Look.UNIT or SIGNED.match(s.text) for s in words)
    return not named and not lonely and any(left < s.end and s.column <= right for s in words)


def _apart(rows: Rows, table: Table, run: list[int], number: int, blank: set[int]) -> bool:
    """Say whether a row with figures can be no row of the table above it."""
    if not table.body or not (number in blank or any(r in blank for r in run)):
        return False
    used = {s.column for r in table.body[-30:] for s in rows.numbers(r)}
    return not used & {s.column for s in rows.numbers(number)}
