"""The numbers behind one chart, as formulas over the cells of the figures it draws."""

from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import Book
from courtdesk.excel.places import BEFORE, BLOCK, NOW, Places
from courtdesk.models.chart import Chart
from courtdesk.models.outline import ChartKind, ChartRow, ChartSpec
from courtdesk.models.quantity import Quantity


class Block:
    """Title in ``row``, series' names below it, then a row a bar group: label, values, labels."""

    def __init__(self, places: Places, spec: ChartSpec, drawn: Chart, row: int) -> None:
        self.chart = drawn
        self._places = places
        self._row = row
        self._rows = [r for r in spec.rows if all(places.find(f) for f in r.figures)]
        self.width = 2 if drawn.kind is ChartKind.RING else max(1, len(drawn.rows[0].bars))
        self._first, self._last = row + 2, row + 1 + len(self._rows)
        self._units = [self._unit(n) for n in range(self.width)]

    @property
    def title(self) -> str:
        """The reference of the title's cell, so that a ring's title can hold its share."""
        return f"='{BLOCK}'!$A${self._row + 1}"

    def series(self, number: int) -> dict[str, Any]:
        """Return names, categories, values and labels of one series."""
        unit = self._units[number]
        labels: dict[str, Any] = {"value": True, "num_format": f'General"{unit}";-General"{unit}";""',
                                  "font": {"name": "宋体", "size": 10, "color": "#1F2328"}}  # fmt: skip
        if self.chart.kind is ChartKind.RANKS:
            labels |= {"num_format": '"第"0;;""', "position": "above"}
        elif self.chart.kind is ChartKind.RING:
            labels["num_format"] = '0.##"%";;""'
        elif self.chart.kind is not ChartKind.RING:
            labels["position"] = "outside_end"
        custom = [{"value": t} if (t := self._label(n, number)) else None
                  for n in range(len(self._rows))]  # fmt: skip
        if any(custom):
            labels["custom"] = custom
        return {
            "name": [BLOCK, self._row + 1, number + 1],
            "categories": [BLOCK, self._first, 0, self._last, 0],
            "values": [BLOCK, self._first, number + 1, self._last, number + 1],
            "data_labels": labels,
        }

    def across(self, row: int, names: bool = False) -> list[Any]:
        """Return the range of one row's values, or of the names above them."""
        at = self._row + 1 if names else self._first + row
        return [BLOCK, at, 1, at, 2]

    def write(self, book: Book, page: Worksheet) -> None:
        """Write title, names, labels and values."""
        self._write_title(book, page)
        ring = self.chart.kind is ChartKind.RING
        names = ("占比", "其余") if ring else self.chart.series
        for n, name in enumerate(names[: self.width]):
            book.text(page, self._row + 1, n + 1, name)
        for n, row in enumerate(self.chart.rows):
            book.text(page, self._first + n, 0, self._category(n, row.label))
            if ring:
                self._write_share(book, page, self._first + n, self._rows[n], row.bars[0].size)
                continue
            for s, bar in enumerate(row.bars):
                formula = self._value(*self._at(n, s), s)
                size = bar.size / self._scale(s) if bar.size is not None else ""
                book.formula(page, self._first + n, s + 1, formula, size)

    def _write_title(self, book: Book, page: Worksheet) -> None:
        if self.chart.kind is not ChartKind.RING or len(self._rows) > 1:
            book.text(page, self._row, 0, self.chart.title)
            return
        cell = f"B{self._first + 1}"
        title = self.chart.title.replace('"', '""')
        size = self.chart.rows[0].bars[0].size
        shown = f"{size:.2f}%" if size is not None else "待收"
        book.formula(page, self._row, 0,
                     f'="{title}  "&IF(ISNUMBER({cell}),TEXT({cell},"0.00")&"%","待收")',
                     f"{self.chart.title}  {shown}")  # fmt: skip

    def _write_share(
        self, book: Book, page: Worksheet, at: int, row: ChartRow, size: Decimal | None
    ) -> None:
        pairs = [self._places.term(f) for f in row.figures]
        share = pairs[0][0] if len(pairs) == 1 else f"{pairs[0][0]}/{pairs[1][0]}*100"
        cells = [c for _, c in pairs if c]
        if cells:
            share = f'IF(COUNT({",".join(cells)})={len(cells)},{share},"")'
        book.formula(page, at, 1, f'=IFERROR({share},"")', "" if size is None else size)
        rest = "" if size is None else max(Decimal(0), 100 - size)
        book.formula(page, at, 2, f'=IF(ISNUMBER(B{at + 1}),MAX(0,100-B{at + 1}),"")', rest)

    def _at(self, row: int, series: int) -> tuple[str, int]:
        """The figure and the column one bar is read from."""
        figures = self._rows[row].figures
        if self.chart.kind is ChartKind.PAIRED and len(figures) == 1:
            return figures[0], BEFORE if series else NOW
        return figures[min(series, len(figures) - 1)], NOW

    def _quantity(self, row: int, series: int) -> Quantity | None:
        id, column = self._at(row, series)
        found = self._places.find(id)
        if found is None:
            return None
        figure = found[1].figure
        return figure.printed if column == NOW else figure.previous

    def _unit(self, series: int) -> str:
        """The unit all bars of a series share, scaled when all are; empty when they differ."""
        if self.chart.kind is ChartKind.RING:
            return "%"
        units = set()
        for row in range(len(self._rows)):
            id, column = self._at(row, series)
            found = self._places.find(id)
            assert found is not None
            cell = found[1].now if column == NOW else found[1].before
            quantity = self._quantity(row, series)
            if quantity is not None:
                units.add(cell.unit if cell.number is not None else quantity.unit)
        return units.pop() if len(units) == 1 else ""

    def _scale(self, series: int) -> Decimal:
        return Decimal(1)

    def _value(self, id: str, column: int, series: int) -> str:
        value, cell = self._places.term(id, column)
        return f'=IF(COUNT({cell})=1,{value},"")' if cell else f"={value}"

    def _label(self, row: int, series: int) -> str:
        """The literal label of a bar that its number alone does not print: 720余人, 2.88亿元."""
        id, column = self._at(row, series)
        found, quantity = self._places.find(id), self._quantity(row, series)
        if found is None or quantity is None or self.chart.kind is ChartKind.RING:
            return quantity.printed if quantity is not None and quantity.markers else ""
        cell = found[1].now if column == NOW else found[1].before
        return "" if cell.number is not None and cell.factor == 1 else quantity.printed

    def _category(self, row: int, label: str) -> str:
        """The label, with the unit where units differ, and what is awaited."""
        quantities = [self._quantity(row, n) for n in range(len(self._rows[row].figures))]
        if any(q is None for q in quantities):
            return f"{label}（待收）"
        unit = quantities[0].unit if quantities[0] else ""
        mixed = not self._units[0] and self.chart.kind is not ChartKind.RANKS
        return f"{label}（{unit}）" if mixed and self.width == 1 else label
