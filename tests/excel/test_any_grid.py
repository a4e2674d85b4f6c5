"""No grid makes the reading of a worksheet fail, and every cell has its account."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.intake.files import taken_apart
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.survey import survey
from courtdesk.excel.reading import Cell, Page, Pages
from courtdesk.models.errors import UserError
from tests.excel.drawn import YEAR, empty
from tests.excel.grids import GRIDS, MERGES

SPOTS = st.frozensets(st.integers(0, 14), max_size=3)


@given(GRIDS, MERGES, SPOTS, SPOTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_grid_makes_it_fail_and_every_cell_is_accounted_for_once(
    rows: dict[int, dict[int, Cell]], merged: Any, away: Any, aside: Any, asked: bool
) -> None:
    grid = Page("表", rows, hidden_rows=away, hidden_columns=aside, merged=merged)
    found = survey(grid, YEAR, asked)
    places = [(e.row, e.column) for e in found.entries] + [(m.row, m.column) for m in found.marks]
    filled = [
        (r, c) for r, row in rows.items() for c, cell in row.items() if cell.kind and said(cell)
    ]
    assert sorted(places) == sorted(filled)
    assert all(m.reason for m in found.marks)


def said(cell: Cell) -> bool:
    return cell.kind != "s" or bool(cell.text.split())


SHEET = empty()


@given(GRIDS, MERGES)
@settings(max_examples=100, deadline=None)
def test_nor_can_any_grid_make_a_proposal_fail(
    rows: dict[int, dict[int, Cell]], merged: Any
) -> None:
    book = Pages(True, (Page("表", rows, merged=merged),))
    try:
        reading = taken_apart(Path("表.xlsx"), book, SHEET)
    except UserError:
        return
    found = Proposal(SHEET, [reading])
    for question in found.questions:
        found.answer(question.key, question.choices[0][0])
    found.take(found.offers, True)
    (account,) = found.accounts
    assert account.seen == account.used + sum(group.count for group in account.left)
    places = [(c.id, c.field) for c in found.changes]
    assert len(set(places)) == len(places)
