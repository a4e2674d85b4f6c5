"""A rate rises by 百分点, a count by %; and nothing falls by 倍."""

import re
from collections.abc import Iterator
from itertools import pairwise

from courtdesk.models.derived import change, standing
from courtdesk.models.outline import Indicator, Measure, Severity
from courtdesk.models.passage import LEVEL
from courtdesk.writing.beside import TURNED
from courtdesk.writing.figures import FoundFigure
from courtdesk.writing.galley import Bound, Galley
from courtdesk.writing.rules.rule import Mend, Rule, Slip, each, put, quoted
from courtdesk.writing.texts import Words

RATE, COUNT = "rate", "count"
_SENTENCE = re.compile("[。；;！？\n]")
_CLAUSE = re.compile("[，,（(：:]")
_RATE = re.compile("(?<![效频功])率(?![先领队由])|比例|占比|比重|满意度")
_COUNT = re.compile(
    "案件|[件人次户份条]数|金额|数量|总数|总量|标的额|收案|[受审]理|[审执]结|结案|存案"
)
_GROWTH = re.compile("增长率|增幅|增速|涨幅|降幅|增加率|增长速度|减幅")
_SILENT = re.compile(
    "同比|环比|[比较与](?:上年|去年|上一年|前一年|上月|上季度)(?:同期|度)?|相比|同期|上年|去年|分别"
    "|大幅|进一步|持续|稳步|均|再|又|也|各|则|约|近|超过?|逾|达到?|了|幅度?|为|并|且|其中|[、和\\s]"
    "|上升|增长|提高|增加|提升|上涨|扩大|多|增|下降|减少|降低|缩短|回落|下跌|减|少|高|低|升|降"
)
_FAR = 60  # characters back that a sentence is looked at
_UNIT = re.compile("个?百分点$")


def percent_of_rate(words: Words) -> Iterator[Slip]:
    """结案率上升6.7% is 6.7个百分点, unless the relative change is meant."""
    for galley in words.galleys:
        for figure, subject in _changes(galley, words):
            if figure.kind == "change" and figure.unit == "%" and subject == RATE:
                message = (
                    f"{quoted(galley, figure.start, figure.end)}：比率的升降以百分点计，"
                    "请改为百分点，或说明是相对变化"
                )
                start, mends = _in_points(galley, figure, words)
                yield Slip(galley, message, start, figure.end, mends)


def points_of_count(words: Words) -> Iterator[Slip]:
    """收案上升5.3个百分点 is 5.3%."""
    for galley in words.galleys:
        for figure, subject in _changes(galley, words):
            if figure.kind == "points" and subject == COUNT:
                start, end = figure.start, figure.end
                unit = _UNIT.search(galley.printed[start:end])
                at = start + unit.start() if unit else end
                message = (
                    f"{quoted(galley, start, end)}：件数、人数、金额的升降以%计，请把百分点改为%"
                )
                yield Slip(galley, message, start, end, (put(at, end, "%"),) if unit else ())


def fall_of_times(galley: Galley) -> Iterator[Slip]:
    """Nothing falls by once itself or more: 减少2倍 means nothing."""
    for figure in galley.figures:
        if figure.unit == "倍" and figure.sign == "-" and figure.value >= 1:
            start, end = figure.start, figure.end
            message = f"{quoted(galley, start, end)}：减少、下降不能用倍，请改为百分之几或几分之几"
            yield Slip(galley, message, start, end)


def _changes(galley: Galley, words: Words) -> Iterator[tuple[FoundFigure, str]]:
    """Every figure that says a change, with what changes: a rate, a count, or nobody knows."""
    if not any(f.kind in ("change", "points") for f in galley.figures):
        return
    respective = _respective(galley)
    subject = ""
    for before, figure in pairwise((None, *galley.figures)):
        assert figure is not None
        if figure.kind not in ("change", "points"):
            continue
        known = respective.get(figure.start)
        subject = _subject(galley, words, before, figure, subject) if known is None else known
        chip = galley.chip(figure.start, figure.end)
        if not (chip and chip.token and chip.token.form == "change"):  # its measure decided
            yield figure, subject


def _respective(galley: Galley) -> dict[int, str]:
    """What the members of 受理9件、结案率90%，分别上升8%和1个百分点 speak of, by their starts."""
    subjects: dict[int, str] = {}
    lists: dict[int, list[FoundFigure]] = {}
    before: dict[int, list[FoundFigure]] = {}
    recent: list[FoundFigure] = []
    for figure in galley.figures:
        recent = [f for f in recent if figure.start - f.start <= _FAR]
        if figure.list is not None and figure.kind in ("change", "points"):
            before.setdefault(figure.list, list(recent))
            lists.setdefault(figure.list, []).append(figure)
        recent.append(figure)
    for number, members in lists.items():
        told = _told(galley, before[number], members[0].start)
        if len(told) >= len(members):
            pairs = zip(told[-len(members) :], members, strict=True)
            subjects.update((member.start, _counted(figure)) for figure, member in pairs)
        elif len({member.kind for member in members}) > 1:
            subjects.update((member.start, "") for member in members)
    return subjects


def _told(galley: Galley, recent: list[FoundFigure], first: int) -> list[FoundFigure]:
    """The figures of the sentence before a list, unless the list has nouns of its own."""
    start = max(galley.printed.rfind(mark, max(first - _FAR, 0), first) for mark in "。；\n")
    told = [figure for figure in recent if figure.start > start]
    between = galley.printed[told[-1].end : first] if told else ""
    return [] if _SILENT.sub("", _CLAUSE.sub("", between)) else told


def _counted(figure: FoundFigure) -> str:
    if figure.unit in ("%", "‰"):
        return RATE if figure.kind in ("rate", "share") else ""
    return COUNT if figure.kind in ("count", "money", "average") else ""


def _subject(
    galley: Galley, words: Words, before: FoundFigure | None, figure: FoundFigure, last: str
) -> str:
    """Say what changes: the noun of the clause, else the figure before, else the figure's own."""
    printed = galley.printed
    after = before.end if before else 0
    near = figure.start - after <= _FAR
    sentence = _SENTENCE.split(printed[max(after, figure.start - _FAR) : figure.start])
    clause = _CLAUSE.split(sentence[-1])[-1]
    noun = _SILENT.sub("", clause)
    if _GROWTH.search(clause):
        return ""
    if noun:
        return RATE if _RATE.search(noun) else COUNT if _COUNT.search(noun) else ""
    said = _CLAUSE.sub("", sentence[-1])
    if before and near and len(sentence) == 1 and not _SILENT.sub("", said):
        joined = before.kind in ("change", "points")
        return last if joined else _counted(before) if said else ""
    own = _indicator(galley, figure, words)
    rate = own is not None and own.measure is Measure.RATE
    return RATE if rate and own and _RATE.search(own.label) else ""


def _indicator(galley: Galley, figure: FoundFigure, words: Words) -> Indicator | None:
    chip = galley.chip(figure.start, figure.end)
    place = words.sheet.outline.places.get(chip.token.ids[0]) if chip and chip.token else None
    return place[2] if place else None


def _in_points(galley: Galley, figure: FoundFigure, words: Words) -> tuple[int, tuple[Mend, ...]]:
    """Offer the number in 个百分点, and say where the words to mend begin.

    A fact with last year's value says by itself how it rose; one without may be the rise, unless
    it is printed elsewhere as what it is.
    """
    at = galley.printed.find("%", figure.start, figure.end)
    chip = galley.chip(figure.start, figure.end)
    if at < 0 or chip is None or chip.token is None:
        return figure.start, (put(at, at + 1, "个百分点"),) if at >= 0 else ()
    if chip.token.form not in LEVEL or chip.token.ids[0] not in words.sheet.outline.places:
        return figure.start, ()
    fact = standing(words.sheet, chip.token.ids[0])
    moved = change(words.sheet.outline.indicator(fact.id), fact)
    if moved is None:
        if _times(words, fact.id) > 1:
            return figure.start, ()
        token, shown = chip.token._replace(form="number"), galley.printed[figure.start : at]
        new = Bound(f"{token}个百分点")
        return figure.start, (put(chip.start, at + 1, new, f"改为“{shown}个百分点”"),)
    turned = TURNED.search(galley.printed[: chip.start])
    if turned is None or not galley.free(turned.start(), chip.start):
        return figure.start, ()
    token = chip.token._replace(form="change")
    return turned.start(), (
        put(turned.start(), figure.end, Bound(str(token)), f"改为“{moved.clause}”"),
    )


def _times(words: Words, id: str) -> int:
    """How often the article prints the fact itself, not its change or last year's value."""
    tokens = (token for text in words.article for token in text.tokens)
    return sum(id in token.ids and token.form in LEVEL for token in tokens)


RULES = (
    Rule(
        "percent-for-points",
        "百分点写成%",
        "结案率等比率的升降以百分点计",
        Severity.ERROR,
        percent_of_rate,
        over=True,
    ),
    Rule(
        "points-for-percent",
        "%写成百分点",
        "件数、人数、金额的升降以%计",
        Severity.ERROR,
        points_of_count,
        over=True,
    ),
    Rule(
        "fall-of-times",
        "减少几倍",
        "减少、下降不用倍",
        Severity.ERROR,
        each(fall_of_times),
        over=True,
    ),
)
