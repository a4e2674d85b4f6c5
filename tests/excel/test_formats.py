"""One table in every format, told by content alone."""

import email.mime.multipart
import email.mime.text
import io
from collections.abc import Callable
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.readers.formats import iso, kind_of, serial_of
from courtdesk.excel.readers.found import spans
from courtdesk.excel.reading import Pages, read_bytes
from tests.excel.hostile import DATA, MAIN, PARTS, RELATIONS, ods, packed, sheet, xlsx

ROWS = (("指标", "单位", "本年"), ("受理案件数", "件", "10336"), ("到位金额", "亿元", "2.88"))
COMMAS = "\r\n".join(",".join(row) for row in ROWS)
TABS = "\n".join("\t".join(row) for row in ROWS)
TABLE = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
PAGE = f"<html><head><meta charset=gb2312></head><body><table>{TABLE}</table></body></html>"
SS = "urn:schemas-microsoft-com:office:spreadsheet"
XML2003 = (
    f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SS}" '
    f'xmlns:ss="{SS}"><Worksheet ss:Name="表"><Table>'
    + "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in ROWS
    )
    + "</Table></Worksheet></Workbook>"
)


def made_xlsx() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(ROWS):
        page.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def made_ods() -> bytes:
    def cell(text: str) -> str:
        said = f"<text:p>{text}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string">{said}'

    rows = ("".join(map(cell, row)) for row in ROWS)
    return ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


def made_mhtml() -> bytes:
    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(PAGE, "html", "utf-8"))
    return message.as_bytes()


CLIPBOARD = "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000200\r\n" + PAGE
FILES: dict[str, tuple[str, bytes]] = {
    "UTF-8": ("csv", COMMAS.encode()),
    "UTF-8 有标记": ("csv", COMMAS.encode("utf-8-sig")),
    "GB18030": ("csv", COMMAS.encode("gb18030")),
    "UTF-16 LE": ("tsv", TABS.encode("utf-16-le")),
    "UTF-16 BE": ("tsv", TABS.encode("utf-16-be")),
    "UTF-16 有标记": ("tsv", TABS.encode("utf-16")),
    "分号": ("csv", COMMAS.replace(",", ";").encode()),
    "声明的分隔符": ("csv", ("sep=|\r\n" + COMMAS.replace(",", "|")).encode()),
    "引号": ("csv", COMMAS.replace(",件,", ',"件",').encode()),
    "粘贴的文字": ("tsv", TABS.encode()),
    "网页": ("html", PAGE.encode()),
    "国标码的网页": ("html", PAGE.encode("gb18030")),
    "剪贴板的网页": ("html", CLIPBOARD.encode()),
    "单文件网页": ("html", made_mhtml()),
    "XML 2003": ("xml2003", XML2003.encode()),
    "XML 2003 双字节": ("xml2003", XML2003.encode("utf-16")),
    "xlsx": ("xlsx", made_xlsx()),
    "ods": ("ods", made_ods()),
}


def read(data: bytes) -> Pages:
    return read_bytes(data, "来件")


def rules(pages: Pages) -> set[tuple[str, str]]:
    return {(note.rule, note.cell) for note in pages.notes}


def grid(pages: Pages) -> tuple[tuple[str, ...], ...]:
    (page,) = pages.pages
    return tuple(tuple(page.cell(r, c).text for c in range(3)) for r in sorted(page.rows))


@pytest.mark.parametrize("name", FILES)
def test_one_table_reads_the_same_from_every_format(name: str) -> None:
    format, data = FILES[name]
    pages = read(data)
    assert (pages.format, grid(pages)) == (format, ROWS)


@pytest.mark.parametrize("suffix", [".xls", ".et", ".txt", ".docx", ""])
def test_a_name_decides_nothing(suffix: str) -> None:
    for format, data in (FILES["网页"], FILES["xlsx"], FILES["GB18030"]):
        assert read_bytes(data, f"来件{suffix}").format == format


def test_an_encoding_other_than_utf8_is_told() -> None:
    assert ("encoding", "") in rules(read(FILES["GB18030"][1]))
    assert ("encoding", "") not in rules(read(FILES["UTF-8"][1]))


def test_text_that_was_cut_within_a_character_is_read_and_told() -> None:
    pages = read(COMMAS.encode()[:-8] + "亿".encode()[:2])
    assert grid(pages)[1] == ROWS[1]
    assert {"encoding", "cut"} <= {rule for rule, _ in rules(pages)}


def test_a_quotation_mark_that_nothing_closes_swallows_no_rows() -> None:
    pages = read(COMMAS.replace("件,", '"件,').encode())
    assert grid(pages)[2] == ROWS[2]
    assert ("cut", "") in rules(pages)


def test_a_text_may_be_protected_as_excel_does_it() -> None:
    assert read(b'="001",b\n2,3\n').pages[0].cell(0, 0).text == "001"


def test_title_lines_above_the_header_do_not_hide_the_delimiter() -> None:
    text = "某某县人民法院\n单位；万元,件\n" + TABS
    assert read(text.encode()).pages[0].cell(3, 2).text == "10336"


XLSX_STYLES = (
    f"<styleSheet xmlns='{MAIN}'><numFmts><numFmt numFmtId='164' formatCode='0.0%'/>"
    "<numFmt numFmtId='165' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/>"
    "<numFmt numFmtId='166' formatCode='0.00&quot;万 day&quot;'/></numFmts>"
    "<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>"
    "<xf numFmtId='165'/><xf numFmtId='31'/><xf numFmtId='0' fontId='1'>"
    "<alignment indent='2'/></xf><xf numFmtId='166'/></cellXfs></styleSheet>"
)


def styled(rows: str, before: str = "", after: str = "") -> Pages:
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f"<Relationship Id='r3' Type='{RELATIONS}/styles' Target='styles.xml'/></Relationships>",
    )
    more: dict[str, str | bytes] = {
        "xl__styles_xml": XLSX_STYLES,
        "xl___rels__workbook_xml.rels": relations,
    }
    return read(xlsx(sheet(rows, before, after), **more))


def test_a_number_s_format_tells_per_cents_and_dates_also_the_chinese_ones() -> None:
    cells = "".join(
        f'<c r="{c}1" s="{s}"><v>{v}</v></c>'
        for c, s, v in (("A", 1, 0.5229), ("B", 2, 45413), ("C", 3, 45413.5), ("D", 5, 2.88))
    )
    row = styled(f'<row r="1">{cells}</row>').pages[0].rows[0]
    assert [(c.kind, c.text) for c in row.values()] == [
        ("p", "0.5229"),
        ("d", "2024-05-01"),
        ("d", "2024-05-01 12:00:00"),
        ("n", "2.88"),
    ]


def test_indents_lines_through_merges_and_what_is_hidden_come_along() -> None:
    rows = '<row r="1" hidden="1"><c r="A1" s="4"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    pages = styled(
        rows,
        '<cols><col min="2" max="5" hidden="1"/></cols>',
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="D4:E9"/></mergeCells>',
    )
    (page,) = pages.pages
    assert (page.cell(0, 0).indent, page.cell(0, 0).struck, page.cell(0, 1).struck) == (
        2,
        True,
        False,
    )
    assert (page.hidden_rows, page.hidden_columns) == ({0}, {1})
    assert page.merged == ((0, 0, 2, 1),)
    assert {("hidden", "A1"), ("hidden", "B1")} <= rules(pages)


def test_errors_and_formulas_without_a_value_are_told_with_their_address() -> None:
    cells = '<c r="B1" t="e"><v>#REF!</v></c><c r="C1"><f>A1*2</f></c>'
    empty = '<c r="D1" t="str"><f>IF(A1,"","")</f><v></v></c>'
    pages = styled(f'<row r="1"><c r="A1"><v>1</v></c>{cells}{empty}</row>')
    assert {("error", "B1"), ("formula", "C1")} <= rules(pages)
    assert set(pages.pages[0].rows[0]) == {0, 1, 2}


def test_a_dimension_that_lies_loses_nothing_and_is_told() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c></row>'
    pages = styled(rows, before='<dimension ref="A1:B2"/>')
    assert pages.pages[0].cell(8, 2).text == "2"
    assert ("dimension", "C9") in rules(pages)


def test_a_strict_workbook_is_read_and_told() -> None:
    """openpyxl finds no sheet in these."""
    strict = {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in PARTS.items()
    }
    page = sheet('<row r="1"><c r="A1" t="d"><v>2024-05-01</v></c><c r="B1"><v>7</v></c></row>')
    strict["xl/worksheets/sheet1.xml"] = page.decode().replace(
        MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    pages = read(packed({**strict}))
    assert [c.text for c in pages.pages[0].rows[0].values()] == ["2024-05-01", "7"]
    assert ("strict", "") in rules(pages)


def test_a_cell_written_twice_belongs_to_neither_reading() -> None:
    pages = styled('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    assert pages.pages[0].cell(0, 0).kind == "x"
    assert ("differs", "A1") in rules(pages)


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.replace('r="A1"', "r='A1'"),
        lambda x: x.replace("<v>1", "<v><![CDATA[1]]>"),
        lambda x: x.replace("<row", "<!-- <c r='A9'/> --><row"),
        lambda x: (
            x.replace("<", "<x:")
            .replace("<x:/", "</x:")
            .replace("<x:?", "<?")
            .replace("xmlns=", "xmlns:x=")
        ),
        lambda x: x.replace("><", ">\r\n  <"),
        lambda x: x.replace(' r="A1"', "").replace(' r="B1"', ""),
        lambda x: x.replace("<v>1", "<v>&#49;"),
        lambda x: x.replace('<row r="1">', '<row r="9"><c r="A9"/></row><row>'),
    ],
)
def test_xml_written_another_way_reads_the_same(change: Callable[[str], str]) -> None:
    """The pattern that is quick gives way to the parser, and neither makes another value."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>a&amp;b</v></c></row>'
    plain = sheet(rows).decode()
    pages = read(xlsx(change(plain).encode()))
    assert [c.text for c in pages.pages[0].rows[0].values()] == ["1", "a&b"]


def test_a_row_without_a_number_has_the_one_its_cells_have() -> None:
    pages = read(xlsx(sheet('<row><c r="A5"><v>1</v></c><c r="B5"><v>2</v></c></row>')))
    assert {r: list(row) for r, row in pages.pages[0].rows.items()} == {4: [0, 1]}
    assert "differs" not in {rule for rule, _ in rules(pages)}


def test_a_web_page_keeps_spans_lines_and_what_excel_noted() -> None:
    page = (
        "<html xmlns:x='urn'><style>.t{text-decoration:line-through} "
        ".i{mso-char-indent-count:2}</style>"
        "<h2>执行情况</h2><table><tr><td rowspan=2 class=t>指标</td><td colspan=2>本年</td></tr>"
        "<tr><td>件<br>数</td><td x:num='0.52294'>52.29%</td></tr>"
        "<tr style='display:none'><td class=i>其中</td><td>&nbsp;&nbsp;甲 乙</td>"
        "<td x:num='3'>一月</td></tr></table>"
        "<table><tr><td><table><tr><td>内</td></tr></table></td></tr></table></html>"
    )
    pages = read(page.encode())
    (sheet,) = pages.pages
    assert sheet.cell(0, 0).text == "执行情况"
    assert sheet.cell(1, 0).struck and not sheet.cell(2, 1).struck
    assert sheet.merged == ((1, 0, 2, 1), (1, 1, 1, 2))
    assert sheet.cell(2, 1).text == "件\n数"
    assert (sheet.cell(2, 2).kind, sheet.cell(2, 2).text) == ("p", "0.52294")
    assert (sheet.cell(3, 0).indent, sheet.cell(3, 1).text) == (2, "  甲 乙")
    assert sheet.cell(3, 2).text == "一月"
    assert sheet.hidden_rows == {3}
    assert sheet.cell(4, 0).text == "内"


def test_xml_2003_keeps_places_kinds_and_formulas() -> None:
    text = (
        f'<Workbook xmlns="{SS}" xmlns:ss="{SS}"><Styles><Style ss:ID="p"><NumberFormat '
        'ss:Format="Percent"/></Style></Styles><Worksheet ss:Name="表"><Table>'
        '<Row ss:Index="3"><Cell ss:Index="2" ss:StyleID="p" ss:Formula="=1/2" '
        'ss:MergeAcross="1"><Data ss:Type="Number">0.5</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    pages = read(text.encode())
    row = pages.pages[0].rows[2]
    assert {c: (x.kind, x.text) for c, x in row.items()} == {
        1: ("p", "0.5"),
        3: ("d", "2024-05-01"),
        4: ("e", "#N/A"),
    }
    assert row[1].formula == "1/2"
    assert pages.pages[0].merged == ((2, 1, 1, 2),)


def test_ods_keeps_repeats_errors_and_leaves_notes_out() -> None:
    pages = read(
        ods(
            '<table:table-column table:visibility="collapse"/>'
            '<table:table-row table:number-rows-repeated="3"/>'
            '<table:table-row table:number-rows-repeated="2">'
            '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" '
            'office:value="0.5"><office:annotation><text:p>注</text:p></office:annotation>'
            "<text:p>50%</text:p></table:table-cell>"
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" '
            'office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
            '<table:table-cell office:value-type="string"><text:p>甲<text:s text:c="2"/>乙'
            "</text:p><text:p>丙</text:p></table:table-cell></table:table-row>"
        )
    )
    (page,) = pages.pages
    assert sorted(page.rows) == [3, 4]
    assert [(c.kind, c.text) for c in page.rows[4].values()] == [
        ("p", "0.5"),
        ("p", "0.5"),
        ("e", "#DIV/0!"),
        ("s", "甲  乙\n丙"),
    ]
    assert page.hidden_columns == {0}


def test_the_old_binary_format_tells_formulas_and_hidden_columns() -> None:
    pages = read((DATA / "saved-by-libreoffice.xls").read_bytes())
    assert pages.format == "xls" and pages.compared
    assert any(
        cell.formula for page in pages.pages for r in page.rows.values() for cell in r.values()
    )
    assert any(page.hidden_columns for page in pages.pages)
    assert "differs" not in {note.rule for note in pages.notes}


@pytest.mark.parametrize("data", [b'{"a": 1}', b"<svg></svg>", b"<html><p>1</p></html>"])
def test_other_text_is_no_table(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.outcome is Outcome.NOT_A_SPREADSHEET


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "n"),
        ("G/通用格式", "n"),
        ("0.00E+00", "n"),
        ('0.00"元"', "n"),
        ("0.00_);[Red](0.00)", "n"),
        ("#,##0.00\\ [$€-407]", "n"),
        ("[$-804]yyyy年m月d日", "d"),
        ("[h]:mm", "d"),
        ("yyyy/m/d;@", "d"),
        ("0.00%", "p"),
        ('0"%"', "n"),
        ("[DBNum2][$-804]General", "n"),
    ],
)
def test_a_format_s_code_tells_what_it_shows(code: str, kind: str) -> None:
    assert kind_of(code) == kind


@given(st.datetimes(min_value=datetime(1900, 3, 1)))
def test_a_moment_comes_back_from_its_serial_number(moment: object) -> None:
    serial = serial_of(moment)
    assert serial is not None
    rounded = iso(serial)
    again = serial_of(datetime.fromisoformat(rounded))
    assert again is not None and abs(again - serial) < 1 / 86_400


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text("甲乙 12.,;|\t\"'\n%-", max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_a_csv_holds_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    import csv

    width = max(map(len, rows))
    rows = [["表头"] * width, *([*row, *[""] * (width - len(row))] for row in rows)]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    (page,) = read(out.getvalue().encode()).pages
    found = {(r, c): cell.text for r, row in page.rows.items() for c, cell in row.items()}
    wanted = {(r, c): t for r, row in enumerate(rows) for c, t in enumerate(row) if t.strip()}
    assert found == wanted


def test_runs_of_hidden_rows_are_drawn_together() -> None:
    assert spans(["1", "2", "3", "7", "9", "10"], [1, 2, 3, 7, 9, 10]) == "1–3、7、9–10"


def test_what_parts_the_texts_of_an_answer_moves_no_cell() -> None:
    found = read_bytes("甲\ufdd0乙,2\n丙,\ufdd0\n".encode(), "表.csv").pages[0]
    assert [[c.text for c in row.values()] for row in found.rows.values()] == [
        ["甲□乙", "2"],
        ["丙", "□"],
    ]


@pytest.mark.parametrize("last", ["XFD1048576", "ZZ9000"])
def test_a_workbook_that_hides_how_far_it_reaches_is_read_all_the_same(last: str) -> None:
    row = last.lstrip("XFDZ")
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{last}"><v>2</v></c></row>'
    lying = sheet(rows).decode().replace("<sheetData>", '<dimension ref="A1:B2"/><sheetData>')
    found = read(xlsx(lying.encode()))
    texts = [c.text for row in found.pages[0].rows.values() for c in row.values()]
    assert texts == ["1", "2"]
    assert {("single", ""), ("dimension", last)} <= set(rules(found))
