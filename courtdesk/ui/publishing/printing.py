"""Pages of a PDF onto a printer: which of them, how often, on which paper."""

from collections.abc import Callable
from itertools import chain, repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from courtdesk.models.errors import UserError

if TYPE_CHECKING:
    from courtdesk.publish.pages import Opened

DPI = 300
LARGEST = 1250  # pt; a longer page is no sheet of paper and goes onto A4
MARGIN = 8 * 72 / 25.4  # pt around a page that is brought to another paper
NO_ANSWER = "打印机没有响应，请检查打印机是否接通，或先存为 PDF。"
Progress = Callable[[str, int, int], None]


def fit_page(printer: QPrinter, pdf: bytes) -> None:
    """Give the printer the paper of the PDF's first page, without margins of its own.

    A size that printers know is given by its name: A4 lying down is A4, not a size of its own.
    """
    from courtdesk.publish import pages

    wide, tall = pages.page_size(pdf, 0)
    short, long = sorted((wide, tall))
    if long > LARGEST:
        short, long, wide, tall = 595, 842, 595, 842
    size = QPageSize(
        QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    lying = QPageLayout.Orientation.Landscape if wide > tall else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, lying, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def wanted(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers of the pages to draw, from 0, in the order in which they come out.

    Copies are among them where the printer makes none itself; -1 is an empty side, so that a copy
    printed on both sides begins on a new sheet.
    """
    ranges = printer.pageRanges()
    chosen = [n for n in range(count) if ranges.isEmpty() or ranges.contains(n + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if not printer.collateCopies():
        return list(chain.from_iterable(repeat(n, copies) for n in chosen))
    both = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    filled = [*chosen, -1] if both and len(chosen) % 2 else chosen
    return [*filled * (copies - 1), *chosen]


def print_pdf(
    pdf: bytes,
    printer: QPrinter,
    progress: Progress = lambda what, step, steps: None,
) -> None:
    """Draw the wanted pages onto the printer. Raises UserError when it does not take them.

    ``progress`` hears of every page; when it raises, the printer is told to drop the job.
    """
    from courtdesk.publish.pages import Opened

    opened = Opened(pdf)
    numbers = wanted(printer, len(opened.sizes))
    painter = QPainter()
    try:
        if not numbers:
            raise UserError("所选的页码范围里没有页，请重新选择要打印的页。")
        if not painter.begin(printer):
            raise UserError(NO_ANSWER)
        for step, number in enumerate(numbers):
            progress(f"正在打印第 {step + 1} 面，共 {len(numbers)} 面", step, len(numbers))
            if step and not printer.newPage():
                raise UserError(NO_ANSWER)
            if number >= 0:
                _draw(painter, printer, opened, number)
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        opened.close()


def _draw(painter: QPainter, printer: QPrinter, opened: "Opened", number: int) -> None:
    """Draw a page in the middle of the paper, as it is where it fits, smaller where it does not."""
    paper = QRectF(printer.paperRect(QPrinter.Unit.Point))
    wide, tall = opened.sizes[number]
    margin = 0.0
    if abs(paper.width() - wide) > 4 or abs(paper.height() - tall) > 4:
        margin = MARGIN
    scale = min((paper.width() - 2 * margin) / wide, (paper.height() - 2 * margin) / tall, 1.0)
    shown = QSizeF(wide * scale, tall * scale)
    left, top = (paper.width() - shown.width()) / 2, (paper.height() - shown.height()) / 2
    dot = printer.logicalDpiX() / 72
    place = QRectF(left * dot, top * dot, shown.width() * dot, shown.height() * dot)
    size = (round(shown.width() * DPI / 72), round(shown.height() * DPI / 72))
    rows = opened.part(number, size, 0, 0, *size).data
    image = QImage(rows, *size, size[0] * 4, QImage.Format.Format_RGB32)
    painter.drawImage(place, image)
