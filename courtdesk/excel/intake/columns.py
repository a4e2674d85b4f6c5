"""What each column of a table is, and which columns belong together side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from courtdesk.excel.intake.courts import elsewhere, is_ours, may_be_elsewhere
from courtdesk.excel.intake.grid import Grid, Spot
from courtdesk.excel.intake.heads import Head, Role, read_head, role_of
from courtdesk.excel.intake.looks import Look
from courtdesk.excel.intake.tables import Table

WIDEST = 200  # columns of a table of figures
_VALUES = {Role.VALUE, Role.NOW, Role.BEFORE, Role.TOTAL, Role.PART, Role.CHANGE}
_READ = {Role.VALUE, Role.NOW, Role.BEFORE, Role.TOTAL}


@dataclass
class Group:
    """Columns that belong together: those that name, one with units, and those with figures.

    ``number`` counts the rows; 合计 is often written there.
    """

    labels: list[int] = field(default_factory=list)
    number: int | None = None
    unit: int | None = None
    values: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """The columns of a table by number, and their groups from left to right."""

    heads: dict[int, Head]
    groups: tuple[Group, ...]
    askew: bool = False  # names may belong to the figures on either side of them
    personal: bool = False  # a row a person: only totals are the court's
    ours: frozenset[int] = frozenset()  # those headed by this court's name
    courts: frozenset[int] = frozenset()  # those whose cells say whose row it is


def columns(grid: Grid, table: Table) -> Columns:
    """Tell the columns of a table apart by their heads and by what stands below."""
    stats: dict[int, Counter[Look]] = {}
    for spot in (s for row in table.body for s in grid.rows[row]):
        stats.setdefault(spot.column, Counter())[spot.look] += 1
    over = {
        c
        for row in table.heads
        for s in grid.rows[row]
        for c in range(s.column, min(s.end, s.column + WIDEST))
    }
    said = {c: _pieces(grid, table, c) for c in sorted(stats.keys() | over)[:WIDEST]}
    ours = frozenset(c for c, texts in said.items() if any(is_ours(t, grid.court) for t in texts))
    heads = {c: _head(grid, table, c, t, stats.get(c, Counter())) for c, t in said.items()}
    personal = any(h.role is Role.PERSON for h in heads.values())
    heads = {c: _as_label(h) for c, h in heads.items()}
    courts = frozenset(c for c, h in heads.items() if _name_courts(grid, table, c, h.role))
    if _mirrored(heads, stats):
        groups = [_named_behind(g) for g in _groups(heads, stats, reversed(heads))][::-1]
        headed = any(grid.over(row, groups[0].values[0]) for row in table.heads)
        return Columns(heads, tuple(groups), len(groups) > 1 and not headed, personal, ours, courts)
    _settle(heads, stats)
    _join_among(heads)
    return Columns(heads, tuple(_groups(heads, stats, heads)), False, personal, ours, courts)


def _head(grid: Grid, table: Table, column: int, texts: list[str], seen: Counter[Look]) -> Head:
    """Read the header texts over a column, but for this court's name; another's settles it."""
    head = read_head([t for t in texts if not is_ours(t, grid.court)], grid.year)
    if any(elsewhere(t, grid.court) for t in texts):
        return replace(head, role=Role.ELSEWHERE)
    return replace(head, role=_role(grid, table, column, head, seen))


def _as_label(head: Head) -> Head:
    return replace(head, role=Role.LABEL) if head.role is Role.PERSON else head


def _mirrored(heads: dict[int, Head], stats: dict[int, Counter[Look]]) -> bool:
    """Say whether each name stands right of its figures: 2509 | 件 | 执结案件."""
    values = [c for c, h in heads.items() if h.role in _READ and stats.get(c)]
    names = [c for c, h in heads.items() if h.role is Role.LABEL and stats.get(c)]
    if not values or not names or any(heads[c].labels for c in values):
        return False
    return values[0] < names[0] and values[-1] < names[-1]


def _named_behind(group: Group) -> Group:
    """The nearest name behind figures is theirs, what follows it explains."""
    return replace(group, labels=group.labels[-1:], values=group.values[::-1])


def _pieces(grid: Grid, table: Table, column: int) -> list[str]:
    """The header texts over a column, topmost first; what nobody merged reaches to the right."""
    pieces = []
    for n, row in enumerate(table.heads):
        spot = grid.over(row, column)
        if spot is None and n + 1 < len(table.heads) and grid.over(table.heads[n + 1], column):
            spot = _reaching(grid, row, column)
        if spot is not None and not _over_block(grid, table.heads[n + 1 :], spot, column):
            pieces.append(spot.text)
    return pieces


def _over_block(grid: Grid, below: list[int], spot: Spot, column: int) -> bool:
    """Say whether a header stands over names and figures alike: it is a title, no column's name."""
    if spot.column == column or role_of(spot.text) is not None:
        return False
    heads = [s for row in below if (s := grid.over(row, spot.column)) and s is not spot]
    return any(role_of(s.text) in (Role.LABEL, Role.NUMBER) for s in heads)


def _reaching(grid: Grid, row: int, column: int) -> Spot | None:
    """The nearest header to the left in the row, when nothing there is merged."""
    left = [s for s in grid.rows[row] if s.column < column]
    return left[-1] if left and left[-1].columns == 1 and left[-1].rows == 1 else None


def _role(grid: Grid, table: Table, column: int, head: Head, seen: Counter[Look]) -> Role:
    """Weigh what the head says against what the cells are."""
    numbers, words = seen[Look.NUMBER], seen[Look.WORDS] + seen[Look.LONG]
    headed = any(grid.over(row, column) for row in table.heads)
    match head.role:
        case Role.UNIT if seen[Look.UNIT] < words + numbers:
            return Role.OTHER if words >= numbers else Role.VALUE
        case Role.OTHER if _years(grid, table, column):
            return Role.LABEL
        case Role.LABEL if numbers > words:
            return Role.NUMBER if _counts(grid, table, column) else Role.VALUE
        case Role.VALUE if headed and seen[Look.UNIT] > numbers + words:
            return Role.UNIT
        case Role.VALUE if headed and not numbers and words:
            return Role.LABEL
        case Role.VALUE if not headed:
            return _bare_role(grid, table, column, seen)
        case role:
            return role


def _years(grid: Grid, table: Table, column: int) -> bool:
    """Say whether a column names the year of each row."""
    spots = [s for row in table.body if (s := grid.at.get((row, column)))]
    named = [s for s in spots if s.look is Look.PERIOD or grid.year_at(s)]
    return bool(named) and all(s in named or s.look is Look.WORDS for s in spots)


def _name_courts(grid: Grid, table: Table, column: int, role: Role) -> bool:
    """Say whether a column, also one headed 单位, names a court in each row, or all together."""
    if role not in (Role.LABEL, Role.OTHER):
        return False
    spots = (s for row in table.body if (s := grid.at.get((row, column))))
    said = [s.text for s in spots if role_of(s.text) is not Role.TOTAL]
    if not any(is_ours(t, grid.court) or t.endswith(("法院", "中院")) for t in said):
        return False
    court = grid.court
    return all(is_ours(t, court) or elsewhere(t, court) or may_be_elsewhere(t, court) for t in said)


def _bare_role(grid: Grid, table: Table, column: int, seen: Counter[Look]) -> Role:
    numbers, words = seen[Look.NUMBER], seen[Look.WORDS] + seen[Look.PERIOD]
    if seen[Look.UNIT] > max(numbers, words):
        return Role.UNIT
    if seen[Look.LONG] > max(numbers, words):
        return Role.NOTE
    if numbers >= words and numbers:
        return Role.NUMBER if _counts(grid, table, column) else Role.VALUE
    return Role.LABEL


def _counts(grid: Grid, table: Table, column: int) -> bool:
    """Say whether a column only counts its rows: 1, 2, 3 beside words."""
    spots = [s for row in table.body if (s := grid.at.get((row, column)))]
    found = [s.text for s in spots if s.look is Look.NUMBER]
    beside = any(grid.at.get((s.row, column + 1)) for s in spots)
    counting = [str(n) for n in range(1, len(found) + 1)]
    return len(found) > 1 and beside and [t.rstrip(".、") for t in found] == counting


def _settle(heads: dict[int, Head], stats: dict[int, Counter[Look]]) -> None:
    """A column of words right of all figures of its group explains; it names nothing."""
    values = [c for c, h in heads.items() if h.role in _VALUES and stats.get(c)]
    for column, head in heads.items():
        beyond = head.role is Role.LABEL and not any(v > column for v in values)
        if beyond and any(v < column for v in values):
            heads[column] = Head(Role.NOTE, head.labels, head.unit, head.year)


def _join_among(heads: dict[int, Head]) -> None:
    """其中：调解 over a column is part of the column to its left."""
    left: Head | None = None
    for column, head in heads.items():
        if left is not None and head.labels and head.labels[-1].startswith("其中"):
            labels = (*left.labels, *head.labels)
            heads[column] = Head(head.role, labels, head.unit, head.year)
        elif head.role in _READ:
            left = head


def _groups(
    heads: dict[int, Head], stats: dict[int, Counter[Look]], order: Iterable[int]
) -> list[Group]:
    groups = [Group()]
    for column in order:
        head, group = heads[column], groups[-1]
        if head.role in (Role.LABEL, Role.NUMBER) and group.values:
            group = Group()
            groups.append(group)
        if head.role is Role.LABEL:
            group.labels.append(column)
        elif head.role is Role.NUMBER and group.number is None:
            group.number = column
        elif head.role is Role.UNIT and group.unit is None:
            group.unit = column
        elif head.role in _READ and stats.get(column):
            group.values.append(column)
    return [g for g in groups if g.values]
