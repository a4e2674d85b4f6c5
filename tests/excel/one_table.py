"""One small table in every format."""

import email.mime.multipart
import email.mime.text
import io

import xlsxwriter

from tests.excel.hostile import ods

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
