"""The numbers behind one chart, as formulas over the cells of the figures it draws."""

from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import Book, text_font
from courtdesk.excel.cells import Shown, safe
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
    def length(self) -> int:
        """How many rows it has."""
        return len(self._rows)

    @property
    def title(self) -> str:
        """The reference of the title's cell, so that a ring's title can hold its share."""
        return f"='{BLOCK}'!$A${self._row + 1}"

    def series(self, number: int) -> dict[str, Any]:
        """Return names, categories, values and labels of one series."""
        labels: dict[str, Any] = {"value": True, "font": text_font()}
        match self.chart.kind:
            case ChartKind.RANKS:
                labels |= {"num_format": '"第"0;;""', "position": "outside_end"}
            case ChartKind.RING:
                labels |= {"num_format": '0.##"%";;""', "position": "inside_base"}
                labels["font"] = text_font("#FFFFFF")
            case _:
                unit = self._units[number][0].replace('"', "")
                format = f'General"{unit}";-General"{unit}";""'
                labels |= {"num_format": format, "position": "outside_end"}
        texts = [self._label(n, number) for n in range(len(self._rows))]
        custom = [{"value": text} if text else None for text in texts]
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
            book.text(page, self._first + n, 0, self.category(n))
            if ring:
                self._write_share(book, page, self._first + n, self._rows[n], row.bars[0].size)
                continue
            for s, bar in enumerate(row.bars):
                size = None if bar.size is None else bar.size / self._units[s][1]
                formula = self._value(n, s, size)
                book.formula(page, self._first + n, s + 1, formula, "" if size is None else size)

    def _write_title(self, book: Book, page: Worksheet) -> None:
        if self.chart.kind is not ChartKind.RING or len(self._rows) > 1:
            ranks = self.chart.kind is ChartKind.RANKS
            title = self.chart.title + ("（短者靠前）" if ranks else "")
            book.text(page, self._row, 0, title)
            return
        cell = f"B{self._first + 1}"
        plain = safe(self.chart.title)[:100]  # a formula holds no longer text
        if label := self._label(0, 0):
            book.text(page, self._row, 0, f"{plain}  {label}")
            return
        title = plain.replace('"', '""')
        size = self.chart.rows[0].bars[0].size
        shown = f"{size:.2f}%" if size is not None else "待收"
        book.formula(
            page,
            self._row,
            0,
            f'="{title}  "&IF(ISNUMBER({cell}),TEXT({cell},"0.00")&"%","待收")',
            f"{plain}  {shown}",
        )

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

    def _unit(self, series: int) -> tuple[str, Decimal]:
        """The unit all bars of a series share and its size; empty when they differ.

        A scaled one (万元) only when every bar's cell is a number in it.
        """
        cells = [self._shown(n, series) for n in range(len(self._rows))]
        quantities = [self._quantity(n, series) for n in range(len(self._rows))]
        there = [c for c in cells if c.text]
        if there and len({c.unit for c in there}) == 1 and all(c.number is not None for c in there):
            return there[0].unit, there[0].factor
        units = {q.unit for q in quantities if q is not None}
        return (units.pop() if len(units) == 1 else ""), Decimal(1)

    def _shown(self, row: int, series: int) -> Shown:
        id, column = self._at(row, series)
        found = self._places.find(id)
        if found is None:
            return Shown()
        return found[1].now if column == NOW else found[1].before

    def _value(self, row: int, series: int, size: Decimal | None) -> str:
        """A bar as a formula; a constant where the label is one, so that both tell the same."""
        value, cell = self._places.term(*self._at(row, series))
        if not cell or self._label(row, series):
            return f"={size or 0:f}"
        factor = self._units[series][1]
        value = cell if factor == self._shown(row, series).factor else value
        return f'=IF(COUNT({cell})=1,{value},"")'

    def _label(self, row: int, series: int) -> str:
        """The literal label of a bar that its number does not print: 720余人, or 2.88亿元."""
        quantity, cell = self._quantity(row, series), self._shown(row, series)
        if quantity is None:
            return ""
        if self.chart.kind is ChartKind.RING:
            cells = [self._shown(row, n) for n in range(len(self._rows[row].figures))]
            fixed = any(c.text and c.number is None for c in cells)
            bar = self.chart.rows[row].bars[0]
            return bar.text if fixed and bar.size is not None else ""
        exact = cell.number is not None and cell.factor == self._units[series][1]
        return "" if exact else quantity.printed

    def category(self, row: int) -> str:
        """The label, with the unit where units differ, and what is awaited."""
        label = self.chart.rows[row].label
        quantities = [self._quantity(row, n) for n in range(len(self._rows[row].figures))]
        if any(q is None for q in quantities):
            return f"{label}（待收）"
        unit = quantities[0].unit if quantities[0] else ""
        mixed = not self._units[0][0] and self.chart.kind is not ChartKind.RANKS
        return f"{label}（{unit}）" if mixed and self.width == 1 else label
