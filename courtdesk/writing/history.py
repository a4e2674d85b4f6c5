"""What an audit row says of a change: the two sides as a reader of the history sees them."""

from typing import Any

from courtdesk.models.day import said_day
from courtdesk.models.departments import departments
from courtdesk.models.layout import Layout
from courtdesk.models.outline import HeadingForm
from courtdesk.models.passage import words
from courtdesk.models.sheet import (
    Alias,
    Crop,
    Explanation,
    FactSheet,
    Figure,
    Photo,
    Phrase,
    Reply,
    Request,
    Silence,
)
from courtdesk.models.typescript import Typescript
from courtdesk.models.value import Value
from courtdesk.writing.compare import sentences, told

EMPTY = "（空）"
HEADINGS = {
    HeadingForm.RUN_IN: "标题登在段首",
    HeadingForm.LINE: "标题单独一行",
    HeadingForm.NONE: "标题不登",
}
_ASIDE = {
    "court": "法院",
    "year": "年度",
    "fictional": "虚构",
    "layout": "成品版式",
    "typescript": "稿件版式",
    "explanations": "说明",
    "phrases": "词语",
    "silenced": "停用的规则",
    "requests": "采集表",
    "replies": "报送",
    "aliases": "叫法",
}
_SETTINGS = "改动前的设置", "改动后的设置"


def sides(before: Any, after: Any, sheet: FactSheet) -> tuple[str, str]:
    """Return what stood there and what stands there now, of sheets and texts only what differs.

    Texts are told as they read under the sheet.
    """
    if isinstance(before, FactSheet) and isinstance(after, FactSheet):
        return _differing(before, after)
    if isinstance(before, str) and isinstance(after, str):
        pairs = list(sentences((before, sheet), (after, sheet)))
        return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)
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
            return f"{rule_named(thing.id)}：{thing.reason}"
        case Phrase():
            return f"{thing.text}：{thing.reason}"
        case Silence():
            return f"{rule_named(thing.rule)}：{thing.reason}"
        case Request():
            return (
                f"{thing.department}：{said_day(thing.due)}前报送"
                if thing.due
                else thing.department
            )
        case Reply():
            day = f"{thing.day:%Y-%m-%d}" if thing.day else ""
            return " ".join(part for part in (thing.file, thing.by, thing.phone, day) if part)
        case Alias():
            return f"{thing.label}：{thing.indicator}"
        case Photo():
            return thing.name
        case Crop():
            return str(thing)
        case Typescript():
            return "本院版式" if thing == Typescript() else "来稿版式"
        case Layout():
            return _layout(thing)
        case tuple():
            return "、".join(said(element) for element in thing)
        case Value():
            return thing.model_dump_json()
        case _:
            return str(thing)


def rule_named(id: str) -> str:
    """A rule as a user knows it: the words' rules by name, relations by their number."""
    if "-" not in id:
        return id
    from courtdesk.writing.proof import NAMES  # slow to load, and wanted by these alone

    return NAMES.get(id, id)


def _figure(figure: Figure) -> str:
    return f"{told(figure, EMPTY)} · {figure.state}"


def _layout(layout: Layout) -> str:
    columns = f"{layout.columns}栏" if layout.columns else "栏数自动"
    size = f"{layout.size}磅" if layout.size else "字号自动"
    notes = (layout.source, layout.scope, layout.cutoff)
    return "，".join(
        filter(None, (layout.paper or "纸张自动", columns, size, layout.theme, *notes))
    )


def _differing(before: FactSheet, after: FactSheet) -> tuple[str, str]:
    """An import names its figures on both sides, a rearrangement also the lists that changed,
    and what is mended in many places its texts; what is none of these is told by itself.
    """
    old, new = _figures(before), _figures(after)
    was = [line for id, line in old.items() if new.get(id) != line]
    now = [line + _cell(before, after, id) for id, line in new.items() if old.get(id) != line]
    if before.outline is not after.outline:
        lines, others = _lists(before), _lists(after)
        was = [line for line in lines if line not in others] + was
        now = [line for line in others if line not in lines] + now
    was += _texts(before, after)
    now += _texts(after, before)
    if not (was or now or before == after):
        was, now = _aside(before, after), _aside(after, before)
        if not (was or now):
            return _SETTINGS
    return "；".join(was), "；".join(now)


def _aside(sheet: FactSheet, other: FactSheet) -> list[str]:
    """What else stands otherwise in the other sheet."""
    lines = []
    for field, name in _ASIDE.items():
        here, there = getattr(sheet, field), getattr(other, field)
        if here == there:
            continue
        if isinstance(here, tuple):
            here = tuple(element for element in here if element not in there)
        lines.append(f"{name}：{said(here) or EMPTY}")
    return lines


def _texts(sheet: FactSheet, other: FactSheet) -> list[str]:
    """The passages, captions and texts of head and charts that read otherwise in the other."""
    fields = ("outline", "passages", "head", "photos")
    if all(getattr(sheet, field) == getattr(other, field) for field in fields):
        return []
    from courtdesk.writing.texts import Words, named  # its patterns are slow to load

    there = {text.path: text.source for text in Words(other).texts}
    return [
        f"{named(sheet, text.path)}：{text.source}"
        for text in Words(sheet).texts
        if text.source != there.get(text.path)
        and (".charts." in text.path or text.path.startswith(("passages.", "head.", "photos.")))
    ]


def _figures(sheet: FactSheet) -> dict[str, str]:
    return {i.id: f"{i.label} {_figure(sheet.figure(i.id))}" for i in sheet.wanted}


def _cell(before: FactSheet, after: FactSheet, id: str) -> str:
    """The cell a figure was taken from just now; the audit row itself names the file."""
    source = after.figure(id).source
    taken = source.cell and source != before.figure(id).source
    return f"（{source.sheet}!{source.cell}）" if taken else ""


def _lists(sheet: FactSheet) -> list[str]:
    """The departments with what each delivers, the sections, their items, their indicators."""
    outline = sheet.outline
    lines = [f"部门：{'、'.join(departments(outline))}"]
    for name in departments(outline):
        own = "、".join(i.label for i in outline.indicators if i.department == name)
        lines.append(f"{name}负责：{own}")
    sections = "、".join(words(section.title, sheet) for section in outline.sections)
    lines.append(f"各部分：{sections}")
    for section in outline.sections:
        items = "、".join(words(item.heading, sheet) for item in section.items)
        named = f"{words(section.title, sheet)}　{words(section.slogan, sheet)}"
        lines.append(f"{named}：{items}")
    for _, item in outline.items():
        labels = "、".join(f"{i.label}（{i.unit}）" for i in item.indicators)
        lines.append(f"{words(item.heading, sheet)}：{labels}")
        lines.append(f"{words(item.heading, sheet)}：{HEADINGS[item.form]}")
    return lines
