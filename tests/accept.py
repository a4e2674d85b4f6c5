"""What leaves the house, as readable text: `python -m tests.accept` accepts it as it is now.

tests/golden holds, for each sample, the article as text and Markdown, what `show` and `check` say,
the workbook cell by cell, the collection forms row by row, both Word documents paragraph by
paragraph with their styles, the words of the article for WeChat, of the long picture, of the charts
and of the PDFs page by page. Look at the difference (`git diff tests/golden`) before committing.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pypdfium2
from docx import Document
from lxml import html

from courtdesk.checks import check
from courtdesk.excel import forms
from courtdesk.excel.workbook import write_workbook
from courtdesk.models.delivery import deliveries
from courtdesk.models.finding import worst_first
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet, Request
from courtdesk.publish import (
    long_picture,
    markdown,
    newspaper_docx,
    report_docx,
    signoff_pdf,
    wechat,
)
from courtdesk.publish.article_pdf import article_pdf
from courtdesk.publish.edition import Edition
from courtdesk.publish.sheet_pdf import sheet_pdf
from courtdesk.report import checked, shown
from courtdesk.writing.article import compose, plain
from courtdesk.writing.proof import proof
from courtdesk.writing.samples import load_sample

GOLDEN = Path(__file__).with_name("golden")
SAMPLES = ("sheqi-2023", "yunchuan-2024")
COMMAND = "python -m tests.accept"
DAY = date(2025, 1, 15)  # printed on every form, so that no form differs by the day it was made
_TODAY = re.compile(r"(导出日期 )\d+年\d+月\d+日")  # the workbook always says the day it was made

Blobs = dict[str, bytes]


def article_text(sheet: FactSheet, _: Blobs) -> str:
    """The article as `export` writes it."""
    return plain(compose(sheet))


def show_json(sheet: FactSheet, _: Blobs) -> str:
    """What `show --json` says."""
    return _json(shown(sheet))


def check_json(sheet: FactSheet, _: Blobs) -> str:
    """What `check --json` says."""
    return _json(checked(worst_first((*check(sheet), *proof(sheet)))))


def workbook_cells(sheet: FactSheet, _: Blobs) -> str:
    """Every filled cell: its address, its number format, its content; a formula with its value."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        write_workbook(sheet, check(sheet), path)
        content = path.read_bytes()
    formulas = openpyxl.load_workbook(BytesIO(content))
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    lines = []
    for page in formulas.worksheets:
        lines.append(f"== {page.title}")
        for cell in (c for row in page.iter_rows() for c in row if c.value is not None):
            said = _one_line(cell.value)
            if cell.data_type == "f":
                said += f" → {_one_line(values[page.title][cell.coordinate].value)}"
            lines.append(f"{cell.coordinate} [{cell.number_format}] {said}")
    return _TODAY.sub(r"\1……", "\n".join(lines)) + "\n"


def collection_forms(sheet: FactSheet, _: Blobs) -> str:
    """The forms of all departments, row by row; ○ marks a blank that stands open."""
    lines = []
    for delivery in deliveries(sheet):
        request = Request(department=delivery.department, when=datetime(2025, 1, 3), due=DAY)
        lines.append(f"==== {delivery.department}")
        for page in openpyxl.load_workbook(BytesIO(forms.form(sheet, delivery, request))):
            lines.append(f"== {page.title}")
            for row in page.iter_rows():
                cells = (c.value or ("" if c.protection.locked else "○") for c in row)
                said = " | ".join(_one_line(cell) for cell in cells).strip(" |")
                lines += [said] if said else []
    return "\n".join(lines) + "\n"


def article_pages(sheet: FactSheet, blobs: Blobs) -> str:
    """The text of the newspaper page, page by page."""
    return "\n".join(_pages(article_pdf(sheet, compose(sheet), blobs.__getitem__, DAY))) + "\n"


def sheet_pages(sheet: FactSheet, _: Blobs) -> str:
    """The text of the printed fact sheet, page by page."""
    return "\n".join(_pages(sheet_pdf(sheet, check(sheet), DAY))) + "\n"


def markdown_text(sheet: FactSheet, blobs: Blobs) -> str:
    """The article as Markdown."""
    return markdown.make(_edition(sheet, blobs)).files[markdown.NAME].decode()


def manuscript(sheet: FactSheet, blobs: Blobs) -> str:
    """The manuscript: every paragraph with its style."""
    return _paragraphs(newspaper_docx.make(_edition(sheet, blobs)).files[newspaper_docx.NAME])


def report(sheet: FactSheet, blobs: Blobs) -> str:
    """The official document: every paragraph with its style."""
    return _paragraphs(report_docx.make(_edition(sheet, blobs)).files[report_docx.NAME])


def wechat_words(sheet: FactSheet, blobs: Blobs) -> str:
    """The article for WeChat: a line a paragraph, figures in brackets, pictures by their words."""
    root = html.fragment_fromstring(wechat.fragment(_edition(sheet, blobs)))
    for strong in (e for e in root.iter("strong") if "color" in e.get("style", "")):
        strong.text = f"[{strong.text}]"
    lines = []
    for p in root.iter("p"):
        pictures = [f"<{img.get('alt')}>" for img in p.iter("img")]
        lines.append("".join(pictures) or p.text_content())
    return "\n".join(lines) + "\n"


def long_words(sheet: FactSheet, blobs: Blobs) -> str:
    """The words and figures of the long picture, slice by slice."""
    edition = _edition(sheet, blobs)
    pdf = long_picture.preview(edition).pdf
    return "\n".join(_pages(pdf)) + "\n"


def chart_words(sheet: FactSheet, blobs: Blobs) -> str:
    """The words of every chart's picture, under the name of its file."""
    named = ((p.name, p.words.replace("\r", "").strip()) for p in _edition(sheet, blobs).charts)
    return "\n".join(f"== {name}\n{words}" for name, words in named) + "\n"


def signoff_pages(sheet: FactSheet, blobs: Blobs) -> str:
    """The text of the sign-off sheet, page by page."""
    made = signoff_pdf.make(_edition(sheet, blobs)).files[signoff_pdf.NAME]
    return "\n".join(_pages(made)) + "\n"


FORMS: dict[str, Callable[[FactSheet, Blobs], str]] = {
    "article.txt": article_text,
    "show.json": show_json,
    "check.json": check_json,
    "workbook.txt": workbook_cells,
    "article.md": markdown_text,
    "newspaper.docx.txt": manuscript,
    "report.docx.txt": report,
    "wechat.html.txt": wechat_words,
    "long.png.txt": long_words,
    "charts.txt": chart_words,
    "forms.txt": collection_forms,
    "article.pdf.txt": article_pages,
    "sheet.pdf.txt": sheet_pages,
    "signoff.pdf.txt": signoff_pages,
}


def difference(name: str, golden: str, made: str) -> str:
    """Say which line of a golden file differs first, and how to accept it; empty when none does."""
    before, after = golden.split("\n"), made.split("\n")
    for number in range(max(len(before), len(after))):
        was, now = (lines[number : number + 1] for lines in (before, after))
        if was != now:
            said = "\n".join(
                f"  {word}: {line[0] if line else '(the file ends)'}"
                for word, line in (("golden", was), ("now   ", now))
            )
            return f"tests/golden/{name} differs in line {number + 1}\n{said}\naccept: {COMMAND}"
    return ""


def accept() -> list[Path]:
    """Write every golden file anew; return those that changed."""
    changed = []
    for sample in SAMPLES:
        sheet, blobs = load_sample(sample)
        for form, make in FORMS.items():
            path = GOLDEN / sample / form
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = make(sheet, blobs).encode()
            if not path.exists() or path.read_bytes() != fresh:
                path.write_bytes(fresh)
                changed.append(path)
    return changed


def _edition(sheet: FactSheet, blobs: Blobs) -> Edition:
    when = datetime.combine(DAY, time(9), UTC)
    return Edition(sheet, blobs.__getitem__, Revision(number=1, when=when, head="0" * 64))


def _paragraphs(data: bytes) -> str:
    paragraphs = Document(BytesIO(data)).paragraphs
    return "\n".join(f"[{p.style.name}] {p.text}" for p in paragraphs) + "\n"


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _one_line(value: object) -> str:
    return str(value).replace("\n", "⏎")


def _pages(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            yield f"== page {number} of {len(document)}"
            yield page.get_textpage().get_text_range().replace("\r\n", "\n").strip("\n")


if __name__ == "__main__":
    for path in accept():
        print(path)
