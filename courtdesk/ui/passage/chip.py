"""A figure in a running text: one character, as wide as the words it stands for.

Qt would break a line behind every inline object, so that a comma could open the next. A chip is
therefore an ideograph spaced out to its width: no mark that may not begin a line parts from it.
`chips.py` draws the words over it.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from courtdesk.models.outline import Indicator
from courtdesk.models.passage import literal, runs, tokens
from courtdesk.models.sheet import FactSheet

CHIP = QTextFormat.ObjectTypes.UserObject + 1
TOKEN = QTextFormat.Property.UserProperty + 1
SHOWN = QTextFormat.Property.UserProperty + 2
MISSING = QTextFormat.Property.UserProperty + 3
OBJECT = "〓"  # every Chinese font has it, and lines break around it as around any character
PADDING = 3  # px between a chip's edge and its words


def chip_format(token: str, sheet: FactSheet, font: QFont) -> QTextCharFormat:
    """Return the format that makes a character the chip of this token, as wide as its words."""
    printed = runs(token, sheet)
    words = "".join(run.text for run in printed)
    metrics = QFontMetricsF(font)
    room = metrics.horizontalAdvance(words) + 2 * PADDING
    chip = QTextCharFormat()
    chip.setObjectType(CHIP)
    chip.setProperty(TOKEN, token)
    chip.setProperty(SHOWN, words)
    chip.setProperty(MISSING, any(run.missing for run in printed))
    chip.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    chip.setFontLetterSpacing(room - metrics.horizontalAdvance(OBJECT))
    chip.setForeground(Qt.GlobalColor.transparent)
    return chip


def plain_look(colour: QColor) -> QTextCharFormat:
    """Return what undoes the look of a chip, for words that an input method composes behind one.

    Until they are put in they look as the character before them.
    """
    look = QTextCharFormat()
    look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    look.setFontLetterSpacing(0)
    look.setForeground(colour)
    return look


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
