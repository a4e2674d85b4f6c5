"""The process that opens strangers' files, so that a hostile one ends it and not the window.

``python -m courtdesk.excel.child`` answers files from standard input until that is closed. A
request is ``<QB`` (bytes of the file, and 1 to leave calamine out) and the file; an answer is
``<Q`` and so many bytes of JSON: what `Book.answer` returns, or ``{"outcome": NAME}``.
"""

import gc
import json
import os
import re
import struct
import sys
from typing import Any, BinaryIO

from courtdesk.excel.outcome import Outcome, Refusal

_CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bf])")
REQUEST, ANSWER = struct.Struct("<QB"), struct.Struct("<Q")
# Loaded before the limits are set, since no file can be opened after.
_NEEDED = (
    "courtdesk.excel.readers.kinds",
    "python_calamine",
    "xlrd",
    "lxml.etree",
    "email.parser",
    "email.policy",
)
_CODECS = (
    *("ascii", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"),
    *(f"cp{n}" for n in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864)),
    *(f"cp{n}" for n in (865, 866, 869, 874, 932, 936, 949, 950, *range(1250, 1259))),
    *("mac-roman", "mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish", "idna"),
)


def main() -> None:
    """Answer until nothing more is asked."""
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library's print is no answer
    _load()
    from courtdesk.excel.limits import limit_process, limit_time

    limit_process()
    sys.setswitchinterval(0.0002)  # the second reader gets to work while the first goes on
    gc.disable()  # there are no circles to find, and the process does not get old
    while request := source.read(REQUEST.size):
        size, alone = REQUEST.unpack(request)
        limit_time()
        _send(answers, _answer(source.read(size), bool(alone)))


def _load() -> None:
    import codecs
    import importlib

    for name in _NEEDED:
        importlib.import_module(name)
    for name in _CODECS:
        codecs.lookup(name)


def _answer(data: bytes, alone: bool) -> bytes:
    from courtdesk.excel.readers.kinds import read

    try:
        found: dict[str, Any] = read(data, alone)
    except Refusal as refusal:
        found = {"outcome": refusal.outcome.name}
    except MemoryError:
        found = {"outcome": Outcome.TOO_BIG.name}
    except Exception:
        found = {"outcome": Outcome.INTERNAL.name}
    except BaseException as error:  # a panic in calamine's Rust
        if type(error).__name__ != "PanicException":
            raise
        found = {"outcome": Outcome.CORRUPT.name}
    try:
        return said(found).encode("utf-8", "replace")  # half a surrogate pair becomes ?
    except MemoryError:
        return json.dumps({"outcome": Outcome.TOO_BIG.name}).encode()


def said(found: dict[str, Any]) -> str:
    """Return JSON in which control characters, which no cell may show, are boxes."""
    text = json.dumps(found, ensure_ascii=False)
    strange = "\\" in text and any(escape in text for escape in ("\\u00", "\\b", "\\f"))
    return _CONTROL.sub("\\1□", text) if strange else text


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer)))
    answers.write(answer)
    answers.flush()


if __name__ == "__main__":
    main()
