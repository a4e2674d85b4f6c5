"""Live charts on the screen. Importing this package imports pyqtgraph (440 ms): do it on use."""

from courtdesk.ui.charts.column import ChartColumn
from courtdesk.ui.charts.view import ChartView

__all__ = ["ChartColumn", "ChartView"]
