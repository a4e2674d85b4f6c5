"""What an import offers: plain values for whoever shows, accepts or prints them."""

from enum import StrEnum

from courtdesk.models.value import Value


class Standing(StrEnum):
    """How far one offered figure has come."""

    SURE = "可接受"
    UNSURE = "待确认"
    CONFLICT = "冲突"
    SAME = "一致"
    REFUSED = "不能采用"
    IGNORED = "忽略"


OPEN = (Standing.SURE, Standing.UNSURE, Standing.CONFLICT)
"""What a person can still take."""


def placed(sheet: str, cell: str) -> str:
    """Return a place in a file: 表!A1, or A1 where a file has no worksheets."""
    return "!".join(filter(None, (sheet, cell)))


class Choice(Value):
    """An indicator that may be meant, and how likely, in per cent."""

    id: str
    confidence: int


class Offer(Value):
    """One cell's figure and what would become of it.

    ``read`` is the cell as it stands, with the unit its table gives; ``label`` the words it stands
    under. ``id`` is the indicator it goes to, empty for none; ``field`` is printed, previous or
    note. ``old`` and ``new`` are as printed, empty for absent. ``why`` says in one clause why it is
    not simply taken; ``question`` names the question that decides it.
    """

    key: str
    file: str
    sheet: str
    cell: str
    department: str
    label: str
    read: str
    id: str
    field: str
    old: str
    new: str
    standing: Standing
    confidence: int
    choices: tuple[Choice, ...] = ()
    warnings: tuple[str, ...] = ()
    why: str = ""
    question: str = ""
    taken: bool = False

    @property
    def place(self) -> str:
        """Where in the file it stands: 表!A1, or A1 where a file has no worksheets."""
        return placed(self.sheet, self.cell)


class Question(Value):
    """What has to be asked once for a column; ``choices`` are (answer, what it does)."""

    key: str
    kind: str  # share, about, money, unit, shown
    file: str
    sheet: str
    column: str
    text: str
    choices: tuple[tuple[str, str], ...]
    answer: str = ""


class Left(Value):
    """Cells of a file that were left alone, by the reason; ``cells`` names the first of them."""

    reason: str
    count: int
    cells: tuple[str, ...]


class Account(Value):
    """Every cell of a file that is not empty: ``seen`` is ``used`` and those left alone."""

    file: str
    seen: int
    used: int
    left: tuple[Left, ...] = ()
