"""Words that look like code in every format there is, put wherever a user can write."""

from dataclasses import replace

from courtdesk.models.passage import literal
from courtdesk.models.sheet import FactSheet, Passage
from courtdesk.publish.edition import Edition

HOSTILE = (
    '#panic("x") $x^2$ *粗* **粗** _斜_ `码` <label> @ref [括] {花} \\ \\u{41} // 注 /* 注 */ '
    "= 标题 - 项 ~ --- \"引\" '号' %s & < > <script>alert(1)</script> &amp; </w:t> ]]> "
    "<img src=x onerror=y> =SUM(A1) | 表 | # 题 1. 条 ![图](x) 喆堃䶮"
)
CONTROLS = "审\x00结\x07案\u202e件\u200b百件\x1b。"


def hostile(edition: Edition, words: str = HOSTILE) -> Edition:
    """The edition with these words as court, head, titles, labels, passages and captions."""
    sheet = edition.sheet
    fields = ("kicker", "title", "subtitle", "byline", "closing")
    head = sheet.head.replaced(**dict.fromkeys(fields, literal(words)))
    head = head.replaced(end_mark=words)
    sections, titled = [], literal(words)
    for section in sheet.outline.sections:
        items = tuple(
            item.replaced(
                heading=literal(words),
                indicators=tuple(
                    i.replaced(label=words, short=words, department=words, definition=words)
                    for i in item.indicators
                ),
            )
            for item in section.items
        )
        charts = tuple(c.replaced(title=words) for c in section.charts)
        sections.append(section.replaced(title=titled, slogan=titled, items=items, charts=charts))
    fresh = FactSheet(
        court=words,
        year=sheet.year,
        outline=sheet.outline.replaced(sections=tuple(sections)),
        figures=sheet.figures,
        passages=tuple(Passage(id=p.id, text=f"{literal(words)}{p.text}") for p in sheet.passages),
        head=head,
        photos=tuple(p.replaced(name=words, caption=literal(words)) for p in sheet.photos),
    )
    return replace(edition, sheet=fresh)
