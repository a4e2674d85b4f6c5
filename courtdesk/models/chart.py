"""What a chart says: the numbers of a ``ChartSpec`` under one sheet, ready to be drawn anywhere."""

from decimal import Decimal

from courtdesk.models.derived import Year, rounded, standing, stands
from courtdesk.models.outline import ChartKind, ChartSpec
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.unit import PER_CENT
from courtdesk.models.value import Value


class Bar(Value):
    """One value to draw: its size and the text that stands beside it; None when it is missing."""

    size: Decimal | None
    text: str


class Row(Value):
    """One labelled line: a bar a series."""

    label: str
    bars: tuple[Bar, ...]


class Chart(Value):
    """A chart's title, its series' names (empty for a single series) and its rows.

    For a ring every row is one ring: ``bars[0].size`` is its share in %, from 0 to 100, or None.
    For ranks ``bars[0].size`` is the place.
    """

    id: str
    kind: ChartKind
    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]


def chart(spec: ChartSpec, sheet: FactSheet) -> Chart:
    """Read the chart's numbers off the sheet. Rows of figures the outline lacks are left out."""
    known = sheet.outline.places
    rows = tuple(r for r in spec.rows if all(f in known for f in r.figures))
    yearly = spec.kind is ChartKind.PAIRED and all(len(r.figures) == 1 for r in rows)
    named = tuple(words(name, sheet) for name in spec.series)
    series = (f"{sheet.year}年", f"{sheet.year - 1}年") if yearly else named
    drawn = []
    for row in rows:
        label = words(row.label, sheet) or known[row.figures[0]][2].name
        if spec.kind is ChartKind.RING:
            bars: tuple[Bar, ...] = (_ring(sheet, row.figures),)
        elif yearly:
            bars = (_bar(sheet, row.figures[0]), _bar(sheet, row.figures[0], "previous"))
        else:
            bars = tuple(_bar(sheet, f) for f in row.figures)
        drawn.append(Row(label=label, bars=bars))
    title = words(spec.title, sheet)
    return Chart(id=spec.id, kind=spec.kind, title=title, series=series, rows=tuple(drawn))


def _bar(sheet: FactSheet, id: str, year: Year = "printed") -> Bar:
    quantity = stands(sheet, id, year)
    if quantity is None:
        return Bar(size=None, text="—" if year == "previous" else "待收")
    return Bar(size=quantity.value, text=quantity.printed)


def _ring(sheet: FactSheet, figures: tuple[str, ...]) -> Bar:
    """A ring cannot show more than the whole; the text still says what the figures give.

    Of 60余 and 200余 that is 约30%: more is not known.
    """
    first, *rest = (standing(sheet, id) for id in figures)
    if rest:
        part, whole = first.known, rest[0].known
        if part is None or whole is None or whole.value <= 0:
            return Bar(size=None, text="待收")
        share = part.value / whole.value * 100
        exact = part.level and whole.level
        text = f"{rounded(share, 2):f}%" if exact else f"约{rounded(share, 0):f}%"
    elif first.printed is None:
        return Bar(size=None, text="待收")
    else:
        share = first.printed.value * PER_CENT.get(first.printed.unit, 1)
        text = first.printed.printed
    return Bar(size=min(max(share, Decimal(0)), Decimal(100)), text=text)
