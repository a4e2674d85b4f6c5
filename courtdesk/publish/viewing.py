"""What is shown of each form before it is written: its pages as one PDF, or its words."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import engine

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


class Choice(NamedTuple):
    """How somebody looks at a form: the telephone's width in px, and whether it is night."""

    wide: int = 360
    dark: bool = False


class View(NamedTuple):
    """A form as it is shown: a PDF, words, or rows of a table.

    ``said`` tells how it came out; ``over`` the characters beyond one newspaper page, negative
    when there is room for more. ``like`` is what the next one is made like.
    """

    pdf: bytes = b""
    words: str = ""
    rows: Sequence[tuple[str, ...]] = ()
    said: str = ""
    over: int = 0
    like: Any = None


def view(form: str, edition: Edition, choice: Choice, before: View | None = None) -> View:
    """Return a form for the eye; faster when it was shown ``before``. Raises UserError."""
    match form:
        case "article.pdf":
            from courtdesk.publish import article_pdf

            if not edition.article.blocks:
                return View(said="稿件还是空的：写了标题或正文，这里就排出版面。")
            page = article_pdf.preview(edition, before.like if before else None)
            how, _, room = str(page).rpartition("，")
            return View(page.pdf, said=f"{room}（{how}）", over=page.over, like=page)
        case "long.png":
            from courtdesk.publish import long_picture

            strip = long_picture.preview(edition, before.like if before else None)
            return View(strip.pdf, like=strip)
        case "sheet.pdf":
            from courtdesk.publish import sheet_pdf

            return View(sheet_pdf.preview(edition))
        case "signoff.pdf":
            from courtdesk.publish import signoff_pdf

            return View(signoff_pdf.preview(edition))
        case "wechat.html":
            from courtdesk.publish.wechat import fragment
            from courtdesk.publish.wechat_pages import wechat_page

            title = f"{edition.sheet.court}{edition.sheet.period}"
            body = fragment(edition)
            shown = wechat_page(body, title, choice.wide, choice.dark, edition.on)
            return View(shown.pdf, said=shown.said)
        case "charts":
            pdf = _charts(edition)
            return View(pdf, said="" if pdf else "没有图表：请用“编辑”菜单里的“添加图表…”添加。")
        case "xlsx":
            from python_calamine import CalamineWorkbook

            (data,) = engine(form).make(edition).files.values()
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            return View(rows=[_counted(book, name) for name in book.sheet_names])
        case "txt" | "md":
            made = engine(form).make(edition)
            said = f"全文 {edition.article.characters:,} 字"
            return View(words=next(iter(made.files.values())).decode(), said=said)
        case _:
            return printed(form, edition)


def _charts(edition: Edition) -> bytes:
    """Every chart that has rows, a page each, as its picture shows it; nothing without charts."""
    from courtdesk.models.chart import chart
    from courtdesk.publish.chart_pictures import pages_data
    from courtdesk.publish.typesetting import Template

    sheet = edition.sheet
    specs = [*sheet.outline.charts, *(c for s in sheet.outline.sections for c in s.charts)]
    data = pages_data(sheet, [spec for spec in specs if chart(spec, sheet).rows])
    return Template("pictures").pdf(data, edition.on) if data["charts"] else b""


def _counted(book: "CalamineWorkbook", name: str) -> tuple[str, ...]:
    """A worksheet in a row: its name, how many rows and columns it has, what it begins with."""
    cells = book.get_sheet_by_name(name).to_python()
    said = next((str(cell) for row in cells for cell in row if cell != ""), "")
    wide = max((len(row) for row in cells), default=0)
    return name, str(len(cells)), str(wide), said.replace("\n", " ")


def printed(form: str, edition: Edition) -> View:
    """Return the pages of a form as they go to a printer. Raises UserError."""
    match form:
        case "long.png":
            from courtdesk.publish import long_picture

            return View(long_picture.preview(edition).pdf)
        case "report.docx":
            from courtdesk.publish.word_pages import report_pages

            shown = report_pages(edition)
            return View(shown.pdf, said=shown.said)
        case "newspaper.docx":
            from courtdesk.publish.word_pages import newspaper_pages

            shown = newspaper_pages(edition)
            return View(shown.pdf, said=shown.said)
        case _:
            return View(next(iter(engine(form).make(edition).files.values())))
