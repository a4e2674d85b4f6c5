"""Every chart of a sheet drawn, for print and for the web: PNG, and SVG when it is asked for."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

from courtdesk.models.chart import Chart, chart
from courtdesk.models.outline import ChartSpec
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.chart_data import chart_data
from courtdesk.publish.keeping import Kept
from courtdesk.publish.pages import texts
from courtdesk.publish.themes import THEMES
from courtdesk.publish.typesetting import Template

PPI = 216  # three pixels a point: 1080 px across
_ANY_DAY = date(2000, 1, 1)
_UNFIT = re.compile(r"[^\w（）]+")


class ChartPicture(NamedTuple):
    """A chart as it is drawn, under the name of its files (no suffix)."""

    name: str
    spec: ChartSpec
    chart: Chart
    section: str  # its section's id, empty for the overview's
    png: bytes
    words: str  # all that is written in it, line by line


class _Drawn(NamedTuple):
    png: bytes
    words: str


_kept: Kept[_Drawn] = Kept(160)  # some sheets' worth; 50 kB each


def chart_pictures(sheet: FactSheet) -> tuple[ChartPicture, ...]:
    """Return every chart that has rows, in printed order; only new ones are drawn.

    Raises UserError for characters no font can show.
    """
    placed = [(s, spec, chart(spec, sheet)) for s, spec in _specs(sheet)]
    placed = [(s, spec, drawn) for s, spec, drawn in placed if drawn.rows]
    pages = pages_data(sheet, [spec for _, spec, _ in placed])
    return tuple(
        ChartPicture(_name(number, drawn.title), spec, drawn, section, *files)
        for number, ((section, spec, drawn), files) in enumerate(
            zip(placed, _pictures(pages), strict=True), 1
        )
    )


def chart_svgs(sheet: FactSheet, pictures: Sequence[ChartPicture]) -> list[bytes]:
    """Return each of the sheet's pictures as an SVG."""
    data = pages_data(sheet, [picture.spec for picture in pictures])
    return Template("pictures").svg(data) if pictures else []


def pages_data(sheet: FactSheet, specs: Sequence[ChartSpec]) -> dict[str, Any]:
    """Return the data of the template ``pictures``: a page a chart."""
    return {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "series": THEMES[sheet.layout.theme].series,
        "charts": [chart_data(spec, sheet) for spec in specs],
    }


def _pictures(pages: Mapping[str, Any]) -> Iterator[_Drawn]:
    """Yield what the pages show. No page asks for another, so those drawn before are kept."""
    each = [dict(pages) | {"charts": [one]} for one in pages["charts"]]
    keys = [json.dumps(page, sort_keys=True) for page in each]
    known = {key: _kept.look(key) for key in keys}
    fresh = {k: one for k, one in zip(keys, pages["charts"], strict=True) if known[k] is None}
    if fresh:
        data, template = dict(pages) | {"charts": list(fresh.values())}, Template("pictures")
        with ThreadPoolExecutor(1) as pool:  # Typst lets go of Python's lock
            words = pool.submit(_words, data)
            png = template.png(data, PPI)
            for key, files in zip(fresh, map(_Drawn, png, words.result()), strict=True):
                known[key] = _kept.keep(key, files)
    return (drawn for key in keys if (drawn := known[key]) is not None)


def _words(pages: Mapping[str, Any]) -> list[str]:
    """The words of each page; asking for them also says what no font can show."""
    return texts(Template("pictures").pdf(pages, _ANY_DAY))


def _specs(sheet: FactSheet) -> Iterator[tuple[str, ChartSpec]]:
    yield from (("", spec) for spec in sheet.outline.charts)
    for section in sheet.outline.sections:
        yield from ((section.id, spec) for spec in section.charts)


def _name(number: int, title: str) -> str:
    """A file's name: its place, and of its title what every file system takes."""
    title = _UNFIT.sub("", title)[:20]
    return f"{number:02}-{title}" if title else f"{number:02}"
