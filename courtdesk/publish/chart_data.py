"""A chart as the templates draw it: lengths as shares of the longest, texts as they stand."""

from decimal import Decimal, localcontext
from typing import Any

from courtdesk.models.chart import Bar, Chart, chart
from courtdesk.models.outline import ChartKind, ChartSpec
from courtdesk.models.sheet import FactSheet


def chart_data(spec: ChartSpec, sheet: FactSheet) -> dict[str, Any]:
    """Return the chart for a template.

    Rows of {"label", "bars"}; a bar is {"share", "text"} with the share of the whole as a number
    from 0 to 1 written as text, or None when the figure is missing. In ranks the share is the
    place itself, a whole number.
    """
    drawn = chart(spec, sheet)
    longest = _longest(drawn)
    return {
        "kind": drawn.kind,
        "title": drawn.title,
        "series": list(drawn.series),
        "rows": [
            {"label": row.label, "bars": [_bar(bar, drawn.kind, longest) for bar in row.bars]}
            for row in drawn.rows
        ],
    }


def _longest(drawn: Chart) -> Decimal:
    if drawn.kind is ChartKind.RING:
        return Decimal(100)
    sizes = (bar.size for row in drawn.rows for bar in row.bars if bar.size is not None)
    return max(sizes, default=Decimal(0))


def _bar(bar: Bar, kind: ChartKind, longest: Decimal) -> dict[str, Any]:
    if bar.size is None:
        return {"share": None, "text": bar.text}
    if kind is ChartKind.RANKS:
        return {"share": f"{max(bar.size, Decimal(1)):.0f}", "text": bar.text}
    with localcontext(prec=12):
        share = bar.size / longest if longest > 0 else Decimal(0)
    return {"share": f"{min(max(share, Decimal(0)), Decimal(1)):.5f}", "text": bar.text}
