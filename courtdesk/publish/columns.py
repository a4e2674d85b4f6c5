"""A page's columns filled line by line, as Typst fills them: what starts where, what is left over.

All type stands on one grid of lines, so whole numbers of lines tell a page exactly. A paragraph of
two or three lines is not parted, a longer one leaves two lines at least on either side; a crosshead
stays with what follows it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

TORN = 1000  # pages


class Piece(NamedTuple):
    """A paragraph or, when ``solid``, a block in one piece; a ``head`` never ends a column."""

    lines: int
    solid: bool = False
    head: bool = False


class Space(NamedTuple):
    """Lines kept free in a column of the first page: for photos above and below its text."""

    top: int = 0
    bottom: int = 0


class Column(NamedTuple):
    """A column that was filled: ``room`` lines for text, of which ``used``; who starts in it."""

    room: int
    used: int
    first: int | None  # the number of the first piece that starts in it


class Grid(NamedTuple):
    """Lines a column of the first page and of later pages, the columns, and what is kept free."""

    rows: int
    later: int
    across: int
    spaces: Mapping[int, Space]

    def room(self, column: int) -> int:
        """The lines for text in a column, counted over all pages."""
        if column >= self.across:
            return self.later
        space = self.spaces.get(column, Space())
        return max(self.rows - space.top - space.bottom, 0)


class Filled(NamedTuple):
    """The columns up to the end of the last page, and the column in which each piece starts.

    ``torn`` says that a block was put into a column that is shorter than the block.
    """

    columns: tuple[Column, ...]
    starts: tuple[int, ...]
    across: int
    torn: bool

    @property
    def pages(self) -> int:
        """How many pages are filled."""
        return len(self.columns) // self.across

    @property
    def strain(self) -> int:
        """The pages, beyond all bounds where a block is torn: what is to be as little as can be."""
        return TORN if self.torn else self.pages

    @property
    def white(self) -> int:
        """The white at the feet of the columns, in squared lines."""
        return sum((c.room - c.used) ** 2 for c in self.columns)

    def free(self, pages: int = 1) -> int:
        """The lines left on the first so many pages."""
        return sum(c.room - c.used for c in self.columns[: pages * self.across])

    def beyond(self, pages: int = 1) -> int:
        """The lines after the first so many pages."""
        return sum(c.used for c in self.columns[pages * self.across :])


def fill(pieces: Sequence[Piece], grid: Grid) -> Filled:
    """Fill the columns with the pieces in order."""
    filling = _Filling(grid)
    starts = []
    for number, piece in enumerate(pieces):
        if piece.head or piece.solid:
            filling.put(number, piece.lines, _needed(pieces, number))
        else:
            filling.pour(number, piece.lines)
        starts.append(filling.started)
    return Filled(filling.columns(), tuple(starts), grid.across, filling.torn)


def _needed(pieces: Sequence[Piece], number: int) -> int:
    """The lines a block asks for at once: a crosshead with the beginning of what follows."""
    piece = pieces[number]
    if not piece.head or number + 1 == len(pieces):
        return piece.lines
    after = pieces[number + 1]
    if after.head or after.solid:
        return piece.lines + _needed(pieces, number + 1)
    return piece.lines + (after.lines if after.lines <= 3 else 2)


class _Filling:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._done: list[Column] = []
        self._used = 0
        self._first: int | None = None
        self.started = 0  # the column in which the last piece started
        self.torn = False

    @property
    def _room(self) -> int:
        return self._grid.room(len(self._done))

    def _next(self) -> None:
        self._done.append(Column(self._room, self._used, self._first))
        self._used, self._first = 0, None

    def _start(self, number: int) -> None:
        self.started = len(self._done)
        self._first = number if self._first is None else self._first

    def put(self, number: int, lines: int, needed: int) -> None:
        """Put a block that is not parted where it and what it needs fit."""
        while self._used + needed > self._room and (self._used or not self._room):
            self._next()
        self._start(number)
        self.torn |= lines > self._room
        self._used += min(lines, self._room)

    def pour(self, number: int, lines: int) -> None:
        """Let a paragraph run through the columns."""
        left = lines
        while left:
            free = self._room - self._used
            take = left if left <= free else self._parted(left, free, whole=left == lines)
            if take <= 0:
                self._next()
                continue
            if left == lines:
                self._start(number)
            self._used += take
            left -= take
            if left:
                self._next()

    def _parted(self, left: int, free: int, whole: bool) -> int:
        """How many lines stay in this column; two at least on either side."""
        take = free - 1 if left - free == 1 else free
        if whole and take == 1:
            take = 0
        empty = not self._used and self._room > 0
        return max(take, min(free, 1)) if empty else take

    def columns(self) -> tuple[Column, ...]:
        """All columns, the last page's empty ones too."""
        self._next()
        while len(self._done) % self._grid.across:
            self._next()
        return tuple(self._done)
