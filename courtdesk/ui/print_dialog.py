"""Print preview: the typeset pages as they will come out, to a printer or a PDF file."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from courtdesk.models.errors import UserError
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.tasks import Progress, run, warn
from courtdesk.ui.theme import STEP
from courtdesk.ui.workspace import Workspace

SCREEN_DPI, PRINTER_DPI = 96, 300
FORMS = ("事实表", "稿件版面")


class Typesetter(QObject):
    """Sets a form off the window's thread; the pages arrive one by one."""

    typeset = Signal(int, bytes, int)  # form, PDF, number of pages
    drawn = Signal(int, int, QImage)  # form, page
    failed = Signal(str)

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.space = space
        self.sheet, self.findings = space.sheet, space.checked
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typeset")

    def ask(self, form: int, dpi: int) -> None:
        """Set this form and draw its pages."""
        self._pool.submit(self._work, form, dpi)

    def _work(self, form: int, dpi: int) -> None:
        from courtdesk.publish import pages

        try:
            pdf = self._typeset(form)
            count = pages.page_count(pdf)
            self.typeset.emit(form, pdf, count)
            for number in range(count):
                self.drawn.emit(form, number, image(pdf, number, dpi))
        except UserError as error:
            self.failed.emit(str(error))
        except Exception as error:  # a fault of the program must not leave an empty preview
            self.failed.emit(f"排版出错（{type(error).__name__}），请重试；内容没有改动。")
            raise

    def _typeset(self, form: int) -> bytes:
        if form == 0:
            from courtdesk.publish.sheet_pdf import sheet_pdf

            return sheet_pdf(self.sheet, self.findings)
        from courtdesk.publish.article_pdf import article_pdf
        from courtdesk.writing.article import compose

        return article_pdf(self.sheet, compose(self.sheet), self.space.blob)

    def stop(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def image(pdf: bytes, number: int, dpi: int) -> QImage:
    """Return a page as a picture."""
    from courtdesk.publish import pages

    width, height, data = pages.page(pdf, number, dpi)
    return QImage(data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


class PrintDialog(QDialog):
    """Shows the pages of the chosen form; 打印 and 存为 PDF below."""

    def __init__(self, parent: QWidget, space: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印预览")
        self.resize(1000, 680)
        self.space = space
        self.pdf = b""
        self.form = 0
        self.zoom = 1.0
        self.images: dict[int, QImage] = {}
        self.typesetter = Typesetter(space)
        self.typesetter.typeset.connect(self._set)
        self.typesetter.drawn.connect(self._draw)
        self.typesetter.failed.connect(self._fail)
        self.canvas = boxes.named(QWidget(), "desk")
        self.column = boxes.column(self.canvas, STEP * 4, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        self.column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.scroller = QScrollArea(widgetResizable=True)
        self.scroller.setWidget(self.canvas)
        self.told = plain_label("正在排版…", "secondary")
        self.forms = QButtonGroup(self)
        whole = boxes.column(self, STEP * 2, (STEP * 4, STEP * 3, STEP * 4, STEP * 3))
        whole.addLayout(self._top())
        whole.addWidget(self.scroller, 1)
        whole.addLayout(self._foot())
        self.sheets: list[QLabel] = []
        self._ask(0)

    def _top(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP)
        for number, name in enumerate(FORMS):
            button = boxes.tool(name)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.forms.addButton(button, number)
            line.addWidget(button)
        self.forms.idClicked.connect(self._ask)
        line.addStretch(1)
        line.addWidget(self.told)
        line.addStretch(1)
        for text, factor, name in (("－", 0.8, "缩小"), ("＋", 1.25, "放大")):
            button = boxes.tool(text, name)
            button.setToolTip(name)
            button.clicked.connect(self._zoomer(factor))
            line.addWidget(button)
        return line

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        foot.addStretch(1)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        self.keep = QPushButton("存为 PDF…")
        self.keep.clicked.connect(self.save_pdf)
        self.out = QPushButton("打印…")
        self.out.setProperty("primary", True)
        self.out.setDefault(True)
        self.out.clicked.connect(self.choose_printer)
        for button in (close, self.keep, self.out):
            foot.addWidget(button)
        return foot

    def _ask(self, form: int) -> None:
        self.form, self.pdf, self.images = form, b"", {}
        self.told.setText("正在排版…")
        self.keep.setEnabled(False)
        self.out.setEnabled(False)
        self.typesetter.ask(form, int(SCREEN_DPI * 1.5 * self.devicePixelRatioF()))

    def _set(self, form: int, pdf: bytes, count: int) -> None:
        if form != self.form:
            return
        self.pdf = bytes(pdf)
        self.told.setText(f"共 {count} 页")
        self.keep.setEnabled(True)
        self.out.setEnabled(True)
        while entry := self.column.takeAt(0):
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        self.sheets = []
        for number in range(count):
            label = plain_label("")
            label.setAccessibleName(f"第 {number + 1} 页")
            self.sheets.append(label)
            self.column.addWidget(label)

    def _draw(self, form: int, number: int, picture: QImage) -> None:
        if form == self.form and number < len(self.sheets):
            self.images[number] = picture
            self._show(number)

    def _show(self, number: int) -> None:
        picture = self.images[number]
        ratio = self.devicePixelRatioF()
        room = max(self.scroller.viewport().width() - STEP * 14, 200)
        width = int(min(room, picture.width() / 1.5 / ratio) * self.zoom)
        pixmap = QPixmap.fromImage(picture).scaledToWidth(
            int(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(ratio)
        self.sheets[number].setPixmap(pixmap)

    def _zoomer(self, factor: float) -> Callable[[], None]:
        def change() -> None:
            self.zoom = min(max(self.zoom * factor, 0.4), 3.0)
            for number in self.images:
                self._show(number)

        return change

    def _fail(self, sentence: str) -> None:
        self.told.setText("排版没有完成")
        warn(self, sentence)

    def save_pdf(self) -> None:
        """Ask for a file and write the pages to it."""
        stem = self.space.path.stem if self.space.path else self.space.sheet.court
        start = self.space.folder / f"{stem} {FORMS[self.form]}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "存为 PDF", str(start), "PDF 文件 (*.pdf)")
        if name:
            path = Path(name if name.endswith(".pdf") else f"{name}.pdf")
            from courtdesk.publish.files import save

            try:
                save(self.pdf, path)
            except UserError as error:
                warn(self, str(error))

    def choose_printer(self) -> None:
        """Ask for a printer, pages and copies, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_page(printer, self.pdf)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(len(self.sheets), 1))
        if dialog.exec():
            pdf = self.pdf
            run(self, "打印", lambda task: print_pdf(pdf, printer, task.progress), lambda _: None)

    def done(self, result: int) -> None:
        self.typesetter.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.typesetter.stop()
        super().closeEvent(event)


def fit_page(printer: QPrinter, pdf: bytes) -> None:
    """Give the printer the size of the PDF's first page, without margins of its own."""
    from courtdesk.publish import pages

    width, height = pages.page_size(pdf, 0)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def print_pdf(
    pdf: bytes,
    printer: QPrinter,
    progress: Progress = lambda what, step, steps: None,
) -> None:
    """Draw the wanted pages onto the printer. Raises UserError when it does not take them.

    ``progress`` hears of every page; when it raises, the printer is told to drop the job.
    """
    from courtdesk.publish import pages

    count = pages.page_count(pdf)
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or count, count)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有响应，请检查打印机是否接通，或先存为 PDF。")
    try:
        for number in range(first - 1, last):
            progress(f"正在打印第 {number + 1} 页", number - first + 1, last - first + 1)
            if number > first - 1:
                printer.newPage()
            paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            picture = image(pdf, number, PRINTER_DPI)
            scale = min(paper.width() / picture.width(), paper.height() / picture.height())
            size = picture.size() * scale
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
