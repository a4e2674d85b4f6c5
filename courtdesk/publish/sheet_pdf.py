"""The printed fact sheet: a table and charts for every section, and what the checks found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from courtdesk.models.derived import change, standing
from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartSpec, Indicator, Item, Measure, Severity
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.chart_data import chart_data
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import (
    Place,
    Reading,
    beside,
    chart_tokens,
    readings,
    squeezed,
    token_places,
)
from courtdesk.publish.typesetting import Template
from courtdesk.publish.whereabouts import place

AWAITED = "待收"
COMPUTED = "计算值"
NONE = "—"
_NUMBER = re.compile(r"[\d.]+")


NAME = "sheet.pdf"
_HEAD, _FOOT = 20, 16  # mm: the lines that repeat above and below each page


def make(edition: Edition) -> Made:
    """Set the printed fact sheet."""
    return Made({NAME: sheet_pdf(edition.sheet, edition.findings, edition.on)})


def preview(edition: Edition) -> bytes:
    """Return the PDF as `make` sets it, for the screen after an edit. Raises UserError likewise."""
    data = _data(edition.sheet, edition.findings, edition.on)
    return Template("sheet", draft=True).pdf(data, edition.on)


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read every figure beside its name, and every value of the charts beside its label."""
    text = squeezed("".join(texts(files[NAME], _HEAD, _FOOT)))
    return {NAME: readings(text, _places(edition.sheet))}


def _places(sheet: FactSheet) -> Iterator[Place]:
    for section in (None, *sheet.outline.sections):
        items = section.items if section else (sheet.outline.lead,)
        for indicator in (i for item in items for i in item.indicators):
            row = _row(sheet, indicator)
            if not row["missing"]:
                after = squeezed(f"{row['previous']}{row['change']}")
                yield Place((indicator.id,), squeezed(row["value"]), beside(row["label"]), after)
        for spec in section.charts if section else sheet.outline.charts:
            yield from token_places(chart_tokens(spec, sheet))


def sheet_pdf(sheet: FactSheet, findings: Sequence[Finding], on: date | None = None) -> bytes:
    """Return the fact sheet on A4 pages as PDF/A-2u, dated ``on`` (today by default).

    Raises UserError naming the characters no font can show.
    """
    on = on or date.today()
    return Template("sheet").pdf(_data(sheet, findings, on), on)


def _data(sheet: FactSheet, findings: Sequence[Finding], on: date) -> dict[str, Any]:
    outline = sheet.outline
    sections = [_section(sheet, "总体情况", "", (outline.lead,), outline.charts)]
    sections += [
        _section(sheet, words(s.title, sheet), words(s.slogan, sheet), s.items, s.charts)
        for s in outline.sections
    ]
    return {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "date": f"{on.year}年{on.month}月{on.day}日",
        "compared": any(f.previous for f in sheet.figures),
        "wanted": len(sheet.wanted),
        "filled": sheet.filled,
        "derived": len(outline.indicators) - len(sheet.wanted),
        "sections": [s for s in sections if s["items"] or s["charts"]],
        "findings": _findings(sheet, findings),
    }


def _section(
    sheet: FactSheet, title: str, slogan: str, items: Iterable[Item], charts: Iterable[ChartSpec]
) -> dict[str, Any]:
    return {
        "title": title,
        "slogan": slogan,
        "items": [
            {"heading": words(i.heading, sheet), "rows": [_row(sheet, r) for r in i.indicators]}
            for i in items
            if i.indicators
        ],
        "charts": [c for c in (chart_data(spec, sheet) for spec in charts) if c["rows"]],
    }


def _row(sheet: FactSheet, indicator: Indicator) -> dict[str, Any]:
    figure = standing(sheet, indicator.id)
    printed = figure.printed
    compared = change(indicator, figure)
    scope = (f"位次范围：{indicator.scope}",) if indicator.measure is Measure.RANK else ()
    remarks = (*(scope if indicator.scope else ()), indicator.definition, figure.note)
    return {
        "label": indicator.label,
        "value": printed.printed if printed else AWAITED,
        "missing": printed is None,
        "computed": indicator.formula is not None,
        "previous": figure.previous.printed if figure.previous else NONE,
        "change": compared.text if compared else NONE,
        "department": COMPUTED if indicator.formula else indicator.department,
        "remark": "；".join(filter(None, remarks)),
    }


def _findings(sheet: FactSheet, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    order = list(Severity)
    ranked = sorted(findings, key=lambda f: (bool(f.reason), order.index(f.severity)))
    return [_finding(sheet, finding) for finding in ranked]


def _finding(sheet: FactSheet, finding: Finding) -> dict[str, Any]:
    within, _, name = place(sheet, finding.path).rpartition(" · ")
    return {
        "severity": finding.severity,
        "within": within,
        "place": name,
        "message": finding.message,
        "recomputed": finding.recomputed,
        "bounds": _bounds(finding),
        "reason": finding.reason,
    }


def _bounds(finding: Finding) -> str:
    """The bounds where they say more than the recomputed value does."""
    ends = dict.fromkeys(filter(None, (finding.low, finding.high)))
    told = set(_NUMBER.findall(finding.recomputed))
    return "" if all(told.issuperset(_NUMBER.findall(e)) for e in ends) else "至".join(ends)
