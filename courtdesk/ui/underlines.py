"""The findings on the words of a passage, underlined.

They are drawn over the text and are no part of it: neither the caret nor what an input method
composes is touched, and an underline moves with its words until the next proof.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from courtdesk.models import value
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.ui.chip import placed

if TYPE_CHECKING:
    from courtdesk.ui.passage_editor import PassageEditor

Line = QTextCharFormat.UnderlineStyle
LINES = {  # told apart by their form, too
    Severity.ERROR: (Line.WaveUnderline, "red"),
    Severity.EXPLAIN: (Line.DashUnderline, "amber"),
    Severity.HINT: (Line.DotLine, "blue"),
}


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
            self.editor.setExtraSelections([self._line(f, c) for f, c in self._drawn])

    def wear(self) -> None:
        """Draw them again in the colours in force."""
        self.editor.setExtraSelections([self._line(f, c) for f, c in self._drawn])

    def at(self, position: int) -> list[tuple[Finding, QTextCursor]]:
        """The findings on the character before or behind a place of the document, worst first.

        Each comes with a cursor that selects its words; there are none while the proof is behind.
        """
        if not self.proofreader.fresh:
            return []
        around = ((f, c) for f, c in reversed(self._drawn) if c.hasSelection())
        return [(f, c) for f, c in around if c.selectionStart() <= position <= c.selectionEnd()]

    def select(self, finding: Finding) -> None:
        """Select the words of a finding."""
        cursor = next((c for f, c in self._drawn if f == finding), None) or self._cursor(finding)
        self.editor.setTextCursor(QTextCursor(cursor))

    def told(self, position: int) -> str:
        """What is found at a place of the document, in lines."""
        return "\n".join(f"{f.severity}：{f.message}" for f, _ in self.at(position))

    def _cursor(self, finding: Finding) -> QTextCursor:
        """Select the words of a finding that the proof made of the text as it is now."""
        document = self.editor.document()
        source = str(value.read(self.editor.space.sheet, self.editor.path))
        places = placed(source, (finding.start, finding.end))
        last = document.characterCount() - 1
        cursor = QTextCursor(document)
        cursor.setPosition(min(places[finding.start], last))
        cursor.setPosition(min(places[finding.end], last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _line(self, finding: Finding, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        style, colour = LINES[finding.severity]
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = QTextCharFormat()  # type: ignore[attr-defined]
        selection.format.setUnderlineStyle(style)  # type: ignore[attr-defined]
        colours = self.editor.colours
        selection.format.setUnderlineColor(QColor(getattr(colours, colour)))  # type: ignore[attr-defined]
        return selection
