"""The typescript of an article: how each printed paragraph is set, as little as says it all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from courtdesk.models.article import Block, BlockKind
from courtdesk.models.sheet import FactSheet
from courtdesk.models.typescript import Odd, Style, Typescript
from courtdesk.writing.article import compose
from courtdesk.writing.draft.frame import Dressed

Triple = tuple[str, str, str]


def typed(sheet: FactSheet, dresses: Sequence[Dressed]) -> Typescript:
    """Return the sheet's typescript with the dress of each paragraph it prints, in order.

    What the house would print alike needs no word; the commonest dress of a sort of paragraph is
    its style, and the rest are odd.
    """
    wanted = list(_wanted(sheet, dresses))
    common: dict[str, Counter[Triple | None]] = defaultdict(Counter)
    for block, _, triple in wanted:
        common[block.sort][triple] += 1
    usual = {sort: counter.most_common(1)[0][0] for sort, counter in common.items()}
    styles = [
        Style(sort=sort, before=triple[0], between=triple[1], after=triple[2])
        for sort, triple in usual.items()
        if triple
    ]
    odd = [
        Odd(path=block.path, number=number, before=own[0], between=own[1], after=own[2])
        for (block, number, triple), dress in zip(wanted, dresses, strict=True)
        if triple != usual[block.sort]
        for own in [(dress.before, dress.between, dress.after)]
    ]
    return sheet.typescript.replaced(styles=tuple(styles), odd=tuple(odd))


def _wanted(
    sheet: FactSheet, dresses: Sequence[Dressed]
) -> Iterator[tuple[Block, int, Triple | None]]:
    """Each printed block with its number and its dress, None where it is the house's own."""
    seen: Counter[str] = Counter()
    marked = f"{sheet.typescript.end}{sheet.head.end_mark}"
    for block, dress in zip(compose(sheet).blocks, dresses, strict=True):
        opening, ending = dress.before, dress.after
        if block.kind is BlockKind.CROSSHEAD:
            ending = f"{dress.between if block.heading else ''}{block.heading}{ending}"
        else:
            opening += dress.heading + dress.between
        if marked and block.ending.startswith(marked):
            ending = marked + ending
        same = (opening, ending) == (block.opening, block.ending)
        yield block, seen[block.path], None if same else (dress.before, dress.between, dress.after)
        seen[block.path] += 1
