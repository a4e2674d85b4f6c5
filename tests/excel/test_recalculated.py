"""The workbook says what the sheet says: as it is written, and when LibreOffice has computed it."""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from courtdesk.excel.places import BEFORE, FIRST, ID, NOW, UNIT, YEARLY
from courtdesk.excel.workbook import write_workbook
from courtdesk.models.derived import change, standing
from courtdesk.models.outline import Formula, Indicator, Item, Measure, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure

M = Measure
PAIRS = [
    (M.RATE, "百分点", "1.30个百分点", "0.9个百分点"),
    (M.RATE, "个百分点", "-0.5个百分点", "0.9个百分点"),
    (M.RATE, "%", "78.267%", "78.000%"),
    (M.RATE, "%", "52.00%", "50%"),
    (M.RATE, "%", "38.5%", "40.7%"),
    (M.RATE, "%", "52.0%", "52.00%"),
    (M.RATE, "%", "0.00%", "1.2%"),
    (M.RATE, "%", "1.2%", "0%"),
    (M.RATE, "%", "100%", "99.9%"),
    (M.RATE, "%", "八成", "75.5%"),
    (M.RATE, "%", "三分之一", "30%"),
    (M.RATE, "‰", "3.25‰", "3.1‰"),
    (M.RATE, "‱", "7‱", "4‱"),
    (M.RATE, "成", "6.5成", "5成"),
    (M.RATE, "成", "六成", "五成"),
    (M.COUNT, "%", "15%", "13%"),
    (M.COUNT, "倍", "1.5倍", "1.2倍"),
    (M.COUNT, "件", "1234件", "1100件"),
    (M.COUNT, "件", "914件", "1000件"),
    (M.COUNT, "件", "10000件", "10004件"),
    (M.COUNT, "件", "9999件", "9999件"),
    (M.COUNT, "件", "10115件", "10000件"),
    (M.COUNT, "件", "9985件", "10000件"),
    (M.COUNT, "件", "28,802件", "1,200件"),
    (M.COUNT, "件", "12件", "0件"),
    (M.COUNT, "件", "0件", "12件"),
    (M.COUNT, "件", "0件", "0件"),
    (M.COUNT, "件", "1.23万件", "9800件"),
    (M.COUNT, "人", "17名", "20人"),
    (M.COUNT, "人", "720余人", "700人"),
    (M.COUNT, "人", "720人", ""),
    (M.COUNT, "人", "", "720人"),
    (M.MONEY, "万元", "0万元", "12万元"),
    (M.MONEY, "元", "0万元", "12万元"),
    (M.MONEY, "万元", "12万元", "0万元"),
    (M.MONEY, "万元", "-3万元", "-5万元"),
    (M.MONEY, "万元", "-3万元", "5万元"),
    (M.MONEY, "万元", "3万元", "-5万元"),
    (M.MONEY, "元", "2.88亿元", "2.4亿元"),
    (M.MONEY, "元", "2.88亿元", "2000万元"),
    (M.MONEY, "元", "0.00亿元", "1.2亿元"),
    (M.AVERAGE, "天", "0.0天", "3.5天"),
    (M.AVERAGE, "天", "45.6天", "50日"),
    (M.RANK, "位", "第3", "第5"),
]
TERMS = [
    ("a", M.COUNT, "件", "1234件", "1100件", ""),
    ("b", M.COUNT, "件", "5678件", "5000件", ""),
    ("none", M.COUNT, "件", "0件", "0件", ""),
    ("gone", M.COUNT, "件", "", "3件", ""),
    ("rough", M.COUNT, "件", "近3000件", "2800余件", "2987件"),
    ("money", M.MONEY, "万元", "120.5万元", "3万元", ""),
    ("more", M.MONEY, "万元", "2.88亿元", "2亿元", ""),
    ("nought", M.MONEY, "万元", "0万元", "3万元", ""),
    ("debt", M.MONEY, "万元", "-3.5万元", "-1万元", ""),
    ("rate", M.RATE, "%", "八成", "75.5%", ""),
    ("tenths", M.RATE, "成", "6.5成", "六成", ""),
    ("mille", M.RATE, "‰", "12.5‰", "3‰", ""),
    ("times", M.COUNT, "倍", "1.5倍", "1.2倍", ""),
    ("third", M.RATE, "%", "三分之一", "40%", ""),
]
DERIVED = [
    ("%", "share", "a b", 2),
    ("‰", "share", "a b", 2),
    ("‱", "share", "a b", 0),
    ("成", "share", "a b", 1),
    ("倍", "share", "b a", 2),
    ("%", "share", "a rough", 2),
    ("%", "share", "a none", 2),
    ("%", "share", "none a", 2),
    ("%", "share", "gone a", 2),
    ("件", "difference", "b a none", 0),
    ("件", "difference", "a b", 0),
    ("件", "difference", "a a", 0),
    ("件", "sum", "a b none", 0),
    ("万件", "sum", "a b", 3),
    ("万元", "sum", "money nought", 2),
    ("亿元", "sum", "money more", 4),
    ("万元", "difference", "money debt", 1),
    ("元", "average", "money a", 2),
    ("万元", "average", "more a", 2),
    ("%", "complement", "rate", 1),
    ("%", "complement", "tenths", 1),
    ("成", "complement", "tenths", 2),
    ("‰", "complement", "mille", 1),
    ("%", "complement", "third", 3),
    ("百分点", "difference", "rate tenths", 2),
    ("个百分点", "difference", "rate mille", 2),
    ("倍", "sum", "times times", 1),
    ("件", "average", "a b", 0),
    ("", "difference", "b a", 0),
    ("件", "sum", "d27 d27", 2),
    ("%", "share", "d9 d12", 2),
    ("%", "difference", "d0 d29", 2),
]


def court_sheet() -> FactSheet:
    """Every pair as an indicator p0, p1 …, and the derived figures d0, d1 … with their terms."""
    indicators, figures = [], []
    rows = [(f"p{n}", *pair, "") for n, pair in enumerate(PAIRS)] + TERMS
    for id, measure, unit, now, before, exact in rows:
        indicators.append(Indicator(id=id, label=f"指标{id}", unit=unit, measure=measure))
        said = {"printed": now, "previous": before, "exact": exact}
        read = {name: Quantity.parse(text) for name, text in said.items() if text}
        figures.append(Figure(id=id, **read))
    for n, (unit, kind, terms, decimals) in enumerate(DERIVED):
        formula = Formula(kind=kind, terms=terms.split(), decimals=decimals)
        indicators.append(Indicator(id=f"d{n}", label=f"得数{n}", unit=unit, formula=formula))
    lead = Item(id="lead", heading="导语", indicators=tuple(indicators))
    outline = Outline(name="甲", lead=lead)
    return FactSheet(court="甲县人民法院", year=2024, outline=outline, figures=tuple(figures))


def said(sheet: FactSheet) -> dict[str, tuple[str, str, str]]:
    """This year, last year where both are computed, and the change of each indicator."""
    told = {}
    for indicator in sheet.outline.indicators:
        figure = standing(sheet, indicator.id)
        compared = change(indicator, figure)
        now, before = figure.printed, figure.previous
        years = (str(now or "待收"), str(before or "")) if indicator.formula else ("", "")
        told[indicator.id] = (*years, compared.text if compared else "")
    return told


def shown(path: Path, sheet: FactSheet) -> dict[str, tuple[str, str, str]]:
    """The same as the cells of a workbook show it, saved as text by LibreOffice."""
    told = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file))[FIRST:]:
            if row[ID] in sheet.outline.places:
                unit, computed = row[UNIT], sheet.outline.indicator(row[ID]).formula
                years = tuple(_figure(row[c], unit) if computed else "" for c in (NOW, BEFORE))
                told[row[ID]] = (*years, row[YEARLY])
    return told


def _figure(cell: str, unit: str) -> str:
    return f"{cell}{unit}" if cell[-1:].isdecimal() else cell


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The workbook as LibreOffice shows it: with the values it carries, and computed anew."""
    folder = tmp_path_factory.mktemp("recalculated")
    carried, computed = folder / "carried.xlsx", folder / "computed.xlsx"
    write_workbook(court_sheet(), (), carried)
    openpyxl.load_workbook(carried).save(computed)  # which forgets the values
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet, "--outdir", folder]
    subprocess.run([*command, carried, computed], check=True, capture_output=True, timeout=100)
    yield {path.stem: folder / f"{path.stem}-导语.csv" for path in (carried, computed)}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("which", ["carried", "computed"])
def test_every_computed_figure_and_every_change_reads_as_in_the_sheet(
    saved: dict[str, Path], which: str
) -> None:
    sheet = court_sheet()
    assert shown(saved[which], sheet) == said(sheet)
