"""The chips of a text, drawn over the characters that keep their place in it."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextDocument

from courtdesk.ui.look.theme import Palette
from courtdesk.ui.passage.chip import CHIP, MISSING, PADDING, SHOWN, fragments
from courtdesk.ui.passage.lines import stretches


def paint_chips(
    painter: QPainter, document: QTextDocument, seen: QRectF, chosen: range, palette: Palette
) -> None:
    """Draw the chips that stand in ``seen``, in the document's px; ``chosen`` are selected."""
    font = document.defaultFont()
    descent, ascent = QFontMetricsF(font).descent(), QFontMetricsF(font).ascent()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for place, look in _chips(document, seen):
        for start, end in stretches(document, place, place + 1):
            ground, ink = _colours(look, place in chosen, palette)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            # the caret before the chip stands in its first px
            painter.drawRoundedRect(QRectF(start, end).adjusted(1, -ascent, -0.5, descent), 3, 3)
            painter.setPen(QColor(ink))
            painter.drawText(start + QPointF(PADDING, 0), str(look.property(SHOWN)))


def _colours(look: QTextCharFormat, chosen: bool, palette: Palette) -> tuple[str, str]:
    """The colours of a chip and of its words: what is selected looks as other words do."""
    if chosen:
        return palette.red, palette.on_red
    missing = bool(look.property(MISSING))
    return (palette.red_tint, palette.red) if missing else (palette.blue_tint, palette.ink)


def _chips(document: QTextDocument, seen: QRectF) -> Iterator[tuple[int, QTextCharFormat]]:
    """Yield the place and the format of each chip in the paragraphs that are seen."""
    block = document.begin()
    while block.isValid():
        if document.documentLayout().blockBoundingRect(block).intersects(seen):
            for fragment in fragments(block):
                if (look := fragment.charFormat()).objectType() == CHIP:
                    first = fragment.position()
                    yield from ((first + n, look) for n in range(fragment.length()))
        block = block.next()
