"""Web pages, XML 2003, OpenDocument and the old binary format."""

from tests.excel.hostile import DATA, ods
from tests.excel.opened import read

SS = "urn:schemas-microsoft-com:office:spreadsheet"


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
