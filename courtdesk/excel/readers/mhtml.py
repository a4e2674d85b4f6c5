"""Single-file web pages (.mht saved as .xls): the pages in them that hold tables."""

import email
import email.policy
import re

from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.found import Book
from courtdesk.excel.readers.html import read_html
from courtdesk.excel.readers.text import decoded

_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
_PARTS = 300


def read_mhtml(data: bytes) -> Book:
    """Read every page that holds a table. Raises Refusal."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            raise Refusal(Outcome.TOO_BIG)
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            pages.append(decoded(content)[0] if isinstance(content, bytes) else "")
    names = [name for page in pages for name in _NAME.findall(page)]
    tables = [page for page in pages if "<table" in page.lower()]
    book = Book("html")
    for index, page in enumerate(tables):
        named = names[index] if len(names) == len(tables) else ""
        other = read_html(page, named)
        book.count(sum(len(row.columns) for sheet in other.sheets for row in sheet.rows.values()))
        book.sheets += other.sheets
        book.notes += other.notes
    return book
