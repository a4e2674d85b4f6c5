"""The official document after GB/T 9704-2012: 22 lines of 28 characters on the document grid."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.models.numerals import write_whole
from courtdesk.publish import faces, word
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.reread import docx_text
from courtdesk.publish.word import CENTRE, LEFT, MISSING, RIGHT, Look, Words

NAME = "report.docx"
SIZE, TITLE, FOLIO = 16, 22, 14  # pt: 三号, 二号, 四号
LINES, CHARACTERS = 22, 28
TOP, BOTTOM, INNER, OUTER = 37, 35, 28, 26  # mm around the type area of 156 x 225
PITCH = 15.79  # pt a character of the grid; 28 of Word's 16 pt would not fit 156 mm
LINE = 28.95  # pt a line, the last twentieth of a point with which 22 fit 225 mm
# LibreOffice gives a character wider than its cell two cells. So the text keeps the measure by its
# own pitch and line, the same for every program, and the grid only shows it.
OWN = 15.7  # pt a character of the text; a full line is spread to the grid's
_FOOT = 22  # mm from the page's edge: the number's dashes stand 7 mm below the type area
_LATIN = "Times New Roman"
FOLIO_ODD, FOLIO_EVEN, LEVEL_2, RED = "页码（单页）", "页码（双页）", "二级标题", "A61E22"


def make(edition: Edition) -> Made:
    """Write the document, and note where it names another face than the standard's."""
    there = faces.installed()
    named, notes = {}, []
    for use, wanted in (("title", faces.HEAD), ("text", faces.FANG), ("kai", faces.KAI)):
        named[use], note = faces.chosen(wanted, there)
        notes += [note] if note else []
    return Made({NAME: word.saved(_document(edition, named))}, tuple(notes))


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures; an official document shows no photos."""
    return {NAME: article_readings(docx_text(files[NAME]), _worded(edition.article))}


def _worded(article: Article) -> Article:
    return article.replaced(
        blocks=tuple(b for b in article.blocks if b.kind is not BlockKind.PHOTO)
    )


def _document(edition: Edition, named: dict[str, str]) -> Document:
    sheet = edition.sheet
    title = f"{sheet.court}{sheet.period}工作情况"
    document = word.blank(
        Look(named["text"], SIZE), _LATIN, title, sheet.court, edition.on, odd_and_even=True
    )
    _styles(document, named)
    _page(document)
    for words in paragraphs(edition):
        paragraph = word.add(document, words.style)
        for text, style in words.runs:
            word.say(paragraph, text, style)
    return document


def paragraphs(edition: Edition) -> Iterator[Words]:
    """Yield what the document says, paragraph by paragraph."""
    if edition.sheet.fictional:
        yield Words("提示", (("（虚构数据，仅供演示）", None),))
    for block, number in _numbered(_worded(edition.article).blocks):
        style = _STYLE[block.kind]
        if block.kind is BlockKind.TITLE:  # each half of a main head takes a line of its own
            yield from (Words(style, ((half, None),)) for half in re.split(r"[ 　]+", block.text))
        else:
            yield Words(style, tuple(_runs(block, number)))


_STYLE = {
    BlockKind.KICKER: "引题",
    BlockKind.TITLE: "公文标题",
    BlockKind.SUBTITLE: "引题",
    BlockKind.BYLINE: "署名",
    BlockKind.LEAD: "公文正文",
    BlockKind.CROSSHEAD: "一级标题",
    BlockKind.ITEM: "公文正文",
    BlockKind.CLOSING: "公文正文",
}


def _styles(document: Document, named: dict[str, str]) -> None:
    for id, name, look in looks(named):
        word.paragraph_style(document, id, name, look, _LATIN)
    word.character_style(document, "GwLevel2", LEVEL_2, named["kai"], _LATIN, bold=False)
    word.character_style(
        document, "Missing", MISSING, named["text"], _LATIN, bold=False, colour=RED
    )


def looks(named: Mapping[str, str]) -> tuple[tuple[str, str, Look], ...]:
    """Return the paragraph styles: id, name, look; ``named`` are the faces by their use."""
    text, kai = named["text"], named["kai"]
    body = Look(text, SIZE, indent=2, line=LINE, pitch=OWN)
    middle = Look(kai, SIZE, align=CENTRE, line=LINE, pitch=OWN)
    bold = named["title"] == "宋体"  # a plain face stands in for a display face
    return (
        (
            "GwTitle",
            "公文标题",
            Look(named["title"], TITLE, bold, CENTRE, line=LINE, pitch=TITLE, level=1),
        ),
        ("GwKicker", "引题", middle),
        ("GwByline", "署名", middle._replace(below=LINE)),
        ("GwText", "公文正文", body),
        ("GwLevel1", "一级标题", body._replace(face="黑体", level=2, follows=True)),
        ("GwNotice", "提示", middle._replace(colour=RED)),
        ("GwFolioOdd", FOLIO_ODD, Look("宋体", FOLIO, align=RIGHT)),
        ("GwFolioEven", FOLIO_EVEN, Look("宋体", FOLIO, align=LEFT)),
    )


def _page(document: Document) -> None:
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(INNER), Mm(OUTER)
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOT)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))
    grid.set(qn("w:charSpace"), str(round((PITCH - SIZE) * 4096)))
    _folio(section.footer, FOLIO_ODD, "right_indent")
    _folio(section.even_page_footer, FOLIO_EVEN, "left_indent")


def _folio(part: Any, style: str, outer: str) -> None:
    """Write — 1 — at the outer edge, one character in."""
    part.is_linked_to_previous = False
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.style = style
    setattr(paragraph.paragraph_format, outer, Pt(FOLIO))
    word.say(paragraph, "— ")
    word.field(paragraph, "PAGE")
    word.say(paragraph, " —")


def _numbered(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the number of its level: 一、 for a section, （一） for an item."""
    section = item = 0
    for block in blocks:
        if block.kind is BlockKind.CROSSHEAD:
            section, item = section + 1, 0
            yield block, f"{write_whole(section)}、"
        elif block.kind is BlockKind.ITEM and block.heading:
            item += 1
            yield block, f"（{write_whole(item)}）"
        else:
            yield block, ""


def _runs(block: Block, number: str) -> Iterator[tuple[str, str | None]]:
    if block.kind is BlockKind.CROSSHEAD:
        yield from word.crosshead(block, number)
        return
    yield from word.told(block.titled, LEVEL_2, before=number)
    yield from word.told(block.runs)
