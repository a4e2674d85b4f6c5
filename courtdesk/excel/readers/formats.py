"""Number formats: what kind of value they show, and the date behind a serial number."""

import datetime
import math
import re
from functools import lru_cache

# 27-36 and 50-58 are dates in the Chinese versions of Excel and WPS.
DATES = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
PERCENTS = {9, 10}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_GENERAL = re.compile(r"general|standard|g/通用格式|e[+-]", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|aaa|am/pm", re.IGNORECASE)
_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")
_EPOCH = datetime.datetime(1899, 12, 30)
_EPOCH_1904 = datetime.datetime(1904, 1, 1)
_LAST = 2_958_466  # the day after 9999-12-31


@lru_cache(maxsize=4096)
def kind_of(code: str) -> str:
    """Return what a custom format shows: d a date or time, p a per cent, n a number."""
    first = _GENERAL.sub("", _LITERAL.sub("", code.split(";")[0]))
    if _DATE.search(first):
        return "d"
    return "p" if "%" in first else "n"


def kind_of_number(id: int, codes: dict[int, str]) -> str:
    """Return what format number ``id`` shows; ``codes`` are the file's own ones."""
    if id in codes:
        return kind_of(codes[id])
    return "d" if id in DATES else "p" if id in PERCENTS else "n"


def iso(serial: float, base_1904: bool = False) -> str:
    """Return a serial number as 2024-05-01, 2024-05-01 08:30:00 or 08:30:00.

    Empty when there is no such day.
    """
    if not math.isfinite(serial) or not 0 <= serial < _LAST:
        return ""
    if serial < 1:
        seconds = min(round(serial * 86_400), 86_399)
        return str((datetime.datetime.min + datetime.timedelta(seconds=seconds)).time())
    if serial < 61 and not base_1904:
        serial += 1  # Excel counts a 29th of February 1900
    start = _EPOCH_1904 if base_1904 else _EPOCH
    days, rest = divmod(serial, 1)
    try:
        moment = start + datetime.timedelta(days=days, seconds=round(rest * 86_400))
    except OverflowError:
        return ""
    return str(moment.date() if moment.time() == datetime.time() else moment)


def serial_of(value: object, base_1904: bool = False) -> float | None:
    """Return the serial number of a date, moment, time or duration; None of anything else."""
    if isinstance(value, datetime.timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, datetime.time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return seconds / 86_400
    if isinstance(value, datetime.date):
        if not isinstance(value, datetime.datetime):
            value = datetime.datetime(value.year, value.month, value.day)
        start = _EPOCH_1904 if base_1904 else _EPOCH
        serial = (value.replace(tzinfo=None) - start).total_seconds() / 86_400
        return serial - 1 if serial < 61 and not base_1904 else serial
    return None


def duration(text: str) -> str:
    """Return PT25H30M00S as 25:30:00, and any other text as it is."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return text
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    total = round(days * 86_400 + hours * 3600 + minutes * 60 + seconds)
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
