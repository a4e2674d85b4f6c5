"""Lays out each form of chart for one width. A missing value is a dashed outline with its text."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from courtdesk.models.chart import Bar, Chart
from courtdesk.models.outline import ChartKind
from courtdesk.ui.charts.draft import GAP, NEAR, Draft
from courtdesk.ui.charts.lettering import Lettering, Role
from courtdesk.ui.charts.marks import BAND, Align, Axis, Box, Plan, Ring, Slope, Strip
from courtdesk.ui.look.theme import STEP

SHORTEST = 72  # px kept for the longest bar, whatever the texts need
STUB = 32  # px of outline for a value that is not there yet
PASSAGE = 20  # px between two bars of a funnel
BAR, THIN, STEEP = 14, 10, 20  # px, how thick a bar is alone, in a pair, in a funnel
RING = 84  # px, a ring's diameter
CELL = 112  # px, the least a ring and its label take across
PLACES = 10  # a rank says nothing of how many are ranked; this many are shown at least


def plan(chart: Chart, width: int, letters: Lettering) -> Plan:
    """Lay the chart out for a view `width` px wide; nothing overlaps and no text is cut."""
    draft = Draft(letters, width)
    draft.heading(chart)
    if chart.rows:
        _FORMS[chart.kind](draft, chart)
    else:
        draft.text(("尚未选定指标",), Role.NOTE, draft.left, draft.y)
        draft.y += Role.NOTE.line
    return draft.plan()


class _Lanes:
    """The bars of a chart on common scales, each with its text at its end."""

    def __init__(self, draft: Draft, chart: Chart) -> None:
        bars = [bar for row in chart.rows for bar in row.bars]
        self.draft = draft
        # What a text may take must not depend on the labels, or both could starve the bars.
        self.most = draft.width - SHORTEST - NEAR
        wide = max((self.width(bar) for bar in bars), default=0)
        self.column = draft.column([r.label for r in chart.rows], wide + NEAR + SHORTEST)
        self.left = draft.body_left(self.column)
        self.peaks = _peaks(bars)
        self.longest = self._longest(bars)
        self.edges: list[tuple[int, int]] = []  # upper and lower, of every lane drawn

    def _longest(self, bars: list[Bar]) -> int:
        """The length of a bar at the peak for which every text still ends inside the margin."""
        room = self.draft.right - self.left
        lengths = [Decimal(room)]
        for bar in bars:
            if bar.size and bar.size > 0:
                lengths.append(
                    (room - NEAR - self.width(bar)) * self.peaks[_measure(bar)] / bar.size
                )
        return int(min(lengths))

    def lines(self, bar: Bar) -> tuple[str, ...]:
        return _lines(self.draft, bar, self.most)

    def width(self, bar: Bar) -> int:
        return _width(self.draft, self.lines(bar))

    def height(self, bar: Bar) -> int:
        return Role.VALUE.line * max(len(self.lines(bar)), 1)

    def length(self, bar: Bar) -> int:
        if bar.size is None:
            return STUB
        if bar.size <= 0:
            return 0
        return max(int(self.longest * (bar.size / self.peaks[_measure(bar)])), 2)

    def draw(self, bar: Bar, y: int, height: int, thick: int, series: int) -> int:
        """Set a bar and its text in a lane of this height; return the bar's length."""
        draft, lines = self.draft, self.lines(bar)
        length = self.length(bar)
        self.edges.append((y, y + height))
        style = None if bar.size is None else series
        draft.marks.append(Box(self.left, y + (height - thick) // 2, length, thick, style))
        role = Role.NOTE if bar.size is None else Role.VALUE
        top = y + (height - len(lines) * role.line) // 2
        draft.text(lines, role, self.left + length + NEAR, top)
        return length

    def close(self) -> None:
        """Draw the line the bars start from, unbroken where no label crosses it."""
        edges = [(self.edges[0][0], self.edges[-1][1])] if self.column else self.edges
        for top, low in edges:
            self.draft.marks.append(Axis(self.left - 1, top, low - top))


def _bars(draft: Draft, chart: Chart) -> None:
    lanes = _Lanes(draft, chart)
    for number, row in enumerate(chart.rows):
        draft.y += GAP if number else 0
        heights = [lanes.height(bar) for bar in row.bars]
        y = draft.labelled(row.label, lanes.column, sum(heights))
        thick = BAR if len(row.bars) == 1 else THIN
        for series, (bar, height) in enumerate(zip(row.bars, heights, strict=True)):
            lanes.draw(bar, y, height, thick, series)
            y += height
    lanes.close()


def _funnel(draft: Draft, chart: Chart) -> None:
    lanes = _Lanes(draft, chart)
    above: tuple[Bar, int, int] | None = None  # the bar before, its length and lower edge
    for row in chart.rows:
        bar = row.bars[0]
        kept = _kept(above[0], bar) if above else ""
        draft.y += (PASSAGE if kept else GAP) if above else 0
        height = max(lanes.height(bar), STEEP)
        y = draft.labelled(row.label, lanes.column, height)
        length = lanes.draw(bar, y, height, height, 0)
        if above and kept:
            _, longer, edge = above
            draft.marks.append(Slope(lanes.left, edge, y - edge, longer, length))
            # A label above its bar lies on the passage too, under the share.
            middle = edge + (y - edge if lanes.column else PASSAGE) // 2
            _share(draft, kept, lanes.left + NEAR, middle - Role.VALUE.line // 2)
        above = (bar, length, y + height)
    lanes.close()


def _share(draft: Draft, kept: str, x: int, y: int) -> None:
    """Print the share that came through, unless it is absurdly long."""
    if x + draft.letters.width(kept, Role.VALUE) <= draft.right:
        draft.text((kept,), Role.VALUE, x, y)


def _kept(before: Bar, after: Bar) -> str:
    """The share that came through as text, empty when it cannot be computed."""
    if not before.size or after.size is None or before.size < 0 or after.size < 0:
        return ""
    share = (after.size / before.size * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    # 720余人 of 1000 is about 72%; an exact share would claim more than was said.
    about = "约" if any(c in before.text + after.text for c in "约近余多") else " "
    return f"占{about}{share}%"


def _rings(draft: Draft, chart: Chart) -> None:
    count = len(chart.rows)
    across = min(max(draft.width // CELL, 1), count)
    across = ceil(count / ceil(count / across))  # four rings stand 2 + 2, not 3 + 1
    cell = draft.width // across
    for first in range(0, count, across):
        draft.y += GAP if first else 0
        bottom = draft.y
        for place, row in enumerate(chart.rows[first : first + across]):
            middle = draft.left + cell * place + cell // 2
            bottom = max(bottom, _ring(draft, row.label, row.bars[0], middle, cell - GAP))
        draft.y = bottom


def _ring(draft: Draft, label: str, bar: Bar, middle: int, room: int) -> int:
    """Set one ring with its share inside and its label beneath; return its lower edge."""
    share = None if bar.size is None else float(min(max(bar.size, Decimal(0)), Decimal(100))) / 100
    draft.marks.append(Ring(middle - RING // 2, draft.y, RING, share))
    role = Role.NOTE if bar.size is None else Role.SHARE
    y = draft.y + RING + 2 * STEP
    if draft.letters.width(bar.text, role) <= RING - 2 * BAND - STEP:
        top = draft.y + (RING - role.line) // 2
        draft.text(draft.letters.lines(bar.text, RING, role), role, middle, top, Align.CENTRE)
    else:
        lines = draft.letters.lines(bar.text, room, role)
        draft.text(lines, role, middle, y, Align.CENTRE)
        y += len(lines) * role.line
    lines = draft.letters.lines(label, room, Role.LABEL)
    draft.text(lines, Role.LABEL, middle, y, Align.CENTRE)
    return y + len(lines) * Role.LABEL.line


def _ranks(draft: Draft, chart: Chart) -> None:
    bars = [row.bars[0] for row in chart.rows]
    texts = [_lines(draft, bar, draft.width - SHORTEST - GAP) for bar in bars]
    wide = max(_width(draft, lines) for lines in texts)
    column = draft.column([row.label for row in chart.rows], SHORTEST + GAP + wide)
    left = draft.body_left(column)
    width = draft.right - left - GAP - wide
    places = max([PLACES, *(int(bar.size) for bar in bars if bar.size is not None)])
    _scale(draft, left, width, places)
    for number, (row, lines) in enumerate(zip(chart.rows, texts, strict=True)):
        draft.y += GAP if number else 0
        bar = row.bars[0]
        height = Role.VALUE.line * max(len(lines), 1)
        y = draft.labelled(row.label, column, height)
        place = None if bar.size is None or bar.size < 1 else int(bar.size)
        draft.marks.append(Strip(left, y + (height - 12) // 2, width, 12, places, place))
        role = Role.NOTE if bar.size is None else Role.VALUE
        top = y + (height - len(lines) * role.line) // 2
        draft.text(lines, role, draft.right, top, Align.RIGHT)


def _scale(draft: Draft, left: int, width: int, places: int) -> None:
    """Name the first and the last place shown, with a sign that more may follow."""
    last = f"{places} …"
    draft.text(("1",), Role.NOTE, left, draft.y)
    if draft.letters.width(last, Role.NOTE) + 4 * STEP <= width:
        draft.text((last,), Role.NOTE, left + width, draft.y, Align.RIGHT)
    draft.y += Role.NOTE.line + STEP


def _lines(draft: Draft, bar: Bar, most: int) -> tuple[str, ...]:
    role = Role.NOTE if bar.size is None else Role.VALUE
    return draft.letters.lines(bar.text, most, role)


def _width(draft: Draft, lines: tuple[str, ...]) -> int:
    return max((draft.letters.width(line, Role.VALUE) for line in lines), default=0)


def _measure(bar: Bar) -> str:
    """What a bar is measured in: 元, % or, as the empty text, a number of something."""
    return bar.text[-1:] if bar.text.endswith(("元", "%")) else ""


def _peaks(bars: list[Bar]) -> dict[str, Decimal]:
    """The size of a full-length bar by measure: money beside cases would flatten the cases."""
    peaks = {"": Decimal(1), "元": Decimal(1), "%": Decimal(100)}
    for bar in bars:
        if bar.size is not None:
            peaks[_measure(bar)] = max(peaks[_measure(bar)], bar.size)
    return peaks


_FORMS: dict[ChartKind, Callable[[Draft, Chart], None]] = {
    ChartKind.BARS: _bars,
    ChartKind.PAIRED: _bars,
    ChartKind.FUNNEL: _funnel,
    ChartKind.RING: _rings,
    ChartKind.RANKS: _ranks,
}
