"""Files that mean harm: each is handled or refused, and nothing else happens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.reading import Pages, read_bytes
from tests.excel import hostile

REFUSED = {
    "平的压缩炸弹": Outcome.TOO_BIG,
    "套着的压缩炸弹": Outcome.CORRUPT,
    "重叠的压缩炸弹": Outcome.CORRUPT,
    "实体炸弹": Outcome.UNSAFE_XML,
    "共享字符串里的实体": Outcome.UNSAFE_XML,
    "外部实体": Outcome.UNSAFE_XML,
    "双字节的实体": Outcome.UNSAFE_XML,
    "换编码藏实体": Outcome.UNSAFE_XML,
    "上级文件夹": Outcome.UNSAFE_XML,
    "绝对路径": Outcome.UNSAFE_XML,
    "同名的部分": Outcome.CORRUPT,
    "一百万层标签": Outcome.UNSAFE_XML,
    "XML2003一百万层": Outcome.UNSAFE_XML,
    "网页一百万层": Outcome.UNSAFE_XML,
    "一百万空行": Outcome.NO_TABLE,
    "五十万个单元格": Outcome.TOO_BIG,
    "六千个部分": Outcome.TOO_BIG,
    "绕圈的关系": Outcome.NO_TABLE,
    "行号超界": Outcome.CORRUPT,
    "列号超界": Outcome.CORRUPT,
    "全是零": Outcome.CORRUPT,
    "PDF": Outcome.NOT_A_SPREADSHEET,
    "图片": Outcome.NOT_A_SPREADSHEET,
    "程序": Outcome.NOT_A_SPREADSHEET,
    "Word 文档": Outcome.NOT_A_SPREADSHEET,
    "ODS 重复炸弹": Outcome.TOO_BIG,
    "网页跨列炸弹": Outcome.TOO_BIG,
    "XML2003 跳行": Outcome.CORRUPT,
    "没有尽头的一行": Outcome.TOO_BIG,
    "一百万行文字": Outcome.TOO_BIG,
    "乱码": Outcome.NOT_A_SPREADSHEET,
}
MEMORY_OR_TIME = {Outcome.TOO_BIG, Outcome.TIME_OUT}  # which of them depends on the machine


def ending(data: bytes) -> Pages | Outcome:
    try:
        return read_bytes(data, "来件.xls")
    except ReadError as error:
        return error.outcome


@pytest.mark.parametrize("name", hostile.HARM)
def test_a_hostile_file_is_refused_for_what_it_is_or_read(name: str) -> None:
    end = ending(hostile.HARM[name]())
    expected = REFUSED.get(name)
    if expected is None:
        assert isinstance(end, Pages) or end in MEMORY_OR_TIME
    elif expected in MEMORY_OR_TIME:
        assert end in MEMORY_OR_TIME
    else:
        assert end is expected


def test_two_cells_at_the_far_corners_are_two_cells() -> None:
    (page,) = read_bytes(hostile.corners(), "角.xlsx").pages
    assert (page.cell(0, 0).text, page.cell(1_048_575, 16_383).text) == ("1", "2")
    assert sum(len(row) for row in page.rows.values()) == 2


def test_a_size_that_lies_is_not_believed() -> None:
    (page,) = read_bytes(hostile.lying(), "谎.xlsx").pages
    assert page.cell(0, 0).text == "1"


def test_thousands_of_sheets_are_read() -> None:
    assert len(read_bytes(hostile.many_sheets(1500), "多.xlsx").pages) == 1500


@pytest.mark.parametrize("value", ["NaN", "1E400", "-INF", "inf"])
def test_what_is_no_number_is_an_error_with_its_address(value: str) -> None:
    pages = read_bytes(hostile.one(value), "数.xlsx")
    assert pages.pages[0].cell(0, 1).kind in ("e", "x")
    assert "B1" in {note.cell for note in pages.notes}


def test_control_characters_and_markup_are_text() -> None:
    text = "&lt;b&gt;甲&amp;乙_x0000__xD800_&lt;/b&gt;"
    pages = read_bytes(hostile.one(text, "str"), "字.xlsx")
    assert pages.pages[0].cell(0, 1).text == "<b>甲&乙□?</b>"


def test_a_sheet_s_name_may_hold_markup() -> None:
    named = hostile.PARTS["xl/workbook.xml"].replace("name='表'", "name='&lt;img src=x&gt;'")
    page = hostile.sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    pages = read_bytes(hostile.xlsx(page, xl__workbook_xml=named), "名.xlsx")
    assert pages.pages[0].name == "<img src=x>"


def test_a_formula_that_calls_a_program_is_text_beside_the_value_it_has() -> None:
    page = hostile.sheet(
        '<row r="1"><c r="A1"><f>cmd|&apos;/c calc&apos;!A0</f><v>7</v></c>'
        "<c r=\"B1\"><f>HYPERLINK('http://a')</f></c></row>"
    )
    pages = read_bytes(hostile.xlsx(page), "公式.xlsx")
    cell = pages.pages[0].cell(0, 0)
    assert (cell.kind, cell.text, cell.formula) == ("n", "7", "cmd|'/c calc'!A0")
    assert pages.pages[0].cell(0, 1).kind == "f"
    assert ("formula", "B1") in {(note.rule, note.cell) for note in pages.notes}


def test_macros_and_links_are_told_and_left_alone() -> None:
    page = hostile.sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    more: dict[str, str | bytes] = {
        "xl__vbaProject.bin": b"\0",
        "xl__externalLinks__externalLink1_xml": "<externalLink/>",
    }
    pages = read_bytes(hostile.xlsx(page, **more), "宏.xlsm")
    assert [note.rule for note in pages.notes].count("active") == 2


@pytest.mark.parametrize("step", [7, 31, 101, 997])
@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_a_file_spoilt_at_every_so_many_th_byte_is_refused_or_says_so(
    format: str, step: int
) -> None:
    data = (hostile.DATA / f"saved-by-libreoffice.{format}").read_bytes()
    end = ending(hostile.spoilt(data, step, start=step))
    assert isinstance(end, Outcome) or end.notes


@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_a_file_cut_anywhere_is_refused_or_says_so(format: str) -> None:
    data = (hostile.DATA / f"saved-by-libreoffice.{format}").read_bytes()
    for part in range(1, 12):
        end = ending(data[: len(data) * part // 12])
        assert isinstance(end, Outcome) or any(n.rule in ("cut", "single") for n in end.notes)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 4000))
def test_whatever_bytes_stand_in_a_workbook_it_is_read_or_refused(piece: bytes, at: int) -> None:
    data = hostile.good()
    ending(data[:at] + piece + data[at + len(piece) :])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    ending(data)
