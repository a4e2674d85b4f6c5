"""Takes the pictures of README and manual anew: the real window, on the sample.

python docs/take_pictures.py        with the Python of .venv; needs a display or offscreen Qt
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

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
DRAFT = MANUAL / "draft.png"
COLOURS = 256


def small(taken: Path, to: Path) -> None:
    """Write the picture with few colours, spread so that a rare hue such as amber stays itself."""
    with Image.open(taken) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    few.save(to, optimize=True)


def draft(to: Path) -> None:
    """Take the dialog of 从稿件新建: the sample's article against the sample's outline."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtCore import QEventLoop, QTimer

    from courtdesk import resources
    from courtdesk.models.sheet import blank
    from courtdesk.ui.app import make_application
    from courtdesk.ui.draft_dialog import DraftDialog
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.writing.draft.draft import drafted
    from courtdesk.writing.draft.source import read_article
    from courtdesk.writing.outlines import load_outline

    make_application()
    window = MainWindow()
    article = drafted(read_article(resources.sample("稿件-社旗2023.txt")))
    like = blank(article.court, 2022, load_outline("sheqi-2023"))
    dialog = DraftDialog(window, article.against(like))
    dialog.like.setCurrentIndex(dialog.like.findData("sheqi-2023"))
    dialog.table.setCurrentIndex(dialog.rows.index(13, 2))
    dialog.show()
    loop = QEventLoop()
    QTimer.singleShot(600, loop.quit)
    loop.exec()
    dialog.grab().save(str(to))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "courtdesk", "snapshot", "--sample", "--to", folder)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for to, pattern in PICTURES.items():
            (taken,) = Path(folder).glob(pattern)
            small(taken, to)
            print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1024} kB")
        draft(Path(folder) / DRAFT.name)
        small(Path(folder) / DRAFT.name, DRAFT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
