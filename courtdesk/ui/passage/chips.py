"""The chips of a text, drawn over the characters that keep their place in it."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextDocument

from courtdesk.ui.look.theme import Palette
from courtdesk.ui.passage.chip import CHIP, MISSING, PADDING, SHOWN, fragments
from courtdesk.ui.passage.lines import Stretch, spot

Colours = tuple[QColor, QColor]
"""Of a chip and of its words."""


def paint_chips(
    painter: QPainter, document: QTextDocument, seen: QRectF, chosen: range, palette: Palette
) -> None:
    """Draw the chips that stand in ``seen``, in the document's px; ``chosen`` are selected."""
    font = document.defaultFont()
    descent, ascent = QFontMetricsF(font).descent(), QFontMetricsF(font).ascent()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    usual, missing, selected = _colours(palette)
    for place, look, (start, end) in _chips(document, seen):
        ground, ink = missing if look.property(MISSING) else usual
        if place in chosen:  # it looks as other words do
            ground, ink = selected
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        # the caret before the chip stands in its first px
        painter.drawRoundedRect(QRectF(start, end).adjusted(1, -ascent, -0.5, descent), 3, 3)
        painter.setPen(ink)
        painter.drawText(start + QPointF(PADDING, 0), str(look.property(SHOWN)))


def _colours(palette: Palette) -> tuple[Colours, Colours, Colours]:
    """Those of a chip with a figure, of one without, and of one that is selected."""
    return (
        (QColor(palette.blue_tint), QColor(palette.ink)),
        (QColor(palette.red_tint), QColor(palette.red)),
        (QColor(palette.red), QColor(palette.on_red)),
    )


def _chips(document: QTextDocument, seen: QRectF) -> Iterator[tuple[int, QTextCharFormat, Stretch]]:
    """Yield where each chip stands in the paragraphs that are seen: its place, format and line."""
    block = document.begin()
    while block.isValid():
        box, first = document.documentLayout().blockBoundingRect(block), block.position()
        if box.intersects(seen):
            for fragment in fragments(block):
                if (look := fragment.charFormat()).objectType() == CHIP:
                    start = fragment.position()
                    for place in range(start, start + fragment.length()):
                        yield place, look, spot(block.layout(), box.topLeft(), place - first)
        block = block.next()
