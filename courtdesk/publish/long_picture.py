"""The long picture (一图读懂): 1080 px wide, whole and in slices a telephone takes."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from PIL import Image

from courtdesk.models.errors import UserError
from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import Files, Made
from courtdesk.publish.long_data import picture_data, picture_tokens
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import Reading, readings, squeezed, token_places
from courtdesk.publish.stacking import stacked
from courtdesk.publish.typesetting import Template

NAME, SLICE = "long.png", "long-{}.png"
TALLEST = 4000  # px of a slice
LIMIT = 60_000  # px of the whole; a label of ten thousand characters asks for more
_CUTS = "query(<cut>).map(m => m.location().position())"


def make(edition: Edition) -> Made:
    """Draw the slices and the whole. Raises UserError for a picture too long to be drawn."""
    pages = Template("long").png(page_data(edition), 72)
    parts = [part for page in pages for part in _sliced(page)]
    return Made({NAME: stacked(pages)} | {SLICE.format(n): p for n, p in enumerate(parts, 1)})


def _sliced(page: bytes) -> list[bytes]:
    """Part a page that one endless piece made too tall, wherever that may be."""
    with Image.open(BytesIO(page)) as picture:
        wide, tall = picture.size
        if tall <= TALLEST:
            return [page]
        tops = range(0, tall, TALLEST)
        boxes = [(0, top, wide, min(top + TALLEST, tall)) for top in tops]
        return [_png(picture.crop(box)) for box in boxes]


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the figures in the words of the same pages as a PDF."""
    data = page_data(edition)
    text = squeezed("".join(texts(Template("long").pdf(data, edition.on))))
    return {NAME: readings(text, token_places(picture_tokens(data, edition.sheet)))}


def page_data(edition: Edition) -> dict[str, Any]:
    """The data, with the pieces that begin a slice."""
    data = picture_data(edition)
    found = Template("long").probe(data, _CUTS)
    cuts = [float(place["y"].removesuffix("pt")) for place in found]
    if cuts[-1] > LIMIT:
        raise UserError("长图超过六万像素，无法绘制：请把过长的名称改短，或改用其他格式。")
    return data | {"breaks": slices(cuts)}


def slices(cuts: Sequence[float]) -> list[int]:
    """Return the pieces that begin a new slice, so that each is as tall as 4000 px allow.

    ``cuts`` are the upper edges of the pieces in px, and the lower edge of the last.
    """
    breaks, top = [], cuts[0]
    for number, (_, bottom) in enumerate(pairwise(cuts)):
        if bottom - top > TALLEST and number:
            breaks.append(number)
            top = cuts[number]
    return breaks
