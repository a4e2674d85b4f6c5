"""How far each department has come with the figures it owes."""

from datetime import date
from enum import StrEnum

from courtdesk.models.departments import departments
from courtdesk.models.outline import Indicator
from courtdesk.models.sheet import FactSheet, Reply, Request, Source, State
from courtdesk.models.value import Value


class Stage(StrEnum):
    """How far a department has come; 无指标 when it owes nothing."""

    AWAITED = "待收"
    PARTLY = "部分"
    RECEIVED = "已收"
    CHECKED = "已核"
    IDLE = "无指标"


class Delivery(Value):
    """What one department owes and what of it has come. The department "" is nobody's.

    ``last`` is the source of the figure that came last, ``reply`` who filled in the form it came
    in, ``request`` what the department was last sent.
    """

    department: str
    owed: tuple[Indicator, ...]
    missing: tuple[Indicator, ...]
    stage: Stage
    last: Source | None = None
    reply: Reply | None = None
    request: Request | None = None

    @property
    def total(self) -> int:
        """How many figures the department owes."""
        return len(self.owed)

    @property
    def filled(self) -> int:
        """How many of them have come."""
        return len(self.owed) - len(self.missing)

    def late(self, day: date) -> bool:
        """Whether something is missing after the day it was due."""
        due = self.request.due if self.request else None
        return bool(self.missing) and due is not None and due < day


def deliveries(sheet: FactSheet) -> tuple[Delivery, ...]:
    """Return every department's delivery in the outline's order, what is nobody's at the end."""
    owed: dict[str, list[Indicator]] = {name: [] for name in departments(sheet.outline)}
    for indicator in sheet.wanted:
        owed.setdefault(indicator.department, []).append(indicator)  # a new key is ""
    return tuple(_delivery(sheet, name, tuple(own)) for name, own in owed.items())


def _delivery(sheet: FactSheet, name: str, owed: tuple[Indicator, ...]) -> Delivery:
    figures = [sheet.figure(i.id) for i in owed]
    came = [f for f in figures if f.printed is not None]
    dated = [f.source for f in came if f.source.when is not None]
    last = max(dated, key=lambda s: s.when.astimezone().timestamp() if s.when else 0, default=None)
    if not owed:
        stage = Stage.IDLE
    elif len(came) < len(owed):
        stage = Stage.PARTLY if came else Stage.AWAITED
    else:
        checked = all(f.state in (State.CHECKED, State.LOCKED) for f in came)
        stage = Stage.CHECKED if checked else Stage.RECEIVED
    return Delivery(
        department=name,
        owed=owed,
        missing=tuple(i for i, f in zip(owed, figures, strict=True) if f.printed is None),
        stage=stage,
        last=last,
        reply=sheet.reply(last) if last else None,
        request=next((r for r in sheet.requests if r.department == name), None),
    )
