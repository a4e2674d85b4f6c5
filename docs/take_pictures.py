"""Takes the pictures of README and manual anew: the real window, on the sample.

python docs/take_pictures.py        with the Python of .venv; needs a display or offscreen Qt
"""

import os
import subprocess
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

ROOT = Path(__file__).resolve().parent.parent
README, MANUAL = ROOT / "docs" / "pictures", ROOT / "resources" / "manual" / "pictures"

# Which of the snapshot's files becomes which picture; a number is a tab's place.
PICTURES = {
    README / "overview.png": "1-*-浅色.png",
    README / "section.png": "2-*-浅色.png",
    README / "findings.png": "侧栏-校核-浅色.png",
    README / "preview.png": "侧栏-预览-浅色.png",
    README / "dark.png": "5-*-深色.png",
    MANUAL / "section.png": "2-*-浅色.png",
    MANUAL / "findings.png": "侧栏-校核-浅色.png",
    MANUAL / "preview.png": "侧栏-预览-浅色.png",
    MANUAL / "head.png": "7-*-浅色.png",
    MANUAL / "publish.png": "8-*-浅色.png",
}
DRAFT, TABLES = MANUAL / "draft.png", MANUAL / "tables.png"
# The dialogs of departments' figures, by the name they are taken under.
DIALOGS = {
    MANUAL / "import.png": "import",
    MANUAL / "conflict.png": "conflict",
    MANUAL / "board.png": "board",
    MANUAL / "forms.png": "forms",
}
COLOURS = 256
WIDE = 1220, 660  # of the import on a screen of 1280 x 720


def small(taken: Path, to: Path) -> None:
    """Write the picture with few colours, spread so that a rare hue such as amber stays itself."""
    with Image.open(taken) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    few.save(to, optimize=True)


def taken(dialog: "QDialog", to: Path, size: tuple[int, int] | None = None) -> None:
    """Take a picture of a dialog when it has settled; ``size`` where it is not its own."""
    from PySide6.QtCore import QEventLoop, QTimer

    if size:
        dialog.resize(*size)
    dialog.show()
    loop = QEventLoop()
    QTimer.singleShot(600, loop.quit)
    loop.exec()
    dialog.grab().save(str(to))
    dialog.close()


def draft(to: Path) -> None:
    """Take the dialog of 从稿件新建: the sample's article against the sample's outline."""
    from courtdesk import resources
    from courtdesk.models.sheet import blank
    from courtdesk.ui.draft.draft_dialog import DraftDialog
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.writing.draft.draft import drafted
    from courtdesk.writing.draft.source import read_article
    from courtdesk.writing.outlines import load_outline

    window = MainWindow()
    article = drafted(read_article(resources.sample("稿件-社旗2023.txt")))
    like = blank(article.court, 2022, load_outline("sheqi-2023"))
    dialog = DraftDialog(window, article.against(like))
    dialog.like.setCurrentIndex(dialog.like.findData("sheqi-2023"))
    dialog.table.setCurrentIndex(dialog.rows.index(13, 2))
    taken(dialog, to)


def tables(to: Path) -> None:
    """Take the dialog of 从 Excel 新建: ten departments' files, read as they are."""
    from courtdesk import resources
    from courtdesk.excel.founding.founding import founded
    from courtdesk.excel.founding.opened import open_files
    from courtdesk.ui.founding.founding_dialog import FoundingDialog
    from courtdesk.ui.founding.founding_rows import NOW
    from courtdesk.ui.main_window import MainWindow

    paths = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
    dialog = FoundingDialog(MainWindow(), founded(open_files(paths), 2023))
    dialog.fields.court.setText("社旗县人民法院")
    doubts = [n for n, line in enumerate(dialog.founding.lines) if "还是" in line.doubt]
    dialog.table.setCurrentIndex(dialog.rows.index(doubts[0], NOW))
    taken(dialog, to, WIDE)


def departments(folder: Path) -> None:
    """Take forms, import, a conflict and the board, in the folder, on the departments' samples."""
    from courtdesk import resources
    from courtdesk.excel.intake.files import read_files, read_pasted
    from courtdesk.excel.intake.proposal import Proposal
    from courtdesk.models.departments import departments as names
    from courtdesk.models.sheet import Request, State, blank
    from courtdesk.publish.forms import sent
    from courtdesk.store import Document
    from courtdesk.ui.departments.board import Board
    from courtdesk.ui.departments.forms_dialog import FormsDialog
    from courtdesk.ui.intake.import_dialog import FILTERS, ImportDialog
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.workspace import Workspace
    from courtdesk.writing.outlines import load_outline

    window = MainWindow()
    asked, came, today = datetime(2024, 1, 2, 9), datetime(2024, 1, 5, 10, 30), date(2024, 1, 8)
    sheet = blank("社旗县人民法院", 2023, load_outline("sheqi-2023"))
    due = {"due": date(2024, 1, 7), "officer": "周某", "phone": "0377-67890000"}
    requests = tuple(Request(department=d, when=asked, **due) for d in names(sheet.outline))
    sheet = sent(sheet, requests)
    taken(FormsDialog(window, sheet, date(2024, 1, 2)), folder / "forms.png")

    paths = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
    files = read_files([p for p in paths if p.is_file()], sheet)
    dialog = ImportDialog(window, Proposal(sheet, files), window.colours)
    doubtful = next(k for k, o in dialog.proposal.offers.items() if o.question)
    dialog.table.setCurrentIndex(dialog.model.index(dialog.model.keys.index(doubtful), 2))
    taken(dialog, folder / "import.png", WIDE)

    late = ("政治部", "综合办公室")
    some = Proposal(sheet, [f for f in files if not f.file.startswith(late)])
    sheet = some.applied(sheet, "周某", came, {f.file: f.sha256 for f in files})
    checked = (f.replaced(state=State.CHECKED) if f.printed else f for f in sheet.figures)
    document = Document.new(sheet, "周某")
    board = Board(window, Workspace(document), today)
    taken(board, folder / "board.png")

    sheet = sheet.replaced(figures=tuple(checked))
    page = "<table><tr><td>项目<td>2023年<tr><td>执结案件<td>2519件<tr><td>限高<td>1220人</table>"
    fresh = read_pasted(page.encode(), sheet)
    dialog = ImportDialog(window, Proposal(sheet, [fresh]), window.colours)
    dialog.filters.button([name for name, _ in FILTERS].index("冲突")).click()
    taken(dialog, folder / "conflict.png", (WIDE[0], 440))
    document.close()


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "courtdesk", "snapshot", "--sample", "--to", folder)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for to, pattern in PICTURES.items():
            (taken,) = Path(folder).glob(pattern)
            small(taken, to)
            print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1024} kB")
        of_dialogs(Path(folder))
    return 0


def of_dialogs(folder: Path) -> None:
    """Take the dialogs; they stand on a state of their own."""
    os.environ["COURTDESK_STATE"] = str(folder / "state")
    from PySide6.QtCore import QSettings

    from courtdesk.ui.app import make_application

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))

    make_application()
    draft(folder / DRAFT.name)
    tables(folder / TABLES.name)
    departments(folder)
    for to, name in {DRAFT: "draft", TABLES: "tables", **DIALOGS}.items():
        small(folder / f"{name}.png", to)
        print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
