"""Who filled in a collection form: read beside its label, wherever on the page that stands."""

import unicodedata
from dataclasses import dataclass

from courtdesk.excel.cells import safe
from courtdesk.excel.reading import Page

_BY = ("填报人", "填表人")
_PHONE = ("联系电话", "电话")
LONGEST = 60  # characters


@dataclass(frozen=True)
class Filler:
    """A name and a telephone, empty where nothing was written; ``cell`` is where they stand."""

    by: str = ""
    phone: str = ""
    cell: str = ""


NOBODY = Filler()


def filler(page: Page) -> Filler:
    """Return who says to have filled in the page; `NOBODY` when the blanks are empty."""
    by, cell = _beside(page, _BY)
    phone, other = _beside(page, _PHONE)
    return Filler(by, phone, cell or other) if by or phone else NOBODY


def _beside(page: Page, names: tuple[str, ...]) -> tuple[str, str]:
    """The text to the right of a label of these names, or behind it in its own cell."""
    for row in sorted(page.rows):
        for column, cell in sorted(page.rows[row].items()):
            name, _, rest = plain(cell.text).partition(":")
            if name not in names:
                continue
            beside = page.cell(row, column + 1)
            text = rest or (beside.text if beside.kind in ("s", "n") else "")
            said = " ".join(safe(text).split())[:LONGEST]
            if said:
                return said, address(row, column if rest else column + 1)
    return "", ""


def plain(text: str) -> str:
    """Return a name as it is compared: without blanks, full-width letters as half-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def address(row: int, column: int) -> str:
    """Return a 0-based place as A1."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
