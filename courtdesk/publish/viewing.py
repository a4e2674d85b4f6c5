"""What is shown of each form before it is written: its pages as one PDF, or its words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import engine

if TYPE_CHECKING:
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
        case "txt" | "md":
            made = engine(form).make(edition)
            said = f"全文 {edition.article.characters:,} 字"
            return View(words=next(iter(made.files.values())).decode(), said=said)
        case _:
            return View(printed(form, edition))


def printed(form: str, edition: Edition) -> bytes:
    """Return the pages of a form as they go to a printer, a PDF. Raises UserError."""
    match form:
        case "long.png":
            from courtdesk.publish.long_picture import page_data
            from courtdesk.publish.typesetting import Template

            return Template("long").pdf(page_data(edition), edition.on)
        case _:
            return next(iter(engine(form).make(edition).files.values()))
