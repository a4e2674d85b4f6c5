"""Who filled in a collection form: read beside its label, wherever on the page that stands."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from courtdesk.excel.cells import safe
from courtdesk.excel.reading import Page

_BY = ("填报人", "填表人")
_PHONE = ("联系电话", "电话")
LONGEST = 60  # characters


@dataclass(frozen=True)
class Filler:
    """A name, a telephone and a day, empty where not written; ``at`` is their 0-based place."""

    by: str = ""
    phone: str = ""
    at: tuple[int, int] = (0, 0)
    day: date | None = None


NOBODY = Filler()


def filler(page: Page) -> Filler:
    """Return who says to have filled in the page; `NOBODY` when the blanks are empty."""
    by, at = _beside(page, _BY)
    phone, other = _beside(page, _PHONE)
    return Filler(by, phone, at if by else other) if by or phone else NOBODY


def _beside(page: Page, names: tuple[str, ...]) -> tuple[str, tuple[int, int]]:
    """The text to the right of a label of these names, or behind it in its own cell."""
    for row in sorted(page.rows):
        for column, cell in sorted(page.rows[row].items()):
            name, _, rest = _label(cell.text).partition(":")
            if name not in names:
                continue
            beside = page.cell(row, column + 1)
            text = rest or (beside.text if beside.kind in ("s", "n") else "")
            said = " ".join(safe(text).split())[:LONGEST]
            if said:
                return said, (row, column if rest else column + 1)
    return "", (0, 0)


def _label(text: str) -> str:
    """The text as labels are compared: without blanks, full-width letters as half-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())
