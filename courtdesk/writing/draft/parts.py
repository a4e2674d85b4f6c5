"""The parts of a feature, and the order they may stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from courtdesk.models.errors import UserError
from courtdesk.writing.draft.manuscript import Line
from courtdesk.writing.draft.marks import NO_CUT, Cut, run_in, slogan


class Part(StrEnum):
    """What a paragraph is to the article, in the words of its user."""

    KICKER = "引题"
    TITLE = "主题"
    SUBTITLE = "副题"
    BYLINE = "署名"
    LEAD = "导语"
    PHOTO = "图片说明"
    CROSSHEAD = "小标题"
    SLOGAN = "小标题下句"
    OPENER = "段首小标题"
    ITEM = "条目"
    TEXT = "正文"
    CLOSING = "结尾"
    END_MARK = "文末标记"


WORDS = {Part.LEAD, Part.OPENER, Part.ITEM, Part.TEXT, Part.CLOSING}
"""The parts an end mark may follow."""

HEADED = {Part.CROSSHEAD, Part.OPENER, Part.ITEM}
"""The parts with a heading in them."""

_LETTERS = dict(zip(Part, "KTUBLPCSRIXEM", strict=True))
_ORDER = re.compile("K*T*U*(?P<above>B*)L*(?:CS?|[RIX])*E*M?(?P<below>B*)")
_PICTURE = "(?:图|照片|配图|题图|插图|图片)"
_CAPTION = re.compile(
    rf"(?P<before>[（(\[【〔]?{_PICTURE}(?:片?说明)?[0-9０-９①-⑳]{{0,2}}[:：][ 　]*"
    r"|[▲△▼◀▶][ 　]*|!\[)(?P<words>.*?)(?P<after>[）)\]】〕]|\]\([^)]*\))?"
)
_STAND_IN = re.compile(rf"[（(\[【〔]?{_PICTURE}[）)\]】〕]|!\[\]\([^)]*\)")
_PAIRS = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "!": ")"}
_CLOSE = re.compile(r"(?:[①-⑳■□◆◇●★▲◎]|[（(【](?:完|全文完)[）)】])\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line with its part. For an item or a crosshead ``cut`` is where its heading ends; an
    `OPENER` is a crosshead that stands before its text.

    The words end at ``end``; an end mark stands behind them, of a caption its closing mark.
    """

    line: Line
    part: Part
    cut: Cut = NO_CUT
    end: int = -1

    @property
    def text(self) -> str:
        """The line up to the end of its words."""
        return self.line.text if self.end < 0 else self.line.text[: self.end]

    @property
    def heading(self) -> str:
        """The heading of an item, the title of a crosshead."""
        return self.line.text[: self.cut.head]

    @property
    def body(self) -> str:
        """The words after the heading."""
        return self.text[self.cut.start :]


def as_part(line: Line, part: Part) -> Paragraph:
    """Take a line for this part; the heading of an item or a crosshead is found anew."""
    match part:
        case Part.CROSSHEAD:
            return Paragraph(line, part, slogan(line.text))
        case Part.ITEM | Part.OPENER:
            cut = run_in(line.text, line.bold, line.gap)
            return Paragraph(line, part, cut) if cut.head else _alone(line, part)
        case Part.PHOTO:
            return Paragraph(line, part, *_caption(line.text))
        case _:
            return Paragraph(line, part)


def _alone(line: Line, part: Part) -> Paragraph:
    """A line that is all heading; a crosshead with no text behind it opens nothing."""
    whole = Cut(len(line.text), len(line.text))
    return Paragraph(line, Part.CROSSHEAD if part is Part.OPENER else part, whole)


def _caption(text: str) -> tuple[Cut, int]:
    """Part the words of a caption from the marks that make it one: （图：审判楼）."""
    if _STAND_IN.fullmatch(text):
        return Cut(0, len(text)), -1
    found = _CAPTION.fullmatch(text)
    if not found:
        return NO_CUT, -1
    paired = (found["after"] or "")[-1:] == _PAIRS.get(text[0], "")
    return Cut(0, found.start("words")), found.end("words") if paired else -1


def recut(paragraph: Paragraph, words: str) -> Paragraph:
    """Let a heading be these first words of its paragraph. Raises UserError when they are not."""
    if paragraph.part not in HEADED:
        raise UserError(f"{paragraph.part}里没有标题：请先改为“条目”或“小标题”")
    text = paragraph.line.text
    head = len(words.strip())
    if not head or not text.startswith(words.strip()):
        raise UserError(f"标题要是这一段开头的几个字：请从“{text[:12]}”写起")
    gap = re.compile("[ \t　]*(?:[。：:]|—{1,2}|[｜|])?[*_]{0,2}[ \t　]*").match(text, head)
    start = gap.end() if gap else head
    if start < len(paragraph.text):
        return Paragraph(paragraph.line, paragraph.part, Cut(head, start), paragraph.end)
    return _alone(paragraph.line, paragraph.part)


def with_end_mark(paragraph: Paragraph) -> Paragraph:
    """Part an end mark from the words before it."""
    found = _CLOSE.search(paragraph.line.text, max(len(paragraph.line.text) - 9, 0))
    end = len(paragraph.line.text[: found.start()].rstrip()) if found else 0
    if not found or end <= paragraph.cut.start:
        return paragraph
    return Paragraph(paragraph.line, paragraph.part, paragraph.cut, end)


def is_end_mark(text: str) -> bool:
    """Whether a line is nothing but an end mark."""
    return bool(_CLOSE.fullmatch(text))


def settled(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Let each paragraph agree with its neighbours.

    A crosshead whose slogan stands on the next line is a title from end to end, and only the last
    words of an article have an end mark behind them.
    """
    found = [replace(p, end=-1) if p.part in WORDS else p for p in paragraphs]
    last = max((n for n, p in enumerate(found) if p.part in WORDS), default=-1)
    if last >= 0 and not any(p.part is Part.END_MARK for p in found):
        found[last] = with_end_mark(found[last])
    for n, below in enumerate(found[1:]):
        if below.part is Part.SLOGAN and found[n].part is Part.CROSSHEAD:
            whole = len(found[n].line.text)
            found[n] = Paragraph(found[n].line, Part.CROSSHEAD, Cut(whole, whole))
    return tuple(found)


def misplaced(parts: Sequence[Part]) -> str:
    """Return why an article cannot have its parts in this order, one sentence; "" when it can."""
    letters = "".join(_LETTERS[part] for part in parts)
    order = letters.replace("P", "")
    match = _ORDER.fullmatch(order)
    if re.search("(?<!C)S", letters):
        return "“小标题下句”要紧接在“小标题”之后"
    if re.search("(?<![LRIXE])M", letters):
        return "“文末标记”要紧接在导语、条目、正文或结尾之后"
    if not match:
        return "各部分要依次是：引题、主题、副题、署名、导语、小标题和条目、结尾"
    if match["above"] and match["below"]:
        return "署名只能在一处：标题之下，或者文末"
    return ""
