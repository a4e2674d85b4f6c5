"""Chinese numerals: 一百二十 read as 120, and 120 written as 一百二十."""

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
PLACES = {"千": 1000, "百": 100, "十": 10}
GROUPS = ((10**8, "亿"), (10**4, "万"))


def write_whole(number: int) -> str:
    """A whole number from 0 up, with 一十 for ten inside and 十 in front (十二, 二百一十二)."""
    text = _write(number)
    return text[1:] if text.startswith("一十") else text


def _write(number: int) -> str:
    for size, name in GROUPS:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest < size // 10 else ""
            return _write(head) + name + (gap + _write(rest) if rest else "")
    text = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += DIGITS[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text or "零"


def read_whole(text: str) -> int:
    """A numeral below ten thousand; the scales 万 and 亿 belong to the caller.

    Raises ValueError for anything that is not the one proper spelling of a number: 三四 (three or
    four), 五六百 and 一百二 say something else than their digits and are refused.
    """
    plain = text.replace("〇", "零").replace("两", "二").lstrip("零").replace("百十", "百一十")
    if plain[:1] in PLACES:
        plain = "一" + plain
    total = digit = 0
    for char in plain:
        if char in PLACES:
            total += digit * PLACES[char]
            digit = 0
        else:
            digit = DIGITS.index(char)
    total += digit
    if plain and _write(total) != plain:
        raise ValueError(text)
    return total


def read_decimal(text: str) -> Decimal:
    """四十点七 as 40.7, keeping the number of places. Raises ValueError as `read_whole` does."""
    whole, point, places = text.partition("点")
    digits = "".join(str(DIGITS.index(char)) for char in places.replace("〇", "零"))
    return Decimal(f"{read_whole(whole)}.{digits}" if point else read_whole(whole))
