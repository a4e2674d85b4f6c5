"""Type on a chart: its roles, how wide a text runs, and where it breaks into lines."""

from enum import Enum
from functools import lru_cache
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


class Role(Enum):
    """What a text is for: size and line height in px, weight, and its colour's name."""

    TITLE = (13, 20, QFont.Weight.Medium, "ink")
    SHARE = (13, 16, QFont.Weight.Medium, "ink")
    VALUE = (12, 16, QFont.Weight.Medium, "ink")
    LABEL = (12, 16, QFont.Weight.Normal, "ink")
    NOTE = (12, 16, QFont.Weight.Normal, "secondary")

    def __init__(self, size: int, line: int, weight: QFont.Weight, colour: str) -> None:
        self.size, self.line, self.weight, self.colour = size, line, weight, colour


class Lettering:
    """Measures and breaks text in one font family; widths in px, rounded up."""

    def __init__(self, base: QFont) -> None:
        self.fonts = {role: _font(base, role) for role in Role}
        self._metrics = {role: QFontMetricsF(font) for role, font in self.fonts.items()}
        # Between two keystrokes nearly every text stays the same.
        self.width = lru_cache(2048)(self._width)
        self.lines = lru_cache(2048)(self._lines)

    def _width(self, text: str, role: Role) -> int:
        return ceil(self._metrics[role].horizontalAdvance(text))

    def _lines(self, text: str, width: int, role: Role) -> tuple[str, ...]:
        """Break text into lines of about equal length, none wider than `width`.

        Chinese breaks between any two characters but the ones that may not begin or end a line;
        a number is broken only when it alone is wider than the line.
        """
        rough = self._broken(text, width, role)
        if len(rough) < 2:
            return rough
        even = self._width(text, role) // len(rough) + role.size
        fair = self._broken(text, min(even, width), role)
        return fair if len(fair) == len(rough) else rough

    def _broken(self, text: str, width: int, role: Role) -> tuple[str, ...]:
        text = " ".join(text.split())
        if self._width(text, role) <= width:
            return (text,) if text else ()
        layout = QTextLayout(text, self.fonts[role])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = text.encode("utf-16-le")  # Qt counts UTF-16 units, Python characters
        lines = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, length = 2 * line.textStart(), 2 * line.textLength()
            lines.append(units[start : start + length].decode("utf-16-le").strip())
        layout.endLayout()
        return tuple(lines)


def _font(base: QFont, role: Role) -> QFont:
    font = QFont(base)
    font.setPixelSize(role.size)
    font.setWeight(role.weight)
    return font
