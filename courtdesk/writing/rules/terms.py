"""Words a court uses, and those it does not: data in resources/wording/*.toml."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from courtdesk import resources
from courtdesk.models.notation import any_of
from courtdesk.models.outline import Severity
from courtdesk.models.value import Value
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.rule import Rule, Slip, each, put, quoted

_SENTENCE = "。；;！？!?\n"


class Term(Value):
    """One word and the one that should stand for it (nothing: only a remark), and why.

    It counts where a word of `when` stands in its sentence, none of `unless` does, a character of
    `followed` comes after it, and it is no part of a word of `within`; what is empty asks nothing.
    """

    word: str
    wanted: str = ""
    why: str
    severity: Severity = Severity.HINT
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    followed: str = ""
    within: tuple[str, ...] = ()


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The terms of a list of resources/wording, as a user reads them in the manual."""
    return tuple(
        Term.model_validate(entry)
        for entry in tomllib.loads(resources.text("wording", f"{name}.toml"))["term"]
    )


@cache
def _known(name: str) -> tuple[re.Pattern[str], dict[str, Term]]:
    by_word = {term.word: term for term in terms(name)}
    # 21类案件 is no set phrase; a word that begins another term gives way to the longer one
    return re.compile(f"(?<![0-9.]){any_of(by_word)}"), by_word


def court_terms(galley: Galley) -> Iterator[Slip]:
    """The words of the law."""
    yield from _found(galley, "court-terms")


def set_words(galley: Galley) -> Iterator[Slip]:
    """Set phrases keep their Chinese numerals: 一把手, 四类案件."""
    yield from _found(galley, "set-words")


def _found(galley: Galley, name: str) -> Iterator[Slip]:
    pattern, by_word = _known(name)
    for match in pattern.finditer(galley.typed):
        term = by_word[match[0]]
        start, end = match.span()
        if not _counts(galley.printed, start, end, term):
            continue
        should = f"请改为“{term.wanted}”" if term.wanted else "请核对改正"
        message = f"{quoted(galley, start, end)}里的“{term.word}”：{term.why}，{should}"
        mends = (put(start, end, term.wanted),) if term.wanted else ()
        yield Slip(galley, message, start, end, mends, severity=term.severity)


def _counts(printed: str, start: int, end: int, term: Term) -> bool:
    if term.followed and printed[end : end + 1] not in set(term.followed):
        return False
    for longer in term.within:
        place = start - longer.index(term.word)
        if place >= 0 and printed.startswith(longer, place):
            return False
    if not term.when and not term.unless:
        return True
    sentence = _sentence(printed, start, end)
    asked = not term.when or any(word in sentence for word in term.when)
    return asked and not any(word in sentence for word in term.unless)


def _sentence(printed: str, start: int, end: int, most: int = 120) -> str:
    """The sentence around a word, at most `most` characters to either side."""
    before = re.split(f"[{_SENTENCE}]", printed[max(start - most, 0) : start])[-1]
    after = re.split(f"[{_SENTENCE}]", printed[end : end + most])[0]
    return before + printed[start:end] + after


RULES = (
    Rule(
        "court-term",
        "法院用语",
        "失信被执行人名单、调撤率等按法律和通行的说法写；词表见本页",
        Severity.HINT,
        each(court_terms),
    ),
    Rule(
        "set-phrase",
        "固定说法用汉字",
        "一把手、四类案件等固定说法里的数字用汉字",
        Severity.HINT,
        each(set_words),
        over=True,
    ),
)
