"""Every chart of a sheet as a picture, for print and for the web: SVG and PNG."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from courtdesk.models.chart import Chart, chart
from courtdesk.models.outline import ChartSpec
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.chart_data import chart_data
from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import Files, Made
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import Reading, chart_tokens, readings, squeezed, token_places
from courtdesk.publish.themes import THEMES
from courtdesk.publish.typesetting import Template

FOLDER = "charts"
PPI = 216  # three pixels a point: 1080 px across
_UNFIT = re.compile(r"[^\w（）]+")


class ChartPicture(NamedTuple):
    """A chart as it is drawn, under the name of its files (no suffix)."""

    name: str
    spec: ChartSpec
    chart: Chart
    section: str  # its section's id, empty for the overview's
    svg: bytes
    png: bytes


class ChartPictures(NamedTuple):
    """All charts in printed order, and the same pages as a PDF whose text can be read."""

    pictures: tuple[ChartPicture, ...]
    pdf: bytes


def chart_pictures(sheet: FactSheet, on: date) -> ChartPictures:
    """Return every chart that has rows. Raises UserError for characters no font can show."""
    placed = [(s, spec) for s, spec in _specs(sheet) if chart(spec, sheet).rows]
    if not placed:
        return ChartPictures((), b"")
    template = Template("pictures")
    data = {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "series": THEMES[sheet.layout.theme].series,
        "charts": [chart_data(spec, sheet) for _, spec in placed],
    }
    pdf = template.pdf(data, on)
    drawn = zip(placed, template.svg(data), template.png(data, PPI), strict=True)
    pictures = tuple(
        ChartPicture(_name(number, spec), spec, chart(spec, sheet), section, svg, png)
        for number, ((section, spec), svg, png) in enumerate(drawn, 1)
    )
    return ChartPictures(pictures, pdf)


def make(edition: Edition) -> Made:
    """Draw every chart, as SVG and as PNG."""
    drawn = edition.charts.pictures
    svg = {f"{FOLDER}/{p.name}.svg": p.svg for p in drawn}
    return Made(svg | {f"{FOLDER}/{p.name}.png": p.png for p in drawn})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read every picture on the page of text that was drawn as it."""
    found: dict[str, list[Reading]] = {}
    pages = texts(edition.charts.pdf) if edition.charts.pictures else ()
    for picture, words in zip(edition.charts.pictures, pages, strict=True):
        places = token_places(chart_tokens(picture.spec, edition.sheet))
        read = readings(squeezed(words), places)
        found |= {f"{FOLDER}/{picture.name}{suffix}": read for suffix in (".svg", ".png")}
    return found


def _specs(sheet: FactSheet) -> Iterator[tuple[str, ChartSpec]]:
    yield from (("", spec) for spec in sheet.outline.charts)
    for section in sheet.outline.sections:
        yield from ((section.id, spec) for spec in section.charts)


def _name(number: int, spec: ChartSpec) -> str:
    """A file's name: its place, and of its title what every file system takes."""
    title = _UNFIT.sub("", spec.title)[:20]
    return f"{number:02}-{title}" if title else f"{number:02}"
