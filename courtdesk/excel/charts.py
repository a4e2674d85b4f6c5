"""Native charts below each table, fed from a block of formulas on a worksheet of its own."""

from typing import Any

from xlsxwriter.chart_doughnut import ChartDoughnut
from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.block import Block
from courtdesk.excel.book import CHARTS, HEAD, INK, RULE, SECONDARY, Book, text_font
from courtdesk.excel.cells import width
from courtdesk.excel.places import BLOCK, DEPARTMENT, LABEL, MEANING, NOTE, NOW, Places, Table
from courtdesk.excel.table import WIDTHS
from courtdesk.models.chart import Chart, chart
from courtdesk.models.outline import ChartKind

SPANS = ((0, LABEL), (NOW, DEPARTMENT), (MEANING, NOTE))  # columns below which a chart stands
GAP = 12  # px
LOWEST, HIGHEST = 205, 540  # px; a row can be no higher than 409 pt
_SHARE = (CHARTS[0], "#EFEBE3")  # a part and the rest of its whole


class Charts:
    """Draws charts while tables are written; their numbers are written last."""

    def __init__(self, book: Book, places: Places) -> None:
        self._book = book
        self._places = places
        self._blocks: list[Block] = []
        self._next = 0

    def draw(self, page: Worksheet, table: Table) -> None:
        """Place the table's charts below it, abreast, each line of them in one tall row.

        A row is never cut by a page's end, and charts that begin and end with columns stay
        in line whatever width a program gives a column.
        """
        pairs = [(s, chart(s, self._places.sheet)) for s in table.charts]
        pairs = [(s, c) for s, c in pairs if c.rows]
        page.set_row_pixels(table.end + 1, 4)  # keeps charts out of what a filter sorts
        for n, at in enumerate(range(0, len(pairs), len(SPANS))):
            some = pairs[at : at + len(SPANS)]
            tall = max(_tall(c) for _, c in some)
            row = table.end + 2 + n
            page.set_row_pixels(row, tall + GAP)
            for (spec, drawn), (first, last) in zip(some, SPANS, strict=False):
                block = Block(self._places, spec, drawn, self._next)
                self._next += len(drawn.rows) + 3
                self._blocks.append(block)
                offset = GAP if first else 0
                wide = _pixels(first, last) - offset
                graph = self._graph(block)
                graph.set_size({"width": wide, "height": tall})
                if not isinstance(graph, ChartDoughnut):
                    graph.set_plotarea({"layout": _inside(block, wide, tall)})
                place = {"x_offset": offset, "y_offset": GAP, "object_position": 2}
                page.insert_chart(row, first, graph, place)

    def write_block(self) -> None:
        """Write every chart's numbers on the hidden worksheet."""
        if not self._blocks:
            return
        page = self._book.add(BLOCK, (40, 16, 16, 20, 20))
        page.hide()
        for block in self._blocks:
            block.write(self._book, page)

    def _graph(self, block: Block) -> Any:
        drawn = block.chart
        match drawn.kind:
            case ChartKind.RANKS:
                return self._ranks(block)
            case ChartKind.RING if len(drawn.rows) == 1:
                return self._ring(block)
            case ChartKind.RING:
                return self._shares(block)
            case _:
                return self._bars(block)

    def _chart(self, block: Block, type: str, subtype: str = "") -> Any:
        graph = self._book.book.add_chart({"type": type, "subtype": subtype or None})
        assert graph is not None
        graph.set_title(
            {
                "name": block.title,
                "overlay": False,
                "name_font": {"name": HEAD, "size": 12, "bold": False, "color": INK},
            }
        )
        graph.set_legend({"none": True})
        graph.set_chartarea(
            {"border": {"color": RULE, "width": 0.75}, "fill": {"color": "#FFFFFF"}}
        )
        graph.show_hidden_data()
        return graph

    def _axes(self, graph: Any, **values: Any) -> None:
        """Set the axis of labels, first on top, and that of values, which is not drawn."""
        none = {"major_gridlines": {"visible": False}}
        ticks = {"major_tick_mark": "none", "minor_tick_mark": "none", "line": {"color": RULE}}
        font = {"num_font": text_font(SECONDARY)}
        graph.set_x_axis({"visible": False, "min": 0} | none | values)
        graph.set_y_axis({"reverse": True} | none | ticks | font)

    def _bars(self, block: Block) -> Any:
        graph = self._chart(block, "bar")
        several = block.width > 1
        for n in range(block.width):
            graph.add_series(
                block.series(n)
                | {
                    "fill": {"color": CHARTS[n % len(CHARTS)]},
                    "border": {"none": True},
                    "gap": _gap(block),
                    "overlap": -5 if several else 0,
                }
            )
        self._axes(graph)
        if several:
            graph.set_legend({"position": "bottom", "font": text_font(SECONDARY)})
        return graph

    def _shares(self, block: Block) -> Any:
        graph = self._chart(block, "bar", "stacked")
        for n, color in enumerate(_SHARE):
            series = block.series(n)
            if n:
                del series["data_labels"]
            fill = {"fill": {"color": color}, "border": {"none": True}, "gap": 55, "overlap": 100}
            graph.add_series(series | fill)
        self._axes(graph, max=100)
        return graph

    def _ring(self, block: Block) -> Any:
        graph = self._chart(block, "doughnut")
        graph.add_series(
            {
                "categories": block.across(0, names=True),
                "values": block.across(0),
                "points": [{"fill": {"color": c}, "border": {"color": "#FFFFFF"}} for c in _SHARE],
            }
        )
        graph.set_hole_size(66)
        return graph

    def _ranks(self, block: Block) -> Any:
        graph = self._chart(block, "bar")
        look = {
            "fill": {"color": CHARTS[1]},
            "border": {"none": True},
            "gap": max(220, 500 - 90 * block.length),
        }
        graph.add_series(block.series(0) | look)
        self._axes(graph)
        return graph


def _tall(drawn: Chart) -> int:
    """Return the height in px that keeps every label readable."""
    if drawn.kind in (ChartKind.RANKS, ChartKind.RING) and len(drawn.rows) < 2:
        return LOWEST
    bars = len(drawn.rows) * max(1, len(drawn.series))
    return min(HIGHEST, max(LOWEST, 80 + 30 * bars))


def _gap(block: Block) -> int:
    """Return the space between bars in % of a bar, so that few of them do not grow fat."""
    close = 30 if block.chart.kind is ChartKind.FUNNEL else 55
    return max(close, 210 - 60 * block.length)


def _pixels(first: int, last: int) -> int:
    return sum(int(w * 7 + 5) for w in WIDTHS[first : last + 1])


def _inside(block: Block, wide: int, tall: int) -> dict[str, float]:
    """Return the plot's share of the chart: room for labels left, for values right."""
    left = min(wide * 0.42, 16 + 7 * max(width(block.category(n)) for n in range(block.length)))
    right = 16 if block.chart.kind is ChartKind.RING else 84
    below = 38 if block.width > 1 and block.chart.kind is not ChartKind.RING else 14
    return {
        "x": left / wide,
        "y": 44 / tall,
        "width": 1 - (left + right) / wide,
        "height": 1 - (44 + below) / tall,
    }
