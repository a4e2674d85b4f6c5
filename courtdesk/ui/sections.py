"""What the menus do with the sections of the open sheet and their charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow


def add(window: MainWindow) -> None:
    if window.editor is not None:
        window.editor.add_section()


def rename(window: MainWindow) -> None:
    _do(window, "rename")


def left(window: MainWindow) -> None:
    _do(window, "left")


def right(window: MainWindow) -> None:
    _do(window, "right")


def remove(window: MainWindow) -> None:
    _do(window, "remove")


def add_chart(window: MainWindow) -> None:
    if window.editor is not None:
        window.editor.add_chart()


def _do(window: MainWindow, what: str) -> None:
    if window.editor is not None:
        window.editor.do_section(what)
