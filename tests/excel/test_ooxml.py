"""Office Open XML workbooks: styles, errors, and XML that is written in other ways."""

from collections.abc import Callable

import pytest

from courtdesk.excel.reading import Pages
from tests.excel.hostile import MAIN, PARTS, RELATIONS, packed, sheet, xlsx
from tests.excel.opened import read, rules

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


@pytest.mark.parametrize("last", ["XFD1048576", "ZZ9000"])
def test_a_workbook_that_hides_how_far_it_reaches_is_read_all_the_same(last: str) -> None:
    row = last.lstrip("XFDZ")
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{last}"><v>2</v></c></row>'
    lying = sheet(rows).decode().replace("<sheetData>", '<dimension ref="A1:B2"/><sheetData>')
    found = read(xlsx(lying.encode()))
    texts = [c.text for row in found.pages[0].rows.values() for c in row.values()]
    assert texts == ["1", "2"]
    assert {("single", ""), ("dimension", last)} <= set(rules(found))
