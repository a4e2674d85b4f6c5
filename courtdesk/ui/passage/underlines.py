"""The findings on the words of a passage, underlined.

They are painted over the text and are no part of it: neither the caret nor what an input method
composes is touched, and an underline moves with its words until the next proof. Qt's extra
selections would draw a paragraph of chips anew for each of them, and beside what is being composed
as many characters too early.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QTextCursor,
)

from courtdesk.models import value
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.ui.look.style import worn
from courtdesk.ui.passage.chip import placed
from courtdesk.ui.passage.lines import stretches

if TYPE_CHECKING:
    from courtdesk.ui.passage.passage_editor import PassageEditor

SOLID = Qt.PenStyle.SolidLine
LINES = {  # told apart by their form, too: a wave, dashes, dots
    Severity.ERROR: (SOLID, "red"),
    Severity.EXPLAIN: (Qt.PenStyle.DashLine, "amber"),
    Severity.HINT: (Qt.PenStyle.DotLine, "blue"),
}
BELOW, WAVE = 3.0, 2.5  # px: under the baseline; half a wave


class Underlines(QObject):
    """Underlines the open findings of one editor's text."""

    def __init__(self, editor: "PassageEditor") -> None:
        super().__init__(editor)
        self.editor = editor
        self.proofreader = editor.space.proofreader
        self._drawn: list[tuple[Finding, QTextCursor]] = []
        self.proofreader.proofed.connect(self.draw)

    def draw(self) -> None:
        """Underline what the proof found in the text as it is now."""
        if not self.proofreader.fresh:
            return  # the proof under way will tell
        path = self.editor.path
        here = [f for f in self.proofreader.findings if f.path == path and f.start >= 0]
        found = [f for f in here if not f.reason]
        if found or self._drawn:
            self._drawn = [(f, self._cursor(f)) for f in reversed(found)]  # the worst on top
            self.editor.viewport().update()

    @property
    def drawn(self) -> list[tuple[Finding, str]]:
        """Every finding that is underlined, with the words it stands on now; worst first."""
        return [(finding, words.selectedText()) for finding, words in reversed(self._drawn)]

    def paint(self) -> None:
        """Draw the underlines over what the editor has drawn."""
        if not self._drawn:
            return
        painter = QPainter(self.editor.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = self.editor.horizontalScrollBar(), self.editor.verticalScrollBar()
        painter.translate(-bars[0].value(), -bars[1].value())
        for finding, words in self._drawn:
            style, colour = LINES[finding.severity]
            width = 1.0 if style == SOLID else 1.5  # of dots there are few under one mark
            painter.setPen(QPen(QColor(getattr(worn(), colour)), width, style))
            place = words.selectionStart(), words.selectionEnd()
            for stretch in stretches(self.editor.document(), *place):
                start, end = (at + QPointF(0, BELOW) for at in (stretch.start, stretch.end))
                painter.drawPolyline(_wave(start, end) if style == SOLID else [start, end])
        painter.end()

    def at(self, position: int) -> list[tuple[Finding, QTextCursor]]:
        """The findings on the character before or behind a place of the document, worst first.

        Each comes with a cursor that selects its words; there are none while the proof is behind.
        """
        if not self.proofreader.fresh:
            return []
        around = ((f, c) for f, c in reversed(self._drawn) if c.hasSelection())
        here = [(f, c) for f, c in around if c.selectionStart() <= position <= c.selectionEnd()]
        return [(f, self._selecting(c.selectionStart(), c.selectionEnd())) for f, c in here]

    def select(self, finding: Finding) -> None:
        """Select the words of a finding."""
        words = next((c for f, c in self._drawn if f == finding), None) or self._cursor(finding)
        cursor = self._selecting(words.selectionStart(), words.selectionEnd())
        self.editor.setTextCursor(cursor)

    def select_source(self, start: int, end: int) -> None:
        """Select these characters of the passage's source."""
        self.editor.setTextCursor(self._over(start, end))

    def told(self, position: int) -> str:
        """What is found at a place of the document, in lines."""
        return "\n".join(f"{f.severity}：{f.message}" for f, _ in self.at(position))

    def _cursor(self, finding: Finding) -> QTextCursor:
        """Select the words of a finding that the proof made of the text as it is now."""
        cursor = self._over(finding.start, finding.end)
        cursor.setKeepPositionOnInsert(True)  # what is typed behind the words is not of them
        return cursor

    def _over(self, start: int, end: int) -> QTextCursor:
        source = str(value.read(self.editor.space.sheet, self.editor.path))
        places = placed(source, (start, end))
        return self._selecting(places[start], places[end])

    def _selecting(self, start: int, end: int) -> QTextCursor:
        document = self.editor.document()
        last = document.characterCount() - 1
        cursor = QTextCursor(document)
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _wave(start: QPointF, end: QPointF) -> list[QPointF]:
    """A zigzag from one place to another on its right."""
    steps = max(int((end.x() - start.x()) / WAVE), 1)
    return [start + QPointF(step * WAVE, WAVE / 2 * (step % 2)) for step in range(steps + 1)]
