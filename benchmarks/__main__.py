"""Runs every benchmark, each in a process of its own: ``python -m benchmarks [NAME ...]``.

Each prints one line: what was measured, the yardstick measured in the same run, and the ratio.
"""

import compileall
import subprocess
import sys
from pathlib import Path

NAMES = (
    *("start", "typing", "passage", "charts", "checks", "outputs", "publishing", "previews"),
    *("years", "looking", "memory", "commits", "figures", "proof", "rules", "forms", "reading"),
    *("headers", "stalls"),
)


def main(wanted: list[str]) -> int:
    """Byte-compile the program, then run the named benchmarks, or all; return the worst exit."""
    root = Path(__file__).resolve().parent
    compileall.compile_dir(str(root.parent / "courtdesk"), quiet=1)
    worst = 0
    for name in wanted or NAMES:
        if not (root / f"{name}.py").exists():
            print(f"no benchmark of the name {name}", file=sys.stderr)
            worst = 2
            continue
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=root.parent)
        worst = max(worst, abs(done.returncode))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
