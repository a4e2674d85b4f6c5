"""The reverse audit: facts nobody printed, and facts that are printed in more than one way."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from courtdesk.models.claim import MARKERS, Claim
from courtdesk.models.derived import stands
from courtdesk.models.outline import Indicator, Severity
from courtdesk.models.passage import LEVEL, WORDED
from courtdesk.models.passage import words as read_out
from courtdesk.models.quantity import Quantity
from courtdesk.models.unit import PER_CENT, alike
from courtdesk.writing.figures import FoundFigure
from courtdesk.writing.galley import Bound, Galley
from courtdesk.writing.rules.notation import markers
from courtdesk.writing.rules.rule import Rule, Slip, put, quoted
from courtdesk.writing.texts import Words

HEAD = ("head.kicker", "head.title", "head.subtitle")
_NOUN = 12  # characters before a figure that say what it counts
_ALIKE = 2  # characters a noun must share with a fact's name

Place = tuple[Galley, FoundFigure]


def unused(words: Words) -> Iterator[Slip]:
    """Facts with a value that no text binds; one remark for all items without any text.

    While an unbound figure of the same unit or a token that names no fact stands in the fact's
    passage, that one comes first, and says so itself. A sheet whose article was not begun is left
    alone.
    """
    used = _used(words)
    if not used:
        return
    passages = {galley.path: galley for galley in words.galleys}
    unwritten: dict[str, list[Indicator]] = defaultdict(list)
    for _, item in words.sheet.outline.items():
        galley = passages.get(f"passages.{item.id}.text")
        for indicator in item.indicators:
            printed = words.sheet.figure(indicator.id).printed
            if indicator.formula or printed is None or indicator.id in used:
                continue
            if galley is None:
                unwritten[item.id].append(indicator)
            elif not _loose(words, galley, printed.unit):
                message = (
                    f"“{indicator.label}”{printed}没有写进稿件：请在正文里插入，不用的请说明理由"
                )
                yield Slip(f"figures.{indicator.id}.printed", message, values=str(printed))
    if unwritten:
        yield _unwritten(words, unwritten)


def _unwritten(words: Words, waiting: dict[str, list[Indicator]]) -> Slip:
    items = words.sheet.outline.items()
    headings = {item.id: read_out(item.heading, words.sheet) for _, item in items}
    names = [headings[id] for id in waiting]
    number = sum(map(len, waiting.values()))
    listed = f"“{names[0]}”" + (f"等{len(names)}个条目" if len(names) > 1 else "")
    message = f"{listed}还没有正文，{number}个已填的指标没有写进稿件：请写正文"
    first = next(iter(waiting))
    return Slip(f"passages.{first}.text", message, values=" ".join(waiting))


def _used(words: Words) -> set[str]:
    """The facts that tokens name, and those that printed derived figures are computed from."""
    used = {id for text in words.article for token in text.tokens for id in token.ids}
    for id in tuple(used):
        place = words.sheet.outline.places.get(id)
        formula = place[2].formula if place else None
        used.update(formula.terms if formula else ())
    return used


def _unbound(galley: Galley) -> Iterator[FoundFigure]:
    return (f for f in galley.figures if galley.chip(f.start, f.end) is None)


def _loose(words: Words, galley: Galley, unit: str) -> bool:
    """Whether something in the text is still to be bound that may be a fact of this unit."""
    places = words.sheet.outline.places
    ids = (id for chip in galley.chips if chip.token for id in chip.token.ids)
    return any(id not in places for id in ids) or any(
        alike(figure.unit, unit) for figure in _unbound(galley)
    )


def two_wordings(words: Words) -> Iterator[Slip]:
    """One fact printed in two ways; its exact number typed where it is 720余人."""
    printed: dict[str, list[Place]] = defaultdict(list)
    for galley in words.galleys:
        for figure in galley.figures:
            chip = galley.chip(figure.start, figure.end)
            if (chip and chip.token and chip.token.form.startswith((*LEVEL[1:], WORDED))) or (
                chip and chip.token and not chip.token.form
            ):
                printed[chip.token.ids[0]].append((galley, figure))
    for id, places in printed.items():
        fact = stands(words.sheet, id) if id in words.sheet.outline.places else None
        if fact is not None:
            yield from _differing(words, id, fact, places)
            yield from _exact(words, id, fact)


def _differing(words: Words, id: str, fact: Quantity, places: list[Place]) -> Iterator[Slip]:
    """The places that print the fact in another way than most, or than the fact itself."""
    said = [_said(place) for place in places]
    own = (fact.value, fact.unit, fact.marker)
    usual = max(dict.fromkeys(said), key=lambda way: (said.count(way), way == own))
    shown = next(_printed(place) for place, way in zip(places, said, strict=True) if way == usual)
    for (galley, figure), way in zip(places, said, strict=True):
        if way == usual:
            continue
        label = words.sheet.outline.indicator(id).label
        message = (
            f"{quoted(galley, figure.start, figure.end, 4)}：“{label}”别处印作{shown}，请看是否统一"
        )
        yield Slip(galley, message, figure.start, figure.end)


def _said(place: Place) -> tuple[Decimal, str, str]:
    """What a bound figure says, without the markers typed beside it: those have their own rule."""
    galley, figure = place
    own = [name for start, end, name in markers(galley, figure) if not galley.free(start, end)]
    return figure.value, figure.unit, "…".join(own)


def _printed(place: Place) -> str:
    galley, figure = place
    return galley.printed[figure.start : figure.end]


def _exact(words: Words, id: str, fact: Quantity) -> Iterator[Slip]:
    exact = words.sheet.figure(id).exact
    if exact is None or exact == fact:
        return
    item = words.sheet.outline.places[id][1].id
    for galley in words.galleys:
        if galley.path not in (*HEAD, f"passages.{item}.text"):
            continue
        for figure in _unbound(galley):
            bent = any(MARKERS.get(m) is not Claim.PLAIN for m in figure.marker.split("…") if m)
            if not bent and (figure.value, figure.unit) == (exact.value, exact.unit):
                label = words.sheet.outline.indicator(id).label
                message = (
                    f"{quoted(galley, figure.start, figure.end, 4)}："
                    f"“{label}”别处印作{fact}，这里写了准确数，请统一写法"
                )
                mend = put(figure.start, figure.end, Bound(f"{{{id}}}"), f"改为“{fact}”")
                yield Slip(
                    galley, message, figure.start, figure.end, (mend,), severity=Severity.ERROR
                )


def head_differs(words: Words) -> Iterator[Slip]:
    """A figure typed into a head, a heading or the lead that is another one in the body."""
    lead = f"passages.{words.sheet.outline.lead.id}.text"
    for galley in words.galleys:
        if galley.path not in (*HEAD, lead) and not galley.path.startswith("outline."):
            continue
        for figure in _unbound(galley):
            found = _named(words, galley, figure) if figure.unit else None
            if found is None:
                continue
            indicator, fact = found
            if figure.low <= fact.high and fact.low <= figure.high:
                continue  # it may be meant so: whether it is bound is for the digit audit
            message = (
                f"{quoted(galley, figure.start, figure.end)}与正文不一致："
                f"“{indicator.label}”是{fact}，请改为一致"
            )
            token = Bound(f"{{{indicator.id}}}")
            mend = put(figure.start, figure.end, token, f"改为“{fact}”")
            yield Slip(galley, message, figure.start, figure.end, (mend,))


def _named(words: Words, galley: Galley, figure: FoundFigure) -> tuple[Indicator, Quantity] | None:
    """The one fact of this unit whose name the words before the figure say best."""
    noun = galley.printed[max(figure.start - _NOUN, 0) : figure.start]
    best: list[tuple[int, Indicator, Quantity]] = []
    for indicator in words.sheet.outline.indicators:
        fact = stands(words.sheet, indicator.id)
        if fact is None or not alike(fact.unit, figure.unit):
            continue
        rate = fact.unit in PER_CENT
        length = max(_shared(noun, name, rate) for name in (indicator.label, indicator.short))
        if length >= _ALIKE:
            best.append((length, indicator, fact))
    most = max((length for length, _, _ in best), default=0)
    said = [(indicator, fact) for length, indicator, fact in best if length == most]
    return said[0] if len(said) == 1 else None


def _shared(noun: str, name: str, rate: bool) -> int:
    """How many characters the end of the noun and the name have in a row.

    Of a rate they end the name, too: 受理 names 受理案件数, but 结案率 no 结案率升幅.
    """
    for length in range(min(len(noun), len(name)), 0, -1):
        if name.endswith(noun[-length:]) if rate else noun[-length:] in name:
            return length
    return 0


RULES = (
    Rule(
        "unused-fact",
        "没有写进稿件的指标",
        "已填的指标都写进稿件",
        Severity.HINT,
        unused,
    ),
    Rule(
        "two-wordings",
        "一个指标两种写法",
        "同一个指标全篇写法一致",
        Severity.HINT,
        two_wordings,
        over=True,
    ),
    Rule(
        "head-differs",
        "标题、导语与正文不一致",
        "主题、小标题、条目标题、导语里的数字与正文一致",
        Severity.ERROR,
        head_differs,
        over=True,
    ),
)
