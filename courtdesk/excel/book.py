"""The workbook being written: styles, page set-up and cells that keep what they are given."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from courtdesk.excel.cells import Shown, lines, safe
from courtdesk.models.sheet import FactSheet

INK, SECONDARY, PALE, RULE, HEADER = "#1F2328", "#57606A", "#9A9388", "#D8D2C6", "#F3F0E9"
RED, RED_TINT, BLUE, AMBER = "#A61E22", "#FBECEC", "#2B5D8A", "#8F5D0F"
CHARTS = ("#A61E22", "#2B5D8A", "#B7791F", "#2F7D4F", "#5B6672")  # as on the screen
BODY, HEAD = "宋体", "黑体"  # by the names every Windows and WPS knows
SIZE, LINE = 10.5, 15  # pt: 五号, and the height of its line
MARGIN = 0.47  # inches, left and right
PAPER_A4 = 9
_TEXT = {"align": "left", "valign": "vcenter", "text_wrap": True, "num_format": "@"}


class Book:
    """An xlsxwriter workbook in memory, whose formulas carry their values.

    Readers that do not calculate (a phone's preview, a mail client) show those values.
    """

    def __init__(self, sheet: FactSheet, kind: str = "数据表", on: date | None = None) -> None:
        self.sheet = sheet
        self.title = safe(f"{sheet.period}{kind}")
        self._stream = BytesIO()
        font = {"font_name": BODY, "font_size": SIZE, "font_color": INK, "font_scheme": "none"}
        self.book = xlsxwriter.Workbook(
            self._stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "default_format_properties": font,
            },
        )
        self._font = font
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        # Never the clock: one revision printed twice is the same bytes.
        created = datetime.combine(on or date(sheet.year + 1, 1, 1), time())
        title = f"{safe(sheet.court)}{self.title}"[:255]
        self.book.set_properties({"title": title, "created": created})

    def style(self, **props: Any) -> Format:
        """Return the format with these properties, one object for equal ones."""
        key = tuple(sorted(props.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format(self._font | props)
        return self._styles[key]

    def add(self, name: str, widths: Sequence[float]) -> Worksheet:
        """Add a worksheet set up for A4 landscape, one page wide, with header and footer."""
        page = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(PAPER_A4)
        page.center_horizontally()
        page.fit_to_pages(1, 0)
        page.set_margins(left=MARGIN, right=MARGIN, top=0.75, bottom=0.65)
        court, title = (t[:40].replace("&", "&&") for t in (court_name(self.sheet), self.title))
        page.set_header(f'&L&"{BODY},Regular"&9{safe(court)}&R&"{BODY},Regular"&9 {title}')
        page.set_footer(f'&L&"{BODY},Regular"&9&A&R&"{BODY},Regular"&9第 &P 页 共 &N 页')
        return page

    def text(self, page: Worksheet, row: int, column: int, text: str, **props: Any) -> None:
        """Write a text that stays one, whatever it begins with."""
        text = safe(text)
        props = _TEXT | props
        if text[:1] in ("=", "+", "-", "@", "'"):
            props["quote_prefix"] = True
        if text:
            page.write_string(row, column, text, self.style(**props))
        else:
            page.write_blank(row, column, None, self.style(**props))

    def shown(self, page: Worksheet, row: int, column: int, value: Shown, **props: Any) -> None:
        """Write a quantity as the number or the text it is shown as."""
        props = {"align": "right", "valign": "vcenter"} | props
        if value.number is None:
            format = "@" if value.text else "General"
            self.text(
                page, row, column, value.text, **{"text_wrap": True, "num_format": format} | props
            )
        else:
            style = self.style(num_format=value.format, **props)
            page.write_number(row, column, float(value.number), style)

    def formula(
        self, page: Worksheet, row: int, column: int, formula: str, value: object, **props: Any
    ) -> None:
        """Write a formula with the value it has now."""
        cached = float(value) if isinstance(value, Decimal) else value
        style = self.style(**{"align": "right", "valign": "vcenter"} | props)
        page.write_formula(row, column, formula, style, cached)

    def header(self, page: Worksheet, row: int, names: Sequence[str]) -> None:
        """Write a quiet header line."""
        for column, name in enumerate(names):
            self.text(
                page,
                row,
                column,
                name,
                font_name=HEAD,
                bg_color=HEADER,
                font_color=INK,
                align="center",
                bottom=1,
                bottom_color=PALE,
                top=1,
                top_color=PALE,
            )
        page.set_row(row, 24)

    def bytes(self) -> bytes:
        """Close the workbook and return the file."""
        self.book.close()
        return self._stream.getvalue()


def court_name(sheet: FactSheet) -> str:
    """Return the court's name; an invented one says so, once."""
    marked = sheet.fictional and "虚构" not in sheet.court
    return f"{sheet.court}（虚构）" if marked else sheet.court


def height(texts: Sequence[tuple[str, float]]) -> float:
    """Return the height in pt of a row holding these texts in columns of these widths."""
    return max(lines(text, int(width)) for text, width in texts) * LINE + 7


def text_font(color: str = INK) -> dict[str, Any]:
    """Return the font of a chart's labels."""
    return {"name": BODY, "size": 10, "color": color}
