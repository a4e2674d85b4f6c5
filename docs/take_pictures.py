"""Takes the pictures of README and manual anew: the real window, on the sample.

python docs/take_pictures.py        with the Python of .venv; needs a display or offscreen Qt
"""

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
}
COLOURS = 256


def small(taken: Path, to: Path) -> None:
    """Write the picture with few colours, spread so that a rare hue such as amber stays itself."""
    with Image.open(taken) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    few.save(to, optimize=True)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "courtdesk", "snapshot", "--sample", "--to", folder)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for to, pattern in PICTURES.items():
            (taken,) = Path(folder).glob(pattern)
            small(taken, to)
            print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
