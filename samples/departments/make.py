"""Writes ten workbooks as ten departments send them: `python -m samples.departments.make`.

Every shape is another one. The figures are the 68 facts of the 2023 sample and no others; titles
and labels are written for the sample. LibreOffice saves the .xls and the .ods.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

HERE = Path(__file__).resolve().parent
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
Rows = Sequence[Sequence[Any]]


def make(folder: Path = HERE) -> list[Path]:
    """Write all ten into the folder and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [
        _enforcement(folder / "执行局2023年度工作数据.xlsx"),
        _management(folder / "审管办（研究室）数据.xlsx"),
        _civil(folder / "民事审判庭报送.xlsx"),
        _filing(folder / "立案庭诉讼服务中心.xlsx"),
        _office(folder / "综合办公室.csv"),
        _administrative(folder / "行政审判数据.xls"),
        _politics(folder / "政治部（2023）.csv"),
    ]
    with tempfile.TemporaryDirectory() as place:
        drafts = Path(place)
        made.append(_saved_as(_criminal(drafts / "刑庭案件统计.xlsx"), "xls", folder))
        made.append(_saved_as(_juvenile(drafts / "少年审判.xlsx"), "ods", folder))
        made.append(_saved_as(_tribunals(drafts / "派出法庭情况.xlsx"), "xls", folder))
    return sorted(made)


def _enforcement(path: Path) -> Path:
    """Two lines above the header, units in a column, 其中 indented, text where numbers belong."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "执行数据"
    rows = [
        ("执行局2023年度工作数据统计表",),
        ("填报单位：执行局", None, None, None, None, "截止时间：2023年12月31日"),
        ("序号", "项目", "计量单位", "2023年", "2022年", "备注"),
        (1, "执结各类执行案件", "件", 2509, "—"),
        (2, "执行到位金额", "亿元", "2.88", "—"),
        (3, "网络拍卖", "件", 335, "—"),
        (None, "其中：成交", "件", 170, "—"),
        (None, "成交金额", "万元", "1689.7万", "—"),
        (None, "为当事人节约佣金", "万元", "80余", "—"),
        (4, "查控被执行人财物", "亿元", "2亿余元", "—"),
        (5, "失信被执行人", "人", "1027", "—", "以发布的为准"),
        (6, "限制高消费", "人", "１２２０", "—"),
        (7, "拘传", "人", "720多", "—", "法警队协同"),
        (8, "强制腾房", "次", 6, "—"),
        (None, None, "处", 7, "—"),
        (9, "民事裁判申请执行率", "%", 0.407, "—"),
        (10, "自动履行率", "%", "近60%", "—"),
        ("注：金额以执行案款系统数据为准。",),
        ("填表人：王某", None, "联系电话：0377-67890012", "审核人："),
    ]
    _fill(page, rows)
    page["D16"].number_format = "0.0%"
    for row in (7, 8, 9):
        page.cell(row, 2).alignment = Alignment(indent=2)
    page.merge_cells("A1:F1")
    page.merge_cells("B14:B15")
    _dress(page, 3, 17, 6)
    book.save(path)
    return path


def _management(path: Path) -> Path:
    """Indicators as columns under a two-row header; rates without per cent; a hidden draft."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "办案总体情况"
    _fill(
        page,
        [
            ("2023年度全院办案总体情况",),
            ("单位：件",),
            ("时间", "全院案件", None, "院庭长办案", "法官业绩"),
            (None, "受理", "审执结", "院庭长结案", "法官人均结案"),
            ("2022年", "/", "/", "/", "/"),
            ("2023年", 10336, "9 666", "3,175", 378.7),
        ],
    )
    page.merge_cells("B3:C3")
    page.merge_cells("A3:A4")
    page.merge_cells("A1:E1")
    _dress(page, 3, 6, 5)
    rates = book.create_sheet("质效指标")
    _fill(
        rates,
        [
            ("质效指标完成情况",),
            (),
            ("类别", "指标名称", "数值", "说明"),
            ("审判质量", "家事案件调撤率", 0.5229, "调解、撤诉合计"),
            ("审判效率", "诉讼案件法定审限内结案率", 1, None),
            (None, "院庭长结案占结案总数比例", 0.4509, "口径待研究室确认"),
        ],
    )
    _dress(rates, 3, 6, 4)
    ranks = book.create_sheet("位次")
    _fill(
        ranks,
        [
            ("各项位次（2023年）",),
            ("指标", "位次", "范围"),
            ("整体审判质效", "第3", "全市法院"),
            ("法官年人均结案数", 3, "全市法院"),
            ("简易程序适用率", "第2名", "全市法院"),
            ("小额诉讼程序适用率", "全市第2", "全市法院"),
            ("营商环境“执行合同”省评", "第18位", "全省县（市）"),
        ],
    )
    _dress(ranks, 2, 7, 3)
    cases = book.create_sheet("研究室")
    _fill(cases, [("研究室工作",), ("发布典型案例", "60余件")])
    draft = book.create_sheet("底稿")
    _fill(draft, [("指标", "数值"), ("受理", 10336), ("审执结", 9666)])
    draft.sheet_state = "hidden"
    book.save(path)
    return path


def _criminal(path: Path) -> Path:
    """Offences down, 件 and 人 across, and a total nobody asked for."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "刑事"
    _fill(
        page,
        [
            ("刑事审判庭审结案件分类统计表",),
            (None, None, None, None, "2023年1-12月"),
            ("序号", "案件类别", "审结情况", None, "备注"),
            (None, None, "件数", "人数", None),
            (1, "交通肇事罪、危险驾驶罪", 96, 96, None),
            (2, "抢劫罪、盗窃罪", 59, 63, None),
            (3, "诈骗、帮信等网络犯罪", 228, 354, None),
            ("合计", None, "=SUM(C5:C7)", "=SUM(D5:D7)", None),
        ],
    )
    for place in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A8:B8"):
        page.merge_cells(place)
    _dress(page, 3, 8, 5)
    book.save(path)
    return path


def _juvenile(path: Path) -> Path:
    """Names and figures in pairs, no header at all."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "少年审判"
    _fill(
        page,
        [
            ("综合审判庭（少年）2023年工作数据",),
            ("审结涉未成年人案件", "20件39人", "发出家庭教育指导令", "22份"),
            ("法治第一课活动", "20次", "赠送普法小册子", "5000余份"),
        ],
    )
    book.save(path)
    return path


def _civil(path: Path) -> Path:
    """The unit in the header, levels by numbering, a subtotal, and a second table below."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "2023"
    _fill(
        page,
        [
            ("民事审判庭2023年审判工作情况",),
            ("案件类型", "审结数\n（件）", "备注"),
            ("一、传统民事案件", None, None),
            ("  1. 婚姻、赡养、继承等家事案件", 1115, None),
            ("      其中：调解、撤诉结案", 583, "含撤诉"),
            ("  2. 房屋买卖、租赁、房贷等案件", 143, None),
            ("  3. 医疗、产品、交通事故等侵权案件", 410, None),
            ("  4. 涉农案件", 42, None),
            ("小计", 1710, None),
            ("二、涉企案件", None, None),
            ("  1. 涉营商环境案件", 2262, "与上面各类有交叉"),
            ("  2. 破产案件", 5, None),
            (),
            ("涉企案件标的（单位：亿元）",),
            ("项目", "金额"),
            ("涉营商环境案件解决争议标的额", "近3"),
            (),
            ("说明：一件案件可有两个标识。",),
        ],
    )
    _dress(page, 2, 12, 3)
    _dress(page, 15, 16, 2)
    book.save(path)
    return path


def _filing(path: Path) -> Path:
    """Two lists side by side, units with the figures, two lines of notes."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "诉服数据"
    _fill(
        page,
        [
            ("立案庭（诉讼服务中心）全年数据", None, None, None, None, None),
            ("工作内容", "数量", None, "工作内容", "数量"),
            ("诉前调解", None, None, "诉讼服务", None),
            ("  分流案件", "3408件", None, "  办结诉讼服务事项", "1.3万件次"),
            ("  调解成功", "2030 件", None, "  缓、减、免交诉讼费", "15.3万"),
            ("立案后委托调解", "459件", None, "  跨域立案", "21件"),
        ],
    )
    page.merge_cells("A1:E1")
    _dress(page, 2, 6, 5)
    book.save(path)
    return path


def _tribunals(path: Path) -> Path:
    """Indicators across, one line of figures."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "法庭"
    _fill(
        page,
        [
            ("派出人民法庭2023年工作情况",),
            ("名称", "法庭数量（个）", "审结案件（件）", "其中：调解、撤诉（件）"),
            ("合计", 2, "1,491", "756"),
        ],
    )
    page.merge_cells("A1:D1")
    _dress(page, 2, 3, 4)
    book.save(path)
    return path


def _office(path: Path) -> Path:
    """Comma-separated, in GB18030 as WPS saves it."""
    rows = [
        ("综合办公室2023年有关数据", "", "", ""),
        ("", "", "", ""),
        ("类别", "事项", "数据", "单位"),
        ("万人助万企", "法官入企走访", "260余", "次"),
        ("", "解决涉法涉诉问题", "50余", "个"),
        ("公众开放", "法院开放日、巡回审判等活动", "15", "场次"),
        ("接受监督", "邀请人大代表参加监督活动", "60余", "人次"),
        ("", "邀请、走访、接待政协委员", "20余", "人次"),
        ("", "社会各界走进法院", "200余", "人次"),
        ("填表人：李某", "", "填表日期：2024年1月4日", ""),
    ]
    path.write_bytes("".join(",".join(row) + "\r\n" for row in rows).encode("gb18030"))
    return path


def _politics(path: Path) -> Path:
    """Comma-separated in UTF-8, the group said once for two lines."""
    rows = [
        ("序号", "项目", "小项", "2023年度"),
        ("1", "市级以上表彰", "集体", "7个"),
        ("2", "", "个人", "17名"),
        ("3", "普法宣传", "专项普法宣传活动", "30余次"),
    ]
    path.write_text("\ufeff" + "".join(",".join(row) + "\r\n" for row in rows), "utf-8", newline="")
    return path


def _administrative(path: Path) -> Path:
    """A web page that calls itself a workbook, as reporting systems hand it out."""
    rows = [
        ("行政机关负责人出庭应诉率", "100%"),
        ("实质性化解行政争议", "57件"),
        ("邀请行政执法人员旁听庭审", "80余名"),
        ("专题培训行政执法人员", "120余名"),
    ]
    body = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>\n" for name, value in rows)
    path.write_text(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\n'
        "<body><table border=1>\n"
        "<tr><th colspan=2>综合审判庭（行政）2023年度数据</th></tr>\n"
        f"<tr><th>指标</th><th>完成情况</th></tr>\n{body}</table></body></html>\n",
        "utf-8",
    )
    return path


def _fill(page: Any, rows: Rows) -> None:
    for row in rows:
        page.append(list(row))


def _dress(page: Any, first: int, last: int, columns: int) -> None:
    """Lines around the cells and a bold title, as a clerk would have it."""
    page["A1"].font = Font(bold=True, size=14)
    page["A1"].alignment = Alignment(horizontal="center")
    for row in page.iter_rows(min_row=first, max_row=last, max_col=columns):
        for cell in row:
            cell.border = _BOX
    page.column_dimensions["A"].width = 14
    page.column_dimensions["B"].width = 30


def _saved_as(draft: Path, format: str, folder: Path) -> Path:
    """Let LibreOffice save a workbook in an older or an open format."""
    with tempfile.TemporaryDirectory() as profile:
        settings = f"-env:UserInstallation={Path(profile).as_uri()}"
        call = ["soffice", settings, "--headless", "--convert-to", format]
        subprocess.run(
            [*call, "--outdir", str(folder), str(draft)],
            check=True,
            capture_output=True,
            timeout=100,
        )
    return folder / f"{draft.stem}.{format}"


def shown(files: Iterable[Path]) -> str:
    """The files, one a line."""
    return "\n".join(map(str, files))


if __name__ == "__main__":
    print(shown(make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)))
