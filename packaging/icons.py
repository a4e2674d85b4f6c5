"""Fills resources/icons with the drawings the window uses, from the npm package lucide-static.

    python packaging/icons.py            needs npm

They are kept as drawn, with stroke="currentColor": the window puts its own ink there.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
PACKAGE = "lucide-static@1.62.0"
NAMES = """
    arrow-down arrow-up book-open chart-column chart-pie check chevron-down chevron-right
    circle-alert circle-check circle-question-mark clipboard clock copy download ellipsis eye
    file-down file-plus file-spreadsheet file-text folder-open grip-vertical history house image
    info landmark list-checks lock message-square minus moon move-down move-up newspaper
    panel-right pencil plus printer redo-2 save search settings sun trash-2 triangle-alert type
    undo-2 upload x zoom-in zoom-out
"""


def on_one_line(drawing: str) -> str:
    """The same drawing without comment, class and line breaks."""
    drawing = re.sub(r"<!--.*?-->|\s+class=\"[^\"]*\"", "", drawing, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", " ", drawing.strip()).replace(" >", ">").replace("> <", "><") + "\n"


def main() -> int:
    ICONS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        package = Path(folder) / "package"
        for name in NAMES.split():
            drawing = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            (ICONS / f"{name}.svg").write_text(on_one_line(drawing), encoding="utf-8")
        licence = (package / "LICENSE").read_text(encoding="utf-8")
        (ICONS / "LUCIDE-LICENSE.txt").write_text(licence, encoding="utf-8")
    print(f"{len(NAMES.split())} icons in {ICONS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
