"""Which figures each form of chart can show, and the rows of those that were chosen."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile, zip_longest
from typing import NamedTuple

from courtdesk.models.derived import stands
from courtdesk.models.outline import ChartKind, ChartRow, ChartSpec, Indicator, Item, Measure
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.unit import PER_CENT, alike, base_of

MOST = 12  # rows of a chart that are still told apart at a glance
CASES, PERSONS = "件", "人"


class ChartForm(NamedTuple):
    """A form a user chooses: its name, what it is for, the least rows it needs.

    ``measured`` compares the lengths of all rows, so they share a unit; ``paired`` holds two
    figures a row, cases beside persons: a paired chart without compares two years.
    """

    kind: ChartKind
    name: str
    purpose: str
    least: int = 1
    measured: bool = False
    paired: bool = False


FORMS = (
    ChartForm(ChartKind.BARS, "条形图", "比大小：单位相同的几个数，各画一条。", measured=True),
    ChartForm(
        ChartKind.PAIRED, "两年对比", "比两年：每项画两条，一条本年，一条上年。", measured=True
    ),
    ChartForm(
        ChartKind.PAIRED, "件数与人数", "比件数和人数：同一类案件的件、人各画一条。", paired=True
    ),
    ChartForm(ChartKind.RING, "环形图", "看占比：每个百分比画一个环。"),
    ChartForm(
        ChartKind.FUNNEL,
        "漏斗图",
        "看过程：后一项是前一项的一部分，如拍卖、成交。",
        2,
        measured=True,
    ),
    ChartForm(ChartKind.RANKS, "位次图", "看排名：每个位次标在一条名次线上。"),
)


class Offer(NamedTuple):
    """A row a chart could have: its name, its value as printed, and its base unit.

    ``against`` says why the form can never show it, empty when it can.
    """

    row: ChartRow
    name: str
    text: str
    unit: str
    against: str = ""


def form_of(spec: ChartSpec) -> ChartForm:
    """Return the form a chart has."""
    pairs = spec.kind is ChartKind.PAIRED and any(len(r.figures) > 1 for r in spec.rows)
    return next(f for f in FORMS if f.kind is spec.kind and f.paired is pairs)


def items_at(sheet: FactSheet, path: str) -> tuple[Item, ...]:
    """Return whose figures the charts at ``path`` draw on: a section's; the overview's are all."""
    return tuple(
        item
        for section, item in sheet.outline.items()
        if path == "outline.charts"
        or (section is not None and path == f"outline.sections.{section.id}.charts")
    )


def offers(
    form: ChartForm, sheet: FactSheet, items: Iterable[Item], held: Sequence[ChartRow] = ()
) -> tuple[Offer, ...]:
    """Return every row there could be, in printed order; those a chart holds come as they are."""
    known = sheet.outline.places
    order = {id: place for place, id in enumerate(known)}
    rows = {o.row.figures: o for item in items for o in _offered(form, sheet, item.indicators)}
    for row in held:
        if all(id in known for id in row.figures):
            there = rows.get(row.figures) or _offer(sheet, row.figures)
            label = words(row.label, sheet)
            named = there.name if len(row.figures) == 1 or not label else f"{label}（{there.name}）"
            rows[row.figures] = there._replace(row=row, name=named)
    return tuple(sorted(rows.values(), key=lambda offer: order[offer.row.figures[0]]))


def unfit(form: ChartForm, offer: Offer, chosen: Sequence[Offer]) -> str:
    """Say in a sentence why a row cannot join the chosen ones; empty when it can."""
    if offer.against:
        return offer.against
    if len(chosen) >= MOST:
        return f"一张图表最多 {MOST} 项，请先取消一项。"
    if form.measured and chosen and not alike(offer.unit, chosen[0].unit):
        one, other = (o.unit or "未填单位" for o in (offer, chosen[0]))
        return f"单位是“{one}”，已选的是“{other}”：单位不同，长短不能相比。"
    return ""


def rows_of(
    form: ChartForm, sheet: FactSheet, chosen: Iterable[Offer], held: Sequence[ChartRow] = ()
) -> tuple[ChartRow, ...]:
    """Return the chart's rows: held ones keep their order, new ones follow as they were offered.

    A funnel goes from the largest to the smallest as soon as all are known.
    """
    fresh = {offer.row.figures: offer.row for offer in chosen}
    kept = [row for row in held if row.figures in fresh]
    there = {row.figures for row in kept}
    rows = (*kept, *(row for figures, row in fresh.items() if figures not in there))
    sizes = [_size(sheet, row) for row in rows]
    known = [size for size in sizes if size is not None]
    if form.kind is not ChartKind.FUNNEL or len(known) < len(rows):
        return rows
    order = sorted(range(len(rows)), key=lambda place: -known[place])
    return tuple(rows[place] for place in order)


def lacking(form: ChartForm, chosen: Collection[Offer]) -> str:
    """Say what a chart of this form still needs; empty when it can be drawn."""
    if len(chosen) >= form.least:
        return ""
    return "请至少勾选一项。" if form.least == 1 else f"{form.name}至少要勾选 {form.least} 项。"


def series_of(form: ChartForm, held: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the series: those there are, where the form has two of its own."""
    return (tuple(held) or (CASES, PERSONS)) if form.paired else ()


def _offered(form: ChartForm, sheet: FactSheet, indicators: Sequence[Indicator]) -> Iterator[Offer]:
    """Yield the rows an item gives: each figure, or each number of cases with its persons."""
    paired: set[str] = set()
    for one, next_one in zip_longest(indicators, indicators[1:]):
        if one.id in paired:
            continue
        if form.paired and next_one and _pair(one, next_one):
            paired.add(next_one.id)
            yield _offer(sheet, (one.id, next_one.id))
        else:
            yield _offer(sheet, (one.id,))._replace(against=_against(form, one))


def _pair(one: Indicator, other: Indicator) -> bool:
    counts = one.measure is other.measure is Measure.COUNT
    return counts and alike(one.unit, CASES) and alike(other.unit, PERSONS)


def _offer(sheet: FactSheet, figures: tuple[str, ...]) -> Offer:
    indicators = [sheet.outline.indicator(id) for id in figures]
    standing = [stands(sheet, id) for id in figures]
    return Offer(
        row=ChartRow(figures=figures),
        name=_named([i.label for i in indicators]),
        text=" / ".join(q.printed if q else "待收" for q in standing),
        unit=standing[0].unit if standing[0] else base_of(indicators[0].unit),
    )


def _named(labels: Sequence[str]) -> str:
    """The labels beside each other; what the second repeats of the first is told once."""
    first, *rest = labels
    told = [first]
    for label in rest:
        pairs = zip(first, label, strict=False)
        again = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        told.append(label[again:] or label)
    return " / ".join(told)


def _against(form: ChartForm, indicator: Indicator) -> str:
    measure, rank = indicator.measure, indicator.measure is Measure.RANK
    match form.kind:
        case ChartKind.RANKS:
            return "" if rank else "不是位次：位次图只标位次。"
        case ChartKind.RING:
            share = measure is Measure.RATE and base_of(indicator.unit) in PER_CENT
            return "" if share else "不是百分比：环形图只画占比。"
        case ChartKind.PAIRED if form.paired:
            return "不是一对件数和人数：要同一条目里先件数、后人数的两项。"
        case ChartKind.FUNNEL if measure in (Measure.RATE, Measure.AVERAGE):
            return "不是件数、人数或金额：漏斗图从总数画到其中的部分。"
        case _:
            return "是位次：名次没有长短，请用位次图。" if rank else ""


def _size(sheet: FactSheet, row: ChartRow) -> Decimal | None:
    quantity = stands(sheet, row.figures[0])
    return quantity.value if quantity else None
