"""What every test stands on: no display is needed, and Qt's warnings fail a test (pyproject)."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")

pytest_plugins = ["tests.windows"]
