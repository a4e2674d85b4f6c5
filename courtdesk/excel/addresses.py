"""Cells' places: 0-based rows and columns, and A1."""

from functools import cache

ROWS, COLUMNS = 2**20, 2**14  # of the largest worksheet there is


def letters(column: int) -> str:
    """Return a 0-based column as letters."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Return a 0-based place as A1."""
    return f"{letters(column)}{row + 1}"


def place(text: str) -> tuple[int, int]:
    """Return the 0-based row and column of A1 or $A$1. Raises ValueError."""
    text = text.replace("$", "")
    name = text.rstrip("0123456789")
    row = int(text[len(name) :]) - 1
    if not 0 <= row < ROWS:
        raise ValueError(text)
    return row, column_of(name)


def corners(text: str) -> tuple[int, int, int, int]:
    """Return the first row and column and the last ones of A1:B2, or of A1. Raises ValueError."""
    first, _, last = text.partition(":")
    top, left = place(first)
    bottom, right = place(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


@cache
def column_of(name: str) -> int:
    """Return the 0-based column of its letters. Raises ValueError."""
    column = 0
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        raise ValueError(name)
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    if column > COLUMNS:
        raise ValueError(name)
    return column - 1
