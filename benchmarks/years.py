"""Many sheets exported by one command on all cores: ``python -m benchmarks.years [SHEETS]``."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.publishing import document

SHEETS = 12  # 300 are a year of a province; the whole run of benchmarks is to stay short
CLOCK = 0.5  # s between looks at the memory


def documents(folder: Path, count: int) -> list[Path]:
    """Write so many files, each of another year and so with other words on every page."""
    from courtdesk.store import Document, read_document

    sheet, blobs = read_document(document(folder))
    paths = []
    for number in range(count):
        one = sheet.replaced(year=1950 + number % 200, court=f"第{number + 1}号人民法院")
        made = Document.new(one, "bench", blobs)
        paths.append(made.publish(folder / "in" / f"{number + 1:03}.courtdesk"))
        made.close()
    return paths


def resident(pid: int) -> int:
    """Return the bytes a process and all below it hold; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize() + sum(resident(int(child)) for child in below)


def exported(paths: list[Path], to: Path) -> tuple[float, int]:
    """Return the seconds of one command over all files, and the most bytes it held at a time."""
    command = [sys.executable, "-m", "courtdesk", "export", *map(str, paths), "--to", str(to)]
    start, most = time.perf_counter(), 0
    with subprocess.Popen([*command, "--anyway", "速度测试"], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(CLOCK)
    assert process.returncode == 0
    return time.perf_counter() - start, most


def main(count: int) -> None:
    """Print sheets a second, what one sheet alone takes, and the memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COURTDESK_STATE"] = str(folder / "state")
        (folder / "in").mkdir()
        paths = documents(folder, count)
        alone, _ = exported(paths[:1], folder / "one")
        seconds, most = exported(paths, folder / "all")
        files = sum(1 for _ in (folder / "all").rglob("manifest.json"))
        assert files == count
        print(
            f"years: {count} sheets in every form {seconds:.0f} s = {count / seconds:.2f} a second "
            f"on {os.cpu_count()} cores, {seconds / count / alone:.2f} of one sheet alone "
            f"({alone:.2f} s); all processes together at most {most / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS)
