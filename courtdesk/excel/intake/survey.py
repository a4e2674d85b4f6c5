"""A whole worksheet: its figures with their labels, and a word on every other cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from courtdesk.excel.intake.entries import Body, Entry, entries
from courtdesk.excel.intake.grid import Grid, Spot
from courtdesk.excel.intake.heads import SKIPPED, Role
from courtdesk.excel.intake.looks import Look, is_part, tidy
from courtdesk.excel.intake.sums import Remark, add_up
from courtdesk.excel.intake.tables import Table, tables
from courtdesk.excel.intake.titles import Title, read_title
from courtdesk.excel.reading import Page

MOST_ROWS = 2000  # of one table; longer ones list cases, not totals
HIDDEN, HIDDEN_PAGE = "在隐藏的行或列中", "在隐藏的工作表中"
USED = ("指标名称", "表头", "标题", "单位")
"""What the cells are that are read without being figures."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that is no figure: where, what it says, what it is, or why it is left alone."""

    page: str
    row: int
    column: int
    text: str
    reason: str

    @property
    def used(self) -> bool:
        """Whether it helped to read a figure."""
        return self.reason in USED


@dataclass(frozen=True)
class Survey:
    """What one worksheet says: every cell is in ``entries`` or in ``marks``, once."""

    page: str
    entries: tuple[Entry, ...] = ()
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass
class _Account:
    page: str
    reasons: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, spots: Iterable[Spot], reason: str) -> None:
        for spot in spots:
            self.reasons.setdefault((spot.row, spot.column), reason)


def survey(
    page: Page, year: int, with_hidden: bool = False, court: str = "", source: str = ""
) -> Survey:
    """Read a worksheet for a sheet of this year and court; ``source`` is its file's name.

    Hidden parts are only named unless asked for.
    """
    grid = Grid(page, year, with_hidden, court)
    account = _Account(page.name)
    spots = [s for row in grid.rows.values() for s in row] + grid.hidden + grid.struck
    if page.state != "visible" and not with_hidden:
        account.put(spots, HIDDEN_PAGE)
        return Survey(page.name, marks=_marks(page.name, spots, account))
    account.put(grid.hidden, HIDDEN)
    account.put(grid.struck, "划去了，没有读")
    read: list[Entry] = []
    remarks: list[Remark] = []
    titles: list[str] = []
    for table in tables(grid):
        title = read_title(grid, table.titles, page.name, table.notes, source)
        found = _read(grid, table, title, account)
        read += found
        remarks += add_up(found)
        titles += [title.text] if title.text else []
    taken = {(e.row, e.column) for e in read}
    rest = [s for s in spots if (s.row, s.column) not in taken]
    return Survey(
        page.name, tuple(read), _marks(page.name, rest, account), tuple(remarks), tuple(titles)
    )


def _read(grid: Grid, table: Table, title: Title, account: _Account) -> tuple[Entry, ...]:
    row = grid.rows
    titles = [s for n in table.titles for s in row[n]]
    account.put((s for s in titles if s.look is Look.LONG), "一段文字，没有读")
    account.put(titles, "标题")
    account.put((s for n in table.notes for s in row[n]), "表下的说明")
    if len(table.body) > MOST_ROWS:
        account.put((s for n in table.body for s in row[n]), f"超过{MOST_ROWS}行，像明细不像汇总")
        return ()
    body = entries(grid, table, title)
    found = body.entries
    if title.year and title.year not in (grid.year, grid.year - 1):
        account.put((e.spot for e in found), f"是{title.year}年的数")
        found = ()
    if is_part(tidy(grid.page.name)):  # a worksheet a month
        account.put((e.spot for e in found if e.doubt), SKIPPED[Role.PART])
        found = tuple(e for e in found if not e.doubt)
    account.put((s for n in table.heads for s in row[n]), "表头")
    taken = {(e.row, e.column) for e in found}
    for spot in (s for n in table.body for s in row[n]):
        if (spot.row, spot.column) not in taken:
            account.put([spot], _reason(spot, body))
    return found


def _reason(spot: Spot, body: Body) -> str:
    """What a cell of the body is that is no figure to be taken."""
    head = body.columns.heads.get(spot.column)
    role = head.role if head else None
    if role in (Role.LABEL, Role.UNIT):
        return "单位" if role is Role.UNIT else "指标名称"
    if role is Role.NUMBER and spot.look is Look.WORDS:
        return "指标名称"
    if role in SKIPPED:
        return SKIPPED[role]
    if spot.row in body.skipped:
        return SKIPPED[body.skipped[spot.row]]
    if spot.look in (Look.WORDS, Look.LONG, Look.PERIOD):
        return "文字说明"
    return "旁边没有名称"


def _marks(page: str, spots: Iterable[Spot], account: _Account) -> tuple[Mark, ...]:
    return tuple(
        Mark(page, s.row, s.column, s.text, account.reasons.get((s.row, s.column), "不在任何表里"))
        for s in sorted(spots, key=lambda s: (s.row, s.column))
    )
