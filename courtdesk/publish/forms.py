"""The collection forms of all departments, made together."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from courtdesk.models.delivery import Delivery, deliveries
from courtdesk.models.departments import undelivered
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Request
from courtdesk.publish.files import Progress, file_names, together, write


def make_forms(
    sheet: FactSheet,
    to: Path,
    requests: Collection[Request],
    progress: Progress = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write a collection form for each request into the folder ``to``; return the files.

    The files are new together or not at all; nothing is returned when ``cancelled`` says so.
    Raises UserError, also for a department that owes nothing.
    """
    owing = {d.department: d for d in deliveries(sheet)}
    for request in requests:
        if request.department not in owing or not owing[request.department].total:
            raise UserError(f"“{request.department}”没有要报的指标：请去掉这个部门再发放。")
    asked = [(owing[r.department], r) for r in requests]
    stems = [f"{sheet.period}数据采集表（{d.department}）" for d, _ in asked]
    names = file_names(stems, ".xlsx")
    makers = {n: partial(_make, sheet, *a) for n, a in zip(names, asked, strict=True)}
    return together(makers, to, progress, cancelled)


def unsent(sheet: FactSheet) -> str:
    """Return the sentence on indicators no form can ask for, empty when there are none."""
    left = undelivered(sheet)
    if not left:
        return ""
    named = f"“{left[0].label}”" + ("等" if len(left) > 1 else "")
    return f"有 {len(left)} 项指标没有来源部门（{named}），不会出现在任何一份采集表里"


def sent(sheet: FactSheet, requests: Collection[Request]) -> FactSheet:
    """Return the sheet that remembers these requests; an older one of a department goes."""
    again = {r.department for r in requests}
    kept = (r for r in sheet.requests if r.department not in again)
    return sheet.replaced(requests=(*kept, *requests))


def _make(sheet: FactSheet, delivery: Delivery, request: Request, path: Path) -> None:
    from courtdesk.excel.forms import form  # on use: the window opens without the engine

    write(form(sheet, delivery, request), path)
