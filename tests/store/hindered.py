"""A child process that edits and publishes where something is in its way, and prints what it heard.

Usage: hindered.py full-publish|full-commit|forbidden FILE
"""

import os
import shutil
import sys
import urllib.parse  # noqa: F401  loaded while the interpreter's own folder can be read
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from courtdesk.models.errors import UserError
from courtdesk.models.value import written
from courtdesk.store import Document, Edit


def note(document: Document, text: str) -> None:
    path = f"figures.{document.sheet.figures[0].id}.note"
    edit = Edit(path=path, before="", after=text, label="备注")
    document.commit(written(document.sheet, path, text), edit)


def limit(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def main(how: str, file: Path) -> None:
    if how == "forbidden" and os.getuid() == 0:
        shutil.chown(os.environ["COURTDESK_STATE"], 65534, 65534)
        os.setgid(65534)
        os.setuid(65534)
    document = Document.open(file, "张三")
    try:
        if how == "full-commit":
            limit(file.stat().st_size // 2)
            note(document, "长" * 200_000)
        else:
            note(document, "改")
            if how == "full-publish":
                limit(file.stat().st_size // 2)
            document.publish()
    except UserError as error:
        print(error)
    if how == "forbidden":
        print(document.sheet.figures[0].note)


main(sys.argv[1], Path(sys.argv[2]))
