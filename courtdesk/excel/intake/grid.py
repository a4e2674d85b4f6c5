"""A worksheet as rows of spots: what is visible, what it looks like, and what is merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from courtdesk.excel.intake.looks import Look, look, shown_in, tidy, year_in
from courtdesk.excel.reading import Cell, Page

WIDEST_MERGE = 4096  # cells of one merged range that labels are looked up in
MOST_MERGED = 100_000  # cells of all of them


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell that is not empty; ``text`` is tidy, ``columns`` how many it is merged over."""

    row: int
    column: int
    cell: Cell
    look: Look
    text: str
    rows: int = 1
    columns: int = 1

    @property
    def end(self) -> int:
        """The first column behind it."""
        return self.column + self.columns


class Grid:
    """The visible cells of a page by row; ``hidden`` are the others, left out unless asked for.

    ``struck`` are those that somebody crossed out, with their whole row where its name is.
    """

    def __init__(self, page: Page, year: int, with_hidden: bool = False, court: str = "") -> None:
        self.page, self.year, self.court = page, year, court
        self._merged = {(r, c): (rows, columns) for r, c, rows, columns in page.merged}
        self.rows: dict[int, tuple[Spot, ...]] = {}
        self.hidden: list[Spot] = []
        self.struck: list[Spot] = []
        for number in sorted(page.rows):
            spots = tuple(self._spots(number))
            away = number in page.hidden_rows
            kept = tuple(s for s in spots if not (away or s.column in page.hidden_columns))
            if with_hidden:
                kept = spots
            else:
                self.hidden += [s for s in spots if s not in kept]
            struck = _struck(kept)
            self.struck += struck
            kept = tuple(s for s in kept if s not in struck)
            if kept:
                self.rows[number] = kept
        self.at = {(s.row, s.column): s for spots in self.rows.values() for s in spots}

    def _spots(self, row: int) -> Iterator[Spot]:
        for column, cell in sorted(self.page.rows[row].items()):
            seen = look(cell)
            if seen is not None:
                rows, columns = self._merged.get((row, column), (1, 1))
                text = shown_in(cell) if cell.shown else tidy(cell.text)
                yield Spot(row, column, cell, seen, text, rows, columns)

    @cached_property
    def anchors(self) -> dict[tuple[int, int], Spot]:
        """The spot that reaches over each covered cell of a merged range of moderate size."""
        found: dict[tuple[int, int], Spot] = {}
        for (row, column), (rows, columns) in self._merged.items():
            spot = self.at.get((row, column))
            if spot is None or rows * columns > WIDEST_MERGE or len(found) > MOST_MERGED:
                continue
            found |= {
                (r, c): spot
                for r in range(row, row + rows)
                for c in range(column, column + columns)
            }
        return found

    def over(self, row: int, column: int) -> Spot | None:
        """Return the spot at a place, also where it is merged over it."""
        return self.at.get((row, column)) or self.anchors.get((row, column))

    def year_at(self, spot: Spot) -> int:
        """Return the year a spot names, a bare 2023 too when it is near the sheet's; else 0."""
        year = year_in(spot.text)
        return year if year and abs(year - self.year) <= 3 else 0


def _struck(row: tuple[Spot, ...]) -> tuple[Spot, ...]:
    out = tuple(s for s in row if s.cell.struck)
    return row if any(s.look in (Look.WORDS, Look.LONG) for s in out) else out
