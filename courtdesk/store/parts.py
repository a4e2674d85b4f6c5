"""A sheet as parts, so that an edit writes only what it changed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import Value

_LISTS = ("figures", "passages", "photos")  # a part each element, and one for their order
_WHOLE = ("head", "outline", "explanations")
_OPTIONAL = (
    *("phrases", "silenced", "requests", "replies", "typescript", "aliases", "layout"),
)  # no part while they are what a new sheet has
_NAMES = {
    "figures": "指标",
    "passages": "段落",
    "photos": "照片",
    "head": "稿件标题",
    "outline": "大纲",
    "explanations": "核对说明",
    "phrases": "固定说法",
    "silenced": "停用的规则",
    "requests": "发放记录",
    "replies": "填报人",
    "typescript": "来稿版式",
    "aliases": "记住的叫法",
    "layout": "版式",
    "sheet": "法院和年份",
}


def split(sheet: FactSheet) -> dict[str, Any]:
    """Return every part by its path; the values are the sheet's own, not copies."""
    parts: dict[str, Any] = {"sheet": (sheet.court, sheet.year, sheet.fictional)}
    parts |= {name: getattr(sheet, name) for name in _WHOLE}
    fields = FactSheet.model_fields
    optional = {name: getattr(sheet, name) for name in _OPTIONAL}
    parts |= {name: value for name, value in optional.items() if value != fields[name].default}
    for name in _LISTS:
        elements = getattr(sheet, name)
        parts[name] = tuple(e.id for e in elements)
        parts |= {f"{name}.{e.id}": e for e in elements}
    return parts


class Difference(NamedTuple):
    """What one edit does to the parts, each as JSON by its path.

    ``before`` is what stood there, null for a part that is new; ``changed`` what stands there now;
    ``removed`` names parts that are gone.
    """

    changed: dict[str, str]
    removed: tuple[str, ...]
    before: dict[str, str | None]


def difference(old: FactSheet, new: FactSheet) -> Difference:
    """Compare two sheets part by part."""
    if old is new:
        return Difference({}, (), {})
    was, now = split(old), split(new)
    changed = {
        path: dumped(value)
        for path, value in now.items()
        if path not in was or (was[path] is not value and was[path] != value)
    }
    removed = tuple(path for path in was if path not in now)
    before = {p: dumped(was[p]) if p in was else None for p in (*changed, *removed)}
    return Difference(changed, removed, before)


def put_back(sheet: FactSheet, before: Mapping[str, str | None]) -> FactSheet:
    """Return the sheet with these parts as they were; what others were made since then stays.

    Raises ValueError or KeyError when that makes no sheet.
    """
    texts = {path: dumped(value) for path, value in split(sheet).items()}
    for path, text in before.items():
        if path in _LISTS:
            continue
        texts.pop(path, None)
        if text is not None:
            texts[path] = text
    for name in _LISTS:
        was = json.loads(before.get(name) or "[]")
        now = [id for id in json.loads(texts[name]) if f"{name}.{id}" in texts]
        now += [id for id in was if id not in now and f"{name}.{id}" in texts]
        texts[name] = dumped(tuple(now))
    return joined(texts)


def dumped(value: Any) -> str:
    """Return a part as JSON text."""
    if isinstance(value, Value):
        return value.model_dump_json()
    plain = [v.model_dump(mode="json") if isinstance(v, Value) else v for v in value]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def joined(parts: Mapping[str, str]) -> FactSheet:
    """Build the sheet from its parts' JSON, leaving out elements whose part is not there.

    Raises KeyError when a part is missing no sheet can do without, ValueError when one is not
    what it should be (pydantic's ValidationError is a ValueError).
    """
    court, year, fictional = json.loads(parts["sheet"])
    raw: dict[str, Any] = {"court": court, "year": year, "fictional": fictional}
    raw["outline"] = json.loads(parts["outline"])
    raw |= {name: json.loads(parts[name]) for name in (*_WHOLE, *_OPTIONAL) if name in parts}
    for name in _LISTS:
        raw[name] = [json.loads(parts[path]) for path in _ordered(parts, name)]
    return FactSheet.model_validate_json(json.dumps(raw, ensure_ascii=False))


def _ordered(parts: Mapping[str, str], name: str) -> Iterable[str]:
    if name not in parts:
        return [path for path in parts if path.startswith(f"{name}.")]
    return [path for path in _listed(parts, name) if path in parts]


def _listed(parts: Mapping[str, str], name: str) -> list[str]:
    try:
        return [f"{name}.{id}" for id in json.loads(parts[name])]
    except (ValueError, TypeError):  # a sound hash over something that is no list of ids
        return []


def missing(parts: Mapping[str, str]) -> list[str]:
    """Return the paths of parts that should be there and are not."""
    gone = [name for name in ("sheet", *_WHOLE, *_LISTS) if name not in parts]
    for name in _LISTS:
        if name in parts:
            gone += [path for path in _listed(parts, name) if path not in parts]
    return gone


def named(path: str) -> str:
    """Return how a user knows this part: 指标F019, 大纲."""
    name, _, id = path.partition(".")
    known = _NAMES.get(name, name)
    return f"{known}{id}" if id or name not in _LISTS else f"{known}的顺序"


def in_words(names: Iterable[str], sheet: FactSheet) -> tuple[str, ...]:
    """Return the names of parts as the sheet calls them: 指标“执结各类案件数”, 正文“…”."""
    outline = sheet.outline
    said = {named(f"figures.{i.id}"): f"指标“{i.label}”" for i in outline.indicators}
    for _, item in outline.items():
        said[named(f"passages.{item.id}")] = f"正文“{words(item.heading, sheet) or '导语'}”"
    said |= {f"附件{p.sha256}": f"照片“{p.name}”" for p in sheet.photos}
    return tuple(said.get(name, name) for name in names)
