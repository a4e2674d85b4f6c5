"""An article as it came, and its lines: words, and everything that stands around them.

Put together again in order, `before`, `text` and `after` of all lines are the text that came.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from courtdesk.models.errors import UserError

MOST = 200_000  # characters; a paper of a hundred pages
_RULE = re.compile(r"[-*_=~—─━＊＝·\s]{3,}|\|?[\s:|-]{3,}\|?|#{1,6}|[*_]{2,}")
_FRONT = re.compile(r"(?:(?P<level>#{1,6})[ \t　]+|(?:>[ \t]?)+|[-*+][ \t　]+)")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=mark)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a document, in the paragraph that begins at this character of the text."""

    at: int
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The name it is kept under."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Manuscript:
    """The text of an article, and what the file it came from showed without words.

    ``bold`` are stretches of the text, ``levels`` the heading levels by the character their line
    begins at (1 is the highest), ``remarks`` sentences about what could not be read.
    """

    text: str
    name: str = ""  # of the file; empty for what was pasted
    data: bytes = b""  # the file itself
    bold: tuple[tuple[int, int], ...] = ()
    levels: Mapping[int, int] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """What a document keeps of it: the file and the pictures, with their names, by SHA-256."""
        found = {p.sha256: (p.name, p.data) for p in self.pictures}
        return found | ({self.sha256: (self.name, self.data)} if self.data else {})

    @property
    def sha256(self) -> str:
        """The name its file is kept under; "" when it was pasted."""
        return sha256(self.data).hexdigest() if self.data else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. ``before`` are blank lines, the indent and marks, ``after`` ends the line.

    ``level`` is that of a heading marked as one, 0 for none; the first ``bold`` characters of the
    text are bold, and the next ``gap`` are the marks that say so. Only a line with a ``picture``
    may be empty.
    """

    before: str
    text: str
    after: str
    level: int = 0
    bold: int = 0
    gap: int = 0
    picture: Picture | None = None


def lines(manuscript: Manuscript) -> tuple[Line, ...]:
    """Part a manuscript into lines. Raises UserError when it holds no words, or far too many."""
    text = manuscript.text
    if len(text) > MOST:
        raise UserError(f"稿件有{len(text)}字，太长：请只保留要用的一篇，不超过{MOST}字")
    found = list(_lines(manuscript))
    if not any(line.text for line in found):
        raise UserError("稿件里没有文字：请选有正文的文件，或把文字粘贴进来")
    rest = text[sum(len(f.before) + len(f.text) + len(f.after) for f in found) :]
    found[-1] = replace(found[-1], after=found[-1].after + rest)
    return tuple(found)


def _lines(manuscript: Manuscript) -> Iterator[Line]:
    pictures = defaultdict(list)
    for picture in manuscript.pictures:
        pictures[picture.at].append(picture)
    pending, at = "", 0
    for whole in manuscript.text.splitlines(keepends=True):
        words = whole.strip()
        shown = pictures.get(at, [])
        if shown or (words and not _RULE.fullmatch(words)):
            start = whole.index(words)
            line = Line(pending + whole[:start], words, whole[start + len(words) :])
            line = replace(line, level=manuscript.levels.get(at, 0))
            line = _unmarked(_emboldened(line, at + start, manuscript.bold))
            yield line if words else replace(line, picture=shown[0])
            for picture in shown if words else shown[1:]:
                yield Line("", "", "", picture=picture)
            pending = ""
        else:
            pending += whole
        at += len(whole)


def _emboldened(line: Line, at: int, bold: tuple[tuple[int, int], ...]) -> Line:
    for start, end in bold:
        if start <= at < end:
            return replace(line, bold=min(end - at, len(line.text)))
    return line


def _unmarked(line: Line) -> Line:
    """Put the marks of Markdown among what stands around the words."""
    front = _FRONT.match(line.text)
    if front and front.end() < len(line.text):
        level = len(front["level"] or "") or line.level
        line = replace(_opened(line, front.end()), level=level)
        words = line.text.rstrip("#")
        if front["level"] and words and words != line.text and words[-1] in " \t":
            line = _closed(line, len(words))
    strong = _STRONG.match(line.text)
    if not strong:
        return line
    if strong.end() == len(line.text):
        line = _closed(_opened(line, 2), len(strong["words"]))
        return replace(line, bold=len(line.text))
    return replace(_opened(line, 2), bold=len(strong["words"]), gap=2)


def _opened(line: Line, start: int) -> Line:
    """Move the first characters, and blanks after them, to `before`."""
    start = len(line.text) - len(line.text[start:].lstrip())
    return replace(line, before=line.before + line.text[:start], text=line.text[start:])


def _closed(line: Line, end: int) -> Line:
    """Move what follows, and blanks before it, to `after`."""
    end = len(line.text[:end].rstrip())
    return replace(line, text=line.text[:end], after=line.text[end:] + line.after)
