"""A process that exports where something is in its way; one line of what came of it for each.

Usage: hindered.py HOW FOLDER. For each number on its standard input it forks a child that exports
once, prints the child's id, and waits for a further line before it waits for the child. ``killed``
is killed by whoever reads the id, ``step`` kills itself before its so-manieth call that changes the
disk, ``full`` meets a disk with room for so many bytes a file, ``forbidden`` may not write there.
"""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from courtdesk.models.errors import UserError
from courtdesk.publish import article_pdf, markdown, plain_text, sheet_pdf, workbook  # noqa: F401
from courtdesk.publish.edition import Edition
from courtdesk.publish.export import export
from courtdesk.writing.samples import load_sample

QUICK = ("xlsx", "txt", "md", "sheet.pdf")
SMALL = ("txt", "md")
CALLS = ("mkdir", "rmdir", "unlink", "replace", "rename", "link", "fsync", "open")


def dying(step: int) -> None:
    """Let this process be killed before its so-manieth call that changes the disk."""
    left = [step]

    def counted(real):
        def call(*given, **named):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


def tried(how: str, folder: Path, number: int) -> str:
    """Export once and return what was said."""
    if how == "step":
        dying(number)
    elif how == "full":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    elif how == "forbidden" and os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        only = SMALL if how == "step" else QUICK
        export(EDITION, folder, only, threads=1 if how == "step" else 0)
    except UserError as error:
        return str(error)
    return "done"


def main(how: str, folder: Path) -> None:
    print("ready", flush=True)
    while line := sys.stdin.readline():
        told, tell = os.pipe()
        child = os.fork()
        if not child:
            os.write(tell, tried(how, folder, int(line)).encode())
            os._exit(0)
        os.close(tell)
        print(child, flush=True)
        sys.stdin.readline()  # until then its number is no other process's
        os.waitpid(child, 0)
        print(os.read(told, 4096).decode() or "killed", flush=True)
        os.close(told)


sheet, blobs = load_sample("sheqi-2023")
EDITION = Edition(sheet, blobs.__getitem__)
main(sys.argv[1], Path(sys.argv[2]))
