"""Words a court uses, and those it does not: data in resources/wording/*.toml."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from courtdesk import resources
from courtdesk.models.errors import UserError
from courtdesk.models.notation import any_of
from courtdesk.models.outline import Severity
from courtdesk.models.value import Value
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.rule import Rule, Slip, put, quoted
from courtdesk.writing.texts import Words

_SENTENCE = "。；;！？!?\n"


class Term(Value):
    """One word and the one that should stand for it (nothing: only a remark), and why.

    It counts where a word of `when` stands in its sentence, none of `unless` does, a character of
    `followed` comes after it, and it is no part of a word of `within`; what is empty asks nothing.
    """

    word: str = Field(min_length=1)
    wanted: str = ""
    why: str
    severity: Severity = Severity.HINT
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    followed: str = ""
    within: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _within_longer_words(self) -> Self:
        if any(self.word not in longer for longer in self.within):
            raise ValueError("within 里的词应当含有 word")
        return self


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The terms of a list of resources/wording; raises UserError where it cannot be read."""
    try:
        entries = tomllib.loads(resources.text("wording", f"{name}.toml")).get("term", [])
        return tuple(Term.model_validate(entry) for entry in entries)
    except (ValueError, AttributeError, TypeError) as error:  # of TOML, UTF-8 and pydantic
        said = "、".join(str(error).splitlines()[:2])
        sentence = f"词表 {name}.toml 无法读取，这一条规则没有校核：请照表中的样子改正（{said}）"
        raise UserError(sentence) from error


@cache
def _known(name: str) -> tuple[re.Pattern[str], dict[str, Term]]:
    by_word = {term.word: term for term in terms(name)}
    # 21类案件 is no set phrase; a word that begins another term gives way to the longer one
    return re.compile(f"(?<![0-9.]){any_of(by_word)}"), by_word


def court_terms(words: Words) -> Iterator[Slip]:
    """The words of the law."""
    yield from _found(words, "court-terms")


def set_words(words: Words) -> Iterator[Slip]:
    """Set phrases keep their Chinese numerals: 一把手, 四类案件."""
    yield from _found(words, "set-words")


def _found(words: Words, name: str) -> Iterator[Slip]:
    try:
        pattern, by_word = _known(name)
    except UserError as error:  # the list is open to the user: the other rules go on
        yield Slip("", str(error), values=str(error), severity=Severity.ERROR)
        return
    for galley in words.galleys:
        for match in pattern.finditer(galley.typed) if by_word else ():
            term = by_word[match[0]]
            if _counts(galley.printed, *match.span(), term):
                yield _slip(galley, match, term)


def _slip(galley: Galley, match: re.Match[str], term: Term) -> Slip:
    start, end = match.span()
    should = f"请改为“{term.wanted}”" if term.wanted else "请核对改正"
    message = f"{quoted(galley, start, end)}里的“{term.word}”：{term.why}，{should}"
    mends = (put(start, end, term.wanted),) if term.wanted else ()
    return Slip(galley, message, start, end, mends, severity=term.severity)


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
        "失信被执行人名单、调撤率等按法律和通行的说法写；词表见手册",
        Severity.HINT,
        court_terms,
    ),
    Rule(
        "set-phrase",
        "固定说法用汉字",
        "一把手、四类案件等固定说法里的数字用汉字",
        Severity.HINT,
        set_words,
        over=True,
    ),
)
