"""What another thread hands over reaches the window's thread, and nothing that is gone."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from courtdesk.ui.post import hand_over


def handed(to: QObject, heard: list[object], what: object) -> None:
    """Hand over from a thread that has ended when this returns."""

    def call() -> None:
        heard.append((what, threading.current_thread() is threading.main_thread()))

    thread = threading.Thread(target=hand_over, args=(to, call))
    thread.start()
    thread.join()


def test_what_is_handed_over_arrives_in_turn_on_the_window_s_thread(qtbot: QtBot) -> None:
    to, heard = QObject(), list[object]()
    for number in range(3):
        handed(to, heard, number)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [(0, True), (1, True), (2, True)]


def test_what_is_for_an_object_that_went_meanwhile_is_dropped(qtbot: QtBot) -> None:
    gone, to, heard = QObject(), QObject(), list[object]()
    handed(gone, heard, "gone")
    delete(gone)
    handed(to, heard, "to")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("to", True)]
