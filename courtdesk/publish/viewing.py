"""What is shown of each form before it is written: its pages as one PDF, or its words."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import engine

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from courtdesk.publish.article_pdf import Page


class Choice(NamedTuple):
    """How somebody looks at a form: the telephone's width in px, and whether it is night."""

    wide: int = 360
    dark: bool = False


class View(NamedTuple):
    """A form as it is shown: a PDF, words, or rows of a table.

    ``said`` tells how it came out; ``over`` the characters beyond one newspaper page, negative
    when there is room for more. ``page`` is what the next setting is made like.
    """

    pdf: bytes = b""
    words: str = ""
    rows: Sequence[tuple[str, ...]] = ()
    said: str = ""
    over: int = 0
    page: "Page | None" = None


def view(form: str, edition: Edition, choice: Choice, before: View | None = None) -> View:
    """Return a form for the eye; faster when it was shown ``before``. Raises UserError."""
    match form:
        case "article.pdf":
            from courtdesk.publish.article_pdf import article_page

            like = before.page if before else None
            page = article_page(edition.sheet, edition.article, edition.photos, edition.on, like)
            return View(page.pdf, said=str(page), over=page.over, page=page)
        case "long.png":
            from courtdesk.publish.long_data import picture_data
            from courtdesk.publish.typesetting import Template

            return View(Template("long").pdf(picture_data(edition), edition.on))
        case "wechat.html":
            from courtdesk.publish.wechat import fragment
            from courtdesk.publish.wechat_pages import wechat_page

            title = f"{edition.sheet.court}{edition.sheet.period}"
            body = fragment(edition)
            return View(wechat_page(body, title, choice.wide, choice.dark, edition.on))
        case "charts":
            pdf = _charts(edition)
            return View(pdf, said="" if pdf else "没有图表：先在提纲里添加图表。")
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
            return View(printed(form, edition))


def _charts(edition: Edition) -> bytes:
    """Every chart that has rows, a page each, as its picture shows it; nothing without charts."""
    from courtdesk.publish.chart_data import chart_data
    from courtdesk.publish.themes import THEMES
    from courtdesk.publish.typesetting import Template

    sheet = edition.sheet
    specs = [*sheet.outline.charts, *(c for s in sheet.outline.sections for c in s.charts)]
    data = {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "series": THEMES[sheet.layout.theme].series,
        "charts": [drawn for spec in specs if (drawn := chart_data(spec, sheet))["rows"]],
    }
    return Template("pictures").pdf(data, edition.on) if data["charts"] else b""


def _counted(book: "CalamineWorkbook", name: str) -> tuple[str, ...]:
    """A worksheet in a row: its name, how many rows and columns it has, what it begins with."""
    cells = book.get_sheet_by_name(name).to_python()
    said = next((str(cell) for row in cells for cell in row if cell != ""), "")
    wide = max((len(row) for row in cells), default=0)
    return name, str(len(cells)), str(wide), said.replace("\n", " ")


def printed(form: str, edition: Edition) -> bytes:
    """Return the pages of a form as they go to a printer, a PDF. Raises UserError."""
    match form:
        case "long.png":
            from courtdesk.publish.long_picture import page_data
            from courtdesk.publish.typesetting import Template

            return Template("long").pdf(page_data(edition), edition.on)
        case "report.docx":
            from courtdesk.publish.word_pages import report_pages

            return report_pages(edition)
        case "newspaper.docx":
            from courtdesk.publish.word_pages import newspaper_pages

            return newspaper_pages(edition)
        case _:
            return next(iter(engine(form).make(edition).files.values()))
