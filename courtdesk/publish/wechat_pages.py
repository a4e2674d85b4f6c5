"""The article for WeChat as a telephone shows it, by day or at night: its own HTML, set in Typst.

No browser comes with the program. The subset that WeChat keeps is small enough to be laid out by
its rules: boxes with margin, padding and edges, runs with size, weight and colour, pictures.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import html

from courtdesk.publish.typesetting import Shown, Template, keep_picture

DAY, NIGHT = ("#FFFFFF", "#1A1A1A"), ("#191919", "#D0D0D0")  # ground and words without a colour
_BLOCKS = ("section", "p")
_SIDES = ("top", "right", "bottom", "left")
_BLANKS = re.compile(r"\s+")


class Style(NamedTuple):
    """What a box hands down to those inside it; lengths in px, ``line`` a multiple of ``size``."""

    size: float = 16.0
    line: float = 1.6
    bold: bool = False
    colour: str = ""
    spacing: float = 0.0
    align: str = "left"


def wechat_page(fragment: str, title: str, wide: int, dark: bool, on: date) -> Shown:
    """Return the fragment ``wide`` px across as one page, a PDF whose points are px.

    A telephone has emoji of its own; here boxes stand for them, and are named.
    """
    paper, ink = NIGHT if dark else DAY
    whole = _box(html.fragment_fromstring(fragment), Style())
    data = {"title": title, "wide": wide, "paper": paper, "ink": ink, "whole": whole}
    return Template("wechat", draft=True).preview(data, on)


def _box(element: Any, outer: Style) -> dict[str, Any]:
    said = _said(element)
    style = _styled(said, outer, element.tag)
    inner = [child for child in element if child.tag in _BLOCKS]
    pictures = [child for child in element if child.tag == "img"]
    parts = [_box(child, style) for child in inner] or [_picture(child) for child in pictures]
    return {
        "kind": "box",
        "margin": _around(said.get("margin", "0")),
        "padding": _around(said.get("padding", "0")),
        "edges": dict(_edges(said)),
        "fill": said.get("background-color", ""),
        "size": style.size,
        "line": style.line,
        "align": style.align if style.align in ("center", "right") else "left",
        "justify": style.align == "justify",
        "parts": parts,
        "runs": [] if parts else list(_runs(element, style)),
    }


def _runs(element: Any, style: Style, said: Mapping[str, str] = {}) -> Iterator[dict[str, Any]]:
    yield from _text(element.text, style, said)
    for child in element:
        own = _said(child)
        inner = _runs(child, _styled(own, style, child.tag), own)
        if child.tag == "br":
            yield {"kind": "break"}
        elif own.get("display") == "inline-block":
            yield _boxed(own, _styled(own, style, child.tag), list(inner))
        else:
            yield from inner
        yield from _text(child.tail, style, said)


def _boxed(said: Mapping[str, str], style: Style, runs: list[dict[str, Any]]) -> dict[str, Any]:
    """A box in the line, on a ground of its own."""
    top, right, bottom, left = _around(said.get("padding", "0"))
    air = style.size * (style.line - 1) / 2
    padding, fill = [top + air, right, bottom + air, left], said.get("background-color", "")
    return {"kind": "boxed", "padding": padding, "fill": fill, "runs": runs}


def _text(text: str | None, style: Style, said: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    words = _BLANKS.sub(" ", text or "") if text and not text.isspace() else ""
    boxed = said.get("display") == "inline-block"  # the box has the ground
    if words:
        yield {
            "kind": "words",
            "text": words,
            "size": style.size,
            "bold": style.bold,
            "colour": style.colour,
            "spacing": style.spacing,
            "keep": said.get("word-break") == "keep-all",
            "fill": "" if boxed else said.get("background-color", ""),
        }


def _picture(element: Any) -> dict[str, Any]:
    said = _said(element)
    most = said.get("max-width", "")
    return {
        "kind": "picture",
        "file": _file(element.get("src")),
        "most": _px(most) if most.endswith("px") else 0,
        "radius": _px(said.get("border-radius", "0")),
    }


@lru_cache(maxsize=48)
def _file(source: str) -> str:
    """The file of a picture that stands in the text; an edit leaves most of them as they are."""
    kind, _, data = source.partition(";base64,")
    return keep_picture(b64decode(data), "png" if kind.endswith("png") else "jpg")


def _styled(said: Mapping[str, str], outer: Style, tag: str) -> Style:
    return Style(
        size=_px(said["font-size"]) if "font-size" in said else outer.size,
        line=float(said.get("line-height", outer.line)),
        bold=outer.bold or tag == "strong" or said.get("font-weight") == "bold",
        colour=said.get("color", outer.colour),
        spacing=_px(said["letter-spacing"]) if "letter-spacing" in said else outer.spacing,
        align=said.get("text-align", outer.align),
    )


def _said(element: Any) -> dict[str, str]:
    rules = (rule.partition(":") for rule in (element.get("style") or "").split(";"))
    return {name.strip(): value.strip() for name, _, value in rules if value}


def _edges(said: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for side in _SIDES:
        if rule := said.get(f"border-{side}"):
            width, _, colour = rule.split()
            yield side, {"width": _px(width), "colour": colour}


def _around(lengths: str) -> list[float]:
    """The four sides of a margin or padding: top, right, bottom, left; auto is left to the page."""
    given = [_px(length) for length in lengths.split()]
    top = given[0]
    right = given[1] if len(given) > 1 else top
    bottom = given[2] if len(given) > 2 else top
    return [top, right, bottom, given[3] if len(given) > 3 else right]


def _px(length: str) -> float:
    found = re.match(r"-?[\d.]+", length)
    return float(found[0]) if found else 0.0
