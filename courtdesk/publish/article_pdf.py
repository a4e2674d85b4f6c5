"""The article as a newspaper page: A3 in four columns, or A4 in two for a short one."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import element
from courtdesk.publish.fitting import fitted
from courtdesk.publish.pictures import printable
from courtdesk.publish.typesetting import Template, keep_picture

# A number and the sign or the first character of its unit; the marks that go with it stay too.
_NUMBER = re.compile(
    r"[第近约超]?\d[\d.,]*(?:[%％‰]|[余多]?[万亿]*[余多]?(?:个?百分点|件次|人次|[\u4e00-\u9fff])?)"
)
# What may not begin a line, but after a box would: line breaking takes a box for an object.
_TIED = "；：…·—～％%‰℃"
_LONGEST = 14  # characters; a longer one would tear holes into a narrow column
_HEAD = {BlockKind.KICKER, BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE}
_TEXT = {BlockKind.LEAD, BlockKind.ITEM, BlockKind.CLOSING}

SHORT = 1000  # characters that fill half an A3 page
A4 = {"paper": (210, 297), "margins": (17, 22, 15), "across": 2}
A3 = {"paper": (297, 420), "margins": (17, 22, 15), "across": 4}


def article_pdf(
    sheet: FactSheet,
    article: Article,
    photos: Callable[[str], bytes],
    on: date | None = None,
) -> bytes:
    """Return the newspaper page as PDF/A-2u.

    ``photos`` gives a photo's bytes by its SHA-256; ``on`` dates the file, today by default. Raises
    UserError for a photo that cannot be read and for characters no font can show.
    """
    template = Template("article")
    data = _data(sheet, article, photos)
    fit = fitted(template, data | {"final": False})
    return template.pdf(data | fit._asdict() | {"final": True}, on or date.today())


def _data(sheet: FactSheet, article: Article, photos: Callable[[str], bytes]) -> dict[str, Any]:
    head = [b for b in article.blocks if b.kind in _HEAD]
    body = [b for b in article.blocks if b.kind not in _HEAD]
    last = max((n for n, b in enumerate(body) if b.kind in _TEXT), default=-1)
    return {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "head": [{"kind": b.kind, "text": b.text} for b in head],
        "body": [
            _block(b, sheet, photos, article.end_mark if n == last else "")
            for n, b in enumerate(body)
        ],
        **(A4 if article.characters < SHORT else A3),
    }


def _block(
    block: Block, sheet: FactSheet, photos: Callable[[str], bytes], mark: str
) -> dict[str, Any]:
    data = {
        "kind": block.kind,
        "heading": block.heading,
        "pieces": list(_pieces(block, tied_end=bool(mark))),
        "mark": mark,
    }
    if block.kind is BlockKind.PHOTO:
        photo = element(sheet.photos, block.photo)
        kept = photo.sha256 and keep_picture(printable(photos(photo.sha256), photo.name))
        data |= {"picture": kept, "columns": photo.columns}  # "": the picture is still to come
    return data


def _pieces(block: Block, tied_end: bool) -> Iterator[dict[str, Any]]:
    """Yield the text in stretches; one marked ``keep`` must stand on one line.

    With ``tied_end`` the last two characters stay together, for a mark that follows them.
    """
    text, at, spans = block.text, 0, []
    for run in block.runs:
        if run.figure:
            spans.append((at, at + len(run.text), run.missing))
        at += len(run.text)
    spans += [(*m.span(), False) for m in _NUMBER.finditer(text)]
    spans = [(start, _tied(text, end), missing) for start, end, missing in spans]
    if tied_end:
        spans.append((max(0, at - 2), at, False))
    done = 0
    for start, end, missing in _merged(spans):
        yield {"text": text[done:start], "keep": False, "missing": False}
        yield {"text": text[start:end], "keep": end - start <= _LONGEST, "missing": missing}
        done = end
    yield {"text": text[done:], "keep": False, "missing": False}


def _tied(text: str, end: int) -> int:
    while text[end : end + 1] and text[end] in _TIED:
        end += 1
    return end


def _merged(spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    merged: list[tuple[int, int, bool]] = []
    for start, end, missing in sorted(spans):
        if merged and start < merged[-1][1]:
            first, last, was = merged.pop()
            merged.append((first, max(last, end), was or missing))
        else:
            merged.append((start, end, missing))
    return merged
