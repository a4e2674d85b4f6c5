"""Columns reckoned line by line: nothing lost, nothing torn, and just as Typst sets them."""

from hypothesis import example, given
from hypothesis import strategies as st

from courtdesk.publish.columns import Filled, Grid, Piece, Space, fill

PIECES = st.lists(
    st.one_of(
        st.builds(Piece, st.integers(1, 30), st.just(False), st.just(False)),
        st.builds(Piece, st.integers(2, 8), st.just(True), st.just(False)),
        st.builds(Piece, st.just(3), st.just(True), st.just(True)),
    ),
    max_size=40,
)
GRIDS = st.builds(
    Grid,
    st.integers(12, 60),
    st.integers(12, 60),
    st.integers(2, 5),
    st.dictionaries(
        st.integers(0, 4), st.builds(Space, st.integers(0, 3), st.integers(0, 3)), max_size=5
    ),
)


def lines_in(filled: Filled) -> int:
    return sum(column.used for column in filled.columns)


@given(PIECES, GRIDS)
@example([Piece(7, solid=True)], Grid(12, 12, 2, {0: Space(3, 3)}))
def test_every_line_stands_in_one_column_and_no_column_holds_more_than_it_can(pieces, grid):
    filled = fill(pieces, grid)
    short = [  # what a block lacks in a column that is shorter than the block
        max(piece.lines - grid.room(start), 0) if piece.solid else 0
        for piece, start in zip(pieces, filled.starts, strict=True)
    ]
    assert filled.torn == any(short)
    assert lines_in(filled) == sum(piece.lines for piece in pieces) - sum(short)
    assert all(0 <= column.used <= column.room for column in filled.columns)
    assert len(filled.columns) == filled.pages * grid.across


@given(PIECES, GRIDS)
def test_pieces_start_in_their_order_and_a_column_knows_the_first(pieces, grid):
    filled = fill(pieces, grid)
    assert list(filled.starts) == sorted(filled.starts)
    for number, column in enumerate(filled.columns):
        own = [n for n, start in enumerate(filled.starts) if start == number]
        assert column.first == (own[0] if own else None)


@given(PIECES, GRIDS)
def test_a_crosshead_stands_in_the_column_in_which_what_follows_begins(pieces, grid):
    filled = fill(pieces, grid)
    least = min(grid.room(column) for column in range(grid.across + 1))
    for number, piece in enumerate(pieces[:-1]):
        first = number  # of the crossheads that stand one upon another
        while first and pieces[first - 1].head:
            first -= 1
        ends = next((n for n, p in enumerate(pieces) if n > number and not p.head), number)
        whole = sum(p.lines for p in pieces[first : ends + 1]) <= least
        if piece.head and whole and ends > number:
            assert filled.starts[number] == filled.starts[number + 1]


@given(st.integers(4, 40), st.integers(12, 30), st.integers(1, 11))
def test_a_paragraph_leaves_two_lines_on_either_side(long, rows, before):
    filled = fill([Piece(before), Piece(long)], Grid(rows, rows, 3, {}))
    first = filled.columns[0].used - before
    rest = [c.used for c in filled.columns if c.used][1:]
    assert first != 1 and (not rest or rest[-1] != 1)


@given(PIECES, GRIDS)
def test_what_is_free_and_what_is_beyond_add_up(pieces, grid):
    filled = fill(pieces, grid)
    room = sum(grid.room(column) for column in range(grid.across))
    assert room - filled.free() + filled.beyond() == sum(piece.lines for piece in pieces)


def test_a_block_taller_than_its_column_is_said_to_be_torn():
    filled = fill([Piece(2), Piece(9, solid=True)], Grid(5, 5, 2, {}))
    assert filled.torn and filled.strain > 100 and filled.pages == 1
