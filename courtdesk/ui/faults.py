"""Faults of the program: kept in a log beside its own files, and told in one sentence."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtWidgets import QMessageBox, QWidget

from courtdesk.models.errors import UserError
from courtdesk.store.working import state_folder
from courtdesk.ui.tasks import warn

LARGEST = 1 << 20  # bytes of the log; one older is kept
_LOG = logging.getLogger(__name__)


def watch(window: QWidget) -> None:
    """Log what goes wrong from now on; what a slot raises is told in a box over the window.

    Without this Qt prints it where nobody looks, and the user takes the click for done.
    """
    file = state_folder() / "courtdesk.log"
    handler = RotatingFileHandler(file, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            warn(window, str(error))
            return
        sys.__excepthook__(kind, error, trace)
        if not isinstance(error, Exception):
            return
        _LOG.error("a slot met a fault", exc_info=(kind, error, trace))
        if window.findChild(QMessageBox) is None:  # a fault that repeats is told once at a time
            warn(
                window,
                "程序内部出错，刚才的操作没有完成，已保存的内容不受影响，请重试。\n"
                f"如果再次出现，请把日志“{file}”交给维护人员。",
            )

    sys.excepthook = fault
