"""Text with figures bound into it, and what it reads like under one sheet.

A passage names its figures by place and never holds them: `{F012}` as printed, `{F012:form}` with a
form of `FORMS`, `{F060=F061}` one printed figure that stands for two equal facts, `{year}`,
`{year+1}`, `{year-1}`, `{sections}`; `{{` and `}}` are braces. `{F032:~260余次}` prints the wording
after `~` as long as it is true of the exact number. Read with `string.Formatter().parse` and looked
up: nothing is evaluated. No text makes anything here raise.
"""

import re
from collections.abc import Iterator
from functools import partial
from string import Formatter
from typing import NamedTuple

from courtdesk.models.article import Run
from courtdesk.models.derived import change, standing
from courtdesk.models.numerals import write_whole
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.wording import holds, wordings

FORMS = {
    "value": "数值",
    "number": "不带单位的数值",
    "change": "同比",
    "previous": "上年数",
    "rank": "范围和位次",
}
"""The forms a figure can be printed in, with the names a user reads. No form is `value`."""
LEVEL = ("", "value", "number")
"""The forms that print the figure itself, and not its change or last year's."""
WORDED = "~"
"""What a form begins with that is a wording itself."""

_ID = re.compile("[A-Za-z0-9_-]{1,40}")
_YEAR = re.compile(r"year([+-][0-9]{1,2})?")


class Token(NamedTuple):
    """A place holder in a passage: `text[start:end]`.

    `ids` are the figures it names; for a word such as `year+1` they are empty and `form` is the
    word. Whether the outline has these figures is not known here.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    form: str

    def __str__(self) -> str:
        if not self.ids:
            return f"{{{self.form}}}"
        return "{" + "=".join(self.ids) + (f":{self.form}" if self.form else "") + "}"


class Piece(NamedTuple):
    """A stretch of the source, `start` to `end`: words, a token, or stray braces.

    `text` is the source itself, but for words that end in a doubled brace, which read as one.
    """

    start: int
    end: int
    text: str
    token: Token | None = None
    stray: bool = False


def tokens(text: str) -> list[Token]:
    """Return the well-formed tokens of the text in order."""
    return [piece.token for piece in pieces(text) if piece.token]


def runs(text: str, sheet: FactSheet) -> tuple[Run, ...]:
    """Return the text as it reads under the sheet; neighbouring plain words are one run.

    A figure without a value becomes a placeholder, an unknown token or a stray brace stays as
    typed; both are marked `missing`. For `{a=b}` an empty run that names b follows the run of a.
    Of 同比上升8.6% only 8.6% is the figure's run, so that a figure is a number with its unit.
    """
    result: list[Run] = []
    for piece in pieces(text):
        for run in printed(piece, sheet):
            plain = not run.figure and not run.missing
            if plain and result and not result[-1].figure and not result[-1].missing:
                run = Run(text=result.pop().text + run.text)
            result.append(run)
    return tuple(run for run in result if run.text or run.figure)


def words(text: str, sheet: FactSheet) -> str:
    """Return the text as it reads under the sheet, a heading as its readers know it."""
    return "".join(run.text for run in runs(text, sheet))


def offers(token: Token, sheet: FactSheet) -> dict[str, str]:
    """Return what each form would print for the token's figures: those of `FORMS`, then wordings.

    A form without a value is left out, and so is a rank among nobody: it would print the value.
    """
    if not token.ids or not all(id in sheet.outline.places for id in token.ids):
        return {}
    scoped = sheet.outline.indicator(token.ids[0]).scope
    result: dict[str, str] = {}
    for form in (*FORMS, *_wordings(token, sheet)):
        shown = runs(str(token._replace(form=form)), sheet)
        said = "".join(run.text for run in shown)
        known = form in FORMS or said not in result.values()
        if known and not any(run.missing for run in shown) and (form != "rank" or scoped):
            result[form] = said
    return result


def _wordings(token: Token, sheet: FactSheet) -> Iterator[str]:
    """The forms of a figure's wordings, and first the one the token has."""
    if token.form.startswith(WORDED):
        yield token.form
    known = standing(sheet, token.ids[0]).known
    yield from (f"{WORDED}{wording}" for wording in (wordings(known) if known else ()))


def literal(plain: str) -> str:
    """Return words as they must be written in a passage to be read as themselves."""
    return plain.replace("{", "{{").replace("}", "}}")


def takes_tokens(text: str, place: int) -> bool:
    """Whether a token put at this place is read as one: behind a stray { it would be words."""
    braces = 0
    while braces < place and text[place - braces - 1] == "{":
        braces += 1
    return braces % 2 == 0


def pieces(text: str) -> Iterator[Piece]:
    """Part a passage into words, tokens and stray braces: from its start to its end, no gaps."""
    if text and "{" not in text and "}" not in text:  # most texts of a sheet are
        yield Piece(0, len(text), text)
        return
    start = 0
    while start < len(text):
        try:
            for words, name, spec, conversion in Formatter().parse(text[start:]):
                # The parser hands over a doubled brace as one, with no field after it.
                doubled = name is None and words[-1:] in ("{", "}")
                end = start + len(words) + doubled
                if words:
                    yield Piece(start, end, words)
                start = end
                if name is not None:
                    end = _end(text, start, name, spec or "", conversion)
                    yield _field(text[start:end], start, end, name, spec or "", conversion)
                    start = end
            return
        except ValueError:
            brace = min(i for i in (text.find(b, start) for b in "{}") if i >= 0)
            if brace > start:
                yield Piece(start, brace, text[start:brace])
            yield Piece(brace, brace + 1, text[brace], stray=True)
            start = brace + 1


def _end(text: str, start: int, name: str, spec: str, conversion: str | None) -> int:
    end = start + 1 + len(name) + (2 if conversion else 0)
    return end + (1 + len(spec) if text[end] == ":" else 0) + 1


def _field(
    source: str, start: int, end: int, name: str, spec: str, conversion: str | None
) -> Piece:
    if not spec and not conversion and (name == "sections" or _YEAR.fullmatch(name)):
        return Piece(start, end, source, Token(start, end, (), name))
    ids = tuple(name.split("="))
    known = not spec or spec in FORMS or _worded(spec) is not None
    if conversion or not known or not all(map(_ID.fullmatch, ids)):
        return Piece(start, end, source, stray=True)
    return Piece(start, end, source, Token(start, end, ids, spec))


def printed(piece: Piece, sheet: FactSheet) -> Iterator[Run]:
    """What a piece prints; see `runs`."""
    token = piece.token
    if piece.stray:
        yield Run(text=piece.text, missing=True)
    elif token is None:
        yield Run(text=piece.text)
    elif not token.ids:
        yield Run(text=_word(token.form, sheet))
    elif not all(id in sheet.outline.places for id in token.ids):
        yield Run(text=piece.text, missing=True)
    else:
        forms = [_form(sheet, sheet.outline.indicator(id), token.form) for id in token.ids]
        label = sheet.outline.indicator(token.ids[0]).label
        if len(set(forms)) > 1:
            yield Run(text=f"〔待核：{label}等不相等〕", figure=token.ids[0], missing=True)
        elif untrue := _untrue(token, sheet):
            words = f"〔待核：{label}“{untrue}”不实〕"
            yield Run(text=words, figure=token.ids[0], missing=True)
        elif forms[0] is None:
            awaited = _awaited(standing(sheet, token.ids[0]), token.form)
            yield Run(text=f"〔待填：{label}{awaited}〕", figure=token.ids[0], missing=True)
        else:
            words, number = forms[0]
            yield Run(text=words)
            yield Run(text=number, figure=token.ids[0])
        for id in token.ids[1:]:
            yield Run(text="", figure=id)


def _awaited(figure: Figure, form: str) -> str:
    """What a form still lacks, beside the figure's label; empty for the figure itself."""
    years = {"准确数": figure.known, "上年准确数": figure.previous}
    if form == "change" and all(years.values()):
        return next((name for name, q in years.items() if q and not q.level), FORMS[form])
    return FORMS[form] if form in ("change", "previous") else ""


def _worded(form: str) -> Quantity | None:
    """The wording a form holds; None for a form that is no wording."""
    if not form.startswith(WORDED):
        return None
    try:
        wording = Quantity.parse(form.removeprefix(WORDED))
    except QuantityError:
        return None
    return wording if wording.printed == form.removeprefix(WORDED) else None


def _untrue(token: Token, sheet: FactSheet) -> Quantity | None:
    """What the token would print although a figure's exact number says otherwise."""
    wording = _worded(token.form)
    prints = token.form in ("", "value", "number", "rank")
    for figure in (standing(sheet, id) for id in token.ids):
        said = wording or (figure.printed if prints and figure.exact else None)
        if said and figure.known and not holds(said, figure.known):
            return said
    return None


def _word(word: str, sheet: FactSheet) -> str:
    if word == "sections":
        return write_whole(len(sheet.outline.sections))
    return str(sheet.year + int(word.removeprefix("year") or 0))


def _form(sheet: FactSheet, indicator: Indicator, form: str) -> tuple[str, str] | None:
    """Return the words before the figure (同比上升, 全市法院), and the figure as printed."""
    figure = standing(sheet, indicator.id)
    now, before = figure.printed, figure.previous
    typed = partial(sheet.typescript.spelt, indicator.id)
    match form:
        case "change":
            compared = change(indicator, figure)
            return _split(compared.clause) if compared else None
        case "previous":
            return ("", before.printed) if before else None
        case "number":
            number = now.printed.removeprefix("第").removesuffix(now.unit) if now else ""
            return ("", typed(number)) if now else None
        case "rank":
            return (indicator.scope, now.printed) if now else None
        case "" | "value":
            return ("", typed(now.printed)) if now else None
        case _:
            return ("", form.removeprefix(WORDED)) if figure.known else None


def _split(clause: str) -> tuple[str, str]:
    """Part the words from the number, for only a number and its unit must stay on one line."""
    start = next((at for at, char in enumerate(clause) if char.isdigit()), 0)
    return clause[:start], clause[start:]
