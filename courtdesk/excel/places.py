"""Where everything stands in the workbook, decided before a cell is written.

Formulas, links, charts and findings refer to cells of any worksheet, so the places come first.
"""

from dataclasses import dataclass

from courtdesk.excel.cells import Shown, sheet_names, shown
from courtdesk.models.derived import stands
from courtdesk.models.outline import ChartSpec, Indicator, Item, Section
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet, Figure
from courtdesk.models.unit import PER_CENT

COVER, FINDINGS, SOURCES, BLOCK = "封面", "校核", "来源", "图表数据"
COLUMNS = (
    "序号",
    "条目",
    "指标",
    "本年",
    "单位",
    "上年",
    "同比",
    "来源部门",
    "口径",
    "备注",
    "编号",
)
ITEM, LABEL, NOW, UNIT, BEFORE, YEARLY, DEPARTMENT, MEANING, NOTE, ID = range(1, 11)
FIRST = 3  # 0-based row of the first figure; title, subtitle and header stand above


@dataclass(frozen=True)
class Line:
    """One figure's row: its indicator under its item, and what its two value cells hold."""

    row: int  # 0-based
    item: Item
    indicator: Indicator
    figure: Figure  # for a derived indicator the computed one
    now: Shown
    before: Shown

    @property
    def unit(self) -> str:
        return self.now.unit or self.before.unit or self.indicator.unit


@dataclass(frozen=True)
class Table:
    """One worksheet of figures."""

    name: str  # of the worksheet
    title: str
    slogan: str
    lines: tuple[Line, ...]
    charts: tuple[ChartSpec, ...]

    @property
    def end(self) -> int:
        """The 0-based row of the last figure, or of the header when there is none."""
        return FIRST + len(self.lines) - 1


class Places:
    """The tables of a sheet, and the cell of each figure."""

    def __init__(self, sheet: FactSheet) -> None:
        self.sheet = sheet
        outline = sheet.outline
        headings = [outline.lead.heading, *(s.title for s in outline.sections)]
        titles = [words(heading, sheet) for heading in headings]
        names = sheet_names(titles, [COVER, FINDINGS, SOURCES, BLOCK])
        parts: list[tuple[Section | None, tuple[Item, ...], tuple[ChartSpec, ...]]] = [
            (None, (outline.lead,), outline.charts),
            *((s, s.items, s.charts) for s in outline.sections),
        ]
        self.tables = tuple(
            Table(
                name=name,
                title=title,
                slogan=words(section.slogan, sheet) if section else "",
                lines=self._lines(items),
                charts=charts,
            )
            for name, title, (section, items, charts) in zip(names, titles, parts, strict=True)
        )
        self._found = {line.indicator.id: (t, line) for t in self.tables for line in t.lines}

    def _lines(self, items: tuple[Item, ...]) -> tuple[Line, ...]:
        pairs = [(item, indicator) for item in items for indicator in item.indicators]
        return tuple(self._line(FIRST + n, *pair) for n, pair in enumerate(pairs))

    def _line(self, row: int, item: Item, indicator: Indicator) -> Line:
        figure = self.sheet.figure(indicator.id)
        if indicator.formula is not None:
            figure = Figure(
                id=indicator.id,
                printed=stands(self.sheet, indicator.id),
                previous=stands(self.sheet, indicator.id, "previous"),
                note=figure.note,
            )
        now = shown(figure.printed, indicator)
        before = shown(figure.previous, indicator, now.unit)
        return Line(row, item, indicator, figure, now, before)

    def find(self, id: str) -> tuple[Table, Line] | None:
        """Return where the indicator stands, None when it has no place."""
        return self._found.get(id)

    def cell(self, id: str, column: int = NOW) -> str:
        """Return the absolute reference from any worksheet: '导语'!$D$4. Raises KeyError."""
        table, line = self._found[id]
        return f"{quoted(table.name)}!${'ABCDEFGHIJK'[column]}${line.row + 1}"

    def term(self, id: str, column: int = NOW) -> tuple[str, str]:
        """Return the figure's value as an expression, and the cell it needs.

        It is in base units, a rate in per cent, whichever unit the cell counts in.

        The second is empty when the cell holds text, or less than is known, and the value is
        written as a constant.
        """
        line = self._found[id][1]
        shown = line.now if column == NOW else line.before
        known = line.figure.known if column == NOW else line.figure.previous
        exact = line.figure.exact if column == NOW else None
        if exact or (shown.text and shown.number is None):
            value = known.value * PER_CENT.get(known.unit, 1) if known else 0
            return (f"{value:f}" if value >= 0 else f"({value:f})"), ""
        cell, factor = self.cell(id, column), shown.factor * PER_CENT.get(shown.unit, 1)
        return (cell if factor == 1 else f"({cell}*{factor:f})"), cell


def quoted(name: str) -> str:
    """Return a worksheet's name as formulas take it."""
    return "'" + name.replace("'", "''") + "'"
