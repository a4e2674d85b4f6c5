"""Text files: which encoding, and whether it is text at all."""

import codecs
import re

from courtdesk.excel.outcome import Outcome, Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x1c-\x1f\x7f\ufffe\uffff]")
_WORST = 0.02  # share of characters that may be broken before it is no text


def decoded(data: bytes) -> tuple[str, str, int]:
    """Return the text, its encoding, and how many places could not be read. Raises Refusal."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(*_read(data[len(mark) :], encoding))
    if b"\0" in data:
        return _checked(*_read(data, _utf16(data)))
    for encoding in ("utf-8", "gb18030"):
        try:
            return _checked(data.decode(encoding), encoding, 0)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and error.start >= len(data) - 3:
                break  # UTF-8 that was cut within its last character
    tries = [_read(data, encoding) for encoding in ("utf-8", "gb18030", "cp1252")]
    text, encoding, broken = min(tries, key=lambda t: t[2] * 20 + _latin(t[1], t[0]))
    return _checked(text, encoding, broken)


def _read(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    return text, encoding, broken


def _latin(encoding: str, text: str) -> int:
    """Prefer Chinese: every byte above ASCII counts against an encoding that reads anything."""
    return sum(c > "\x7f" for c in text[:20_000]) if encoding == "cp1252" else 0


def _utf16(data: bytes) -> str:
    """Tell which half of each pair is mostly zero."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if even == odd:
        raise Refusal(Outcome.NOT_A_SPREADSHEET)
    return "utf-16-be" if even > odd else "utf-16-le"


def _checked(text: str, encoding: str, broken: int) -> tuple[str, str, int]:
    text = text.removesuffix("\x1a")  # DOS' end of a file
    strange = broken + sum(1 for _ in _CONTROLS.finditer(text))
    if strange > max(3, len(text) * _WORST):
        raise Refusal(Outcome.NOT_A_SPREADSHEET)
    return text, encoding, broken
