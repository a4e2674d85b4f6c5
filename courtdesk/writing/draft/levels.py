"""The levels of headings an article has: which lines are crossheads, which are items."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from courtdesk.writing.draft.head import is_byline
from courtdesk.writing.draft.manuscript import Line
from courtdesk.writing.draft.marks import mark_of, run_in, slogan, stands_alone
from courtdesk.writing.draft.parts import Part

_HIGH = ("part", "number")
_OPEN = ("plain", "bold", "lens", "bullet")
_ITEMS = ("bracket", "number", "plain", "lens", "bold", "bullet", "arabic", "round", "spoken")
_FEW = 3  # headings before their text that make sections of paragraphs
_MANY, _MOST, _NEARLY = 0.4, 0.6, 0.8  # shares that make a custom


class Sort(NamedTuple):
    """How a line is marked as a heading ("" for none), and whether it is one alone."""

    name: str = ""
    alone: bool = False


_PLAIN = Sort("plain", True)


@lru_cache(maxsize=4096)
def sort_of(line: Line) -> Sort:
    """Tell a heading by its level, number, bracket or bold face, or by standing alone."""
    if line.level:
        return Sort(f"level{line.level}", True)
    if is_byline(line.text):
        return Sort()
    mark, alone = mark_of(line.text), stands_alone(line.text)
    if not mark and line.bold:
        mark = "bold" if line.bold < len(line.text) or alone else ""
    if not mark:
        return _PLAIN if alone else Sort()
    headed = alone or run_in(line.text, line.bold, line.gap).head
    return Sort(mark, alone) if headed else Sort()


def body_parts(lines: Sequence[Line]) -> list[Part]:
    """Name the part of each line below the head; photos are not among them."""
    sorts = _with_siblings(lines, [sort_of(line) for line in lines])
    last = max((n for n, sort in enumerate(sorts) if not sort.alone), default=-1)
    sorts = [Sort() if n > last and s.name == "plain" else s for n, s in enumerate(sorts)]
    section = _section(sorts)
    sections = {n for n, sort in enumerate(sorts) if sort.name == section and section}
    if section in _OPEN and any(sorts[n].alone for n in sections):
        sections = {n for n in sections if sorts[n].alone}  # the others are items below them
    slogans: set[int] = set()
    if section == "plain":
        sections, slogans = _among_plain([(n, lines[n].text) for n in sorted(sections)])
    else:
        slogans = _slogans(sorts, sections)
    rest = {n: s for n, s in enumerate(sorts) if n not in sections | slogans and s.name}
    first = min(sections, default=-1)
    item = _item({n: s for n, s in rest.items() if n > first}, section)
    items = {n for n, sort in rest.items() if sort.name == item and n > first}
    if section and not items:
        items = _sentences(lines, sorts, sections | slogans)
    return list(_told(sorts, sections, slogans, items))


def _with_siblings(lines: Sequence[Line], sorts: list[Sort]) -> list[Sort]:
    """Take a short line with a figure for a heading where several others begin as it does."""
    begun = Counter(
        line.text[:2] for line, sort in zip(lines, sorts, strict=True) if sort == _PLAIN
    )
    return [
        _PLAIN if not sort.name and begun[line.text[:2]] > 1 and _counting(line) else sort
        for line, sort in zip(lines, sorts, strict=True)
    ]


def _counting(line: Line) -> bool:
    return stands_alone(line.text, counting=True) and not is_byline(line.text)


def _told(sorts: list[Sort], sections: set[int], slogans: set[int], items: set[int]) -> list[Part]:
    found, inside = [], False
    for n, sort in enumerate(sorts):
        inside = inside or n in sections or n in items
        if n in sections:
            found.append(Part.CROSSHEAD if sort.alone else Part.OPENER)
        elif n in slogans:
            found.append(Part.SLOGAN)
        elif n in items:
            found.append(Part.ITEM)
        else:
            found.append(Part.TEXT if inside else Part.LEAD)
    return found


def _section(sorts: list[Sort]) -> str:
    """Name the highest sort of heading: those on lines of their own come first."""
    alone = Counter(sort.name for sort in sorts if sort.alone)
    before = Counter(sort.name for sort in sorts if sort.name and not sort.alone)
    marked = [name for name in sorted(alone) if name.startswith("level")]
    marked += [name for name in _HIGH if alone[name]]
    marked += [s.name for s in sorts if s.alone and alone[s.name] > (s.name in _OPEN)]
    marked += [name for name in (*_HIGH, *_ITEMS) if before[name] >= _FEW]
    return marked[0] if marked else ""


def _item(rest: dict[int, Sort], section: str) -> str:
    """Name the sort of heading that comes next below the section's."""
    counted = Counter(sort.name for sort in rest.values())
    low = sorted(name for name in counted if name.startswith("level") and name > section)
    found = low + [n for n in _ITEMS if counted[n] > (n == "plain" != section)]
    return found[0] if found else ""


def _among_plain(plain: list[tuple[int, str]]) -> tuple[set[int], set[int]]:
    """Of unnumbered lines: the crossheads and their slogans; the rest are items.

    Where all of them stand in pairs, the second of each is a slogan; where only some do, those
    are crossheads, each with the first of its items. Where none do, crossheads are those that
    look like the first.
    """
    groups: list[list[int]] = []
    for n, _ in plain:
        if groups and groups[-1][-1] == n - 1:
            groups[-1].append(n)
        else:
            groups.append([n])
    if all(len(group) == 1 for group in groups):
        return _like_the_first(plain), set()
    if len({len(group) for group in groups}) == 1:
        return {group[0] for group in groups}, {group[1] for group in groups}
    paired = [group for group in groups if len(group) > 1]
    return {group[0] for group in paired}, {group[1] for group in paired if len(group) > 2}


def _like_the_first(plain: list[tuple[int, str]]) -> set[int]:
    """The lines that begin as the first does (聚力…), or have a slogan as it has; or all."""
    first = plain[0][1]
    begin = {n for n, text in plain if text[:2] == first[:2]}
    halved = {n for n, text in plain if slogan(text).head < len(text)}
    for some in (begin, halved):
        if plain[0][0] in some and 1 < len(some) < len(plain):
            return some
    return {n for n, _ in plain}


def _slogans(sorts: list[Sort], sections: set[int]) -> set[int]:
    """The unnumbered lines right below crossheads, where such lines stand nowhere else."""
    plain = {n for n, sort in enumerate(sorts) if sort.name == "plain"}
    below = {n + 1 for n in sections if sorts[n].alone} & plain
    customary = len(below) >= _MOST * len(sections)
    return below if below and customary and below == plain else set()


def _sentences(lines: Sequence[Line], sorts: list[Sort], headings: set[int]) -> set[int]:
    """The paragraphs that open with a short sentence, where it is the custom.

    It is where nearly all sections have such paragraphs, and most paragraphs are such; or nearly
    all sections begin with one, and many are.
    """
    texts = [n for n, s in enumerate(sorts) if n not in headings and n > min(headings)]
    texts = [n for n in texts if not is_byline(lines[n].text)]
    opened = {n for n in texts if run_in(lines[n].text).head}
    starts = sorted(n for n in headings if n + 1 not in headings)
    spans = list(zip(starts, [*starts[1:], len(lines)], strict=True))
    everywhere = sum(any(n in opened for n in range(*span)) for span in spans)
    first = sum(start + 1 in opened for start in starts)
    most = len(opened) >= _MOST * (len(texts) - 1) and everywhere >= _NEARLY * len(spans)
    many = len(opened) >= _MANY * len(texts) and first >= _NEARLY * len(spans)
    return opened if len(opened) >= _FEW and (most or many) else set()
