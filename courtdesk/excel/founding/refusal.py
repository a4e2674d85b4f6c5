"""Why a file gives no sheet, and what of it is passed over."""

import re
from collections.abc import Iterator
from dataclasses import replace

from courtdesk.excel.exchange import Problem
from courtdesk.excel.founding.opened import Opened
from courtdesk.excel.intake.accounts import noted
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.intake.heads import SKIPPED, Role
from courtdesk.excel.intake.survey import HIDDEN, HIDDEN_PAGE

LONG = "超过"
_OTHER_YEAR = re.compile(r"是\d{4}年的数")


def nothing_found(reading: Reading) -> str:
    """Say why a file holds no figure, and what to do."""
    reasons = [m.reason for s in reading.surveys for m in s.marks]
    told = next((r for r in reasons if r.startswith(LONG) or _OTHER_YEAR.fullmatch(r)), "")
    if told.startswith(LONG):
        return f"“{reading.file}”的表{told}：请只留汇总后的数，另存后再选"
    if told:
        return f"“{reading.file}”{told}：请先把年度改成那一年"
    if any(r in (HIDDEN, HIDDEN_PAGE) for r in reasons):
        return f"“{reading.file}”的数字都在隐藏的部分：请取消隐藏，另存后再选"
    if SKIPPED[Role.ELSEWHERE] in reasons:
        return f"“{reading.file}”里的数都写着是别的法院的：请核对法院名称"
    return f"“{reading.file}”里没有找到带名称的数字：请选有指标和数的表格"


def passed_over(opened: Opened) -> Iterator[Problem]:
    """Yield what a file holds that is in no line, and what its readers noted."""
    reading = opened.reading
    if reading.refusal:
        yield Problem(file=reading.file, sheet="", cell="", message=reading.refusal)
        return
    notes = reading.notes
    if opened.own:  # its ids are meant to be hidden, and a change against nothing to be blank
        notes = tuple(n for n in notes if n.rule not in ("hidden", "formula"))
    yield from noted(replace(reading, notes=notes))
    for survey in reading.surveys:
        for reason in dict.fromkeys(m.reason for m in survey.marks):
            if reason.startswith(LONG) or _OTHER_YEAR.fullmatch(reason):
                message = f"有一张表{reason}，没有读"
                yield Problem(file=reading.file, sheet=survey.page, cell="", message=message)
