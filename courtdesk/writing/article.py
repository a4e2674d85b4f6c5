"""The sheet as a newspaper feature: blocks in reading order, and the same as plain text."""

import unicodedata
from collections.abc import Iterator

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.outline import Item, Section
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.passage import runs


def compose(sheet: FactSheet) -> Article:
    """Return the article: the head, the lead, photos, sections and the closing paragraph.

    Parts without text are left out, and so is the crosshead of a section in which nothing is
    written. Every line of a passage is a paragraph of its own.
    """
    head = sheet.head
    blocks = (
        *_paragraphs(sheet, BlockKind.KICKER, "head.kicker", head.kicker),
        *_paragraphs(sheet, BlockKind.TITLE, "head.title", head.title),
        *_paragraphs(sheet, BlockKind.SUBTITLE, "head.subtitle", head.subtitle),
        *_paragraphs(sheet, BlockKind.BYLINE, "head.byline", head.byline),
        *_passage(sheet, BlockKind.LEAD, sheet.outline.lead),
        *_photos(sheet),
        *(block for section in sheet.outline.sections for block in _section(sheet, section)),
        *_paragraphs(sheet, BlockKind.CLOSING, "head.closing", head.closing),
    )
    return Article(blocks=blocks, end_mark=head.end_mark)


def plain(article: Article) -> str:
    """Return the article as text: a line a paragraph, a blank line before each crosshead."""
    lines = [_line(block) for block in article.blocks]
    text = "\n".join(lines).strip("\n")
    return f"{text}{article.end_mark}\n" if text else ""


def run_in(heading: str) -> str:
    """Return an item's heading as it is printed before the text: closed by a mark."""
    heading = heading.strip()
    closed = not heading or unicodedata.category(heading[-1]).startswith("P")
    return heading if closed else f"{heading}。"


def _section(sheet: FactSheet, section: Section) -> Iterator[Block]:
    items = [
        block
        for item in section.items
        for block in _passage(sheet, BlockKind.ITEM, item, run_in(item.heading))
    ]
    if items:
        yield Block(
            kind=BlockKind.CROSSHEAD,
            path=f"outline.sections.{section.id}.title",
            runs=(Run(text=section.title),),
            heading=section.slogan,
        )
    yield from items


def _passage(sheet: FactSheet, kind: BlockKind, item: Item, heading: str = "") -> Iterator[Block]:
    path = f"passages.{item.id}.text"
    yield from _paragraphs(sheet, kind, path, sheet.passage(item.id), heading)


def _paragraphs(
    sheet: FactSheet, kind: BlockKind, path: str, text: str, heading: str = ""
) -> Iterator[Block]:
    for line in filter(None, map(str.strip, text.splitlines())):
        yield Block(kind=kind, path=path, runs=runs(line, sheet), heading=heading)
        heading = ""


def _photos(sheet: FactSheet) -> Iterator[Block]:
    for photo in sheet.photos:
        yield Block(
            kind=BlockKind.PHOTO,
            path=f"photos.{photo.id}.caption",
            runs=runs(photo.caption, sheet),
            photo=photo.id,
        )


def _line(block: Block) -> str:
    match block.kind:
        case BlockKind.CROSSHEAD:
            return "\n" + "　".join(filter(None, (block.text, block.heading)))
        case BlockKind.PHOTO:
            return f"（图：{block.text}）" if block.text else "（图）"
        case BlockKind.LEAD | BlockKind.ITEM | BlockKind.CLOSING:
            return f"　　{block.heading}{block.text}"
        case _:
            return block.text
