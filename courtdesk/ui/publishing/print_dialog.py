"""Print preview: the pages of a form as they will come out, to a printer or a PDF file."""

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QWidget

from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.publishing.foot import Foot
from courtdesk.ui.publishing.forms import BY_ID, FORMS
from courtdesk.ui.publishing.page_column import PageColumn
from courtdesk.ui.publishing.paper_view import Leaves, PaperView
from courtdesk.ui.publishing.press import Drawn, Made, Order, Press
from courtdesk.ui.publishing.printing import fit_page, print_pdf
from courtdesk.ui.tasks import Task, run, warn
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from courtdesk.publish.viewing import View

PRINTED = tuple(form for form in FORMS if form.printed)
FIRST = "sheet.pdf"


class PrintPress(Press):
    """Sets a form as it goes out: complete, and with the document's revision."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.blob)
        self._stamped: Future[tuple[FactSheet, Revision]] = space.stamped()

    def view(self, order: Order) -> "View":
        from courtdesk.publish.edition import Edition
        from courtdesk.publish.viewing import printed

        sheet, revision = self._stamped.result()
        return printed(order.form, Edition(sheet, self.photo, revision))


class PrintDialog(QDialog):
    """Shows the pages of the chosen form; 打印 and 存为 PDF below."""

    def __init__(self, parent: QWidget, space: Workspace, palette: Palette, form: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印预览")
        self.resize(1000, 680)
        self.space = space
        self.pdf = b""
        self.leaves = Leaves()
        self.paper = PaperView(palette)
        self.thumbs = PageColumn(palette)
        self.foot = Foot(self.paper)
        self.told = plain_label("正在排版…", "secondary")
        self.forms = QComboBox()
        self.forms.setAccessibleName("打印哪一种成品")
        for each in PRINTED:
            self.forms.addItem(each.name, each.id)
        self.forms.setCurrentIndex(self.forms.findData(form or FIRST))
        whole = boxes.column(self, STEP * 2, (STEP * 4, STEP * 3, STEP * 4, STEP * 3))
        whole.addLayout(self._top())
        pages = boxes.row()
        pages.addWidget(self.thumbs)
        pages.addWidget(self.paper, 1)
        whole.addLayout(pages, 1)
        whole.addLayout(self._bottom())
        self.press = PrintPress(space)
        self.press.made.connect(self._take)
        self.press.drawn.connect(self._draw)
        self.press.thumbed.connect(self._thumb)
        self.press.failed.connect(self._fail)
        space.closing.connect(self.press.stop)
        self.paper.looked.connect(lambda: self.press.look(self.paper.lens))
        self.paper.turned.connect(self.thumbs.mark)
        self.thumbs.chosen.connect(self.paper.go_to)
        self.forms.currentIndexChanged.connect(self._ask)
        self._ask()

    @property
    def form(self) -> str:
        """The form that is shown, by its name among the formats."""
        return str(self.forms.currentData())

    def _top(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 3)
        line.addWidget(self.forms)
        line.addWidget(self.told)
        line.addStretch(1)
        return line

    def _bottom(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        self.foot.setObjectName("")  # no panel of its own here
        foot.addWidget(self.foot, 1)
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

    def _ask(self) -> None:
        self.pdf, self.leaves = b"", Leaves()
        self.told.setText("正在排版…")
        self._show()
        self.press.order(Order(self.form, self.space.sheet), self.paper.lens)

    def _show(self) -> None:
        count = len(self.leaves.sizes)
        self.keep.setEnabled(bool(count))
        self.out.setEnabled(bool(count))
        self.paper.setAccessibleName(f"{BY_ID[self.form].name}，共 {count} 页")
        self.paper.show_leaves(self.leaves, BY_ID[self.form].unit)
        self.thumbs.show_pages(count, self.leaves.small)
        self.thumbs.mark(self.paper.page)
        self.foot.offer(paged=True, printing=False)
        self.foot.follow()

    def _take(self, made: Made) -> None:
        if made.order.form == self.form:
            self.pdf = made.view.pdf
            self.leaves.renew(made.sizes, made.drawn)
            self.told.setText("，".join(filter(None, (f"共 {len(made.sizes)} 页", made.view.said))))
            self._show()
            self.press.rest()

    def _draw(self, order: Order, drawn: list[Drawn]) -> None:
        if order.form == self.form:
            self.leaves.add(drawn)
            self.paper.viewport().update()

    def _thumb(self, order: Order, page: int, image: QImage) -> None:
        if order.form == self.form:
            self.leaves.small[page] = image
            self.thumbs.draw(page, image)

    def _fail(self, order: Order, sentence: str) -> None:
        if order.form == self.form:
            self.told.setText("排版没有完成")
            warn(self, sentence)

    def save_pdf(self) -> None:
        """Ask for a file and write the pages to it."""
        stem = self.space.path.stem if self.space.path else self.space.sheet.court
        start = self.space.folder / f"{stem} {BY_ID[self.form].name}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "存为 PDF", str(start), "PDF 文件 (*.pdf)")
        if name:
            self._write(Path(name if name.endswith(".pdf") else f"{name}.pdf"))

    def _write(self, path: Path) -> None:
        pdf = self.pdf

        def work(task: Task) -> None:
            from courtdesk.publish.files import save

            task.progress(f"正在写入 {path.name}", 0, 0)
            save(pdf, path)

        run(self, "存为 PDF", work, lambda _: None)

    def choose_printer(self) -> None:
        """Ask for a printer, pages, copies and sides, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_page(printer, self.pdf)
        printer.setDocName(BY_ID[self.form].name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(len(self.leaves.sizes), 1))
        if dialog.exec():
            pdf = self.pdf
            run(self, "打印", lambda task: print_pdf(pdf, printer, task.progress), lambda _: None)

    def done(self, result: int) -> None:
        self.press.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.press.stop()
        super().closeEvent(event)
