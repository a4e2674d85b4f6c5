"""An article for the newspaper page, and a sheet with the layout a test asks for."""

from datetime import date

from courtdesk.models.article import Block, BlockKind, Run

DAY = date(2024, 1, 5)
CLOSING = "，。、；：？！）》〉」』】〕”’%％…"
OPENING = "（《〈「『【〔“‘"


def paragraph(text: str, heading: str = "", kind: BlockKind = BlockKind.ITEM) -> Block:
    return Block(
        kind=kind, path="", runs=(Run(text=text),), titled=(Run(text=heading),) if heading else ()
    )


def headed(before: str, figure: Run) -> tuple[Block, ...]:
    """Blocks with a figure in a title, a slogan, a heading alone and one that runs in."""
    runs = (Run(text=before), figure, Run(text="再次发力持续攻坚克难"))
    item, body = BlockKind.ITEM, (Run(text="群众满意。"),)
    return (
        Block(kind=BlockKind.TITLE, path="", runs=runs),
        Block(kind=BlockKind.CROSSHEAD, path="", runs=runs, titled=runs),
        Block(kind=item, path="", titled=runs),
        Block(kind=item, path="", titled=runs, runs=body),
    )


def laid(sheet, paper="", columns=0, size=None, spans=(2,)):
    """The sheet with this layout and a photo for each span."""
    layout = sheet.layout.replaced(paper=paper, columns=columns, size=size)
    (photo,) = sheet.photos
    photos = tuple(
        photo.replaced(id=f"p{n}", columns=span, caption=f"图{n}：审判楼示意，非实景照片")
        for n, span in enumerate(spans)
    )
    return sheet.replaced(layout=layout, photos=photos)
