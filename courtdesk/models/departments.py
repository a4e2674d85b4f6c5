"""Departments as data: named, added, renamed, merged and removed. A sheet in, a sheet out.

A department is a name: the outline lists it, indicators say who delivers them, and what was sent
to it and what it calls its figures go by its name too. A rename changes all of these at once.
"""

from collections.abc import Callable, Collection

from courtdesk.models.outline import Indicator, Item, Outline
from courtdesk.models.sheet import Alias, FactSheet, Request


def departments(outline: Outline) -> tuple[str, ...]:
    """Return every department in order: those of the list, then those only an indicator names."""
    named = (i.department for i in outline.indicators)
    return tuple(dict.fromkeys(name for name in (*outline.departments, *named) if name))


def undelivered(sheet: FactSheet) -> tuple[Indicator, ...]:
    """Return the indicators somebody must deliver and no department is named for."""
    return tuple(i for i in sheet.wanted if not i.department)


def add(sheet: FactSheet, name: str) -> FactSheet:
    """Append a department without indicators; one of this name is left as it is."""
    return _with(sheet, (*departments(sheet.outline), name), lambda i: i.department)


def rename(sheet: FactSheet, old: str, new: str) -> FactSheet:
    """Give a department another name; where one bears it already the two become one."""
    names = tuple(new if name == old else name for name in departments(sheet.outline))
    changed = _with(sheet, names, lambda i: new if i.department == old else i.department)
    return changed.replaced(
        requests=_renamed(sheet.requests, old, new), aliases=_called(sheet.aliases, old, new)
    )


def remove(sheet: FactSheet, name: str) -> FactSheet:
    """Remove a department; what it delivered has no department then."""
    names = tuple(n for n in departments(sheet.outline) if n != name)
    changed = _with(sheet, names, lambda i: "" if i.department == name else i.department)
    return changed.replaced(requests=tuple(r for r in sheet.requests if r.department != name))


def assign(sheet: FactSheet, ids: Collection[str], name: str) -> FactSheet:
    """Let a department deliver these indicators; an empty name takes them from theirs."""
    names = (*departments(sheet.outline), *filter(None, [name]))
    return _with(sheet, names, lambda i: name if i.id in ids else i.department)


def move(sheet: FactSheet, name: str, by: int) -> FactSheet:
    """Move a department up (-1) or down (1) in the list; at its end nothing changes."""
    names = list(departments(sheet.outline))
    place = names.index(name)
    if not 0 <= place + by < len(names):
        return sheet
    names.insert(place + by, names.pop(place))
    return _with(sheet, names, lambda i: i.department)


def _renamed(requests: tuple[Request, ...], old: str, new: str) -> tuple[Request, ...]:
    """The requests under the new name; of two for one department the newer stands."""
    moved = [r.replaced(department=new) if r.department == old else r for r in requests]
    newest = {r.department: r for r in sorted(moved, key=lambda r: r.when.astimezone())}
    return tuple(newest.values())


def _called(aliases: tuple[Alias, ...], old: str, new: str) -> tuple[Alias, ...]:
    """What the department calls its figures; where both had a word of it, the newer stands.

    The newest are last, as an import leaves them, and stay in the order of their time.
    """
    newest: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        moved = alias.replaced(department=new) if alias.department == old else alias
        newest.pop((moved.department, moved.label), None)
        newest[moved.department, moved.label] = moved
    return tuple(newest.values())


def _with(sheet: FactSheet, names: Collection[str], whose: Callable[[Indicator], str]) -> FactSheet:
    """The sheet with these departments, each indicator delivered by the one ``whose`` says."""
    outline = sheet.outline

    def item(old: Item) -> Item:
        fresh = tuple(
            i if whose(i) == i.department else i.replaced(department=whose(i))
            for i in old.indicators
        )
        return old if fresh == old.indicators else old.replaced(indicators=fresh)

    sections = tuple(s.replaced(items=tuple(map(item, s.items))) for s in outline.sections)
    changed = outline.replaced(
        departments=tuple(dict.fromkeys(names)), lead=item(outline.lead), sections=sections
    )
    return sheet if changed == outline else sheet.replaced(outline=changed)
