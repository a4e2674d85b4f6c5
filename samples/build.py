"""Writes the samples as documents: `python -m samples.build [FOLDER]`, by default into samples/.

The program itself reads the TOML files; the documents are for trying the command line.
"""

import os
import sys
import tempfile
from pathlib import Path

from courtdesk.store import SUFFIX, Document
from courtdesk.writing.samples import load_sample

FILES = {"sheqi-2023": "社旗2023", "yunchuan-2024": "云川2024（虚构）"}
WHO = "示例"


def build(folder: Path) -> list[Path]:
    """Write every sample into the folder, over an older one, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(name, folder / f"{file}{SUFFIX}") for name, file in FILES.items()]


def _written(name: str, target: Path) -> Path:
    sheet, blobs = load_sample(name)
    names = {photo.sha256: f"{photo.name}.jpg" for photo in sheet.photos}
    document = Document.new(sheet, WHO, blobs, names)
    try:
        return document.publish(target)
    finally:
        document.close(keep=False)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as state:
        os.environ["COURTDESK_STATE"] = state  # the user's own working copies are left alone
        for file in build(Path(sys.argv[1]) if len(sys.argv) > 1 else here):
            print(file)
