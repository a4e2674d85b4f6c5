"""One indicator to be, as a table names it, with its figures and the cell they stand in."""

from dataclasses import dataclass

from courtdesk.excel.intake.offers import placed
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity

NEW = "new"
"""The id of an indicator that is numbered when the sheet is made."""
LEAD = "导语"
"""The part that opens the article: what stands in it are the court's totals."""
MAIN = "主要数据"
"""The item of figures that stand under no group of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A proposed indicator. ``key`` is its cell's; ``section`` and ``item`` are what it stands in.

    ``cell`` holds this year's figure, ``before`` last year's; either may be empty. ``doubt`` says
    why it is not taken unasked, ``note`` what is worth knowing, ``remark`` its note in the sheet.
    """

    key: str
    file: str
    page: str
    cell: str
    section: str
    item: str
    indicator: Indicator
    printed: Quantity | None = None
    previous: Quantity | None = None
    before: str = ""
    before_file: str = ""  # of another table, last year's
    before_page: str = ""
    doubt: str = ""
    note: str = ""
    remark: str = ""
    taken: bool = True

    @property
    def said(self) -> bool:
        """Whether its table says a figure at all, this year's or last year's."""
        return self.printed is not None or self.previous is not None

    @property
    def cells(self) -> tuple[tuple[str, str, str], ...]:
        """File, worksheet and cell of this year's figure and of last year's."""
        last = self.before_file or self.file, self.before_page or self.page, self.before
        return (self.file, self.page, self.cell), last

    @property
    def place(self) -> str:
        """Where in its file it stands."""
        return placed(self.page, self.cell or self.before)
