"""Every chart as a picture of its own: an SVG and a PNG."""

from courtdesk.publish.chart_pictures import chart_svgs
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading, chart_tokens, readings, squeezed, token_places

FOLDER = "charts"


def make(edition: Edition) -> Made:
    """Draw every chart, as SVG and as PNG."""
    names = [f"{FOLDER}/{p.name}" for p in edition.charts]
    svgs = chart_svgs(edition.sheet, edition.charts)
    svg = {f"{name}.svg": data for name, data in zip(names, svgs, strict=True)}
    return Made(svg | {f"{FOLDER}/{p.name}.png": p.png for p in edition.charts})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read every picture on the page of text that was drawn as it."""
    found: dict[str, list[Reading]] = {}
    for picture in edition.charts:
        places = token_places(chart_tokens(picture.spec, edition.sheet))
        read = readings(squeezed(picture.words), places)
        found |= {f"{FOLDER}/{picture.name}{suffix}": read for suffix in (".svg", ".png")}
    return found
