"""The forms a sheet goes out in, and the engine of each."""

from typing import Protocol

from courtdesk.models.errors import UserError
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading


class Engine(Protocol):
    """What a module that makes a form offers."""

    def make(self, edition: Edition) -> Made:
        """Make the form. Raises UserError."""

    def read(self, edition: Edition, files: Files) -> dict[str, list[Reading]]:
        """Read the figures of finished files back, by file; files without figures are left out."""


FORMATS = (
    "xlsx",
    "txt",
    "md",
    "newspaper.docx",
    "report.docx",
    "wechat.html",
    "long.png",
    "article.pdf",
    "sheet.pdf",
    "signoff.pdf",
    "charts",
)
"""The forms by the names ``--only`` takes, in the order they are made."""

WORKING = frozenset({"xlsx", "sheet.pdf", "signoff.pdf"})
"""Forms for the court's own desks: they may go around while figures are still awaited."""


def known(only: tuple[str, ...]) -> tuple[str, ...]:
    """Return the named forms in their order. Raises UserError for a name nobody knows."""
    unknown = [form for form in only if form not in FORMATS]
    if unknown:
        raise UserError(f"没有“{unknown[0]}”这种格式，可选的有：{'、'.join(FORMATS)}。")
    return tuple(form for form in FORMATS if form in only)


def engine(form: str) -> Engine:
    """Return the engine of a form; it is loaded now, the window opens without any of them."""
    match form:
        case "xlsx":
            from courtdesk.publish import workbook

            return workbook
        case "txt":
            from courtdesk.publish import plain_text

            return plain_text
        case "md":
            from courtdesk.publish import markdown

            return markdown
        case "newspaper.docx":
            from courtdesk.publish import newspaper_docx

            return newspaper_docx
        case "report.docx":
            from courtdesk.publish import report_docx

            return report_docx
        case "wechat.html":
            from courtdesk.publish import wechat

            return wechat
        case "long.png":
            from courtdesk.publish import long_picture

            return long_picture
        case "article.pdf":
            from courtdesk.publish import article_pdf

            return article_pdf
        case "sheet.pdf":
            from courtdesk.publish import sheet_pdf

            return sheet_pdf
        case "signoff.pdf":
            from courtdesk.publish import signoff_pdf

            return signoff_pdf
        case _:
            from courtdesk.publish import charts

            return charts
