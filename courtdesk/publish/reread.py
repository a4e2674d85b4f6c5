"""What a finished file says, read back from its bytes: the words a reader would see, in order."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def docx_text(data: bytes) -> str:
    """Return the paragraphs and the cells of tables of the body, a line each."""
    from docx import Document
    from docx.table import Table

    body = Document(BytesIO(data)).iter_inner_content()
    return "\n".join(
        line
        for part in body
        for line in (_cells(part) if isinstance(part, Table) else (part.text,))
    )


def _cells(table: Any) -> Iterator[str]:
    for row in table.rows:
        yield from (cell.text for cell in row.cells)


def html_text(data: bytes) -> str:
    """Return the words of an HTML file's body."""
    from lxml import html

    return str(html.document_fromstring(data).body.text_content())


def markdown_text(data: bytes) -> str:
    """Return the words of a Markdown file as `markdown` writes it."""
    lines = (re.sub(r"^#+ ", "", line) for line in data.decode().split("\n"))
    return "\n".join(_ESCAPED.sub(r"\1", line.replace("**", "")) for line in lines)
