"""What every test stands on: no display is needed, and Qt's warnings fail a test (pyproject)."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")

pytest_plugins = ["tests.windows", "tests.ends"]

# a busy machine must not fail a property: how long an example takes is not what is tested
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_report_header() -> str:
    """Say whether printing is tested to a queue: where CUPS is not installed it cannot be."""
    from tests.ui.print_queue import CUPSD

    return f"print queue: {CUPSD or 'no cupsd here, so none is tested; .ci/run installs it'}"
