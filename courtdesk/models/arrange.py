"""Sections, items, indicators and charts added, changed, moved and removed: a sheet in, one out.

Each function returns a whole new sheet with figures and passages fitted to the new outline, so the
window makes one undo step of it.
"""

from secrets import token_hex
from typing import Any, Literal

from courtdesk.models.outline import (
    ChartSpec,
    HeadingForm,
    Indicator,
    Item,
    Outline,
    Section,
)
from courtdesk.models.sheet import FactSheet, fitted
from courtdesk.models.value import element, read, written


def add_section(sheet: FactSheet, title: str = "") -> tuple[FactSheet, str]:
    """Append a section with one empty item; return the sheet and the new section's id."""
    id = _free("s", {s.id for s in sheet.outline.sections})
    section = Section(id=id, title=title, items=(Item(id=_free_item(sheet, id), heading=""),))
    return _with(sheet, "sections", (*sheet.outline.sections, section)), id


def add_item(sheet: FactSheet, section: str, heading: str = "") -> tuple[FactSheet, str]:
    """Append an empty item to a section; return the sheet and the new item's id."""
    path = f"sections.{section}.items"
    id = _free_item(sheet, section)
    items: tuple[Item, ...] = read(sheet.outline, path)
    form = items[-1].form if items else HeadingForm.RUN_IN  # as the ones before it
    form = HeadingForm.RUN_IN if form is HeadingForm.NONE else form
    return _with(sheet, path, (*items, Item(id=id, heading=heading, form=form))), id


def add_indicator(sheet: FactSheet, item: str, indicator: Indicator) -> tuple[FactSheet, str]:
    """Append an indicator to an item under a free id; return the sheet and that id."""
    id = _free("N", {i.id for i in sheet.outline.indicators})
    path = f"{item_path(sheet.outline, item)}.indicators"
    fresh = indicator.replaced(id=id)
    return _with(sheet, path, (*read(sheet.outline, path), fresh)), id


def add_chart(sheet: FactSheet, path: str, chart: ChartSpec) -> tuple[FactSheet, str]:
    """Append a chart to those at this path of the outline; return the sheet and the chart's id.

    The id was never used before: history and reasons speak of a chart's words by its id, also of
    a chart that is gone.
    """
    fresh = chart.replaced(id=f"c{token_hex(4)}")
    return _with(sheet, path, (*read(sheet.outline, path), fresh)), fresh.id


def change(sheet: FactSheet, path: str, **fields: Any) -> FactSheet:
    """Set fields of the section, item, indicator or chart at this path of the outline."""
    return _with(sheet, path, read(sheet.outline, path).replaced(**fields))


def move(sheet: FactSheet, path: str, by: Literal[-1, 1]) -> FactSheet:
    """Move the element at ``path`` one place among its siblings; at the end nothing changes."""
    group, _, id = path.rpartition(".")
    siblings = list(read(sheet.outline, group))
    place = siblings.index(element(tuple(siblings), id))
    target = place + by
    if not 0 <= target < len(siblings):
        return sheet
    siblings[place], siblings[target] = siblings[target], siblings[place]
    return _with(sheet, group, tuple(siblings))


def remove(sheet: FactSheet, path: str) -> FactSheet:
    """Remove the element at ``path`` with its figures, passages, chart rows and relations."""
    group, _, id = path.rpartition(".")
    rest = tuple(e for e in read(sheet.outline, group) if e.id != id)
    return _with(sheet, group, rest)


def item_path(outline: Outline, item: str) -> str:
    """Return the outline path of an item."""
    for section, candidate in outline.items():
        if candidate.id == item:
            return f"sections.{section.id}.items.{item}" if section else "lead"
    raise KeyError(item)


def indicator_path(outline: Outline, id: str) -> str:
    """Return the outline path of an indicator."""
    return f"{item_path(outline, outline.places[id][1].id)}.indicators.{id}"


def _with(sheet: FactSheet, path: str, new: Any) -> FactSheet:
    outline: Outline = written(sheet.outline, path, new)
    if outline is sheet.outline:
        return sheet
    return fitted(sheet.replaced(outline=_pruned(outline)))


def _pruned(outline: Outline) -> Outline:
    """Drop what speaks of indicators that are gone; a formula without its terms goes too."""
    known = _known(outline)
    relations = tuple(r for r in outline.relations if known.issuperset(r.figures))
    changes: dict[str, Any] = {"relations": relations, "charts": _charts(outline.charts, known)}
    changes["lead"] = _item(outline.lead, known)
    changes["sections"] = tuple(
        s.replaced(items=tuple(_item(i, known) for i in s.items), charts=_charts(s.charts, known))
        for s in outline.sections
    )
    return outline.replaced(**changes)


def _known(outline: Outline) -> set[str]:
    """The ids of the indicators that can stand: a formula may rest on another formula."""
    terms = {i.id: i.formula.terms if i.formula else () for i in outline.indicators}
    known = set(terms)
    while gone := {id for id in known if not known.issuperset(terms[id])}:
        known -= gone
    return known


def _item(item: Item, known: set[str]) -> Item:
    kept = tuple(i for i in item.indicators if i.id in known)
    return item if len(kept) == len(item.indicators) else item.replaced(indicators=kept)


def _charts(charts: tuple[ChartSpec, ...], known: set[str]) -> tuple[ChartSpec, ...]:
    fresh = (
        c.replaced(rows=tuple(r for r in c.rows if known.issuperset(r.figures))) for c in charts
    )
    return tuple(c for c in fresh if c.rows)


def _free_item(sheet: FactSheet, section: str) -> str:
    return _free(f"{section}i", {i.id for _, i in sheet.outline.items()})


def _free(stem: str, taken: set[str]) -> str:
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
