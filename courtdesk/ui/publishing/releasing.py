"""Letting a sheet go out though something stands against it: the reason, asked for and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from courtdesk.models.errors import UserError
from courtdesk.ui.look.dialogs import WantedForm
from courtdesk.ui.tasks import warn

if TYPE_CHECKING:
    from courtdesk.publish.release import Blocked
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.workspace import Workspace


def ask_again(
    window: MainWindow, title: str, blocked: Blocked, then: Callable[[str], object]
) -> None:
    """Tell what stands against the release, and go on with the reason once one is given."""
    last = window.space.last_reason if window.space is not None else ""
    form = WantedForm(window, title, f"{blocked}\n理由", "", lines=True, last=last)
    form.ok.setText(title)
    if form.exec():
        then(form.words)


def recorded(
    window: MainWindow, space: Workspace, what: str, reason: str
) -> Callable[[], None] | None:
    """Return what a task calls as its last step: it keeps the reason in the history.

    What was cancelled or failed before leaves no row. None when the reason can never be kept, which
    is said. Without a reason there is nothing to keep.
    """
    refused = f"理由记不进修改记录，没有{what.removeprefix('仍要')}："
    try:
        if reason:
            space.admit(reason)
            space.last_reason = reason
    except UserError as error:
        warn(window, f"{refused}{error}")
        return None

    def keep() -> None:
        try:
            if reason:
                space.record(what, reason)
        except UserError as error:
            raise UserError(f"{refused}{error}") from error

    return keep
