"""Which figures fit which form of chart, and the rows of those that were chosen."""

import pytest

from courtdesk.models.chart import chart
from courtdesk.models.charting import (
    FORMS,
    MOST,
    ChartForm,
    Offer,
    form_of,
    items_at,
    lacking,
    offers,
    rows_of,
    series_of,
    unfit,
)
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
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.models.value import written
from courtdesk.writing.samples import load_sample

BARS, YEARS, PAIRS, RINGS, FUNNEL, RANKS = FORMS
FIRST = Item(
    id="i1",
    heading="甲",
    indicators=(
        Indicator(id="sold", label="成交件数", unit="件"),
        Indicator(id="offered", label="拍卖件数", unit="件"),
        Indicator(id="theft", label="盗窃案件数", unit="件"),
        Indicator(id="thieves", label="盗窃人数", unit="名"),
        Indicator(id="paid", label="到位金额", unit="万元", measure=Measure.MONEY),
        Indicator(id="closed", label="结案率", unit="%", measure=Measure.RATE),
        Indicator(id="load", label="人均结案", unit="件", measure=Measure.AVERAGE),
        Indicator(id="place", label="全市位次", unit="位", measure=Measure.RANK),
    ),
)
SECOND = Item(id="i2", heading="乙", indicators=(Indicator(id="other", label="调解", unit="件"),))


@pytest.fixture
def sheet() -> FactSheet:
    sections = tuple(Section(id=f"s{i.id}", title=i.heading, items=(i,)) for i in (FIRST, SECOND))
    made = blank("甲县人民法院", 2024, Outline(name="测", sections=sections))
    for id, text in {"sold": "170件", "offered": "335件", "paid": "2.88亿元"}.items():
        made = written(made, f"figures.{id}.printed", Quantity.parse(text))
    return made


def offered(form: ChartForm, sheet: FactSheet) -> dict[str, Offer]:
    return {" ".join(o.row.figures): o for o in offers(form, sheet, (FIRST,))}


def fitting(form: ChartForm, sheet: FactSheet) -> list[str]:
    return [ids for ids, offer in offered(form, sheet).items() if not offer.against]


def test_each_form_takes_the_figures_it_can_show_and_says_why_not_the_others(sheet) -> None:
    lengths = ["sold", "offered", "theft", "thieves", "paid"]
    assert fitting(BARS, sheet) == fitting(YEARS, sheet) == [*lengths, "closed", "load"]
    assert fitting(FUNNEL, sheet) == lengths
    assert fitting(PAIRS, sheet) == ["theft thieves"]
    assert fitting(RINGS, sheet) == ["closed"]
    assert fitting(RANKS, sheet) == ["place"]
    for form in FORMS:
        refused = [o.against for o in offered(form, sheet).values() if o.against]
        assert refused and all(sentence.endswith("。") for sentence in refused)


def test_every_figure_is_offered_in_printed_order_with_its_present_value(sheet) -> None:
    rows = offers(BARS, sheet, (FIRST,))
    assert [o.row.figures[0] for o in rows] == [i.id for i in FIRST.indicators]
    assert [o.text for o in rows][:2] == ["170件", "335件"]
    assert offered(BARS, sheet)["theft"].text == "待收"
    pair = offered(PAIRS, sheet)["theft thieves"]
    assert (pair.name, pair.text) == ("盗窃案件数 / 人数", "待收 / 待收")


def test_lengths_are_compared_in_one_unit_only(sheet) -> None:
    rows = offered(BARS, sheet)
    assert "“元”" in unfit(BARS, rows["paid"], (rows["sold"],))
    assert unfit(BARS, rows["offered"], (rows["sold"],)) == ""
    assert unfit(BARS, rows["paid"], ()) == ""
    assert "单位" in unfit(FUNNEL, rows["thieves"], (rows["sold"],))


def test_a_chart_holds_no_more_rows_than_can_be_told_apart(sheet) -> None:
    rows = offered(BARS, sheet)
    assert str(MOST) in unfit(BARS, rows["sold"], (rows["offered"],) * MOST)


def test_the_overview_draws_on_every_item_and_a_section_on_its_own(sheet) -> None:
    every = tuple(item for _, item in sheet.outline.items())
    assert items_at(sheet, "outline.charts") == every
    assert items_at(sheet, "outline.sections.si1.charts") == (FIRST,)
    assert items_at(sheet, "outline.sections.gone.charts") == ()


def test_held_rows_keep_their_order_and_labels_and_new_ones_follow(sheet) -> None:
    held = (ChartRow(figures=("theft",), label="偷"), ChartRow(figures=("sold",)))
    every = offers(BARS, sheet, (FIRST,), held)
    chosen = [o for o in every if o.row.figures[0] in ("sold", "offered", "theft")]
    rows = rows_of(BARS, sheet, chosen, held)
    assert [r.figures[0] for r in rows] == ["theft", "sold", "offered"]
    assert rows[0].label == "偷"
    assert rows_of(BARS, sheet, chosen[:1], held) == held[1:]


def test_a_row_the_section_does_not_offer_stays_on_offer_while_the_chart_holds_it(sheet) -> None:
    held = (ChartRow(figures=("sold", "offered"), label="成交率"), ChartRow(figures=("other",)))
    every = {o.row.figures: o for o in offers(RINGS, sheet, (FIRST,), held)}
    assert every["sold", "offered"].name == "成交率（成交件数 / 拍卖件数）"
    assert every["sold", "offered"].row is held[0] and ("other",) in every
    gone = (ChartRow(figures=("nowhere",)),)
    assert len(offers(RINGS, sheet, (FIRST,), gone)) == len(FIRST.indicators)


def test_a_funnel_begins_with_the_largest_once_all_are_known(sheet) -> None:
    rows = offered(FUNNEL, sheet)
    known = rows_of(FUNNEL, sheet, (rows["sold"], rows["offered"]))
    assert [r.figures[0] for r in known] == ["offered", "sold"]
    awaited = rows_of(FUNNEL, sheet, (rows["sold"], rows["offered"], rows["theft"]))
    assert [r.figures[0] for r in awaited] == ["sold", "offered", "theft"]


def test_a_chart_without_enough_rows_says_so(sheet) -> None:
    rows = offered(FUNNEL, sheet)
    assert lacking(BARS, ()) and lacking(FUNNEL, (rows["sold"],))
    assert not lacking(BARS, (rows["sold"],))
    assert not lacking(FUNNEL, (rows["sold"], rows["offered"]))


@pytest.mark.parametrize("name", ["sheqi-2023", "yunchuan-2024"])
def test_the_charts_of_the_samples_come_through_unchanged(name: str) -> None:
    sheet = load_sample(name)[0]
    places = [("outline.charts", c) for c in sheet.outline.charts]
    for section in sheet.outline.sections:
        places += [(f"outline.sections.{section.id}.charts", c) for c in section.charts]
    assert places
    for at, spec in places:
        form = form_of(spec)
        every = offers(form, sheet, items_at(sheet, at), spec.rows)
        chosen = [o for o in every if o.row in spec.rows]
        assert rows_of(form, sheet, chosen, spec.rows) == spec.rows
        assert series_of(form, spec.series) == spec.series
        assert form.kind is spec.kind


def test_pairs_are_named_after_what_they_count(sheet) -> None:
    row = offered(PAIRS, sheet)["theft thieves"].row
    assert series_of(PAIRS, ()) == ("件", "人") and series_of(YEARS, ("件", "人")) == ()
    spec = ChartSpec(id="c", kind=ChartKind.PAIRED, title="", rows=(row,), series=("件", "人"))
    assert form_of(spec) is PAIRS and chart(spec, sheet).series == ("件", "人")
    assert form_of(spec.replaced(rows=(ChartRow(figures=("sold",)),), series=())) is YEARS
