"""What the exported workbook holds."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml import ElementTree

from courtdesk.excel.cells import sheet_names
from courtdesk.excel.places import COLUMNS
from courtdesk.excel.workbook import write_workbook
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartKind, ChartRow, ChartSpec, Outline, Severity
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.models.value import written

FINDING = Finding(
    path="figures.mediated.printed",
    severity=Severity.ERROR,
    rule="R1",
    message="重算为53.00%",
    recomputed="53.00%",
    low="52.99%",
    high="53.01%",
)


@pytest.fixture
def book(workbook: Path) -> Any:
    return openpyxl.load_workbook(workbook)


@pytest.fixture
def values(workbook: Path) -> Any:
    return openpyxl.load_workbook(workbook, data_only=True)


def test_there_is_a_cover_a_worksheet_a_section_and_the_lists_at_the_end(book: Any) -> None:
    names = book.sheetnames
    assert names[0] == "封面"
    assert names[1] == "导语"
    assert names[-3:] == ["校核", "来源", "图表数据"]
    assert len(names) == 1 + 1 + 4 + 3
    assert book["图表数据"].sheet_state == "hidden"


def test_hostile_titles_become_names_excel_accepts() -> None:
    titles = ["[a]:*?/\\", "", "'", "长" * 40, "长" * 40, "封面", "History", "😀" * 20, "A", "a"]
    names = sheet_names(titles, ["封面"])
    assert all(0 < len(n.encode("utf-16-le")) // 2 <= 31 for n in names)
    assert not any(set(n) & set("[]:*?/\\") or n.startswith("'") or n.endswith("'") for n in names)
    assert len({n.casefold() for n in [*names, "封面", "History"]}) == len(titles) + 2


def test_a_table_has_its_columns_and_hides_the_ids(book: Any) -> None:
    page = book["导语"]
    header = [c.value for c in page[3]]
    assert header[:10] == list(COLUMNS[:10])
    assert header[10] == "编号2024云川县人民法院"
    assert page.column_dimensions["K"].hidden
    assert page.freeze_panes == "D4"
    assert page.auto_filter.ref == "A3:K8"
    assert page.print_title_rows == "$3:$3"


@pytest.mark.parametrize(
    ("id", "value", "format", "unit"),
    [
        ("taken", 10336, "0", "件"),
        ("mediated", 52.2, "0.00", "%"),
        ("whole", 100, "0", "%"),
        ("money", 2.88, "0.00", "亿元"),
        ("sold", 1689.7, "0.0", "万元"),
        ("place", 3, '"第"0', "位"),
        ("praised", 17, "0", "名"),
        ("comma", 28802, "#,##0", "件"),
        ("zero", 0, "0", "件"),
        ("held", "720余人", "@", "人"),
        ("near", "近3亿元", "@", "亿元"),
        ("saved", "80余万元", "@", "元"),
        ("none", None, "General", "件"),
    ],
)
def test_a_figure_is_a_number_wherever_that_loses_nothing(
    book: Any, cell_of: Callable[..., Any], id: str, value: object, format: str, unit: str
) -> None:
    cell = cell_of(book, id)
    assert (cell.value, cell.number_format) == (value, format)
    assert cell.offset(column=1).value == unit


def test_last_year_in_another_unit_is_text_so_that_the_unit_column_stays_true(
    book: Any, cell_of: Callable[..., Any]
) -> None:
    assert cell_of(book, "sold", 6).value == "80余万元"
    assert cell_of(book, "average", 6).value == 301.5
    assert cell_of(book, "average", 6).number_format == "0.00"


def test_derived_figures_are_formulas_over_the_cells_of_their_terms(
    book: Any, values: Any, cell_of: Callable[..., Any]
) -> None:
    assert cell_of(book, "rate").value == (
        "=IFERROR(IF(COUNT('导语'!$D$5,'导语'!$D$4)=2,"
        "ROUND('导语'!$D$5/'导语'!$D$4*100,2),\"待收\"),\"待收\")"
    )
    assert cell_of(values, "rate").value == 93.52
    assert cell_of(values, "rate", 6).value == 91.84
    assert cell_of(values, "left").value == 670


def test_a_term_in_another_scale_is_scaled_and_an_approximate_one_is_a_constant(
    book: Any, values: Any, cell_of: Callable[..., Any]
) -> None:
    assert "$7*10000)/(" in cell_of(book, "sale").value
    assert "*100000000)*100,3)" in cell_of(book, "sale").value
    assert cell_of(values, "sale").value == 5.867
    assert cell_of(book, "thrift").value == '=IFERROR(ROUND(800000+300000000,0),"待收")'


def test_an_empty_sheet_awaits_everything(sheet: FactSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(blank(sheet.court, sheet.year, sheet.outline), (), path)
    values = openpyxl.load_workbook(path, data_only=True)
    assert [row[0].value for row in values["导语"]["D4:D8"]] == [None, None, "待收", "待收", None]
    assert values["封面"]["B8"].value == "待收"
    bare = Outline(name="空")
    write_workbook(blank(sheet.court, sheet.year, bare), (), path)
    assert openpyxl.load_workbook(path).sheetnames == ["封面", "导语", "校核", "来源"]


def test_the_yearly_change_is_a_formula_where_both_are_numbers(
    book: Any, values: Any, cell_of: Callable[..., Any]
) -> None:
    taken, rate = cell_of(book, "taken", 7), cell_of(book, "mediated", 7)
    assert taken.value.startswith("=IF(COUNT(D4,F4)<2,")
    assert (cell_of(values, "taken", 7).value, taken.number_format) == (
        5.5,
        '+0.0"%";-0.0"%";"基本持平"',
    )
    assert cell_of(values, "mediated", 7).value == 2.2
    assert "个百分点" in rate.number_format
    assert cell_of(values, "place", 7).value is None
    assert not str(cell_of(book, "sold", 7).value or "").startswith("=")


def test_text_that_looks_like_a_formula_stays_text(book: Any, cell_of: Callable[..., Any]) -> None:
    for id, column, text in (
        ("none", 3, "=1+1 缺报的数"),
        ("taken", 10, "=SUM(A1)"),
        ("zero", 3, "@零"),
        ("zero", 9, "+加号开头"),
        ("none", 8, "-执行局"),
    ):
        cell = cell_of(book, id, column)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_control_characters_show_as_a_box(book: Any, cell_of: Callable[..., Any]) -> None:
    assert cell_of(book, "zero", 10).value == "响铃□与\n换行"


def test_every_formula_carries_its_value_and_none_is_an_error(workbook: Path) -> None:
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    formulas = 0
    with zipfile.ZipFile(workbook) as archive:
        assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")
        for name in (n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")):
            for cell in ElementTree.fromstring(archive.read(name)).iterfind(".//m:c[m:f]", space):
                formulas += 1
                assert cell.find("m:v", space) is not None
                assert cell.get("t") != "e"
    assert formulas > 20


def test_charts_are_native_and_read_cells(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        charts = [archive.read(n) for n in archive.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 7
    assert all("图表数据".encode() in chart for chart in charts)
    assert any("720余人".encode() in chart for chart in charts)


def test_every_page_is_a4_one_page_wide_with_header_and_page_numbers(book: Any) -> None:
    for page in book.worksheets:
        assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
        assert page.page_setup.fitToWidth in (None, 1)
        assert page.page_setup.fitToHeight == 0 or page.title == "封面"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddHeader.left.text == "云川县人民法院（虚构）"
        assert "2024年" in page.oddHeader.right.text
        assert page.oddFooter.right.text == "第 &P 页 共 &N 页"


def test_findings_link_to_the_cell_they_speak_of(sheet: FactSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(sheet, (FINDING,), path)
    page = openpyxl.load_workbook(path)["校核"]
    assert [c.value for c in page[3]][:6] == [
        "错误",
        "调撤率",
        "重算为53.00%",
        "53.00%",
        "52.99%",
        "53.01%",
    ]
    assert page["B3"].hyperlink.location.endswith("!D4")


def test_sources_say_who_when_and_from_where(book: Any) -> None:
    assert [c.value for c in book["来源"][3]] == [
        "受理案件数",
        "10336件",
        "已收",
        "审管办",
        "执行局.xlsx",
        None,
        "C4",
        "甲",
        "2025-01-03 09:05",
    ]


def test_a_place_that_cannot_be_written_is_one_sentence_and_leaves_nothing(
    sheet: FactSheet, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="请另选位置"):
        write_workbook(sheet, (), tmp_path / "没有" / "a.xlsx")
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(UserError):
        write_workbook(sheet, (), tmp_path / "a.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_rows_are_high_enough_for_the_longest_text(sheet: FactSheet, tmp_path: Path) -> None:
    long = sheet.replaced(figures=(sheet.figures[0].replaced(note="长" * 60), *sheet.figures[1:]))
    write_workbook(long, (), tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["导语"]
    width = page.column_dimensions["J"].width
    assert page.row_dimensions[4].height >= 120 / width * 15


def test_a_ring_of_an_approximate_figure_says_about(sheet: FactSheet, tmp_path: Path) -> None:
    one, two = (
        ChartSpec(id=id, kind=ChartKind.RING, title="失信比", rows=tuple(rows))
        for id, *rows in [
            ("one", ChartRow(figures=("held", "listed"))),
            ("two", ChartRow(figures=("held", "listed")), ChartRow(figures=("closed", "taken"))),
        ]
    )
    write_workbook(written(sheet, "outline.charts", (one, two)), (), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["图表数据"]["A1"].value == "失信比  约70%"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        charts = [archive.read(n) for n in archive.namelist() if n.startswith("xl/charts/chart")]
    assert sum(chart.count("约70%".encode()) for chart in charts) > 0
