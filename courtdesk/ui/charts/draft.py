"""Sets a chart's texts and marks down the page."""

from collections.abc import Sequence

from courtdesk.models.chart import Chart
from courtdesk.ui.charts.lettering import Lettering, Role
from courtdesk.ui.charts.marks import Align, Box, Mark, Plan, Text
from courtdesk.ui.look.theme import STEP

MARGIN = 4 * STEP
GAP = 3 * STEP  # between rows, and between a label and its bar
CLOSE = 2  # between a label and the bar below it
NEAR = 6  # between a mark and its own text
CORNER = 6 * STEP  # a title's lines end before it: there the button stands that changes them
NARROWEST = 200  # px; a narrower chart is laid out for this width and clipped


class Draft:
    """A page being filled from the top; `y` is where the next thing goes."""

    def __init__(self, letters: Lettering, width: int) -> None:
        self.letters = letters
        self.left = MARGIN
        self.right = max(width, NARROWEST) - MARGIN
        self.width = self.right - self.left
        self.y = GAP
        self.marks: list[Mark] = []

    def text(
        self, lines: Sequence[str], role: Role, x: int, y: int, align: Align = Align.LEFT
    ) -> None:
        """Set lines with their left edge, middle or right edge at `x` and their top at `y`."""
        if not lines:
            return
        widths = tuple(self.letters.width(line, role) for line in lines)
        left = x - max(widths) * align // 2
        self.marks.append(Text(left, y, tuple(lines), widths, role, align))

    def heading(self, chart: Chart) -> None:
        """Set the title and, for more than one series, which bar is which."""
        lines = self.letters.lines(chart.title, self.width - CORNER, Role.TITLE)
        self.text(lines, Role.TITLE, self.left, self.y)
        self.y += len(lines) * Role.TITLE.line + 2 * STEP
        if len(chart.series) > 1:
            self._legend(chart.series)

    def _legend(self, series: Sequence[str]) -> None:
        swatch, x = 10, self.left
        for number, name in enumerate(series):
            lines = self.letters.lines(name, self.width - swatch - NEAR, Role.NOTE)
            if not lines:
                continue
            end = x + swatch + NEAR + max(self.letters.width(t, Role.NOTE) for t in lines)
            if x > self.left and end > self.right:
                end += self.left - x
                x, self.y = self.left, self.y + Role.NOTE.line
            self.marks.append(Box(x, self.y + 3, swatch, swatch, number))
            self.text(lines, Role.NOTE, x + swatch + NEAR, self.y)
            self.y += (len(lines) - 1) * Role.NOTE.line
            x = end + MARGIN
        self.y += Role.NOTE.line + 2 * STEP

    def column(self, labels: Sequence[str], body: int) -> int:
        """The width of a column for these labels left of bodies at least `body` wide.

        0 when they do not fit there in two lines each: then every label goes above its body.
        """
        room = self.width * 42 // 100
        wide = 0
        for label in labels:
            lines = self.letters.lines(label, room, Role.LABEL)
            if len(lines) > 2:
                return 0
            wide = max(wide, *(self.letters.width(line, Role.LABEL) for line in lines), 0)
        return wide if self.width - wide - GAP >= body else 0

    def body_left(self, column: int) -> int:
        """Where bodies begin beside a label column of this width."""
        return self.left + (column + GAP if column else 0)

    def labelled(self, label: str, column: int, height: int) -> int:
        """Set a label beside a body of this height, or above it; return the body's top."""
        lines = self.letters.lines(label, column or self.width, Role.LABEL)
        tall = len(lines) * Role.LABEL.line
        if column:
            top = self.y + max(tall - height, 0) // 2
            self.text(lines, Role.LABEL, self.left, self.y + max(height - tall, 0) // 2)
            self.y += max(tall, height)
            return top
        self.text(lines, Role.LABEL, self.left, self.y)
        self.y += tall + CLOSE + height
        return self.y - height

    def plan(self) -> Plan:
        """What was set, with the height it takes."""
        return Plan(self.y + GAP, tuple(self.marks))
