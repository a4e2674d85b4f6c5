"""The parts of an article put in their places: head, lead, sections with items, photos, closing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from courtdesk.models.outline import HeadingForm
from courtdesk.models.sheet import TOP, Photo
from courtdesk.writing.draft.parts import Paragraph, Part

LEAD = "lead"
_LEAD = f"passages.{LEAD}.text"
_HEAD = {
    Part.KICKER: "kicker",
    Part.TITLE: "title",
    Part.SUBTITLE: "subtitle",
    Part.BYLINE: "byline",
    Part.CLOSING: "closing",
}
Words = Callable[[int, int, int | None], str]
"""Characters of a paragraph's words as a passage holds them, by the paragraph's number."""


@dataclass
class Dressed:
    """What stands around the words of one printed paragraph, and the heading of an item in it.

    All of it as it was typed.
    """

    before: str
    between: str
    after: str
    heading: str = ""


@dataclass
class ItemFrame:
    """An item to be: its heading, how it is printed, and the lines of its passage."""

    id: str
    heading: str
    form: HeadingForm
    lines: list[str] = field(default_factory=list)


@dataclass
class SectionFrame:
    """A section to be."""

    id: str
    title: str
    slogan: str = ""
    crosshead: bool = True
    items: list[ItemFrame] = field(default_factory=list)


class Frame:
    """Everything an article says, by its place in a sheet.

    ``dresses`` are those of the printed paragraphs, in order.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], words: Words) -> None:
        self.head: dict[str, list[str]] = {name: [] for name in _HEAD.values()}
        self.byline_last = False
        self.lead: list[str] = []
        self.sections: list[SectionFrame] = []
        self.photos: list[Photo] = []
        self.end_mark = self.end = ""
        self.dresses: list[Dressed] = []
        self._owners: list[str] = []
        self._words = words
        self._anchor = TOP  # the path the paragraph before is written from
        self._printed: Counter[str] = Counter()
        for number, paragraph in enumerate(paragraphs):
            self._place(number, paragraph)
        for section in self.sections:
            _name(section)
        self.photos = [self._settled(photo) for photo in self.photos]

    @property
    def bare(self) -> tuple[str, ...]:
        """The ids of headings with nothing under them."""
        items = [i for s in self.sections for i in s.items]
        empty = [i.id for i in items if i.form is HeadingForm.LINE and not i.lines]
        return (*(s.id for s in self.sections if s.crosshead and not s.items), *empty)

    def _place(self, number: int, paragraph: Paragraph) -> None:
        part, words = paragraph.part, self._words(number, paragraph.cut.start, None)
        if part in _HEAD:
            name = _HEAD[part]
            self.byline_last |= part is Part.BYLINE and bool(self.lead or self.sections)
            self.head[name].append(words)
            self._print(paragraph, f"head.{name}")
        elif part is Part.LEAD:
            self.lead.append(words)
            self._print(paragraph, _LEAD)
        elif part is Part.PHOTO:
            self._photo(paragraph, words)
        elif part in (Part.CROSSHEAD, Part.OPENER):
            self._section(number, paragraph, words)
        elif part is Part.SLOGAN:
            self._slogan(paragraph, words)
        elif part is Part.END_MARK:
            self._end(paragraph)
        else:
            self._text(number, paragraph, words)
        self._owners.append(self._owner(part))

    @property
    def owners(self) -> list[str]:
        """The ids of the items that each paragraph's figures belong to."""
        firsts = {s.id: s.items[0].id if s.items else LEAD for s in self.sections}
        return [firsts.get(id, id) for id in self._owners]

    def _owner(self, part: Part) -> str:
        """The item a paragraph belongs to; a crosshead to its section, whose items are to come."""
        if part in (Part.CROSSHEAD, Part.SLOGAN):
            return self.sections[-1].id
        within = self.sections and part in (Part.ITEM, Part.TEXT, Part.OPENER, Part.PHOTO)
        items = self.sections[-1].items if within else []
        return items[-1].id if items else LEAD

    def _heading(self, number: int, paragraph: Paragraph) -> str:
        return self._words(number, 0, paragraph.cut.head)

    def _print(self, paragraph: Paragraph, path: str, between: str = "") -> None:
        """Keep how a paragraph is set, and an end mark behind it."""
        line = paragraph.line
        heading = paragraph.heading if paragraph.part is Part.ITEM else ""
        self.dresses.append(Dressed(line.before, between, line.after, heading))
        self._printed[path] += 1
        self._anchor = path
        if paragraph.end >= 0:
            tail = line.text[paragraph.end :]
            self.end_mark = tail.strip()
            self.end = tail[: len(tail) - len(self.end_mark)]

    def _end(self, paragraph: Paragraph) -> None:
        above = self.dresses[-1]
        self.end_mark = paragraph.line.text
        self.end = above.after + paragraph.line.before
        above.after = paragraph.line.after

    def _photo(self, paragraph: Paragraph, words: str) -> None:
        line, end = paragraph.line, len(paragraph.text)
        before, after = line.text[: paragraph.cut.start], line.text[end:]
        self.dresses.append(Dressed(line.before + before, "", after + line.after))
        picture = line.picture
        self.photos.append(
            Photo(
                id=f"p{len(self.photos) + 1}",
                name=picture.name if picture else "",
                sha256=picture.sha256 if picture else "",
                caption=words,
                after=self._anchor,
                paragraph=self._printed[self._anchor],
            )
        )

    def _settled(self, photo: Photo) -> Photo:
        """Let a photo after the last paragraph of a text stay there when the text grows."""
        if photo.paragraph < self._printed[photo.after]:
            return photo
        return photo.replaced(after="" if photo.after == _LEAD else photo.after, paragraph=0)

    def _section(self, number: int, paragraph: Paragraph, words: str) -> None:
        id, text, cut = f"s{len(self.sections) + 1}", paragraph.line.text, paragraph.cut
        section = SectionFrame(id, self._heading(number, paragraph))
        self.sections.append(section)
        path = f"outline.sections.{id}.title"
        gap = text[cut.head : cut.start]
        if paragraph.part is Part.CROSSHEAD:
            section.slogan = words
            self._print(paragraph, path, gap)
        else:
            opening = Paragraph(paragraph.line, paragraph.part)
            self._print(opening, path)
            self.dresses[-1].after = gap
            item = self._item("", HeadingForm.NONE)
            item.lines.append(words)
            self._print(paragraph, f"passages.{item.id}.text")
            self.dresses[-1].before = ""

    def _slogan(self, paragraph: Paragraph, words: str) -> None:
        above = self.dresses[-1]
        self.sections[-1].slogan = words
        above.between = above.after + paragraph.line.before
        above.after = paragraph.line.after

    def _text(self, number: int, paragraph: Paragraph, words: str) -> None:
        if not self.sections:
            self.sections.append(SectionFrame("s1", "正文", crosshead=False))
        items = self.sections[-1].items
        gap = paragraph.line.text[paragraph.cut.head : paragraph.cut.start]
        if paragraph.part is Part.ITEM:
            form = HeadingForm.RUN_IN if words else HeadingForm.LINE
            item = self._item(self._heading(number, paragraph), form)
        else:
            item = items[-1] if items else self._item("", HeadingForm.NONE)
        item.lines += [words] if words else []
        self._print(paragraph, f"passages.{item.id}.text", gap)

    def _item(self, heading: str, form: HeadingForm) -> ItemFrame:
        section = self.sections[-1]
        item = ItemFrame(f"{section.id}i{len(section.items) + 1}", heading, form)
        section.items.append(item)
        return item


def _name(section: SectionFrame) -> None:
    """Name the items whose heading the article does not print."""
    for number, item in enumerate(section.items):
        if item.form is HeadingForm.NONE:
            item.heading = "正文" if len(section.items) == 1 or number else "开头"
