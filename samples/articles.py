"""Writes the 2023 sample's article as somebody would send it: a text and a Word document.

`python -m samples.articles [FOLDER]`, by default into samples/. They are for trying 从稿件新建 and
`courtdesk draft`; the program itself does not read them.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Cm, Pt

from courtdesk.models.article import Block, BlockKind
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import element
from courtdesk.writing.article import compose, plain
from courtdesk.writing.samples import load_sample

NAME = "稿件-社旗2023"
SAMPLE = "sheqi-2023"
MADE = datetime(2024, 1, 15, tzinfo=UTC)  # so that the same article gives the same properties
LARGE = {BlockKind.TITLE: 22, BlockKind.KICKER: 16, BlockKind.CROSSHEAD: 16}  # pt


def build(folder: Path) -> list[Path]:
    """Write both files into the folder, over older ones, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet, blobs = load_sample(SAMPLE)
    text, word = folder / f"{NAME}.txt", folder / f"{NAME}.docx"
    text.write_bytes(plain(compose(sheet)).encode())
    document(sheet, blobs).save(str(word))
    return [text, word]


def document(sheet: FactSheet, blobs: dict[str, bytes]) -> Document:
    """Return the article as a Word document: bold headings, the photo above its caption."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = MADE
    article = compose(sheet)
    for block in article.blocks:
        if block.kind is BlockKind.PHOTO:
            photo = element(sheet.photos, block.photo)
            made.add_picture(BytesIO(blobs[photo.sha256]), width=Cm(14))
        _write(made, block)
    made.paragraphs[-1].add_run(article.end_mark)
    return made


def _write(made: Document, block: Block) -> None:
    paragraph = made.add_paragraph()
    if block.kind is BlockKind.PHOTO:
        paragraph.add_run(f"图为{block.text}")
        return
    if block.kind is BlockKind.CROSSHEAD:
        words = paragraph.add_run("　".join(filter(None, (block.text, block.heading))))
    else:
        paragraph.add_run(block.heading).bold = True
        words = paragraph.add_run(block.text)
    if size := LARGE.get(block.kind):
        words.bold, words.font.size = True, Pt(size)
    if block.kind in (BlockKind.LEAD, BlockKind.ITEM, BlockKind.CLOSING):
        paragraph.paragraph_format.first_line_indent = Pt(24)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    for file in build(Path(sys.argv[1]) if len(sys.argv) > 1 else here):
        print(file)
