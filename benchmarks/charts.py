"""Measures one key's work on a chart: shown anew and painted, in place against made again.

Run with ``python -m benchmarks.charts``; needs no display.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import count

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from courtdesk import resources
from courtdesk.models.chart import Bar, Chart, Row
from courtdesk.models.outline import ChartKind
from courtdesk.ui.charts import ChartView
from courtdesk.ui.look.theme import LIGHT

ROWS, WIDTH, TIMES = 6, 360, 200
NAMES = ("纳入失信名单", "限制高消费", "拘传", "交通肇事、危险驾驶", "网络犯罪", "未成年人")


def main() -> None:
    """Print median and 95th percentile in ms for every kind, and how much in place saves."""
    app = QApplication([])
    for file in resources.fonts():
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(QFont(resources.SANS))
    for kind in ChartKind:
        charts = _charts(kind)
        view = _made(charts)
        placed = _times(partial(_changed, view, charts))
        anew = _times(partial(_made, charts))
        ratio = statistics.median(anew) / statistics.median(placed)
        print(
            f"charts: {kind}: in place {_text(placed)}; made again {_text(anew)}; "
            f"{ratio:.1f} times as fast in place"
        )


def _changed(view: ChartView, charts: Iterator[Chart]) -> None:
    view.show_chart(next(charts))
    view.grab()


def _made(charts: Iterator[Chart]) -> ChartView:
    view = ChartView(LIGHT)
    view.show_chart(next(charts))
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    view.grab()
    return view


def _charts(kind: ChartKind) -> Iterator[Chart]:
    """Endless charts of which each differs from the one before in one value, as keys do."""
    bars = 2 if kind is ChartKind.PAIRED else 1
    series = ("件", "人")[:bars] if bars == 2 else ()
    for key in count(1):
        values = [(50 - 7 * n) + (key % 7 if n == 0 else 0) for n in range(ROWS)]
        rows = (
            Row(label=name, bars=(Bar(size=Decimal(value), text=f"{value}件"),) * bars)
            for name, value in zip(NAMES, values, strict=True)
        )
        yield Chart(id="c", kind=kind, title="刑事案件件数与人数", series=series, rows=tuple(rows))


def _times(work: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _text(taken: list[float]) -> str:
    p95 = statistics.quantiles(taken, n=20)[-1]
    return f"{statistics.median(taken):.2f} ms (p95 {p95:.2f})"


if __name__ == "__main__":
    main()
