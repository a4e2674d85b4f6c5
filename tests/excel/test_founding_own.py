"""The program's own workbook comes back as the sheet it was, whatever its figures count in."""

from datetime import date
from pathlib import Path

import pytest

from courtdesk.excel.founding.founding import founded
from courtdesk.excel.founding.opened import open_files
from courtdesk.excel.workbook import workbook
from courtdesk.models.derived import stands
from courtdesk.models.outline import Formula, Indicator, Item, Measure, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, blank
from tests.excel.test_founding import made

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
