"""What an import brings: plain values between the reader and whoever shows or accepts them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Alias, FactSheet, Figure, Reply, Source, State
from courtdesk.models.value import Value


class Change(Value):
    """One cell that means something else than the sheet does.

    ``id`` is the indicator's, ``field`` one of printed, previous, note; ``old`` and ``new`` are
    texts as printed, empty for absent. ``by``, ``phone`` and ``day`` are who filled the file in
    and when, empty when it does not say. ``confidence`` is in per cent, ``state`` as in an offer.
    """

    id: str
    field: str
    label: str
    old: str
    new: str
    file: str
    sheet: str
    cell: str
    by: str = ""
    phone: str = ""
    day: date | None = None
    confidence: str = "100"
    state: str = "可接受"
    warnings: tuple[str, ...] = ()


class Problem(Value):
    """A row or cell that changes nothing, and why, in one sentence; ``cell`` may be empty."""

    file: str
    sheet: str
    cell: str
    message: str


class Import(Value):
    """Everything a workbook says that the sheet does not."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def apply(
    sheet: FactSheet,
    changes: Sequence[Change],
    who: str,
    when: datetime,
    kept: Mapping[str, str] | None = None,
    aliases: Sequence[Alias] | None = None,
) -> FactSheet:
    """Return the sheet with these changes made, their source noted and ``aliases`` remembered.

    ``kept`` gives the SHA-256 under which the document keeps each file, by the file's name.

    A figure that was checked is open again. Raises UserError, changing nothing, for a figure that
    is locked or gone.
    """
    figures = {i.id: sheet.figure(i.id) for i in sheet.wanted} | sheet.by_id
    for change in changes:
        figure = figures.get(change.id)
        if figure is None:
            raise UserError(f"指标“{change.label}”已不在本表中：请重新导入 {change.file}")
        if figure.state is State.LOCKED:
            raise UserError(f"指标“{change.label}”已锁定：请先解锁，再导入 {change.file}")
        source = Source(
            who=who,
            when=when,
            file=change.file,
            sheet=change.sheet,
            cell=change.cell,
            sha256=(kept or {}).get(change.file, ""),
        )
        figures[change.id] = _changed(figure, change, source)
    if not changes:
        return sheet
    return sheet.replaced(
        figures=tuple(figures.values()),
        replies=_replies(sheet, changes, kept or {}),
        aliases=sheet.aliases if aliases is None else tuple(aliases),
    )


def _replies(
    sheet: FactSheet, changes: Sequence[Change], kept: Mapping[str, str]
) -> tuple[Reply, ...]:
    """The sheet's replies and those of these changes, one a file."""
    replies = {(r.file, r.sha256): r for r in sheet.replies}
    for change in (c for c in changes if c.by or c.phone):
        file = (change.file, kept.get(change.file, ""))
        who = {"by": change.by, "phone": change.phone, "day": change.day}
        replies[file] = Reply(file=file[0], sha256=file[1], **who)
    return tuple(replies.values())


def _changed(figure: Figure, change: Change, source: Source) -> Figure:
    if change.field == "note":
        return figure.replaced(note=change.new)
    quantity = Quantity.parse(change.new) if change.new else None
    if change.field == "previous":
        checked = figure.state is State.CHECKED
        return figure.replaced(previous=quantity, state=State.RECEIVED if checked else figure.state)
    exact = figure.exact
    if exact and not (quantity and quantity.low <= exact.value <= quantity.high):
        exact = None  # it stood behind the old wording
    return figure.replaced(
        printed=quantity,
        exact=exact,
        state=State.RECEIVED if quantity else State.AWAITED,
        source=source,
    )
