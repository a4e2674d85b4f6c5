"""What stands beside a bound figure and changes what it says: 近{F012}, {F001}万, 1{F001}.

The figure is bound, and yet the reader is told another one. A marker belongs into the figure's
own wording, where the exact number answers for it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from courtdesk.models.claim import MARKERS, PREFIXES, SUFFIXES, Claim
from courtdesk.models.derived import standing
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.notation import GAP, HALF_WIDTH, KNOWN_UNIT, MORE, any_of
from courtdesk.models.outline import Severity
from courtdesk.models.passage import WORDED, Token, runs
from courtdesk.models.unit import alike, base_of
from courtdesk.models.wording import wordings
from courtdesk.writing.decoys import without_phrases
from courtdesk.writing.texts import Text, Words

BESIDE = "beside-figure"

_BEFORE = re.compile(f"({any_of(w for w in PREFIXES if MARKERS[w] is not Claim.PLAIN)}|第){GAP}$")
_AFTER = re.compile(
    f"{GAP}(?:(?P<marker>{MORE}|{any_of(SUFFIXES)})(?P<rest>{KNOWN_UNIT})?"
    f"|(?P<unit>[万亿%‰倍]|个?百分点|成(?![为立员果功绩就本熟长交])))"
)
_UNIT = re.compile(f"{GAP}({KNOWN_UNIT})")
_REACH = 5  # characters: the longest marker and the blanks about it
TURNED = re.compile("(?:上升|增长|提高|提升|增加|上涨|下降|减少|降低|回落|下跌|升|降|增|减)了?$")
"""What says before a figure that it is how much something rose or fell."""
_FAR = 24  # digits in a row, at most
_DIGITS_BEFORE = re.compile(rf"([0-9.]{{1,{_FAR}}}){GAP}$")
_DIGITS_AFTER = re.compile(rf"{GAP}(\.?[0-9][0-9.]{{0,{_FAR}}})")


class _Chip(NamedTuple):
    """A bound figure in its text, and what it prints."""

    text: Text
    token: Token
    label: str
    shown: str


def beside(words: Words) -> Iterator[Finding]:
    """Every marker, scale, unit or digit beside a bound figure that bends it."""
    for text in words.texts:
        bound = [token for token in text.tokens if token.ids]
        around = without_phrases(text.plain, words.phrases(text)) if bound else ""
        digits = around.translate(HALF_WIDTH)
        last: _Chip | None = None
        for token in bound:
            printed = runs(str(token), words.sheet)
            if any(run.missing for run in printed):
                continue
            label = words.sheet.outline.indicator(token.ids[0]).label
            chip = _Chip(text, token, label, "".join(run.text for run in printed))
            yield from _before(words, chip, around)
            yield from _after(words, chip, around)
            yield from _joined(chip, digits, last)
            last = chip


def _before(words: Words, chip: _Chip, around: str) -> Iterator[Finding]:
    start, end = chip.token.start, chip.token.end
    found = _BEFORE.search(around[max(start - _REACH, 0) : start])
    if found is None:
        return
    first = start - len(found[0])
    if found[1] != "第":
        yield from _marker(words, chip, found[1], first, end)
    elif chip.shown.startswith("第"):
        yield _doubled(chip, found[1], first, end)


def _after(words: Words, chip: _Chip, around: str) -> Iterator[Finding]:
    start, end = chip.token.start, chip.token.end
    unit = _unit(words, chip)
    found, counted = _AFTER.match(around, end), _UNIT.match(around, end)
    if found and found["marker"]:
        until = found.end() if unit and found["rest"] else found.end("marker")
        yield from _marker(words, chip, found["marker"], start, until)
        return
    typed = found["unit"] if found else counted[1] if counted else ""
    if not unit and found:
        yield _doubled(chip, typed, start, found.end())
    elif unit and typed and not unit.startswith(typed) and not alike(base_of(typed), base_of(unit)):
        if unit == "%" and base_of(typed) == "百分点" and _may_be_a_change(words, chip):
            return
        yield _finding(
            chip,
            f"“{chip.label}”以“{unit}”计，后面写的是“{typed}”：请改正单位",
            (start, around.index(typed, end) + len(typed)),
            Fix(label=f"改为“{chip.shown}{unit}”", text=_source(chip, "")),
        )


def _may_be_a_change(words: Words, chip: _Chip) -> bool:
    """Whether a fact in % is said to be how much a rate rose, and no other year denies it."""
    turned = TURNED.search(chip.text.plain[: chip.token.start])
    return bool(turned) and words.sheet.figure(chip.token.ids[0]).previous is None


def _joined(chip: _Chip, around: str, last: _Chip | None) -> Iterator[Finding]:
    """Digits that make one number with those of the chip: typed before or after, or a chip's."""
    start, end = chip.token.start, chip.token.end
    before = _DIGITS_BEFORE.search(around, max(start - _FAR, 0), start)
    after = _DIGITS_AFTER.match(around, end)
    if before and _digit(chip.shown[:1]):
        yield _run_in(chip, before[1], start - len(before[0]), end)
    if after and _digit(chip.shown[-1:]):
        yield _run_in(chip, after[1], start, after.end())
    if last and last.token.end == start and _digit(last.shown[-1:]) and _digit(chip.shown[:1]):
        sentence = f"“{last.label}”{last.shown}与“{chip.label}”{chip.shown}连成了一个数：请分开"
        parted = Fix(label="用“、”分开", text=f"{last.token}、{chip.token}")
        yield _finding(chip, sentence, (last.token.start, end), parted)


def _run_in(chip: _Chip, digits: str, first: int, last: int) -> Finding:
    sentence = f"“{chip.label}”{chip.shown}与旁边的“{digits}”连成了一个数：请删去“{digits}”"
    return _finding(chip, sentence, (first, last), _without(chip, digits, first, last))


def _digit(char: str) -> bool:
    return char.isdecimal()


def _unit(words: Words, chip: _Chip) -> str:
    """The unit that a number without one leaves to the text; empty where the chip prints it."""
    now = standing(words.sheet, chip.token.ids[0]).printed
    left_out = chip.token.form == "number" and now and now.printed.startswith(chip.shown)
    return now.printed.removeprefix(chip.shown) if now and left_out else ""


def _marker(words: Words, chip: _Chip, marker: str, first: int, last: int) -> Iterator[Finding]:
    """A marker that the exact number does not answer for; two at once are a matter of style."""
    if any(word in chip.shown for word in MARKERS):
        return
    known = standing(words.sheet, chip.token.ids[0]).known
    fit = [
        Fix(label=f"改为约数“{wording}”", text=_source(chip, f"{WORDED}{wording}"))
        for wording in (wordings(known) if known and chip.token.form != "change" else ())
        if [MARKERS.get(word) for word in wording.markers] == [MARKERS[marker]]
    ]
    sentence = f"“{marker}”写在“{chip.label}”{chip.shown}之外，没有核定：请改用约数写法，或删去"
    yield _finding(chip, sentence, (first, last), *fit, _without(chip, marker, first, last))


def _doubled(chip: _Chip, words: str, first: int, last: int) -> Finding:
    sentence = f"“{chip.label}”印作{chip.shown}，旁边又写了“{words}”：请删去"
    return _finding(chip, sentence, (first, last), _without(chip, words, first, last))


def _without(chip: _Chip, words: str, first: int, last: int) -> Fix:
    """Leave the figure, and behind its number the unit, and take the words away."""
    beyond = chip.text.source[chip.token.end : last]
    unit = beyond.strip().removeprefix(words) if first == chip.token.start else ""
    return Fix(label=f"删去“{words}”", text=_source(chip) + unit)


def _source(chip: _Chip, form: str | None = None) -> str:
    """The chip's token, in another form if one is given."""
    return str(chip.token if form is None else chip.token._replace(form=form))


def _finding(chip: _Chip, sentence: str, span: tuple[int, int], *fixes: Fix) -> Finding:
    return Finding(
        path=chip.text.path,
        severity=Severity.ERROR,
        rule=BESIDE,
        message=sentence,
        start=span[0],
        end=span[1],
        fixes=fixes,
    )
