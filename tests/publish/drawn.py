"""A sheet with one chart of any kind and size, and how a test sees what collides."""

from collections.abc import Iterator

from courtdesk.models.outline import (
    ChartKind,
    ChartRow,
    ChartSpec,
    Indicator,
    Item,
    Measure,
    Outline,
    Section,
)
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure

WORDY = "涉及婚姻家庭继承、房屋买卖租赁以及其他各类民商事纠纷的案件审结数量"
Box = tuple[str, float, float, float, float]
"""A character with its left, bottom, right and top in pt."""


def drawn(kind: ChartKind, rows: int, name: str = "审结数", missing: int = -1) -> FactSheet:
    """A sheet with one chart of this many rows; the row ``missing`` has no figure."""
    unit = "位" if kind is ChartKind.RANKS else "件"
    measure = Measure.RANK if kind is ChartKind.RANKS else Measure.COUNT
    ids = [f"X{n}" for n in range(rows)]
    facts = tuple(
        Indicator(id=id, label=f"第{n}类{name}", unit=unit, measure=measure)
        for n, id in enumerate(ids)
    )
    whole = Indicator(id="whole", label="总数", unit="件")
    pairs = [(id, "whole") if kind is ChartKind.RING else (id,) for id in ids]
    spec = ChartSpec(
        id="c", kind=kind, title="对照", rows=tuple(ChartRow(figures=p) for p in pairs)
    )
    item = Item(id="i", heading="条目", indicators=(*facts, whole))
    section = Section(id="s", title="聚力平安守护", items=(item,), charts=(spec,))
    text = "第{}" if kind is ChartKind.RANKS else "{}件"
    figures = [Figure(id="whole", printed=Quantity.parse("4321件"))]
    figures += [
        Figure(
            id=id,
            printed=None if n == missing else Quantity.parse(text.format(n * 37 + 1)),
            previous=Quantity.parse(text.format(n * 41 + 2)),
        )
        for n, id in enumerate(ids)
    ]
    outline = Outline(name="试", sections=(section,))
    return FactSheet(court="虚构县人民法院", year=2024, outline=outline, figures=tuple(figures))


def overlaps(chars: list[Box]) -> Iterator[tuple[str, str]]:
    """Pairs of characters of one page whose boxes share more than 1 pt."""
    chars = sorted(chars, key=lambda c: c[1])
    for n, (one, left, bottom, right, top) in enumerate(chars):
        for two, left2, bottom2, right2, top2 in chars[n + 1 :]:
            if left2 >= right - 1:
                break
            if min(top, top2) - max(bottom, bottom2) > 1 and right2 > left:
                yield one, two
