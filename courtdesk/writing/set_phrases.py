"""What may be a set phrase of a sheet: words that hold a numeral and are more than a figure."""

import re

from courtdesk.models.notation import CHINESE_DIGITS
from courtdesk.writing.numbers import numbers

LONGEST = 40
_NUMERAL = re.compile(rf"[\d{CHINESE_DIGITS}万亿]")


def unfit(words: str) -> str:
    """Return why these words can be no set phrase, as one Chinese sentence; empty when they can."""
    if not words.strip():
        return "请填写固定说法。"
    if len(words) > LONGEST or "\n" in words:
        return f"固定说法请写在一行之内，不超过{LONGEST}字。"
    if not _NUMERAL.search(words):
        return f"“{words}”里没有数字，不用列为固定说法。"
    (whole,) = numbers(words)[:1] or (None,)
    if whole and (whole.start, whole.end) == (0, len(words)):
        return f"“{words}”本身就是一个数：请把固定说法写全，只此一处可印的请用“说明理由”。"
    return ""


def covers(words: str, plain: str, start: int, end: int, others: tuple[str, ...]) -> bool:
    """Whether with this set phrase the characters of a text are no number any more."""
    left = numbers(plain, (*others, words))
    return not any(number.start < end and start < number.end for number in left)
