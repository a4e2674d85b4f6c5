"""Two states of one sheet side by side: what differs, by figure and by sentence."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet, Figure, Photo
from courtdesk.models.value import Value
from courtdesk.writing.labels import labels

_SENTENCE = re.compile("[^。！？；\n]*[。！？；\n]*")
_HEAD = {
    "kicker": "引题",
    "title": "主题",
    "subtitle": "副题",
    "byline": "署名",
    "closing": "结尾",
    "end_mark": "文末标记",
}
_FOOT = {"source": "数据来源", "scope": "统计范围", "cutoff": "截止日期"}
_LAYOUT = {
    "paper": "纸张",
    "columns": "栏数",
    "size": "正文字号",
    "theme": "配色",
    "focal": "长图的大字",
    **_FOOT,
}


class Difference(Value):
    """One place that differs. ``before`` or ``after`` is empty where there was or is nothing."""

    path: str
    label: str
    before: str
    after: str


def compare(before: FactSheet, after: FactSheet) -> tuple[Difference, ...]:
    """Return every difference in printed order, the outline first and the looks last."""
    return (
        *_about(before, after),
        *_outlines(before, after),
        *_figures(before, after),
        *_texts(before, after),
        *_photos(before, after),
        *_layouts(before, after),
    )


def _about(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    was, now = (f"{s.court} {s.period}" for s in (before, after))
    if was != now:
        yield Difference(path="court", label="法院和年度", before=was, after=now)


def _outlines(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    """Sections, items and indicators that came, went, or are called otherwise."""
    was, now = _names(before), _names(after)
    for path in dict.fromkeys((*now, *was)):
        kind, old = was.get(path, ("", ""))
        kind, new = now.get(path, (kind, ""))
        if old != new:
            yield Difference(path=path, label=kind, before=old, after=new)
    orders = [list(names) for names in (was, now)]
    common = set(was) & set(now)
    if [p for p in orders[0] if p in common] != [p for p in orders[1] if p in common]:
        titles = ["、".join(words(p.title, s) for p in s.outline.sections) for s in (before, after)]
        yield Difference(path="outline", label="次序", before=titles[0], after=titles[1])


def _names(sheet: FactSheet) -> dict[str, tuple[str, str]]:
    names = {}
    for section in sheet.outline.sections:
        said = f"{words(section.title, sheet)}　{words(section.slogan, sheet)}".strip()
        names[f"outline.sections.{section.id}.title"] = ("部分", said)
    for _, item in sheet.outline.items():
        names[f"passages.{item.id}"] = ("条目", words(item.heading, sheet))
        for i in item.indicators:
            names[f"figures.{i.id}"] = ("指标", f"{i.label}（{i.unit}）")
    return names


def _figures(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    for id, (_, _, indicator) in {**before.outline.places, **after.outline.places}.items():
        was, now = (_said(s.figure(id)) for s in (before, after))
        if was != now:
            path = f"figures.{id}.printed"
            yield Difference(path=path, label=indicator.label, before=was, after=now)


def _said(figure: Figure) -> str:
    state = f"，{figure.state}" if figure.printed else ""
    return f"{told(figure)}{state}"


def told(figure: Figure, empty: str = "") -> str:
    """Say a figure but for its state: 720余人，准确数 726人，上年 680人."""
    parts = {"准确数": figure.exact, "上年": figure.previous, "备注": figure.note}
    more = (f"{name} {said}" for name, said in parts.items() if said)
    return "，".join(filter(None, (str(figure.printed or empty), *more)))


def _texts(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    for name, label in _HEAD.items():
        texts = [getattr(s.head, name) for s in (before, after)]
        yield from _sentences(before, after, f"head.{name}", label, texts)
    headings = {i.id: words(i.heading, s) for s in (before, after) for _, i in s.outline.items()}
    for id, heading in headings.items():
        texts = [s.passage(id) for s in (before, after)]
        yield from _sentences(before, after, f"passages.{id}.text", heading, texts)
    was, now = (
        {label.path: label.source for label in labels(s) if ".charts." in label.path}
        for s in (before, after)
    )
    for path in dict.fromkeys((*was, *now)):
        texts = [was.get(path, ""), now.get(path, "")]
        yield from _sentences(before, after, path, "图表文字", texts)


def _sentences(
    before: FactSheet, after: FactSheet, path: str, label: str, texts: list[str]
) -> Iterator[Difference]:
    for old, new in sentences((texts[0], before), (texts[1], after)):
        yield Difference(path=path, label=label, before=old, after=new)


def sentences(
    before: tuple[str, FactSheet], after: tuple[str, FactSheet]
) -> Iterator[tuple[str, str]]:
    """Pair the sentences that differ between two passages, as they read under their sheets.

    A passage whose figures alone changed is the same passage.
    """
    was, now = (_split(words(*side)) for side in (before, after))
    sources = [_split(text) for text, _ in (before, after)]
    matcher = SequenceMatcher(a=sources[0], b=sources[1], autojunk=False)
    whole = len(was) == len(sources[0]) and len(now) == len(sources[1])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            old = was[a:b] if whole else sources[0][a:b]
            new = now[c:d] if whole else sources[1][c:d]
            yield "".join(old).strip(), "".join(new).strip()


def _split(text: str) -> list[str]:
    return [s for s in _SENTENCE.findall(text) if s]


def _photos(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    was, now = ({p.id: p for p in s.photos} for s in (before, after))
    for id in dict.fromkeys((*now, *was)):
        old, new = was.get(id), now.get(id)
        if old != new:
            cut = bool(old and new and old.crop != new.crop)
            sides = (old, before), (new, after)
            said = [_photo(p, sheet, cut) if p else "" for p, sheet in sides]
            yield Difference(path=f"photos.{id}", label="照片", before=said[0], after=said[1])


def _photo(photo: Photo, sheet: FactSheet, cut: bool) -> str:
    """A photo's name and caption, and which part is shown where that differs."""
    part = str(photo.crop) if cut else ""
    return "　".join(filter(None, (photo.name, words(photo.caption, sheet), part)))


def _layouts(before: FactSheet, after: FactSheet) -> Iterator[Difference]:
    """What was chosen of the looks, and the lines at the foot of the long picture."""
    for field, label in _LAYOUT.items():
        was, now = (_chosen(sheet, field) for sheet in (before, after))
        if was != now:
            yield Difference(path=f"layout.{field}", label=label, before=was, after=now)


def _chosen(sheet: FactSheet, field: str) -> str:
    value = getattr(sheet.layout, field)
    if field == "focal":
        places = sheet.outline.places
        return "、".join(places[id][2].label for id in value if id in places)
    return str(value) if value else "" if field in _FOOT else "自动"
