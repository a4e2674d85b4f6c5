"""Collects wheelhouse/: what run.py needs on a computer that cannot reach the network.

    python packaging/wheelhouse.py [--platform windows|linux|linux-arm] [--python 3.12] [--tests]

Needs pip and the network; may run on another system than the one it collects for.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The systems of the lock, with the C libraries a wheel may want: first what 麒麟 and UOS have,
# and only for a package that has no such wheel a newer one.
GLIBC = [28, 27, 24, 17, 31, 34, 35, 39]
PLATFORMS = {
    "windows": ["win_amd64"],
    "linux": [f"manylinux_2_{minor}_x86_64" for minor in GLIBC] + ["manylinux2014_x86_64"],
    "linux-arm": [f"manylinux_2_{minor}_aarch64" for minor in GLIBC] + ["manylinux2014_aarch64"],
}
MACHINES = {
    "windows": ("win32", "AMD64"),
    "linux": ("linux", "x86_64"),
    "linux-arm": ("linux", "aarch64"),
}


def wanted(lock: str, platform: str, python: str) -> str:
    """The lock without the packages meant for other systems.

    pip judges a requirement's marker by the machine it runs on, so it must not see them.
    """
    from packaging.requirements import Requirement

    system, machine = MACHINES[platform]
    target = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    kept = []
    for block in lock.replace("\\\n", "").splitlines():
        if not block.strip() or block.startswith("#"):
            continue
        name, *hashes = block.split(" --hash=")
        requirement = Requirement(name.strip())
        if requirement.marker is None or requirement.marker.evaluate(target):
            requirement.marker = None
            kept.append(" --hash=".join([str(requirement), *(text.strip() for text in hashes)]))
    return "\n".join(kept) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser()
    here = "windows" if sys.platform == "win32" else "linux"
    parser.add_argument("--platform", choices=PLATFORMS, default=here)
    parser.add_argument("--python", default="{}.{}".format(*sys.version_info[:2]))
    parser.add_argument("--tests", action="store_true")
    options = parser.parse_args()
    lock = ROOT / ("requirements-dev.lock" if options.tests else "requirements.lock")
    listed = ROOT / "build" / "wheelhouse.txt"
    listed.parent.mkdir(exist_ok=True)
    text = wanted(lock.read_text(encoding="utf-8"), options.platform, options.python)
    listed.write_text(text, encoding="utf-8")
    target = ROOT / "wheelhouse"
    command = [sys.executable, "-m", "pip", "download", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", "--python-version", options.python, "--dest", str(target)]
    for name in PLATFORMS[options.platform]:
        command += ["--platform", name]
    code = subprocess.call([*command, "-r", str(listed)])
    if code == 0:
        print(f"{len(list(target.iterdir()))} files in {target}")
    return code


if __name__ == "__main__":
    sys.exit(main())
