"""Charts to draw, and the picture of what is drawn."""

from decimal import Decimal

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from courtdesk.models.chart import Bar, Chart, Row
from courtdesk.models.outline import ChartKind

WORDS = "行政机关负责人出庭应诉情况及旁听人员总数汇总统计表示意"


def bar(text: str, size: str | None) -> Bar:
    return Bar(size=None if size is None else Decimal(size), text=text)


def chart(
    kind: ChartKind, rows: int = 6, label: int = 6, size: str = "1234", series: tuple[str, ...] = ()
) -> Chart:
    """A chart whose rows fall from `size`, the last but one missing when there are several."""
    per = 2 if kind is ChartKind.PAIRED else 1
    if per == 2 and not series:
        series = ("2023年", "2022年")
    made = []
    for number in range(rows):
        value = None if rows > 2 and number == rows - 2 else str(Decimal(size) // (number + 1))
        text = "待收" if value is None else f"{value}余万元"
        made.append(Row(label=WORDS[number % 3 :][:label], bars=(bar(text, value),) * per))
    return Chart(id="c", kind=kind, title=WORDS[:12], series=series, rows=tuple(made))


def image(view: QWidget) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
