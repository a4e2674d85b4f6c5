"""How the processes of a run end: Qt can still fall while Python takes itself down.

pytest-xdist sends its processes home once their tests are told, and does not ask how they ended.
"""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

PROCESSES: list["subprocess.Popen[bytes]"] = []


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_newgateway(gateway: Any) -> None:
    PROCESSES.append(gateway._io.popen)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish() -> Iterator[None]:
    """Fail a run of which a process was killed or fell, all its tests passed or not."""
    yield
    codes = [process.wait(20) for process in PROCESSES]
    if any(codes):
        pytest.exit(f"processes of the tests ended with {codes}", returncode=1)
