"""Whether text with commas in it is a table, or a letter, a log or a program."""

import re
from collections.abc import Sequence

_FIGURE = re.compile(
    r"[近约超逾第仅(（+-]*[￥¥]?[0-9０-９]+(?:[,，.．\s][0-9０-９]+)*(?!年)[余多]?\s*"
    r"(?:[%％‰]|[^\W\d_a-zA-Z]{0,4})(?:[（(][^（()）]*[)）])?[；;。]?"
)
_CODE = re.compile(r"[=!<>]=|[a-zA-Z_)\]]\s*=|=\s*[a-zA-Z_(\[{'\"]|^\s*(?:#|//|/\*)|->|=>")
_ENDED = re.compile(r"[。！？!?；]|[a-z]\.(?:\s|$)|[:;{]\s*$")
_LOGGED = re.compile(r"\W*\d{4}-\d\d-\d\d[ T]\d\d:\d\d[\d:.,]*\s\W*[a-zA-Z]{3}")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-zA-Z一二三四五六七八九十])\)(?=\s*[\u3000-\u9fff“]|$)")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_WIDE = 45  # characters of a cell that is a name or a figure
_SPARED = 3  # lines of prose that a row of figures outweighs: titles, notes, signatures


def is_prose(lines: Sequence[Sequence[str]]) -> bool:
    """Say whether lines, cut into fields, are sentences or code and no table's rows.

    Where every line has as many fields as the next, sentences are what the fields hold.
    """
    rows = other = 0
    even = len(lines) > 1 and len(lines[0]) > 1 and len(set(map(len, lines))) == 1
    for fields in lines:
        filled = [f.strip() for f in fields if f.strip()]
        if _is_code(filled):
            other += 1
        elif is_row(filled):
            rows += 1
        elif not even and any(len(f) > _WIDE or _ENDED.search(f) for f in filled):
            other += 1
    return other > rows * _SPARED


def is_row(fields: Sequence[str]) -> bool:
    """Say whether one of several fields is a figure and nothing else."""
    return len(fields) > 1 and any(_FIGURE.fullmatch(f.strip()) for f in fields)


def _is_code(fields: Sequence[str]) -> bool:
    plain = [f for f in fields if not f.startswith("=")]  # ="001" keeps a text, =B2/B3 adds up
    if any(map(_CODE.search, plain)) or _LOGGED.match(",".join(plain[:2])):
        return True
    texts = [_NUMBERED.sub("", f) for f in plain]  # 1)盗窃案件
    return any(f.count(a) != f.count(b) for f in texts for a, b in _PAIRS)
