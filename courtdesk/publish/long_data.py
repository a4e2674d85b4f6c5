"""What stands in the long picture: for the template as data, for the proof as words in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from courtdesk.models.article import BlockKind
from courtdesk.models.derived import stands
from courtdesk.models.outline import ChartKind, ChartSpec, Indicator, Measure, Section
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.chart_data import chart_data
from courtdesk.publish.edition import Edition
from courtdesk.publish.focal import focal
from courtdesk.publish.footing import footing
from courtdesk.publish.proof import Token, chart_tokens
from courtdesk.publish.themes import THEMES

CHARTS = 2  # of a section; its other figures are listed below them
ABREAST = 3  # values of one row
AWAITED, INVENTED, READ = "待收", "虚构数据，仅供演示", "一图读懂"
_PARTS = re.compile(r"(\D*)([\d.,]+)(.*)", re.DOTALL)
_SENTENCE = re.compile(r".*?[。！？]")


def picture_data(edition: Edition) -> dict[str, Any]:
    """Return the data of the template ``long``."""
    sheet, on = edition.sheet, edition.on
    said = {b.kind: b.text for b in edition.article.blocks}
    return {
        "court": sheet.court,
        "period": sheet.period,
        "year": str(sheet.year),
        "fictional": sheet.fictional,
        "colours": THEMES[sheet.layout.theme]._asdict(),
        "kicker": said.get(BlockKind.KICKER, ""),
        "title": said.get(BlockKind.TITLE, "").split() or [f"{sheet.court}工作数据"],
        "lead": _part(sheet, None),
        "sections": [
            _named(sheet, s) | {"number": f"{n:02}"} | _part(sheet, s)
            for n, s in enumerate(_told(sheet), 1)
        ],
        "closing": _closing(said.get(BlockKind.CLOSING, "")),
        "foot": _foot(sheet),
        "breaks": [],
        "date": f"{on.year}年{on.month}月{on.day}日",
    }


def _named(sheet: FactSheet, section: Section) -> dict[str, str]:
    return {"title": words(section.title, sheet), "slogan": words(section.slogan, sheet)}


def picture_tokens(data: dict[str, Any], sheet: FactSheet) -> Iterator[Token]:
    """Yield the words and figures in the order the template draws them."""
    yield from (("", w) for w in (data["year"], data["court"], READ, data["kicker"]))
    yield from (("", half) for half in data["title"])
    yield "", f"{data['period']}工作数据"
    if data["fictional"]:
        yield "", INVENTED
    yield from _tokens(data["lead"], None, sheet)
    for part, section in zip(data["sections"], _told(sheet), strict=True):
        yield from (("", part[k]) for k in ("title", "number", "slogan"))
        yield from _tokens(part, section, sheet)
    yield "", data["closing"] or data["foot"][0][0]


def _tokens(part: dict[str, Any], section: Section | None, sheet: FactSheet) -> Iterator[Token]:
    for figure in part["figures"]:
        yield _token(figure)
        yield "", figure["label"]
    for spec in _shown(sheet, section)[1]:
        yield from chart_tokens(spec, sheet)
    for item in part["items"]:
        yield "", item["heading"]
        for row in item["rows"]:
            yield "", row["label"]
            yield from map(_token, row["values"])


def _token(figure: dict[str, Any]) -> Token:
    return "" if figure["missing"] else figure["id"], figure["value"]


def _told(sheet: FactSheet) -> list[Section]:
    """Sections that have something to show."""
    return [s for s in sheet.outline.sections if s.indicators or s.charts]


def _shown(
    sheet: FactSheet, section: Section | None
) -> tuple[tuple[Indicator, ...], list[ChartSpec]]:
    """Return the figures shown large and the charts, of a section or of the overview (None).

    Nothing is shown twice: a chart of which all values are large is left out, and the overview
    leaves a section's charts to the section.
    """
    outline = sheet.outline
    if section is None:
        told = [_rows_of(c) for s in outline.sections for c in s.charts]
        charts = [c for c in _telling(outline.charts, sheet) if _rows_of(c) not in told][:CHARTS]
        return focal(sheet, (outline.lead,)), charts
    charts = _telling(section.charts, sheet)[:CHARTS]
    large = focal(sheet, section.items, {id for c in charts for id in _printed(c)})
    ids = {i.id for i in large}
    return large, [c for c in charts if not (printed := _printed(c)) or not printed <= ids]


def _telling(charts: Sequence[ChartSpec], sheet: FactSheet) -> list[ChartSpec]:
    """Charts that compare; a lone value is told better by its number."""
    drawn = ((c, chart_data(c, sheet)["rows"]) for c in charts)
    return [c for c, rows in drawn if sum(len(r["bars"]) for r in rows) > 1]


def _rows_of(spec: ChartSpec) -> list[tuple[str, ...]]:
    return [row.figures for row in spec.rows]


def _printed(spec: ChartSpec) -> set[str]:
    """The figures a chart prints; a ring of two prints their share and neither of them."""
    shares = {r.figures for r in spec.rows if spec.kind is ChartKind.RING and len(r.figures) > 1}
    return {id for row in spec.rows if row.figures not in shares for id in row.figures}


def _part(sheet: FactSheet, section: Section | None) -> dict[str, Any]:
    items = section.items if section else (sheet.outline.lead,)
    large, charts = _shown(sheet, section)
    shown = {i.id for i in large} | {id for c in charts for id in _printed(c)}
    lists = [
        (words(i.heading, sheet), [x for x in i.indicators if x.id not in shown]) for i in items
    ]
    return {
        "figures": [_figure(sheet, i) | {"label": _label(i)} for i in large],
        "charts": [chart_data(c, sheet) for c in charts],
        "items": [
            {"heading": heading, "rows": rows}
            for heading, left in lists
            if (rows := _rows(sheet, left))
        ],
    }


def _rows(sheet: FactSheet, indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    """A row a figure; neighbours of one short name (件 and 人 of the same cases) share it."""
    told = [i for i in indicators if i.formula is None or stands(sheet, i.id)]
    groups = ((name, list(group)) for name, group in groupby(told, key=lambda i: i.name))
    rows = []
    for name, group in groups:
        if 1 < len(group) <= ABREAST:
            rows.append({"label": name, "values": [_figure(sheet, i) for i in group]})
        else:
            rows += [{"label": _label(i), "values": [_figure(sheet, i)]} for i in group]
    return rows


def _label(indicator: Indicator) -> str:
    ranked = indicator.measure is Measure.RANK and indicator.scope[:2] not in indicator.label
    scope = indicator.scope if ranked else ""
    return f"{indicator.label}（{scope}）" if scope else indicator.label


def _figure(sheet: FactSheet, indicator: Indicator) -> dict[str, Any]:
    quantity = stands(sheet, indicator.id)
    printed = quantity.printed if quantity else AWAITED
    parts = _PARTS.fullmatch(printed)
    before, digits, unit = parts.groups() if parts else ("", printed, "")
    return {
        "id": indicator.id,
        "value": printed,
        "before": before,
        "digits": digits,
        "unit": unit,
        "missing": quantity is None,
    }


def _closing(text: str) -> str:
    """The first sentence of the last paragraph."""
    first = _SENTENCE.match(text)
    return first[0] if first else text


def _foot(sheet: FactSheet) -> list[tuple[str, str]]:
    """Source, scope and cut-off date, and how shares are reckoned."""
    lines = [*footing(sheet)]
    shares = [i for i in sheet.outline.indicators if i.formula and i.formula.kind == "share"]
    names = {i.id: i.name for i in sheet.outline.indicators}
    ways = [
        f"{i.name}＝{'÷'.join(names.get(t, t) for t in i.formula.terms)}"
        for i in shares
        if i.formula and stands(sheet, i.id)
    ]
    return [*lines, ("比率算法", "；".join(ways))] if ways else lines
