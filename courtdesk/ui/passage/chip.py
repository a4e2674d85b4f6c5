"""A figure in a running text: one character that is drawn as the words it stands for."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtWidgets import QWidget

from courtdesk.models.outline import Indicator
from courtdesk.models.passage import literal, runs, tokens
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.theme import Palette

CHIP = QTextFormat.ObjectTypes.UserObject + 1
TOKEN = QTextFormat.Property.UserProperty + 1
SHOWN = QTextFormat.Property.UserProperty + 2
MISSING = QTextFormat.Property.UserProperty + 3
OBJECT = "\ufffc"


class Chip(QPyTextObject):
    """Draws a chip on the line's baseline, at the size of the text around it."""

    def __init__(self, editor: QWidget, colours: Callable[[], Palette]) -> None:
        super().__init__(editor)
        self.colours = colours
        self._font, self._descent = QFont(), 0.0
        self._sizes: dict[str, QSizeF] = {}  # Qt asks for every chip several times a keystroke

    def intrinsicSize(self, doc: QTextDocument, pos: int, format: QTextFormat) -> QSizeF:
        if doc.defaultFont() != self._font:
            self._font, self._sizes = doc.defaultFont(), {}
            self._descent = QFontMetricsF(self._font).descent()
        words = str(format.property(SHOWN))
        size = self._sizes.get(words)
        if size is None:
            metrics = QFontMetricsF(self._font)
            size = QSizeF(metrics.horizontalAdvance(words) + 6, metrics.ascent())
            self._sizes[words] = size
        return size

    def drawObject(
        self,
        painter: QPainter,
        area: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        format: QTextFormat,
    ) -> None:
        rect = QRectF(area)
        palette = self.colours()
        missing = bool(format.property(MISSING))
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.red_tint if missing else palette.blue_tint))
        painter.drawRoundedRect(rect.adjusted(0.5, 0, -0.5, self._descent), 3, 3)
        painter.setPen(QColor(palette.red if missing else palette.ink))
        painter.setFont(self._font)
        painter.drawText(QPointF(rect.left() + 3, rect.bottom()), str(format.property(SHOWN)))
        painter.restore()


def chip_format(token: str, sheet: FactSheet) -> QTextCharFormat:
    """Return the format that makes a character the chip of this token."""
    printed = runs(token, sheet)
    chip = QTextCharFormat()
    chip.setObjectType(CHIP)
    chip.setProperty(TOKEN, token)
    chip.setProperty(SHOWN, "".join(r.text for r in printed))
    chip.setProperty(MISSING, any(r.missing for r in printed))
    return chip


def chip_at(document: QTextDocument, position: int) -> QTextCursor | None:
    """Return a cursor that selects the chip at this character, None when none is there."""
    if not 0 <= position < document.characterCount() - 1:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
    return cursor if cursor.charFormat().objectType() == CHIP else None


def token_of(chip: QTextCursor) -> str:
    """Return the passage text of the chip that the cursor selects."""
    return str(chip.charFormat().property(TOKEN))


def told(token: str, sheet: FactSheet) -> str:
    """Return what a chip stands for, in lines: label, source and state of each figure."""
    lines = []
    for found in tokens(token):
        if not found.ids:
            lines.append(
                "部分数，随结构变化" if found.form == "sections" else "年份，随表的年份变化"
            )
        for id in found.ids:
            if id in sheet.outline.places:
                indicator, figure = sheet.outline.indicator(id), sheet.figure(id)
                state = figure.state if indicator.formula is None else "计算值"
                lines += [indicator.label, f"来源：{_origin(indicator, sheet)}", f"状态：{state}"]
            else:
                lines.append("表中没有这项指标，请删除后重新插入。")
    return "\n".join(lines)


def _origin(indicator: Indicator, sheet: FactSheet) -> str:
    source = sheet.figure(indicator.id).source
    when = f"{source.when:%Y-%m-%d %H:%M}" if source.when else ""
    department = indicator.department or "未注明部门"
    return " · ".join(part for part in (department, str(source), when) if part)


def read(document: QTextDocument, words: int, start: int = 0, end: int | None = None) -> str:
    """Return a stretch of the document, whole by default.

    Chips are their words (SHOWN), or all is passage text with its tokens (TOKEN).
    """
    end = document.characterCount() if end is None else end
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        lines.append("".join(_read(f, words, start, end) for f in fragments(block)))
        block = block.next()
    return "\n".join(lines)


def _read(fragment: QTextFragment, words: int, start: int, end: int) -> str:
    first, style = fragment.position(), fragment.charFormat()
    start, end = max(start - first, 0), min(end - first, fragment.length())
    if end <= start:
        return ""
    if style.objectType() == CHIP:
        return str(style.property(words)) * (end - start)
    text = fragment.text()[start:end].replace("\u2028", "\n")
    return literal(text) if words == TOKEN else text


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the pieces of a paragraph that look alike; Qt's stubs keep quiet about its iterator."""
    for piece in cast("Iterable[QTextBlock.iterator]", block):
        yield piece.fragment()


def placed(source: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return where characters of passage text stand in a document that shows it.

    A token is one character there, a doubled brace one, and a sign beyond the first plane two.
    """
    places = {}
    found = tokens(source)
    for offset in offsets:
        before = [token for token in found if token.end <= offset]
        words, start = 0, 0
        for token in before:
            words, start = words + _width(source[start : token.start]) + 1, token.end
        places[offset] = words + _width(source[start:offset])
    return places


def _width(words: str) -> int:
    return len(unescaped(words).encode("utf-16-le")) // 2


def unescaped(words: str) -> str:
    """Return the words of a passage between its tokens; the inverse of `literal`."""
    return words.replace("{{", "{").replace("}}", "}")
