"""A child process that types until it is killed, and tells each edit once it is saved."""

import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from courtdesk.models.value import written
from courtdesk.store import Document, Edit, Writer


def main() -> None:
    document = Document.open(Path(sys.argv[1]), "张三")
    sheet = document.sheet
    path = f"figures.{sheet.figures[0].id}.note"
    first = document.revision + 1
    writer = Writer(
        document,
        delay=0.01,
        saved=lambda revision: print(revision, revision * 7, flush=True),
        failed=lambda error: print(error, flush=True),
    )
    print("ready", flush=True)
    for revision in count(first):
        after = str(revision * 7)
        sheet = written(sheet, path, after)
        writer.submit(sheet, Edit(path=path, before="", after=after, label="备注"))
        writer.flush()


main()
