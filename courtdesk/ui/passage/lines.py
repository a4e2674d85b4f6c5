"""Where characters stand on the lines of a document, also while an input method composes."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine


class Stretch(NamedTuple):
    """Some characters on one line: where they begin and end on its baseline, in the document."""

    start: QPointF
    end: QPointF


def spot(layout: QTextLayout, corner: QPointF, at: int) -> Stretch:
    """Return where the character ``at`` of a paragraph stands whose corner is there.

    What is being composed in front of it stands before it.
    """
    composed = len(layout.preeditAreaText()) if at >= layout.preeditAreaPosition() >= 0 else 0
    line = layout.lineForTextPosition(at + composed)
    base = corner.y() + line.y() + line.ascent()
    left, right = (corner.x() + _x(line, at + composed + n) for n in (0, 1))
    return Stretch(QPointF(left, base), QPointF(right, base))


def stretches(document: QTextDocument, first: int, last: int) -> Iterator[Stretch]:
    """Yield the stretch of each line that the characters from first to last stand on."""
    block = document.findBlock(first)
    while first < last and block.isValid() and block.position() < last:
        yield from _of_block(document, block, first, last)
        block = block.next()


def _of_block(
    document: QTextDocument, block: QTextBlock, first: int, last: int
) -> Iterator[Stretch]:
    place = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    start, end = (_shifted(layout, at - block.position()) for at in (first, last))
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        left = max(start, line.textStart())
        right = min(end, line.textStart() + line.textLength())
        if left < right:
            base = place + QPointF(0, line.y() + line.ascent())
            yield Stretch(*(base + QPointF(_x(line, at), 0) for at in (left, right)))


def _shifted(layout: QTextLayout, at: int) -> int:
    """Where a character of a paragraph stands in its layout, which holds what is composed, too."""
    return at + (len(layout.preeditAreaText()) if at > layout.preeditAreaPosition() >= 0 else 0)


def _x(line: QTextLine, at: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(at))  # Qt's stubs keep quiet about it
    return x
