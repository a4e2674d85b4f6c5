"""A fault in a slot is told and logged; a refusal that nobody caught is told as it is."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from courtdesk.models.errors import UserError
from courtdesk.ui import faults
from courtdesk.ui.main_window import MainWindow


@pytest.fixture
def watched(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    before = list(logging.getLogger().handlers)
    faults.watch(window)
    yield window
    for handler in [h for h in logging.getLogger().handlers if h not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


def raised(error: Exception) -> None:
    """Hand an error to the hook, as Qt does with what a slot raises."""
    try:
        raise error
    except Exception:
        kind, value, trace = sys.exc_info()
        assert kind is not None and value is not None
        sys.excepthook(kind, value, trace)


def test_a_fault_is_told_once_and_its_traceback_is_in_the_log(
    watched: MainWindow, state: Path
) -> None:
    for _ in range(3):
        raised(ZeroDivisionError("一除以零"))
    (box,) = watched.findChildren(QMessageBox)
    assert "程序内部出错" in box.text() and str(state / "courtdesk.log") in box.text()
    log = (state / "courtdesk.log").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError: 一除以零") == 3
    assert "Traceback" in log


def test_a_refusal_no_slot_caught_is_told_and_is_no_fault(watched: MainWindow, state: Path) -> None:
    raised(UserError("这份表正由别人打开，请稍后再改。"))
    (box,) = watched.findChildren(QMessageBox)
    assert box.text() == "这份表正由别人打开，请稍后再改。"
    assert not (state / "courtdesk.log").read_text(encoding="utf-8")
