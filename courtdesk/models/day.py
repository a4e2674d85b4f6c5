"""Days as people write and read them: a deadline is typed and printed."""

import re
from datetime import date

from courtdesk.models.errors import UserError
from courtdesk.models.notation import HALF_WIDTH

_DAY = re.compile("([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")


def read_day(text: str) -> date | None:
    """Read a day such as 2025-01-10, 2025.1.10 or 2025年1月10日; None for a blank text.

    Raises UserError for anything else, and for a day no calendar has.
    """
    plain = "".join(text.split()).translate(HALF_WIDTH)
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:  # the 31st of June
        pass
    raise UserError(f"无法读取日期“{text.strip()[:20]}”：请写成 2025-01-10 的样子。")


def said_day(day: date) -> str:
    """Return the day as a letter names it: 2025年1月10日（星期五）."""
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"
