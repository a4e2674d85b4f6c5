"""Where each line goes: the outermost thing there are several of is a part, the next an item.

Several files are a part each; of one file each worksheet is; of one worksheet each of its groups,
where every figure stands under one; and else it is one part. A column headed 部分 goes before all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from courtdesk.excel.founding.line import MAIN, Line
from courtdesk.excel.founding.tables import TOTAL, Found

LONGEST = 60  # characters of a title or heading


@dataclass(frozen=True)
class Sheet:
    """The lines of one worksheet, and what it and its file are called."""

    file: str
    page: str
    found: tuple[Found, ...]


def placed(sheets: Sequence[Sheet]) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Yield every line in its part and its item, with what it stands under, the nearest first."""
    files = {s.file for s in sheets}
    for sheet in sheets:
        pages = [s for s in sheets if s.file == sheet.file]
        outer: tuple[str, ...] = (sheet.file,) if len(files) > 1 else ()
        outer += (sheet.page,) if len(pages) > 1 else ()
        parted = not outer and _parted(sheet.found)
        for found in sheet.found:
            levels: tuple[str, ...] = (found.part,) if found.part else outer
            levels += tuple(g for g in found.groups if g != found.part)
            if not (outer or found.part or (parted and found.groups)):
                levels = (sheet.file, *levels)
            section, item, *_ = (*levels, MAIN)
            line = replace(found.line, section=section[:LONGEST], item=item[:LONGEST])
            yield line, levels[::-1]


def _parted(found: Sequence[Found]) -> bool:
    """Say whether every figure stands under a group, and there are several."""
    groups = {f.groups[:1] for f in found if TOTAL not in f.line.doubt and f.line.said}
    return len(groups) > 1 and () not in groups
