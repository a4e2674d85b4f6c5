"""The words that ask a department for what it still owes."""

from datetime import date

from courtdesk.models.day import said_day
from courtdesk.models.delivery import Delivery
from courtdesk.models.outline import Indicator
from courtdesk.models.sheet import FactSheet


def reminder(sheet: FactSheet, delivery: Delivery, today: date) -> str:
    """Return a message naming the missing figures and the deadline; empty when none is missing."""
    if not delivery.missing:
        return ""
    count = len(delivery.missing)
    owed = "全部" if count == delivery.total else "还有"
    lines = [
        f"{delivery.department or '各部门'}：",
        f"{sheet.period}数据{owed}{count}项待报，{_when(delivery, today)}：",
        *(f"{number}. {_named(i)}" for number, i in enumerate(delivery.missing, 1)),
        "没有发生的请填0；一时报不出的，请在备注里写明原因和预计时间。",
    ]
    request = delivery.request
    contact = " ".join(p for p in (request.officer, request.phone) if p) if request else ""
    if contact:
        lines.append(f"报送和询问请找：{contact}。")
    return "\n".join(lines)


def _when(delivery: Delivery, today: date) -> str:
    due = delivery.request.due if delivery.request else None
    if due is None:
        return "请尽快报来"
    if due < today:
        return f"原定{said_day(due)}前报送，现已过期，请尽快补报"
    return f"请在{said_day(due)}前报来"


def _named(indicator: Indicator) -> str:
    return f"{indicator.label}（{indicator.unit}）" if indicator.unit else indicator.label
