"""The long picture (一图读懂): 1080 px wide, whole and in slices a telephone takes."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from courtdesk.models.errors import UserError
from courtdesk.publish.edition import Edition
from courtdesk.publish.long_data import picture_data, picture_tokens
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import Reading, readings, squeezed, token_places
from courtdesk.publish.stacking import stacked
from courtdesk.publish.typesetting import Template

NAME, SLICE = "long.png", "long-{}.png"
TALLEST = 4000  # px of a slice
LIMIT = 60_000  # px of the whole; a label of ten thousand characters asks for more
_CUTS = "query(<cut>).map(m => m.location().position())"


class Preview(NamedTuple):
    """The long picture as a PDF, a page a slice, 1 pt as 1 px; and the pieces that begin one."""

    pdf: bytes
    breaks: tuple[int, ...]


def preview(edition: Edition, like: Preview | None = None) -> Preview:
    """Set the picture as `make` will draw it, but draw no pixel: for the screen after an edit.

    ``like`` is the preview before the edit; where it is still parted alike, which is mostly so, one
    layout is enough. Raises UserError as `make` does.
    """
    template = Template("long", draft=True)
    data = page_data(edition, template, like.breaks if like else ())
    return Preview(template.pdf(data, edition.on), tuple(data["breaks"]))


def make(edition: Edition) -> Made:
    """Draw the slices and the whole. Raises UserError for a picture too long to be drawn."""
    template = Template("long")
    pages = template.png(page_data(edition, template), 72)
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
    template = Template("long")
    data = page_data(edition, template)
    text = squeezed("".join(texts(template.pdf(data, edition.on))))
    return {NAME: readings(text, token_places(picture_tokens(data, edition.sheet)))}


def page_data(
    edition: Edition, template: Template | None = None, like: Sequence[int] = ()
) -> dict[str, Any]:
    """The data, with the pieces that begin a slice; ``like`` are those it is tried with first.

    A ``template`` that is given has laid the data out when these are the right ones.
    """
    data = picture_data(edition) | {"breaks": list(like)}
    found = (template or Template("long")).probe(data, _CUTS)
    marks = [float(place["y"].removesuffix("pt")) for place in found]
    heights = [bottom - top for top, bottom in zip(marks[::2], marks[1::2], strict=True)]
    if sum(heights) > LIMIT:
        raise UserError("长图超过六万像素，无法绘制：请把过长的名称改短，或改用其他格式。")
    return data | {"breaks": slices(heights)}


def slices(heights: Sequence[float]) -> list[int]:
    """Return the pieces that begin a new slice, so that each is as tall as 4000 px allow.

    ``heights`` are those of the pieces in px.
    """
    breaks, tall = [], 0.0
    for number, height in enumerate(heights):
        if number and tall + height > TALLEST:
            breaks.append(number)
            tall = 0
        tall += height
    return breaks
