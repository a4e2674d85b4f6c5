"""Chinese words found by the initials of their pinyin: zjaj stands in 执结案件."""

import os
from functools import lru_cache

Letters = tuple[frozenset[str], ...]
"""For each character of some words, the letters any of its readings begins with."""


def has_initials(words: str, typed: str) -> bool:
    """Whether letters as typed are the initials of neighbouring characters of the words.

    A character of several readings answers to each; signs such as 、 and 《 are passed over.
    """
    if not (typed.isascii() and typed.isalpha()):
        return False
    letters, wanted = initials(words), typed.lower()
    return any(
        all(letter in begins for letter, begins in zip(wanted, letters[start:], strict=False))
        for start in range(len(letters) - len(wanted) + 1)
    )


def opens_with(words: str, typed: str) -> bool:
    """Whether words begin with what was typed, itself or as initials."""
    if words.startswith(typed) or not (typed.isascii() and typed.isalpha()):
        return words.startswith(typed)
    letters, wanted = initials(words), typed.lower()
    paired = zip(wanted, letters, strict=False)
    return len(wanted) <= len(letters) and all(letter in begins for letter, begins in paired)


def skips_to_initials(words: str, typed: str) -> bool:
    """Whether letters are initials of the words in order with some left out: zjaj, 执结各类案件数.

    Of less than three letters this would say nothing.
    """
    if len(typed) < 3 or not (typed.isascii() and typed.isalpha()):
        return False
    rest = iter(initials(words))
    return all(any(letter in begins for begins in rest) for letter in typed.lower())


@lru_cache(maxsize=4096)
def initials(words: str) -> Letters:
    """Return the initials of each character; a letter or a digit is its own."""
    # Looked up one by one, characters need no phrases: most of what pypinyin reads at its start.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    signs = [sign for sign in words.lower() if sign.isalnum()]
    readings = pinyin(signs, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(frozenset(r[:1] for r in reading if r) for reading in readings)
