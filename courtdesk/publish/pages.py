"""The pages of a PDF: as pictures for the screen and the printer, and the words on them."""

from threading import Lock
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_pdfium = Lock()  # PDFium may not be entered by two threads at once


class Picture(NamedTuple):
    """A page in colour: ``width`` x ``height`` pixels of 4 bytes (blue, green, red, unused)."""

    width: int
    height: int
    data: bytes


class Opened:
    """A PDF that stays open: parts of its pages are drawn again and again. Close it."""

    def __init__(self, pdf: bytes) -> None:
        self._pages: dict[int, pypdfium2.PdfPage] = {}
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            sizes = map(self._document.get_page_size, range(len(self._document)))
            self.sizes = tuple((float(wide), float(tall)) for wide, tall in sizes)
            """Width and height of each page in points."""

    def part(
        self, index: int, size: tuple[int, int], left: int, top: int, width: int, height: int
    ) -> Picture:
        """Return ``width`` x ``height`` px of a page drawn ``size`` px large, from (left, top)."""
        with _pdfium:
            if index not in self._pages:
                self._pages[index] = self._document[index]
            bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            page = self._pages[index]
            pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *size, 0, 0)
            rows = bytes(bitmap.buffer)
            bitmap.close()
        return Picture(width, height, rows)

    def close(self) -> None:
        """Let the document go."""
        with _pdfium:
            for page in self._pages.values():
                page.close()
            self._document.close()


def page_count(pdf: bytes) -> int:
    """Return how many pages the PDF has."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_size(pdf: bytes, index: int) -> tuple[float, float]:
    """Return the width and height of a page in points (1/72 inch)."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        width, height = document.get_page_size(index)
        return float(width), float(height)


def page(pdf: bytes, index: int, dpi: int) -> Picture:
    """Return a page drawn at ``dpi`` dots an inch; its rows follow without gaps.

    Raises IndexError when the PDF has no such page.
    """
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        bitmap = document[index].render(scale=dpi / 72, prefer_bgrx=True)
        rows = bytes(bitmap.buffer)
        return Picture(bitmap.width, bitmap.height, _tight(rows, bitmap.width * 4, bitmap.stride))


def texts(pdf: bytes, top: float = 0, bottom: float = 0) -> list[str]:
    """Return the words of each page, without its uppermost ``top`` and lowest ``bottom`` mm."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return [
            page.get_textpage().get_text_bounded(
                top=page.get_height() - top * 72 / 25.4, bottom=bottom * 72 / 25.4
            )
            for page in document
        ]


def _tight(rows: bytes, width: int, stride: int) -> bytes:
    if stride == width:
        return rows
    return b"".join(rows[at : at + width] for at in range(0, len(rows), stride))
