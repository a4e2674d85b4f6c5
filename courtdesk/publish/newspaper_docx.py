"""The manuscript for the newspaper: what an editor takes over, in named styles and nothing else."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.models.sheet import Photo
from courtdesk.models.value import element
from courtdesk.publish import word
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pictures import AWAITED, UNTOLD, drawn
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.reread import docx_text
from courtdesk.publish.word import CENTRE, MISSING, Look, Words

NAME = "newspaper.docx"
_TITLES, _WORDS, _KAI = "黑体", "宋体", "楷体"
_LATIN = "Times New Roman"
_RED = "A61E22"
_STYLES = {
    BlockKind.KICKER: ("Kicker", "引题", Look(_KAI, 16, align=CENTRE, below=4)),
    BlockKind.TITLE: (
        "Headline",
        "主题",
        Look(_TITLES, 24, align=CENTRE, above=4, below=8, level=1),
    ),
    BlockKind.SUBTITLE: ("Subhead", "副题", Look(_KAI, 16, align=CENTRE, below=6)),
    BlockKind.BYLINE: ("Byline", "署名", Look(_KAI, 14, align=CENTRE, above=4, below=14)),
    BlockKind.LEAD: ("Lead", "导语", Look(_WORDS, 14, indent=2, line=26)),
    BlockKind.PHOTO: ("Caption", "图片说明", Look(_KAI, 12, align=CENTRE, above=4, below=12)),
    BlockKind.CROSSHEAD: (
        "Crosshead",
        "小标题",
        Look(_TITLES, 16, align=CENTRE, above=16, below=8, level=2, follows=True),
    ),
    BlockKind.ITEM: ("Item", "正文", Look(_WORDS, 14, indent=2, line=26)),
    BlockKind.CLOSING: ("Closing", "结尾", Look(_WORDS, 14, indent=2, line=26)),
}
PICTURE, MARGIN, RUN_IN, END_MARK = "图片", "页边", "条目标题", "文末标记"
WIDE = 146.4  # mm between the margins
LEAST = 18  # pt of a head; a longer one takes two lines at its full size
TALL = 110  # mm a photo may take at most
TOP, BOTTOM, HEAD, FOOT = 28, 25, 15, 13  # mm of the page above and below text, header and footer
NUMBERED = (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", ""))


def make(edition: Edition) -> Made:
    """Write the manuscript. Raises UserError for a photo that cannot be read."""
    return Made({NAME: word.saved(_document(edition))})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures."""
    return {NAME: article_readings(docx_text(files[NAME]), edition.article)}


def _document(edition: Edition) -> Document:
    sheet = edition.sheet
    title = f"{sheet.court}{sheet.period}通稿"
    document = word.blank(Look(_WORDS, 14), _LATIN, title, sheet.court, edition.on)
    _set_up(document, edition.article)
    _margin_notes(document, edition)
    for words in paragraphs(edition):
        paragraph = word.add(document, words.style)
        if words.photo:
            _photo(word.say(paragraph, ""), edition, words.photo)
        for text, style in words.runs:
            word.say(paragraph, text, style)
    return document


def paragraphs(edition: Edition) -> Iterator[Words]:
    """Yield what the document says and shows, paragraph by paragraph."""
    article = edition.article
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.PHOTO:
            there = element(edition.sheet.photos, block.photo).sha256
            yield (
                Words(PICTURE, (), block.photo) if there else Words(PICTURE, ((AWAITED, MISSING),))
            )
        runs = tuple(_runs(block))
        if number == article.last and article.end_mark:
            runs += ((article.end_mark, END_MARK),)
        yield Words(_STYLES[block.kind][1], runs)


def looks(article: Article) -> tuple[tuple[str, str, Look], ...]:
    """Return the paragraph styles: id, name, look."""
    styles = dict(_STYLES)
    id, name, title = styles[BlockKind.TITLE]
    words = (len(b.text) for b in article.blocks if b.kind is BlockKind.TITLE)
    # On one line where it can be: its last two characters alone would part a name.
    fit = int(Mm(WIDE).pt / max(*words, 1, 1))
    if fit >= LEAST:
        styles[BlockKind.TITLE] = (id, name, title._replace(size=min(title.size, fit)))
    picture = Look(_WORDS, 14, align=CENTRE, above=6, follows=True)
    note = Look(_WORDS, 9, align=CENTRE, colour="57606A")
    return (*styles.values(), ("Picture", PICTURE, picture), ("Margin", MARGIN, note))


def _set_up(document: Document, article: Article) -> None:
    for id, name, look in looks(article):
        word.paragraph_style(document, id, name, look, _LATIN)
    word.character_style(document, "RunIn", RUN_IN, _TITLES, _LATIN, bold=True)
    word.character_style(document, "EndMark", END_MARK, _TITLES, _LATIN, bold=False)
    word.character_style(document, "Missing", MISSING, _WORDS, _LATIN, bold=False, colour=_RED)


def _margin_notes(document: Document, edition: Edition) -> None:
    """Say outside the text whose it is and how long: the body is the article alone."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm((210 - WIDE) / 2)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(HEAD), Mm(FOOT)
    word.say(_only(section.header), about(edition))
    page = _only(section.footer)
    for words, code in NUMBERED:
        word.say(page, words)
        if code:
            word.field(page, code)


def about(edition: Edition) -> str:
    """Return what stands above every page: whose text it is, and how long."""
    sheet = edition.sheet
    made_up = "　虚构数据，仅供演示" if sheet.fictional else ""
    length = edition.article.characters
    return f"{sheet.court}　{sheet.period}　通稿　全文 {length} 字{made_up}"


def _only(part: Any) -> Paragraph:
    """The one paragraph of a header or footer, in our style."""
    part.is_linked_to_previous = False
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.style = MARGIN
    return paragraph


def _photo(run: Run, edition: Edition, id: str) -> None:
    photo = element(edition.sheet.photos, id)
    shape = run.add_picture(BytesIO(drawn(photo, edition.photos)), width=Mm(width(photo)))
    if shape.height > Mm(TALL):
        shape.width, shape.height = round(shape.width * Mm(TALL) / shape.height), Mm(TALL)
    caption = next(b.text for b in edition.article.blocks if b.photo == id)
    shape._inline.docPr.set("descr", word.plain(caption or UNTOLD)[:250])


def width(photo: Photo) -> float:
    """Return the width in mm of a photo that is not too tall."""
    return WIDE if photo.columns > 1 else WIDE / 2


def _runs(block: Block) -> Iterator[tuple[str, str | None]]:
    if block.kind is BlockKind.CROSSHEAD:
        yield from word.crosshead(block)
        return
    yield from word.told(block.titled, RUN_IN)
    yield from word.told(block.runs)
