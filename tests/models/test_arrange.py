"""Sections, items and indicators rearranged: ids stay unique, what belongs to them goes along."""

import pytest

from courtdesk.checks import check
from courtdesk.models import arrange
from courtdesk.models.outline import (
    ChartKind,
    ChartRow,
    ChartSpec,
    Formula,
    Indicator,
    Item,
    Measure,
    Outline,
    Relation,
    RelationKind,
    Section,
)
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, State, blank
from courtdesk.models.value import read, written
from courtdesk.writing.article import compose
from courtdesk.writing.samples import load_sample

NEW = Indicator(id="whatever", label="新收案件数", unit="件", department="立案庭")


@pytest.fixture(params=["sheqi-2023", "yunchuan-2024"])
def sample(request: pytest.FixtureRequest) -> FactSheet:
    return load_sample(request.param)[0]


def counts(*ids: str) -> tuple[Indicator, ...]:
    return tuple(Indicator(id=i, label=i, unit="件") for i in ids)


def chart(id: str, *rows: tuple[str, ...]) -> ChartSpec:
    rows_ = tuple(ChartRow(figures=r) for r in rows)
    return ChartSpec(id=id, kind=ChartKind.BARS, title=id, rows=rows_)


@pytest.fixture
def sheet() -> FactSheet:
    """Two sections whose figures depend on one another."""
    share = Formula(kind="share", terms=("b", "a"))
    rate = Indicator(id="rate", label="率", unit="%", measure=Measure.RATE, formula=share)
    outline = Outline(
        name="测试",
        lead=Item(id="lead", heading="导语", indicators=(*counts("a"), rate)),
        charts=(chart("c0", ("a",), ("b",)), chart("c1", ("b",))),
        sections=(
            Section(
                id="s1",
                title="一",
                items=(
                    Item(id="i1", heading="甲", indicators=counts("b", "c")),
                    Item(id="i2", heading="乙", indicators=counts("d")),
                ),
                charts=(chart("c2", ("b", "a"), ("c",)),),
            ),
            Section(id="s2", title="二", items=(Item(id="i3", heading="丙"),)),
        ),
        relations=(
            Relation(id="r1", kind=RelationKind.AT_MOST, left=("b",), right=("a",)),
            Relation(id="r2", kind=RelationKind.SUM, left=("a",), right=("c", "d")),
        ),
    )
    sheet = blank("甲县人民法院", 2024, outline)
    for n, figure in enumerate(sheet.figures, 1):
        sheet = written(sheet, f"figures.{figure.id}.printed", Quantity.parse(f"{n}件"))
    return written(sheet, "passages.i1.text", "审结{b}。")


def places(sheet: FactSheet) -> list[str]:
    """Every section, item and indicator by its path of the outline, the lead left out."""
    outline = sheet.outline
    paths = [f"sections.{s.id}" for s in outline.sections]
    paths += [arrange.item_path(outline, i.id) for s, i in outline.items() if s]
    return paths + [arrange.indicator_path(outline, i.id) for i in outline.indicators]


def kept(before: FactSheet, after: FactSheet) -> None:
    """What is in both sheets is the same in both, and the new one fits its outline."""
    assert [f.id for f in after.figures] == [i.id for i in after.wanted]
    assert [p.id for p in after.passages] == [i.id for _, i in after.outline.items()]
    for figure in after.figures:
        assert figure == before.figure(figure.id)
    for passage in after.passages:
        assert passage.text == before.passage(passage.id)
    known = {i.id for i in after.outline.indicators}
    assert all(known.issuperset(r.figures) for r in after.outline.relations)
    charts = [*after.outline.charts, *(c for s in after.outline.sections for c in s.charts)]
    assert all(known.issuperset(r.figures) for c in charts for r in c.rows)
    assert all(c.rows for c in charts)
    assert FactSheet.model_validate_json(after.model_dump_json()) == after
    check(after)
    compose(after)


def test_a_new_section_stands_last_with_an_item_to_write_in(sample: FactSheet) -> None:
    after, id = arrange.add_section(sample, "聚力新篇")
    assert after.outline.sections[:-1] == sample.outline.sections
    section = after.outline.sections[-1]
    assert (section.id, section.title, len(section.items)) == (id, "聚力新篇", 1)
    assert after.passage(section.items[0].id) == ""
    kept(sample, after)


def test_a_new_item_stands_last_in_its_section(sample: FactSheet) -> None:
    first = sample.outline.sections[0]
    after, id = arrange.add_item(sample, first.id, "新条目")
    items = after.outline.sections[0].items
    assert (items[:-1], items[-1].id, items[-1].heading) == (first.items, id, "新条目")
    kept(sample, after)


def test_a_new_indicator_stands_last_under_an_id_of_its_own(sample: FactSheet) -> None:
    item = sample.outline.sections[0].items[0]
    after, id = arrange.add_indicator(sample, item.id, NEW)
    indicators = after.outline.sections[0].items[0].indicators
    assert indicators == (*item.indicators, NEW.replaced(id=id))
    assert id not in sample.outline.places and after.figure(id).state is State.AWAITED
    kept(sample, after)


def test_an_indicator_can_be_added_to_the_lead(sample: FactSheet) -> None:
    after, id = arrange.add_indicator(sample, sample.outline.lead.id, NEW)
    assert after.outline.lead.indicators[-1].id == id
    assert arrange.indicator_path(after.outline, id) == f"lead.indicators.{id}"


def test_whatever_is_added_and_removed_ids_stay_unique(sample: FactSheet) -> None:
    sheet = sample
    for _ in range(4):
        sheet, section = arrange.add_section(sheet, "同名")
        sheet, item = arrange.add_item(sheet, section, "同名")
        sheet, one = arrange.add_indicator(sheet, item, NEW)
        sheet, _ = arrange.add_indicator(sheet, item, NEW)
        sheet = arrange.remove(sheet, arrange.indicator_path(sheet.outline, one))
        sheet, two = arrange.add_indicator(sheet, item, NEW)
        assert two == one  # the removed figure went with its indicator
        assert sheet.figure(two).printed is None
    ids = [i.id for _, i in sheet.outline.items()]
    assert len(set(ids)) == len(ids)
    kept(sample, sheet)


@pytest.mark.parametrize("kind", ["section", "item", "indicator"])
def test_a_move_swaps_neighbours_and_moving_back_restores(sample: FactSheet, kind: str) -> None:
    section = sample.outline.sections[1]
    path = {
        "section": f"sections.{section.id}",
        "item": f"sections.{section.id}.items.{section.items[0].id}",
        "indicator": f"sections.{section.id}.items.{section.items[0].id}"
        f".indicators.{section.items[0].indicators[0].id}",
    }[kind]
    group, _, id = path.rpartition(".")
    ids = [e.id for e in read(sample.outline, group)]
    after = arrange.move(sample, path, 1)
    place = ids.index(id)
    ids[place], ids[place + 1] = ids[place + 1], ids[place]
    assert [e.id for e in read(after.outline, group)] == ids
    kept(sample, after)
    assert arrange.move(after, path, -1) == sample


def test_a_move_past_either_end_changes_nothing(sheet: FactSheet) -> None:
    for path in ("sections.s1", "sections.s1.items.i1", "sections.s1.items.i1.indicators.b"):
        assert arrange.move(sheet, path, -1) is sheet
    for path in ("sections.s2", "sections.s1.items.i2", "sections.s1.items.i1.indicators.c"):
        assert arrange.move(sheet, path, 1) is sheet
    assert arrange.move(sheet, "sections.s2.items.i3", 1) is sheet


def test_a_section_moved_through_all_places_keeps_everything(sample: FactSheet) -> None:
    first = sample.outline.sections[0]
    sheet = sample
    for place in range(1, len(sample.outline.sections)):
        sheet = arrange.move(sheet, f"sections.{first.id}", 1)
        assert sheet.outline.sections[place] == first
        kept(sample, sheet)
    assert {f.id: f for f in sheet.figures} == {f.id: f for f in sample.figures}


def test_a_new_name_changes_the_name_alone(sheet: FactSheet) -> None:
    after = arrange.change(sheet, "sections.s1", title="新名", slogan="新貌")
    section = after.outline.sections[0]
    assert (section.title, section.slogan) == ("新名", "新貌")
    assert arrange.change(after, "sections.s1", title="一", slogan="") == sheet
    after = arrange.change(sheet, "sections.s1.items.i1", heading="新题")
    assert after.outline.sections[0].items[0].heading == "新题"
    assert arrange.change(sheet, "sections.s1.items.i1", heading="甲") is sheet
    kept(sheet, after)


def test_a_removed_indicator_takes_its_figure_relations_chart_rows_and_formulas(
    sheet: FactSheet,
) -> None:
    after = arrange.remove(sheet, "sections.s1.items.i1.indicators.b")
    kept(sheet, after)
    assert [f.id for f in after.figures] == ["a", "c", "d"]
    assert [r.id for r in after.outline.relations] == ["r2"]
    assert "rate" not in after.outline.places
    assert [(c.id, len(c.rows)) for c in after.outline.charts] == [("c0", 1)]
    assert [r.figures for r in after.outline.sections[0].charts[0].rows] == [("c",)]
    assert after.passage("i1") == "审结{b}。"  # the words stay; the article shows what is missing


def test_a_removed_section_takes_all_that_stood_in_it(sheet: FactSheet) -> None:
    after = arrange.remove(sheet, "sections.s1")
    kept(sheet, after)
    assert [s.id for s in after.outline.sections] == ["s2"]
    assert [f.id for f in after.figures] == ["a"]
    assert [p.id for p in after.passages] == ["lead", "i3"]
    assert after.outline.relations == ()


def test_a_formula_over_a_removed_formula_goes_too(sheet: FactSheet) -> None:
    rest = Formula(kind="complement", terms=("rate",))
    left = Indicator(id="left", label="余", unit="%", measure=Measure.RATE, formula=rest)
    chained, id = arrange.add_indicator(sheet, "i3", left)
    rows = (chart("c9", ("rate",), (id,)), chart("c8", ("a",)))
    chained = chained.replaced(outline=written(chained.outline, "charts", rows))
    after = arrange.remove(chained, "sections.s1.items.i1.indicators.b")
    assert id not in after.outline.places
    assert [c.id for c in after.outline.charts] == ["c8"]
    kept(chained, after)


def test_any_place_can_be_removed_until_nothing_is_left(sample: FactSheet) -> None:
    for path in places(sample):
        kept(sample, arrange.remove(sample, path))
    sheet = sample
    while sheet.outline.sections:
        sheet = arrange.remove(sheet, f"sections.{sheet.outline.sections[-1].id}")
    while sheet.outline.indicators:
        id = sheet.outline.indicators[0].id
        sheet = arrange.remove(sheet, arrange.indicator_path(sheet.outline, id))
    assert (sheet.figures, sheet.outline.relations, sheet.outline.charts) == ((), (), ())
    assert [p.id for p in sheet.passages] == [sample.outline.lead.id]
    kept(sample, sheet)


def test_a_chart_is_added_changed_moved_and_removed(sheet: FactSheet) -> None:
    for at in "charts", "sections.s1.charts":
        before = [c.id for c in read(sheet.outline, at)]
        more, id = arrange.add_chart(sheet, at, chart("new", ("a",)))
        assert [c.id for c in read(more.outline, at)] == [*before, id]
        path = f"{at}.{id}"
        assert read(more.outline, path).title == "new"
        up = arrange.move(more, path, -1)
        assert [c.id for c in read(up.outline, at)] == [*before[:-1], id, before[-1]]
        assert arrange.move(more, path, 1) is more
        titled = arrange.change(more, path, title="改", kind=ChartKind.FUNNEL)
        assert read(titled.outline, path).kind is ChartKind.FUNNEL
        assert arrange.remove(more, path) == sheet
        kept(sheet, more)


def test_no_chart_gets_the_id_of_one_that_is_gone(sheet: FactSheet) -> None:
    seen = set()
    for _ in range(20):
        more, id = arrange.add_chart(sheet, "charts", chart("new", ("a",)))
        sheet = arrange.remove(more, f"charts.{id}")
        seen.add(id)
    assert len(seen) == 20


def test_a_sheet_is_never_changed_in_place(sheet: FactSheet) -> None:
    before = sheet.model_dump_json()
    arrange.add_section(sheet, "新")
    arrange.move(sheet, "sections.s1", 1)
    arrange.remove(sheet, "sections.s1")
    assert sheet.model_dump_json() == before


def test_an_unknown_place_is_told_apart(sheet: FactSheet) -> None:
    with pytest.raises(KeyError):
        arrange.move(sheet, "sections.none", 1)
    with pytest.raises(KeyError):
        arrange.item_path(sheet.outline, "none")
    with pytest.raises(KeyError):
        arrange.indicator_path(sheet.outline, "none")
