"""What is written to the terminal: lines without control characters, JSON, a line of progress."""

import json
import sys
import unicodedata
from typing import Any

_WIDTH = 24  # characters of the bar
_BLANK = "\r" + " " * 79 + "\r"


def cleaned(text: str) -> str:
    """Return the text as one line that cannot command a terminal."""
    unseen = ("Cc", "Cf", "Zl", "Zp")
    return "".join("\ufffd" if unicodedata.category(c) in unseen else c for c in text)


def say(text: object) -> None:
    """Print one line."""
    print(cleaned(str(text)))


def complain(sentence: str) -> None:
    """Print one sentence where errors go, not behind a bar half drawn."""
    progress("", 1, 1)
    print(f"{cleaned(sentence).rstrip('。')}。", file=sys.stderr)


def say_json(said: Any) -> None:
    """Print JSON for another program."""
    print(json.dumps(said, ensure_ascii=False, indent=2))


def progress(name: str, done: int, total: int) -> None:
    """Draw how far a task has come where a person sits; a log gets none. The end clears it."""
    if not sys.stderr.isatty():
        return
    bar = "█" * (_WIDTH * done // max(total, 1))
    line = f"{bar:░<{_WIDTH}} {done}/{total} {cleaned(name)[:20]}" if done < total else ""
    print(_BLANK + line, end="", file=sys.stderr, flush=True)
