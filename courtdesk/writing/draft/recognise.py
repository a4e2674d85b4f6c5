"""Which part each line of an article is: a guess from marks, lengths and what recurs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from courtdesk.writing.draft.head import head_parts, is_byline
from courtdesk.writing.draft.levels import body_parts, sort_of
from courtdesk.writing.draft.manuscript import Line
from courtdesk.writing.draft.marks import mark_of
from courtdesk.writing.draft.parts import (
    WORDS,
    Paragraph,
    Part,
    as_part,
    is_end_mark,
    settled,
)
from courtdesk.writing.figures import figures

_PHOTO = re.compile(
    r"[（(\[【〔]?(?:图|照片|配图|题图|插图|图片)"
    r"(?:[0-9０-９①-⑳一二三四五六]{0,2}(?:[:：]|为|片?说明[:：]?)|[）)\]】〕]$)"
    r"|[▲△▼◀▶][ 　]*\S.{3,80}$|!\[[^\]]*\]\([^)]*\)$"
)
_AHEAD = re.compile(
    r"下一步|今后|新的一年|新一年|未来|展望|新征程|新起点|接下来|明年|再出发|再启程"
    r"|[0-9]{4}年[^。]{0,30}(?:将|要)(?!求)"
    r"|(?:法院|我院|我们|本院)(?:将|要)(?!求)"
)
_HOPES = re.compile(
    "新篇章|新华章|谱写|书写|续写|奋进|扬帆|砥砺|启航|征程|更大力量|法院力量|法治力量"
)
_LEADS = re.compile("法院|[0-9]{4}年|今年|一年来")  # what a lead is about, and an item is not
_CAPTION = 120  # characters
_HEADS = 5  # lines above the text, and the byline among them
_SHORT = 24  # characters no closing paragraph falls short of


def recognised(lines: Sequence[Line]) -> list[Paragraph]:
    """Give each line its part. The parts stand in an order an article may have (`misplaced`)."""
    lines = list(_captioned(lines))
    top = _top(lines)
    paragraphs = [*_head(lines[:top]), *_body(lines[top:])]
    return _with_end(_signed(_closed(paragraphs)))


def is_photo(line: Line) -> bool:
    """Whether a line is the caption of a photo, or stands for one."""
    captioned = len(line.text) <= _CAPTION and bool(_PHOTO.match(line.text))
    return captioned or line.picture is not None


def _captioned(lines: Sequence[Line]) -> Iterator[Line]:
    """Join a picture without words and the caption below it to one line."""
    above: Line | None = None
    for line in lines:
        if above and is_photo(line) and line.picture is None:
            before = above.before + above.after + line.before
            line, above = replace(line, before=before, picture=above.picture), None
        if above:
            yield above
        above = line if line.picture and not line.text else None
        if not above:
            yield line
    if above:
        yield above


def _top(lines: Sequence[Line]) -> int:
    """How many lines stand above the text: the head, and photos among it."""
    title, signed = _title(lines), _signed_above(lines)
    top = 0
    for n, line in enumerate(lines):
        sort = sort_of(line)
        likely = sort.alone and sort.name in ("plain", "bold", "" if n else "lens")
        likely = likely or (n < max(signed, 1) and _headline(line.text))
        if not (likely or n == title or is_photo(line) or is_byline(line.text)):
            break
        top = n + 1
    return _without_crosshead(lines, top)


def _title(lines: Sequence[Line]) -> int:
    """The line above the text that is marked as the one heading above all others; -1 for none."""
    body = (n for n, x in enumerate(lines) if not (sort_of(x).alone or is_photo(x) or _by(x)))
    first = next(body, len(lines))
    levels = [line.level for line in lines if line.level]
    high = [n for n, line in enumerate(lines) if line.level and line.level == min(levels)]
    return high[0] if len(high) == 1 and high[0] < first else -1


def _signed_above(lines: Sequence[Line]) -> int:
    """How many lines stand above a byline among the first: all of them are heads."""
    first = next((n for n, line in enumerate(lines[:_HEADS]) if _by(line)), 0)
    return first if all(_headline(x.text) or is_photo(x) for x in lines[:first]) else 0


def _headline(text: str) -> bool:
    """Whether a line above the text could be a head, a figure in it or not."""
    return len(text) <= _CAPTION // 3 and text[-1:] not in "。；，：" and not mark_of(text)


def _by(line: Line) -> bool:
    return is_byline(line.text)


def _without_crosshead(lines: Sequence[Line], top: int) -> int:
    """Leave the first crosshead to the text where no lead parts it from the head."""
    above = [n for n in range(1, top) if not is_photo(lines[n])]
    below = [line.text for line in lines[top:] if sort_of(line).alone and not line.level]
    if not above or not below or lines[above[-1]].level:
        return top
    if signed := [n for n in above if _by(lines[n])]:
        return next((n for n in above if n > signed[-1]), top)
    if top == len(lines) or _LEADS.search(lines[top].text[:_CAPTION]):
        return top
    alike = (n for n in above if any(text[:2] == lines[n].text[:2] for text in below))
    last = len(lines[above[-1]].text)
    even = len(below) > 1 and all(abs(len(text) - last) <= 1 for text in below)
    return next(alike, above[-1] if even else top)


def _head(lines: Sequence[Line]) -> list[Paragraph]:
    parts = iter(head_parts([line for line in lines if not is_photo(line)]))
    return [as_part(line, Part.PHOTO if is_photo(line) else next(parts)) for line in lines]


def _body(lines: Sequence[Line]) -> list[Paragraph]:
    """The lead, the sections with their items, whatever marks them."""
    parts = iter(body_parts([line for line in lines if not is_photo(line)]))
    found: list[Paragraph] = []
    for line in lines:
        part = Part.PHOTO if is_photo(line) else next(parts)
        if part is Part.SLOGAN and not (found and found[-1].part is Part.CROSSHEAD):
            part = Part.TEXT  # a photo stands between
        found.append(as_part(line, part))
    return found


def _closed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take the last paragraph of the text for the closing when it looks ahead."""
    last = next((n for n in reversed(range(len(paragraphs))) if _wordy(paragraphs[n])), -1)
    if last < 1 or not _looks_ahead(paragraphs[last]):
        return paragraphs
    before = next((p.part for p in reversed(paragraphs[:last]) if p.part is not Part.PHOTO), None)
    marked = sort_of(paragraphs[last].line).name
    if before not in WORDS or marked or _alone(paragraphs, last):
        return paragraphs
    signed = [
        p if p.part is Part.PHOTO else Paragraph(p.line, Part.CLOSING) for p in paragraphs[last:]
    ]
    return paragraphs[:last] + signed


def _looks_ahead(paragraph: Paragraph) -> bool:
    """Whether a paragraph speaks of what will be, or of hopes and of no figure."""
    text = paragraph.line.text
    if _AHEAD.search(text[:160]):
        return True
    own = paragraph.part is not Part.ITEM or "法院" in text  # an item speaks of its own matter
    return own and bool(_HOPES.search(text)) and not figures(text)


def _wordy(paragraph: Paragraph) -> bool:
    text = paragraph.line.text
    return paragraph.part in WORDS and not is_byline(text) and len(text) > _SHORT


def _alone(paragraphs: list[Paragraph], last: int) -> bool:
    """Whether the heading above would have no text left."""
    above = [p for p in paragraphs[:last] if p.part is not Part.PHOTO]
    return bool(above) and above[-1].part is Part.ITEM and not above[-1].body


def _signed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take lines that sign the article at its end for the byline, if none stands above."""
    if any(p.part is Part.BYLINE for p in paragraphs):
        return paragraphs
    start = len(paragraphs)
    while start and _signs(paragraphs[start - 1]):
        start -= 1
    if not any(p.part in WORDS for p in paragraphs[:start]):
        return paragraphs
    tail = [
        p if p.part is Part.PHOTO else Paragraph(p.line, Part.BYLINE) for p in paragraphs[start:]
    ]
    return paragraphs[:start] + tail


def _signs(paragraph: Paragraph) -> bool:
    return paragraph.part is Part.PHOTO or (
        paragraph.part in WORDS and is_byline(paragraph.line.text)
    )


def _with_end(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take the last line for the end mark when it is nothing else."""
    found = list(paragraphs)
    last = max((n for n, p in enumerate(found) if p.part in WORDS), default=0)
    below = {p.part for p in found[last + 1 :]} <= {Part.PHOTO, Part.BYLINE}
    if last and below and found[last - 1].part in WORDS and is_end_mark(found[last].line.text):
        found[last] = Paragraph(found[last].line, Part.END_MARK)
    return list(settled(found))
