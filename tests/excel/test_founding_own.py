"""What the program wrote itself comes back as the sheet it was."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from courtdesk.excel.forms import form
from courtdesk.excel.founding.formula import Terms, formula_in
from courtdesk.excel.founding.founding import founded
from courtdesk.excel.founding.opened import open_files
from courtdesk.excel.founding.whose import court_of, year_of
from courtdesk.excel.workbook import workbook
from courtdesk.models.delivery import deliveries
from courtdesk.models.derived import stands
from courtdesk.models.outline import (
    Formula,
    Indicator,
    Item,
    Measure,
    Outline,
    Section,
)
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, Request, State, blank
from courtdesk.writing.samples import load_sample
from tests.excel.drawn import empty
from tests.excel.founding import NOW, made

RATE, MONEY, COUNT, AVERAGE = Measure.RATE, Measure.MONEY, Measure.COUNT, Measure.AVERAGE
TYPED = (
    ("a", "件", COUNT, "1234件", "1100件"),
    ("b", "件", COUNT, "5678件", "5000件"),
    ("m", "元", MONEY, "120.5万元", "3万元"),
    ("n", "元", MONEY, "2.88亿元", "2亿元"),
    ("r", "%", RATE, "80.5%", "75.5%"),
    ("p", "%", RATE, "12.25%", "11.75%"),
)

COMPUTED = [
    *((unit, RATE, "share", ("a", "b")) for unit in ("%", "‰", "成", "倍", "‱")),
    *((unit, MONEY, "sum", ("m", "n")) for unit in ("元", "千元", "万元", "百万元", "亿元")),
    *((unit, MONEY, "difference", ("n", "m")) for unit in ("元", "万元", "亿元")),
    *((unit, COUNT, "sum", ("a", "b")) for unit in ("件", "百件", "万件")),
    *((unit, AVERAGE, "average", ("m", "a")) for unit in ("元", "万元")),
    *((unit, RATE, "complement", ("r",)) for unit in ("%", "‰")),
    ("百分点", RATE, "difference", ("r", "p")),
]


def sheet(*derived: Indicator) -> FactSheet:
    typed = tuple(Indicator(id=t[0], label=f"数{t[0]}", unit=t[1], measure=t[2]) for t in TYPED)
    item = Item(id="s1i1", heading="条目", indicators=(*typed, *derived))
    outline = Outline(name="甲", sections=(Section(id="s1", title="部分", items=(item,)),))
    figures = tuple(
        Figure(id=id, printed=Quantity.parse(now), previous=Quantity.parse(before))
        for id, _, _, now, before in TYPED
    )
    return blank("临河县人民法院", 2024, outline).replaced(figures=figures)


def computed(id: str, unit: str, measure: Measure, kind: str, terms: tuple[str, ...]) -> Indicator:
    formula = Formula(kind=kind, terms=terms, decimals=3)
    return Indicator(id=id, label=f"得数{id}", unit=unit, measure=measure, formula=formula)


def back(source: FactSheet, folder: Path) -> FactSheet:
    path = folder / "sheet.xlsx"
    path.write_bytes(workbook(source, (), date(2025, 1, 1)))
    founding = founded(open_files([path]), source.year)
    assert [line.doubt for line in founding.lines if line.doubt] == []
    return made(founding)


@pytest.mark.parametrize(("unit", "measure", "kind", "terms"), COMPUTED)
def test_a_derived_figure_comes_back_in_the_scale_of_its_unit(
    unit: str, measure: Measure, kind: str, terms: tuple[str, ...], tmp_path: Path
) -> None:
    wanted = computed("d", unit, measure, kind, terms)
    source = sheet(wanted)
    twin = back(source, tmp_path)
    assert twin.outline.indicator("d") == wanted
    for field in ("printed", "previous"):
        assert stands(twin, "d", field) == stands(source, "d", field) is not None


def test_a_derived_figure_over_a_derived_one_keeps_its_term(tmp_path: Path) -> None:
    derived = (
        computed("d", "%", RATE, "share", ("a", "b")),
        computed("e", "‰", RATE, "share", ("a", "b")),
        computed("f", "%", RATE, "complement", ("d",)),
        computed("g", "百分点", RATE, "difference", ("f", "r")),
    )
    twin = back(sheet(*derived), tmp_path)
    assert tuple(twin.outline.indicator(i.id) for i in derived) == derived


@pytest.mark.parametrize("name", ["sheqi-2023", "yunchuan-2024"])
def test_our_own_workbook_comes_back_as_the_sheet_it_was(name: str, tmp_path: Path) -> None:
    sample, _ = load_sample(name)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(sample, (), date(2025, 1, 1)))
    opened = open_files([path])
    assert (court_of(opened), year_of(opened)) == (sample.court, sample.year)
    founding = founded(opened, sample.year)
    assert not founding.problems and not [line for line in founding.lines if line.doubt]
    back = made(founding, sample.court)
    assert (back.court, back.year, back.fictional) == (
        sample.court,
        sample.year,
        sample.fictional,
    )

    # an item without an indicator has no row in a workbook
    def parts(sheet: FactSheet) -> list[tuple[str, str, list[tuple[str, list[str]]]]]:
        return [
            (
                s.title,
                s.slogan,
                [(i.heading, [n.id for n in i.indicators]) for i in s.items if i.indicators],
            )
            for s in sheet.outline.sections
        ]

    assert parts(back) == parts(sample)
    assert [i.id for i in back.outline.lead.indicators] == [
        i.id for i in sample.outline.lead.indicators
    ]
    for wanted in sample.outline.indicators:
        found = back.outline.indicator(wanted.id)
        told = {} if wanted.formula is None else {"department": ""}
        printed = sample.figure(wanted.id).printed
        if printed is not None and printed.unit == found.unit:  # 32名 where 人 are counted
            told["unit"] = found.unit
        assert found.replaced(short=wanted.short) == wanted.replaced(**told), wanted.label
    for figure in sample.figures:
        twin = back.figure(figure.id)
        assert (twin.printed, twin.previous) == (figure.printed, figure.previous), figure.id
        assert twin.note == figure.note


def test_a_form_that_a_department_filled_in_becomes_a_part(tmp_path: Path) -> None:
    sheet = empty()
    delivery = next(d for d in deliveries(sheet) if d.department == "政治部")
    path = tmp_path / "采集表.xlsx"
    path.write_bytes(form(sheet, delivery, Request(department="政治部", when=NOW)))
    book = openpyxl.load_workbook(path)
    page = book["采集表"]
    filled = {page.cell(row, 8).value: row for row in range(7, page.max_row + 1)}
    first, *others = [i.id for i in delivery.owed]
    page.cell(filled[first], 6, "30")
    book.save(path)
    founding = founded(open_files([path]), 2023)
    assert {line.section for line in founding.lines} == {"政治部"}
    back = made(founding)
    assert [i.id for i in back.wanted] == [first, *others]
    printed = back.figure(first).printed
    assert printed is not None and printed.value == 30
    assert [back.figure(id).state for id in others] == [State.AWAITED] * len(others)


@pytest.mark.parametrize(
    "written",
    [
        "IFERROR(IF(COUNT('导语'!$D$7,'导语'!$D$6)=2,ROUND({},2),\"待收\"),\"待收\")",
        "IFERROR(IF(COUNT('导语'!$D$7,'导语'!$D$6)=2,ROUND({},2),\"待收\"),\"—\")",
        'IFERROR(ROUND({},2),"—")',
    ],
)
@pytest.mark.parametrize(
    ("inner", "kind", "terms"),
    [
        ("'导语'!$D$7/'导语'!$D$6*100", "share", "ba"),
        ("导语!$D$7/导语!$D$6*100", "share", "ba"),
        ("[$导语.$D$7]/[$导语.$D$6]*100", "share", "ba"),
        ("('导语'!$D$7*10000)/'导语'!$D$6", "average", "ba"),
        ("100-'甲''乙'!$D$4", "complement", "c"),
        ("'导语'!$D$7-'导语'!$D$6-'甲''乙'!$D$4", "difference", "bac"),
        ("'导语'!$D$7+'导语'!$D$6", "sum", "ba"),
        ("(('导语'!$D$7*10000)/'导语'!$D$6)/10000", "average", "ba"),
        ("([$导语.$D$7]/[$导语.$D$6]*100)/0.1", "share", "ba"),
        ("100-('导语'!$D$7*0.1)", "complement", "b"),
        ("'导语'!$D$7/800000*100", "", ""),
        ("'导语'!$D$9+'导语'!$D$6", "", ""),
        ("'导语'!$D$7*'导语'!$D$6", "", ""),
    ],
)
def test_a_formula_of_the_programs_is_known_again_also_after_another_office_saved_it(
    written: str, inner: str, kind: str, terms: str
) -> None:
    ids = {("导语", "D6"): "a", ("导语", "D7"): "b", ("甲'乙", "D4"): "c"}
    found = formula_in(written.format(inner), Terms(ids))
    if not kind:
        assert found is None
    else:
        assert found == Formula(kind=kind, terms=tuple(terms), decimals=2)


def test_two_workbooks_with_the_same_ids_make_no_sheet_with_an_id_twice(tmp_path: Path) -> None:
    sample, _ = load_sample("yunchuan-2024")
    paths = [tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"]
    for path, on in zip(paths, (1, 2), strict=True):
        path.write_bytes(workbook(sample, (), date(2025, 1, on)))
    founding = founded(open_files(paths), 2024)
    second = [line for line in founding.lines if line.file == "乙.xlsx"]
    assert {line.doubt for line in second} == {"“甲.xlsx”里也有这个编号"}
    assert not any(line.taken for line in second)
    sheet = made(founding.take([line.key for line in second], True))
    assert len(sheet.outline.indicators) == len(founding.lines)
