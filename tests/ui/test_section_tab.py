"""A tab while it is being built, card by card."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.store import Document
from courtdesk.ui.form import section_tab
from courtdesk.ui.form.figure_row import FigureRow
from courtdesk.ui.main_window import MainWindow


class Painted(QObject):
    """Hears of every row that is painted, and how many px it lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.lacking: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, FigureRow) and event.type() == QEvent.Type.Paint:
            self.lacking.append(watched.minimumSizeHint().height() - watched.height())
        return False


def test_no_frame_shows_squeezed_rows_while_a_tab_is_built(
    qapp: QApplication,
    qtbot: QtBot,
    window: MainWindow,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(section_tab, "SLICE", 0.0)  # one card at a time, as on a slow machine
    window.show_document(Document.open(file, "tester"))
    editor = window.editor
    assert editor is not None
    painted = Painted()
    qapp.installEventFilter(painted)
    for section in editor.space.sheet.outline.sections:
        painted.lacking.clear()
        editor.show_tab(section.id)
        page = editor.page
        assert isinstance(page, section_tab.SectionTab)
        many = len(section.items)
        qtbot.waitUntil(lambda page=page, many=many: len(page.cards) == many)
        qtbot.wait(100)
        assert painted.lacking and max(painted.lacking) <= 0
    qapp.removeEventFilter(painted)
