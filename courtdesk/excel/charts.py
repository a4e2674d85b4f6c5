"""Native charts below each table, fed from a block of formulas on a worksheet of its own."""

from typing import Any

from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.block import Block
from courtdesk.excel.book import BODY, CHARTS, HEAD, INK, MARGIN, PAGE, RULE, SECONDARY, Book
from courtdesk.excel.places import BLOCK, ID, Places, Table
from courtdesk.excel.table import WIDTHS
from courtdesk.models.chart import Chart, chart
from courtdesk.models.outline import ChartKind

ACROSS = 3  # charts side by side
GAP = 16  # px
_WIDE = sum(int(w * 7 + 5) for w in WIDTHS[:ID])  # px of the table as printed
_SIDE = (_WIDE - GAP * (ACROSS - 1)) // ACROSS
_ROW = 20  # px of a row nobody set


class Charts:
    """Draws charts while tables are written; their numbers are written last."""

    def __init__(self, book: Book, places: Places) -> None:
        self._book = book
        self._places = places
        self._blocks: list[Block] = []
        self._next = 0

    def draw(self, page: Worksheet, table: Table) -> None:
        """Place the table's charts below it, three abreast, none cut by a page's end."""
        pairs = [(s, chart(s, self._places.sheet)) for s in table.charts]
        pairs = [(s, c) for s, c in pairs if c.rows]
        row = table.end + 2
        for at in range(0, len(pairs), ACROSS):
            some = pairs[at : at + ACROSS]
            tall = max(_tall(c) for _, c in some)
            for n, (spec, drawn) in enumerate(some):
                block = Block(self._places, spec, drawn, self._next)
                self._next += len(drawn.rows) + 3
                self._blocks.append(block)
                graph = self._graph(block)
                graph.set_size({"width": _SIDE, "height": tall})
                x = n * (_SIDE + GAP)
                page.insert_chart(row, 0, graph, {"x_offset": x + 1, "object_position": 2})
            row += -(-(tall + GAP) // _ROW)

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
        graph.set_title({
            "name": block.title, "overlay": False,
            "name_font": {"name": HEAD, "size": 12, "bold": False, "color": INK},
        })  # fmt: skip
        graph.set_legend({"none": True})
        graph.set_chartarea(
            {"border": {"color": RULE, "width": 0.75}, "fill": {"color": "#FFFFFF"}}
        )
        graph.set_plotarea({"fill": {"none": True}})
        graph.show_hidden_data()
        return graph

    def _axes(self, graph: Any, labels: dict[str, Any], values: dict[str, Any]) -> None:
        """Set the axis of labels and that of values, which is not drawn."""
        labels = {
            "num_font": _font(), "line": {"color": RULE}, "major_tick_mark": "none",
            "minor_tick_mark": "none", "major_gridlines": {"visible": False},
        } | labels  # fmt: skip
        values = {"visible": False, "major_gridlines": {"visible": False}, "min": 0} | values
        lying = isinstance(graph, ChartBar)  # its y axis is the one of labels
        graph.set_x_axis(values if lying else labels)
        graph.set_y_axis(labels if lying else values)

    def _bars(self, block: Block) -> Any:
        graph = self._chart(block, "bar")
        several = block.width > 1
        for n in range(block.width):
            graph.add_series(block.series(n) | {
                "fill": {"color": CHARTS[n % len(CHARTS)]}, "border": {"none": True},
                "gap": 30 if block.chart.kind is ChartKind.FUNNEL else 55,
                "overlap": -5 if several else 0,
            })  # fmt: skip
        self._axes(graph, {"reverse": True}, {})
        if several:
            graph.set_legend({"position": "bottom", "font": _font()})
        return graph

    def _shares(self, block: Block) -> Any:
        graph = self._chart(block, "bar", "stacked")
        for n, color in enumerate((CHARTS[0], "#EFEBE3")):
            series = block.series(n)
            if n:
                series.pop("data_labels")
            elif "custom" not in series["data_labels"]:
                series["data_labels"]["position"] = "inside_base"
            labels = series.get("data_labels", {})
            labels["font"] = _font("#FFFFFF")
            labels["position"] = "inside_base"
            graph.add_series(
                series | {"fill": {"color": color}, "border": {"none": True}, "gap": 55}
            )
        self._axes(graph, {"reverse": True}, {"max": 100})
        return graph

    def _ring(self, block: Block) -> Any:
        graph = self._chart(block, "doughnut")
        colors = (CHARTS[0], "#EFEBE3")
        graph.add_series({
            "categories": block.across(0, names=True), "values": block.across(0),
            "points": [{"fill": {"color": c}, "border": {"color": "#FFFFFF"}} for c in colors],
        })  # fmt: skip
        graph.set_hole_size(66)
        return graph

    def _ranks(self, block: Block) -> Any:
        graph = self._chart(block, "line")
        graph.add_series(block.series(0) | {
            "line": {"none": True},
            "marker": {"type": "circle", "size": 11, "fill": {"color": CHARTS[0]},
                       "border": {"none": True}},
        })  # fmt: skip
        highest = max((r.bars[0].size or 1) for r in block.chart.rows)
        self._axes(graph, {"label_position": "high"}, {"reverse": True, "max": int(highest) + 1})
        return graph


def _tall(drawn: Chart) -> int:
    """Return the height in px that keeps every label readable."""
    if drawn.kind in (ChartKind.RANKS, ChartKind.RING) and len(drawn.rows) < 2:
        return 220
    bars = len(drawn.rows) * max(1, len(drawn.series))
    return max(220, 80 + 30 * bars)


def _font(color: str = SECONDARY) -> dict[str, Any]:
    return {"name": BODY, "size": 10, "color": color}
