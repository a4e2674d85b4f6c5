"""The manuscript for the newspaper: what an editor takes over, in named styles and nothing else."""

from io import BytesIO
from typing import Any

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.models.value import element
from courtdesk.publish import word
from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import Files, Made
from courtdesk.publish.pictures import AWAITED, drawn
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.reread import docx_text
from courtdesk.publish.word import CENTRE, Look

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
_WIDE = 146.4  # mm between the margins
_LEAST = 18  # pt of a head; a longer one takes two lines at its full size
_TALL = 110  # mm a photo may take at most


def make(edition: Edition) -> Made:
    """Write the manuscript. Raises UserError for a photo that cannot be read."""
    return Made({NAME: word.saved(_document(edition))})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures."""
    return {NAME: article_readings(docx_text(files[NAME]), edition.article)}


def _document(edition: Edition) -> Document:
    sheet, article = edition.sheet, edition.article
    title = f"{sheet.court}{sheet.period}通稿"
    document = word.blank(Look(_WORDS, 14), _LATIN, title, sheet.court, edition.on)
    _set_up(document, article)
    _margin_notes(document, edition)
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.PHOTO:
            _photo(document, edition, block)
        paragraph = word.add(document, _STYLES[block.kind][1])
        _words(paragraph, block)
        if number == article.last and article.end_mark:
            word.say(paragraph, article.end_mark, "文末标记")
    return document


def _set_up(document: Document, article: Article) -> None:
    for kind, (id, name, look) in _STYLES.items():
        if kind is BlockKind.TITLE:
            words = max((len(b.text) for b in article.blocks if b.kind is kind), default=1)
            # On one line where it can be: its last two characters alone would part a name.
            fit = int(Mm(_WIDE).pt / max(words, 1))
            look = look._replace(size=min(look.size, fit) if fit >= _LEAST else look.size)
        word.paragraph_style(document, id, name, look, _LATIN)
    picture = Look(_WORDS, 14, align=CENTRE, above=6, follows=True)
    word.paragraph_style(document, "Picture", "图片", picture, _LATIN)
    note = Look(_WORDS, 9, align=CENTRE, colour="57606A")
    word.paragraph_style(document, "Margin", "页边", note, _LATIN)
    word.character_style(document, "RunIn", "条目标题", _TITLES, _LATIN, bold=True)
    word.character_style(document, "EndMark", "文末标记", _TITLES, _LATIN, bold=False)
    word.character_style(document, "Missing", "待填", _WORDS, _LATIN, bold=False, colour=_RED)


def _margin_notes(document: Document, edition: Edition) -> None:
    """Say outside the text whose it is and how long: the body is the article alone."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm((210 - _WIDE) / 2)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)
    section.header_distance, section.footer_distance = Mm(15), Mm(13)
    sheet = edition.sheet
    made_up = "　虚构数据，仅供演示" if sheet.fictional else ""
    about = f"{sheet.court}　{sheet.period}　通稿　全文 {edition.article.characters} 字{made_up}"
    word.say(_only(section.header), about)
    page = _only(section.footer)
    for words, code in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        word.say(page, words)
        if code:
            word.field(page, code)


def _only(part: Any) -> Paragraph:
    """The one paragraph of a header or footer, in our style."""
    part.is_linked_to_previous = False
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.style = "页边"
    return paragraph


def _photo(document: Document, edition: Edition, block: Block) -> None:
    photo = element(edition.sheet.photos, block.photo)
    paragraph = word.add(document, "图片")
    if not photo.sha256:
        word.say(paragraph, AWAITED, "待填")
        return
    picture = drawn(photo, edition.photos)
    run = word.say(paragraph, "")
    shape = run.add_picture(BytesIO(picture), width=Mm(_WIDE if photo.columns > 1 else _WIDE / 2))
    if shape.height > Mm(_TALL):
        shape.width, shape.height = round(shape.width * Mm(_TALL) / shape.height), Mm(_TALL)
    shape._inline.docPr.set("descr", word.plain(block.text or photo.name)[:250])


def _words(paragraph: Paragraph, block: Block) -> None:
    if block.kind is BlockKind.CROSSHEAD:
        word.crosshead(paragraph, block)
        return
    word.tell(paragraph, block.titled, "条目标题")
    word.tell(paragraph, block.runs)
