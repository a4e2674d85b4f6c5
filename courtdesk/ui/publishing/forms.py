"""The forms as the window names them, in the order in which they are looked at."""

from typing import NamedTuple

PAPER, SCREEN, WORDS, TABLE = "paper", "screen", "words", "table"


class Form(NamedTuple):
    """One form; ``id`` is its name among the formats of an export, ``file`` that of its file.

    ``shown`` says how: as pages of PAPER, as a SCREEN's pixels, as WORDS, or as a TABLE. ``about``
    is what is to be known of it.
    """

    id: str
    name: str
    shown: str = PAPER
    about: str = ""
    kept: str = ""

    @property
    def file(self) -> str:
        """What an export calls its file, or the folder of its files."""
        return self.kept or self.id

    @property
    def printed(self) -> bool:
        """Whether it goes to a printer."""
        return self.paged and self.id not in ("wechat.html", "charts")

    @property
    def paged(self) -> bool:
        """Whether it is drawn from a PDF."""
        return self.shown in (PAPER, SCREEN)

    @property
    def unit(self) -> float:
        """Px a point at 100 %: paper at its size on a screen of 96 dpi, a picture px by px."""
        return 96 / 72 if self.shown == PAPER else 1.0


FORMS = (
    Form("article.pdf", "报纸版面"),
    Form("newspaper.docx", "报社通稿", PAPER, "Word 文档；换行、分页以 Word、WPS 打开为准。"),
    Form(
        "report.docx",
        "公文送审稿",
        PAPER,
        "GB/T 9704，每页 22 行；分页、字体以 Word、WPS 打开为准。",
    ),
    Form("wechat.html", "公众号稿", SCREEN),
    Form("long.png", "长图", SCREEN),
    Form("sheet.pdf", "事实表", PAPER, "A4，供本院使用；有待收数据时也可导出。"),
    Form("signoff.pdf", "数据核校表", PAPER, "A4，逐句核对签字；第几次修改在打印和导出时写上。"),
    Form(
        "charts",
        "图表图片",
        SCREEN,
        "每张图表一份 SVG、一份 PNG，存在 charts 文件夹里。",
        "charts 文件夹",
    ),
    Form("xlsx", "数据表格", TABLE, "Excel 工作簿；以 Excel、WPS 打开为准。", "sheet.xlsx"),
    Form("txt", "纯文本", WORDS, "可以全选、复制，粘贴到别的软件。", "article.txt"),
    Form("md", "Markdown", WORDS, "可以全选、复制，粘贴到支持 Markdown 的软件。", "article.md"),
)
BY_ID = {form.id: form for form in FORMS}
