"""Every text some form prints beside the article: names, charts, headings in tables, small lines.

`Label.binds` says whether a text may hold tokens; one that is a name stands as it was typed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from courtdesk.models.outline import ChartSpec, HeadingForm, Indicator, Item
from courtdesk.models.sheet import FactSheet
from courtdesk.models.typescript import Typescript

NAMES = {"label": "名称", "short": "简称", "unit": "单位", "scope": "位次范围"}
"""The texts of an indicator that are printed, as a reader calls them."""
FOOT = {"source": "数据来源", "scope": "统计范围", "cutoff": "截止日期"}
"""The lines at the foot of the long picture."""
END_MARK = "head.end_mark"
TYPED = "typescript."
"""What the paths of the blanks and marks begin with that came with an article."""


class Label(NamedTuple):
    """A text and its path."""

    path: str
    source: str
    binds: bool = True


def labels(sheet: FactSheet) -> Iterator[Label]:
    """Yield the texts that are no part of the article, empty ones too."""
    outline = sheet.outline
    yield Label("court", sheet.court, binds=False)
    yield Label("outline.lead.heading", outline.lead.heading)
    yield from _indicators("outline.lead", outline.lead)
    yield from _charts("outline", outline.charts)
    for section in outline.sections:
        here = f"outline.sections.{section.id}"
        if not section.crosshead:
            yield Label(f"{here}.title", section.title)
            yield Label(f"{here}.slogan", section.slogan)
        for item in section.items:
            there = f"{here}.items.{item.id}"
            if item.form is HeadingForm.NONE:
                yield Label(f"{there}.heading", item.heading)
            yield from _indicators(there, item)
        yield from _charts(here, section.charts)
    yield Label(END_MARK, sheet.head.end_mark, binds=False)
    yield from (Label(f"layout.{name}", getattr(sheet.layout, name)) for name in FOOT)
    yield from _typed(sheet.typescript)


def _typed(typescript: Typescript) -> Iterator[Label]:
    for group in ("styles", "odd"):
        for n, dress in enumerate(getattr(typescript, group)):
            for side in ("before", "between", "after"):
                path = f"{TYPED}{group}.{n}.{side}"
                yield Label(path, getattr(dress, side) or "", binds=False)
    yield Label(f"{TYPED}end", typescript.end, binds=False)


def _indicators(path: str, item: Item) -> Iterator[Label]:
    for indicator in item.indicators:
        yield from _indicator(f"{path}.indicators.{indicator.id}", indicator)


def _indicator(path: str, indicator: Indicator) -> Iterator[Label]:
    for name in NAMES:
        yield Label(f"{path}.{name}", getattr(indicator, name), binds=False)


def _charts(path: str, charts: tuple[ChartSpec, ...]) -> Iterator[Label]:
    for chart in charts:
        here = f"{path}.charts.{chart.id}"
        yield Label(f"{here}.title", chart.title)
        yield from (Label(f"{here}.series.{n}", name) for n, name in enumerate(chart.series))
        yield from (Label(f"{here}.rows.{n}.label", row.label) for n, row in enumerate(chart.rows))
