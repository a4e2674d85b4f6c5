"""Files that mean harm, or that met it: each is made here, none is kept."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

DATA = Path(__file__).parent / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCTYPE = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

PARTS = {
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/"
    "content-types'><Default Extension='xml' ContentType='application/xml'/></Types>",
    "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' "
    f"Type='{RELATIONS}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheets>"
    "<sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' "
    f"Type='{RELATIONS}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' "
    f"Type='{RELATIONS}/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
}


def sheet(rows: str, before: str = "", after: str = "", head: str = "") -> bytes:
    """Return a worksheet's XML."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    ).encode()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def xlsx(page: bytes, **more: str | bytes) -> bytes:
    """Return a workbook with this worksheet, and more parts by name (__ for /, _xml for .xml)."""
    named = {n.replace("__", "/").replace("_xml", ".xml"): data for n, data in more.items()}
    return packed({**PARTS, "xl/worksheets/sheet1.xml": page, **named})


def one(value: str, type: str = "") -> bytes:
    """Return a workbook with 案件数 in A1 and this value in B1."""
    kind = f' t="{type}"' if type else ""
    return xlsx(
        sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>案件数</t></is></c>'
            f'<c r="B1"{kind}><v>{value}</v></c></row>'
        )
    )


def good(rows: int = 30) -> bytes:
    """Return a sound workbook of figures."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("执行局")
    for row in range(rows):
        page.write_row(row, 0, [f"第{row}项案件数", "件", row * 37.5, row + 1])
    book.close()
    return stream.getvalue()


def corners() -> bytes:
    """Two cells, as far apart as can be."""
    return xlsx(
        sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        )
    )


def overlapping() -> bytes:
    """Two names in the directory for the same bytes, as the better bombs have thousands."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
        archive.writestr("xl/worksheets/sheet2.xml", sheet(""))
        infos = archive.infolist()
        infos[-1].header_offset = infos[-2].header_offset
    return stream.getvalue()


def lying() -> bytes:
    """A part that is a thousand times as large as its headers say."""
    page = sheet(" " * 200_000 + '<row r="1"><c r="A1"><v>1</v></c></row>')
    data = bytearray(xlsx(page))
    size = struct.pack("<L", len(page))
    assert size in data
    return bytes(data).replace(size, struct.pack("<L", 200))


def many_sheets(count: int) -> bytes:
    """Return a workbook of so many worksheets."""
    names = "".join(f"<sheet name='表{n}' sheetId='{n}' r:id='r{n}'/>" for n in range(1, count + 1))
    related = "".join(
        f"<Relationship Id='r{n}' Type='{RELATIONS}/worksheet' Target='worksheets/s{n}.xml'/>"
        for n in range(1, count + 1)
    )
    book = f"<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheets>{names}</sheets></workbook>"
    relations = f"<Relationships xmlns='{PACKAGE}'>{related}</Relationships>"
    page = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    pages: dict[str, str | bytes] = {f"xl/worksheets/s{n}.xml": page for n in range(1, count + 1)}
    whole = {**PARTS, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations}
    return packed({**whole, **pages})


def spoilt(data: bytes, step: int, start: int = 0) -> bytes:
    """Return the bytes with every so many-th turned over."""
    broken = bytearray(data)
    for at in range(start, len(broken), step):
        broken[at] ^= 0xFF
    return bytes(broken)


def ods(cells: str) -> bytes:
    """Return an OpenDocument spreadsheet with this inside its table."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{n}="{office}{n}:1.0"' for n in ("office", "table", "text"))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="表">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


VALUE = '<table:table-cell office:value-type="float" office:value="1"'
NESTED = "<a>" * 1_000_000


def many_formats(count: int) -> bytes:
    """Return a workbook whose every number has a format of its own."""
    numbers = range(1, count)
    formats = "".join(
        f'<numFmt numFmtId="{n + 200}" formatCode="0.0&quot;{n}元&quot;"/>' for n in numbers
    )
    looks = "".join(f'<xf numFmtId="{n + 200}"/>' for n in numbers)
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</", f"<Relationship Id='r3' Type='{RELATIONS}/styles' Target='styles.xml'/></", 1
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n - 1}"><v>{n}</v></c></row>' for n in numbers)
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{looks}</cellXfs></styleSheet>"
    )
    return packed(
        {
            **PARTS,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/styles.xml": styles,
            "xl/worksheets/sheet1.xml": sheet(rows),
        }
    )


HARM: dict[str, Callable[[], bytes]] = {
    "三万种数字格式": lambda: many_formats(30_000),
    "网页样式不闭合": lambda: (
        f"<html><style>{'.a{' * 500_000}</style><table><tr><td>案件<td>1</table>".encode()
    ),
    "公式一千万字": lambda: xlsx(
        sheet(f'<row r="1"><c r="A1"><f>{"A1+" * 3_000_000}1</f><v>1</v></c></row>')
    ),
    "十五万个公式": lambda: xlsx(
        sheet(
            "".join(
                f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>{n}</v></c></row>'
                for n in range(1, 150_000)
            )
        )
    ),
    "邮件头没有尽头": lambda: b"A: b\n" * 1_000_000 + b"MIME-Version: 1.0\ntext/html",
    "平的压缩炸弹": lambda: xlsx(sheet(" " * 130_000_000)),
    "套着的压缩炸弹": lambda: packed({"xl/workbook.xml": packed({"a": b"\0" * 20_000_000})}),
    "重叠的压缩炸弹": overlapping,
    "谎报大小": lying,
    "实体炸弹": lambda: xlsx(sheet("<row><c><v>&b;</v></c></row>", head=DOCTYPE)),
    "共享字符串里的实体": lambda: xlsx(sheet(""), xl__sharedStrings_xml=f"{DOCTYPE}<sst>&b;</sst>"),
    "外部实体": lambda: xlsx(sheet("<row><c><v>&b;</v></c></row>", head=OUTSIDE)),
    "双字节的实体": lambda: xlsx(sheet("", head=DOCTYPE).decode().encode("utf-16")),
    "换编码藏实体": lambda: xlsx(
        b'<?xml version="1.0" encoding="cp037"?>' + DOCTYPE.encode("cp037")
    ),
    "上级文件夹": lambda: xlsx(sheet(""), **{"..__..__etc__passwd": "x"}),
    "绝对路径": lambda: xlsx(sheet(""), **{"C:\\windows\\x": "x"}),
    "同名的部分": lambda: xlsx(sheet(""), **{"XL__workbook_xml": PARTS["xl/workbook.xml"]}),
    "两个角": corners,
    "十万个合并": lambda: xlsx(
        sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
            + "</mergeCells>",
        )
    ),
    "一百万层标签": lambda: xlsx(sheet(NESTED)),
    "网页一百万层": lambda: f"<html><body>{'<div>' * 1_000_000}<table><tr><td>1".encode(),
    "XML2003一百万层": lambda: (
        f'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{NESTED}'.encode()
    ),
    "一百万空行": lambda: xlsx(sheet("".join(f'<row r="{n}"/>' for n in range(1, 1_048_577)) + "")),
    "六千个部分": lambda: many_sheets(6000),
    "庞大的共享字符串": lambda: xlsx(
        sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        xl__sharedStrings_xml=f"<sst><si><t>{'字' * 30_000_000}</t></si></sst>",
    ),
    "五十万个单元格": lambda: xlsx(
        sheet(
            "".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 50 + "</row>" for n in range(1, 10_001))
        )
    ),
    "绕圈的关系": lambda: xlsx(
        sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
        **{
            "xl___rels__workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship "
            f"Id='r1' Type='{RELATIONS}/worksheet' Target='workbook.xml'/></Relationships>"
        },
    ),
    "行号超界": lambda: xlsx(sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
    "列号超界": lambda: xlsx(sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    "负的字符串号": lambda: one("-1", "s"),
    "全是零": lambda: b"\0" * 100_000,
    "PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "图片": lambda: b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 500,
    "程序": lambda: b"MZ\x90\0" + bytes(range(256)) * 20,
    "Word 文档": lambda: packed({"word/document.xml": "<w/>", "[Content_Types].xml": "<a/>"}),
    "ODS 重复炸弹": lambda: ods(
        '<table:table-row table:number-rows-repeated="1048576">'
        f'{VALUE} table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "网页跨列炸弹": lambda: (
        "<table>" + "<tr><td colspan=16384 rowspan=1048576>1</td></tr>" * 3000 + "</table>"
    ).encode(),
    "XML2003 跳行": lambda: (
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        b'<Row ss:Index="99999999999"><Cell><Data ss:Type="Number">1</Data></Cell></Row>'
        b"</Table></Worksheet></Workbook>"
    ),
    "没有尽头的一行": lambda: ("甲," * 9_000_000).encode(),
    "一百万行文字": lambda: b"a,b\n" * 1_100_000,
    "乱码": lambda: bytes(range(256)) * 400,
}
