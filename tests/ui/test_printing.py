"""Pages, copies and sides reach the printer: as a PDF, and in a queue of CUPS where it is there."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.errors import UserError
from courtdesk.publish import pages
from courtdesk.publish.edition import Edition
from courtdesk.publish.viewing import printed
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.print_dialog import PRINTED, PrintDialog
from courtdesk.ui.publishing.printing import fit_page, print_pdf, wanted
from courtdesk.ui.tasks import Cancelled, Task
from courtdesk.writing.samples import load_sample
from tests.ui import print_queue
from tests.windows import when_open

MM = 72 / 25.4


@pytest.fixture(scope="module")
def edition() -> Edition:
    sheet, blobs = load_sample("sheqi-2023")
    return Edition(sheet, blobs.__getitem__)


@pytest.fixture(scope="module")
def sheet_pdf(edition: Edition) -> bytes:
    return printed("sheet.pdf", edition).pdf


@pytest.fixture
def printer(tmp_path: Path, qapp: object) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def out(printer: QPrinter) -> bytes:
    return Path(printer.outputFileName()).read_bytes()


def looks(pdf: bytes) -> list[bytes]:
    """Every page, small: the picture of a page tells it from all others."""
    return [pages.page(pdf, n, 20).data for n in range(pages.page_count(pdf))]


def nearest(look: bytes, among: list[bytes]) -> int:
    """The number of the page that looks most alike."""
    far = [sum(abs(a - b) for a, b in zip(look, other, strict=False)) for other in among]
    return far.index(min(far))


def came_out(printer: QPrinter, pdf: bytes) -> list[int]:
    """The numbers of the pages that were printed; -1 for an empty one."""
    source = looks(pdf)
    return [-1 if set(one) == {255} else nearest(one, source) for one in looks(out(printer))]


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [("", [0, 1, 2, 3, 4]), ("2-3", [1, 2]), ("1,4-5", [0, 3, 4]), ("5", [4]), ("4-9", [3, 4])],
)
def test_the_chosen_pages_come_out_and_no_others(
    printer: QPrinter, sheet_pdf: bytes, ranges: str, expected: list[int]
) -> None:
    assert pages.page_count(sheet_pdf) == 5
    fit_page(printer, sheet_pdf)
    printer.setPageRanges(QPageRanges.fromString(ranges))
    print_pdf(sheet_pdf, printer)
    assert came_out(printer, sheet_pdf) == expected


def test_copies_come_out_one_after_the_other_or_page_by_page(
    printer: QPrinter, sheet_pdf: bytes
) -> None:
    fit_page(printer, sheet_pdf)
    printer.setPageRanges(QPageRanges.fromString("1-2"))
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()  # a file is no machine that copies
    printer.setCollateCopies(True)
    print_pdf(sheet_pdf, printer)
    assert came_out(printer, sheet_pdf) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    print_pdf(sheet_pdf, printer)
    assert came_out(printer, sheet_pdf) == [0, 0, 1, 1]


class Machine(QPrinter):
    """Prints on both sides, which a file does not; makes copies of its own when told so."""

    copies = False

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide

    def supportsMultipleCopies(self) -> bool:
        return self.copies


def test_on_both_sides_a_copy_begins_on_a_new_sheet(qapp: object) -> None:
    machine = Machine()
    machine.setCopyCount(3)
    machine.setCollateCopies(True)
    assert wanted(machine, 3) == [0, 1, 2, -1, 0, 1, 2, -1, 0, 1, 2]
    assert wanted(machine, 2) == [0, 1, 0, 1, 0, 1]
    machine.copies = True  # then one is enough
    assert wanted(machine, 3) == [0, 1, 2]


def test_the_last_page_may_come_out_first(printer: QPrinter, sheet_pdf: bytes) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted(printer, 4) == [3, 2, 1, 0]


def test_a_range_without_pages_is_told_and_prints_nothing(
    printer: QPrinter, sheet_pdf: bytes
) -> None:
    printer.setPageRanges(QPageRanges.fromString("8-9"))
    with pytest.raises(UserError, match="页码范围"):
        print_pdf(sheet_pdf, printer)
    assert not Path(printer.outputFileName()).exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(printer: QPrinter, sheet_pdf: bytes) -> None:
    printer.setOutputFileName("/proc/nowhere/printed.pdf")
    with pytest.raises(UserError, match="打印机没有响应"):
        print_pdf(sheet_pdf, printer)


def test_a_cancelled_print_stops_between_two_pages(printer: QPrinter, sheet_pdf: bytes) -> None:
    heard: list[int] = []

    def hear(what: str, step: int, steps: int) -> None:
        heard.append(step)
        if step == 2:
            raise Cancelled

    fit_page(printer, sheet_pdf)
    with pytest.raises(Cancelled):
        print_pdf(sheet_pdf, printer, hear)
    assert heard == [0, 1, 2]


@pytest.mark.parametrize("form", [form.id for form in PRINTED])
def test_every_paged_form_fills_its_paper(printer: QPrinter, edition: Edition, form: str) -> None:
    pdf = printed(form, edition).pdf
    fit_page(printer, pdf)
    print_pdf(pdf, printer)
    paper = out(printer)
    assert pages.page_count(paper) == pages.page_count(pdf)
    wide, tall = pages.page_size(pdf, 0)
    if form == "long.png":  # slices are brought to A4, whole
        wide, tall = 210 * MM, 297 * MM
    assert pages.page_size(paper, 0) == pytest.approx((wide, tall), abs=3)
    assert all(set(look) != {255} for look in looks(paper))


def test_paper_that_printers_know_is_named_also_when_it_lies(
    printer: QPrinter, edition: Edition
) -> None:
    for form, name, lying in (
        ("sheet.pdf", "A4", QPageLayout.Orientation.Portrait),
        ("signoff.pdf", "A4", QPageLayout.Orientation.Landscape),
        ("article.pdf", "A3", QPageLayout.Orientation.Portrait),
    ):
        fit_page(printer, printed(form, edition).pdf)
        layout = printer.pageLayout()
        assert (layout.pageSize().key(), layout.orientation()) == (name, lying)


def test_a_page_for_other_paper_is_made_smaller_and_stands_in_its_middle(
    printer: QPrinter, edition: Edition, sheet_pdf: bytes
) -> None:
    fit_page(printer, sheet_pdf)  # A4
    print_pdf(printed("article.pdf", edition).pdf, printer)  # A3
    wide, tall, data = pages.page(out(printer), 0, 40)
    ink = [(n % wide, n // wide) for n in range(wide * tall) if data[4 * n] < 128 > data[4 * n + 1]]
    left, right = min(x for x, _ in ink), wide - max(x for x, _ in ink)
    assert abs(left - right) <= 3 and left > 8 / 25.4 * 40


def test_the_dialog_prints_what_was_chosen_in_it(
    window: MainWindow,
    editor: Editor,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "chosen.pdf"

    def choose(dialog: QPrintDialog) -> int:  # what a person does in the system's own dialog
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPageRanges(QPageRanges.fromString("2"))
        printer.setCopyCount(2)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    editor.space.edit("head.closing", "来年再上新台阶。", "结尾")
    editor.show_tab("out")
    editor.page.show_form("signoff.pdf")
    editor.page.foot.print.click()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None and dialog.form == "signoff.pdf"
    qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=20_000)
    assert "第1次修改" in "".join(pages.texts(dialog.pdf)).replace(" ", "")
    dialog.out.click()
    qtbot.waitUntil(
        lambda: target.exists() and target.read_bytes().endswith(b"%%EOF\n"), timeout=20_000
    )
    source = looks(dialog.pdf)
    assert [nearest(look, source) for look in looks(target.read_bytes())] == [1, 1]
    dialog.close()


def test_every_form_of_the_dialog_can_be_kept_as_a_file(
    window: MainWindow,
    editor: Editor,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.actions_by_id["print"].trigger()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None and dialog.form == "sheet.pdf"
    for row, form in enumerate(PRINTED):
        target = tmp_path / f"{form.id}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, t=target: (str(t), ""))
        dialog.forms.setCurrentIndex(row)
        qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=20_000)
        dialog.keep.click()
        qtbot.waitUntil(target.exists)
        assert pages.page_count(target.read_bytes()) == len(dialog.leaves.sizes)
    dialog.close()


def test_a_file_that_cannot_be_written_is_told_and_the_window_does_not_wait_for_the_disk(
    window: MainWindow,
    editor: Editor,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    free = Event()
    Task.pool.submit(free.wait, 20)  # what is asked for in the background waits its turn
    taken = tmp_path / "占用.pdf"
    taken.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(taken), ""))
    window.actions_by_id["print"].trigger()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=20_000)

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.reject()

    dialog.keep.click()
    assert dialog.isVisible() and not told  # the window is back, nothing is written yet
    when_open(QMessageBox, read)
    free.set()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "占用.pdf" in told[0] and taken.is_dir()
    dialog.close()


def test_a_form_that_cannot_be_set_is_told_in_the_dialog(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    editor.space.edit("head.closing", "一字\U00013000无形。", "结尾")
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    editor.show_tab("out")
    editor.page._print()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    dialog = window.findChild(PrintDialog)
    assert dialog is not None and "U+13000" in said[0] and not dialog.out.isEnabled()
    dialog.close()


PRINT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from courtdesk.ui.publishing.printing import fit_page, print_pdf
app = QApplication([])
printer = QPrinter(QPrinterInfo.printerInfo(sys.argv[1]), QPrinter.PrinterMode.HighResolution)
pdf = open(sys.argv[2], "rb").read()
fit_page(printer, pdf)
printer.setDocName("事实表")
printer.setPageRanges(QPageRanges.fromString("2-4"))
printer.setCopyCount(3)
printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
print_pdf(pdf, printer)
"""

if print_queue.CUPSD:  # the head of the report says where it is not; .ci/run installs it

    def test_a_queue_of_cups_is_given_pages_copies_and_sides(
        sheet_pdf: bytes, tmp_path: Path
    ) -> None:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(sheet_pdf)
        short = Path(tempfile.mkdtemp(prefix="cups-"))  # a socket's path is short
        try:
            with print_queue.queue(short) as court:
                env = os.environ | {"CUPS_SERVER": str(court.server)}
                command = [sys.executable, "-c", PRINT, print_queue.NAME, str(file)]
                done = subprocess.run(command, env=env, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
            attributes, document = court.job()
        finally:
            shutil.rmtree(short)
        assert print_queue.number(attributes, "copies") == 3  # the machine makes them
        assert b"two-sided-long-edge" in attributes
        source = looks(sheet_pdf)
        assert [nearest(look, source) for look in looks(document)] == [1, 2, 3]
