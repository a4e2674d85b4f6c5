"""Writes requirements.lock and requirements-dev.lock: every file's hash, and no registry's name.

python packaging/lock.py [--upgrade]     needs uv; run it after a change of dependencies
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.lock": "--no-dev", "requirements-dev.lock": "--all-groups"}
HEAD = "# Made by packaging/lock.py from pyproject.toml. Installed by run.py.\n"


def requirements(project: str, groups: str) -> str:
    """The locked packages of `project` in pip's form."""
    form = ("--format", "requirements-txt", "--no-header", "--no-annotate", "--no-emit-project")
    command = ("uv", "export", "--quiet", "--frozen", "--project", project, groups, *form)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as project:
        # uv's own lock names the registry it asked, so it lives outside the repository.
        shutil.copy(ROOT / "pyproject.toml", project)
        kept = ROOT / "build" / "uv.lock"
        if kept.exists():
            shutil.copy(kept, project)
        subprocess.run(("uv", "lock", "--project", project, *options), check=True)
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(Path(project) / "uv.lock", kept)
        for name, groups in LOCKS.items():
            (ROOT / name).write_text(HEAD + requirements(project, groups), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
