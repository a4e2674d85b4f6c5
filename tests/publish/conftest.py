"""The sample as it goes to print, and how a test reads a PDF back."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pypdfium2
import pytest

from courtdesk.models.article import Article
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.article_pdf import article_pdf
from courtdesk.publish.edition import Edition
from courtdesk.writing.article import compose
from courtdesk.writing.samples import Sample, load_sample
from tests.publish.newspaper import DAY


@pytest.fixture(scope="session")
def sample() -> Sample:
    return load_sample("sheqi-2023")


@pytest.fixture(scope="session")
def sheet(sample: Sample) -> FactSheet:
    return sample[0]


@pytest.fixture(scope="session")
def photos(sample: Sample) -> Callable[[str], bytes]:
    return sample[1].__getitem__


@pytest.fixture
def edition(sheet: FactSheet, photos: Callable[[str], bytes]) -> Edition:
    when = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    return Edition(sheet, photos, Revision(number=7, when=when, head="a" * 64))


@pytest.fixture(scope="session")
def article(sheet: FactSheet) -> Article:
    return compose(sheet)


@pytest.fixture(scope="session")
def lines() -> Callable[[bytes], list[str]]:
    """The lines of type of a PDF, as they stand on its pages."""

    def read(pdf: bytes) -> list[str]:
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        return [line for page in pages for line in page.split("\r\n") if line.strip()]

    return read


@pytest.fixture(scope="session")
def places() -> Callable[[bytes], list[tuple[str, float, float]]]:
    """The lines of a PDF's first page with where each begins, in pt from the lower left corner."""

    def read(pdf: bytes) -> list[tuple[str, float, float]]:
        with pypdfium2.PdfDocument(pdf) as document:
            text = document[0].get_textpage()
            starts = re.finditer(r"[^\r\n]+", text.get_text_range())
            return [(m[0], *text.get_charbox(m.start())[:2]) for m in starts]

    return read


@pytest.fixture(scope="session")
def boxes() -> Callable[[bytes], list[list[tuple[str, float, float, float, float]]]]:
    """The characters of each page with their left, bottom, right and top in pt."""

    def read(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [page.get_textpage() for page in document]
            return [
                [
                    (char, *page.get_charbox(n))
                    for n, char in enumerate(page.get_text_range())
                    if not char.isspace()
                ]
                for page in pages
            ]

    return read


@pytest.fixture(scope="session")
def words() -> Callable[[str], str]:
    """A text without its blanks: what a line break or an indent cannot change."""
    return lambda text: re.sub(r"\s", "", text)


@pytest.fixture(scope="session")
def pdf(sheet: FactSheet, article: Article, photos: Callable[[str], bytes]) -> bytes:
    """The sample's newspaper page."""
    return article_pdf(sheet, article, photos, DAY)
