"""What an audit row says of a change: the two sides as a reader of the history sees them."""

from typing import Any

from courtdesk.models.outline import Outline
from courtdesk.models.sheet import Alias, Explanation, FactSheet, Figure, Photo, Phrase, Silence
from courtdesk.models.value import Value

EMPTY = "（空）"


def sides(before: Any, after: Any) -> tuple[str, str]:
    """Return what stood there and what stands there now; of two sheets only what differs."""
    if isinstance(before, FactSheet) and isinstance(after, FactSheet):
        return _differing(before, after)
    return said(before), said(after)


def said(thing: Any) -> str:
    """Say one value: a figure as printed with its state, a list by its elements."""
    match thing:
        case None:
            return ""
        case str():
            return thing
        case bool():
            return "是" if thing else "否"
        case Figure():
            return _figure(thing)
        case Explanation():
            return f"{thing.id}：{thing.reason}"
        case Phrase():
            return f"{thing.text}：{thing.reason}"
        case Silence():
            return f"{thing.rule}：{thing.reason}"
        case Alias():
            return f"{thing.label}：{thing.indicator}"
        case Photo():
            return thing.name
        case tuple():
            return "、".join(said(element) for element in thing)
        case Value():
            return thing.model_dump_json()
        case _:
            return str(thing)


def _figure(figure: Figure) -> str:
    parts = [EMPTY if figure.printed is None else str(figure.printed)]
    if figure.exact is not None:
        parts.append(f"准确数 {figure.exact}")
    if figure.previous is not None:
        parts.append(f"上年 {figure.previous}")
    if figure.note:
        parts.append(f"备注 {figure.note}")
    return f"{'，'.join(parts)} · {figure.state}"


def _differing(before: FactSheet, after: FactSheet) -> tuple[str, str]:
    """An import names its figures on both sides; a rearrangement also the lists that changed."""
    old, new = _figures(before), _figures(after)
    was = [f"{name} {value}" for name, value in old.items() if new.get(name) != value]
    now = [f"{name} {value}" for name, value in new.items() if old.get(name) != value]
    if before.outline is not after.outline:
        lines, others = _lists(before.outline), _lists(after.outline)
        was = [line for line in lines if line not in others] + was
        now = [line for line in others if line not in lines] + now
    return "；".join(was), "；".join(now)


def _figures(sheet: FactSheet) -> dict[str, str]:
    return {i.label: _figure(sheet.figure(i.id)) for i in sheet.wanted}


def _lists(outline: Outline) -> list[str]:
    """The sections in their order, each section's items, each item's indicators."""
    sections = "、".join(section.title for section in outline.sections)
    lines = [f"各部分：{sections}"]
    for section in outline.sections:
        items = "、".join(item.heading for item in section.items)
        lines.append(f"{section.title}　{section.slogan}：{items}")
    for _, item in outline.items():
        labels = "、".join(f"{i.label}（{i.unit}）" for i in item.indicators)
        lines.append(f"{item.heading}：{labels}")
    return lines
