"""The worksheet of a collection form that says how it is filled in."""

from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.book import HEAD, HEADER, PALE, RED, RULE, SECONDARY, Book, court_name, height
from courtdesk.models.day import said_day
from courtdesk.models.delivery import Delivery
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.sheet import Request

GUIDANCE = "填表说明"
_WIDTHS = (1.0, 18.0, 40.0, 34.0)
_LINE = {"bottom": 1, "bottom_color": RULE}
_WAYS = {
    Measure.COUNT: ("件数、人数、次数", "2509　720余人　1.3万件次", "两千五百多　2500上下"),
    Measure.MONEY: ("金额", "2.88亿元　1689.7万元　153000元", "2.88（会当作2.88元）"),
    Measure.RATE: ("比率", "52.29%　100%", "0.5229（少了百分号，无法确定）"),
    Measure.AVERAGE: ("平均数", "378.7", "9467÷25（只写得数）"),
    Measure.RANK: ("位次", "3　第3", "前列　中上游"),
}


def write_guidance(book: Book, delivery: Delivery, request: Request) -> Worksheet:
    """Write the worksheet after the form; only kinds of figures the form asks for are shown."""
    page = book.add(GUIDANCE, _WIDTHS)
    page.set_portrait()
    book.text(page, 0, 1, GUIDANCE, font_name=HEAD, font_size=20, text_wrap=False)
    about = f"{court_name(book.sheet)}　{delivery.department}　{len(delivery.owed)}项指标"
    book.text(page, 1, 1, about, font_color=SECONDARY, text_wrap=False)
    for column in range(1, 4):
        book.text(page, 2, column, "", top=5, top_color=RED)
    row = _steps(book, page, request)
    row = _ways(book, page, delivery.owed, row + 1)
    for at, tall in ((0, 34), (1, 22), (2, 8)):
        page.set_row(at, tall)
    page.print_area(0, 0, row, 3)
    return page


def _steps(book: Book, page: Worksheet, request: Request) -> int:
    due = f"请于{said_day(request.due)}前" if request.due else "填好后请"
    contact = " ".join(p for p in (request.officer, request.phone) if p)
    send = f"{due}把这份表格发回{f'（{contact}）' if contact else ''}"
    steps = (
        ("填哪里", "浅黄色的格子是要填的：本年数、填报人、联系电话。有特殊情况写在备注里。"),
        ("上年数", "已有的不用填；空着的，查得到就补上，用来算同比。"),
        (
            "锁定的格子",
            "指标、单位和口径已锁定。口径与实际统计不一致的，照实填数，并在备注里写明。",
        ),
        ("没有和不知道", "没有发生的填0；一时报不出的留空，在备注里写明原因。不要写“无”或画斜线。"),
        (
            "报送",
            f"{send}，不用打印，文件名可以改。",
        ),
    )
    for row, (name, words) in enumerate(steps, 3):
        book.text(page, row, 1, name, font_name=HEAD, **_LINE)
        page.merge_range(row, 2, row, 3, "", book.style(**_LINE))
        book.text(page, row, 2, words, **_LINE)
        page.set_row(row, height([(words, _WIDTHS[2] + _WIDTHS[3])]) + 5)
    return 3 + len(steps)


def _ways(book: Book, page: Worksheet, owed: tuple[Indicator, ...], row: int) -> int:
    kinds = {Measure.RATE if i.unit == "%" else i.measure for i in owed}
    for column, name in enumerate(("数的写法", "这样写", "不要这样写"), 1):
        rules = {"bottom": 1, "bottom_color": PALE, "top": 1, "top_color": PALE}
        book.text(page, row, column, name, font_name=HEAD, bg_color=HEADER, **rules)
    page.set_row(row, 24)
    for kind, texts in _WAYS.items():
        if kind not in kinds:
            continue
        row += 1
        for column, text in enumerate(texts, 1):
            quiet = {"font_color": SECONDARY} if column == 3 else {}
            book.text(page, row, column, text, **quiet, **_LINE)
        page.set_row(row, height(list(zip(texts, _WIDTHS[1:], strict=True))) + 3)
    return row
