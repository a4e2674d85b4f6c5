"""A tab while it is being built, card by card."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.form import section_tab
from courtdesk.ui.form.figure_row import FigureRow
from courtdesk.ui.form.overview_tab import OverviewTab
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


def test_the_columns_stand_where_they_stood_on_every_tab(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    """Also where there is nothing to scroll."""
    places: set[int] = set()
    window.resize(1280, 2000)
    for key in [k for k in editor.bar.keys if k not in ("head", "out")]:
        editor.show_tab(key)
        page = editor.page
        assert isinstance(page, section_tab.SectionTab | OverviewTab)
        qtbot.waitUntil(lambda page=page: bool(page.cards) and page.cards[-1].isVisible())
        qtbot.wait(50)
        rows = [row for row in page.rows if row.isVisible()]
        places |= {row.value.mapTo(window, QPoint(0, 0)).x() for row in rows}
    assert len(places) == 1


def test_the_menu_of_a_card_stands_over_those_of_its_rows(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    editor.show_tab("s1")
    page = editor.page
    assert isinstance(page, section_tab.SectionTab)
    qtbot.waitUntil(lambda: bool(page.cards) and page.cards[0].isVisible())
    qtbot.wait(50)
    card = page.cards[0]
    edges = {w.mapTo(window, w.rect().center()).x() for w in (card.more, card.rows[0].more)}
    assert len(edges) == 1


def test_the_forms_of_a_heading_exclude_one_another(editor: Editor) -> None:
    editor.show_tab("s1")
    page = editor.page
    assert isinstance(page, section_tab.SectionTab)
    forms = [a for a in page.cards[0].more.menu().actions() if a.isCheckable()]
    groups = {a.actionGroup() for a in forms}
    assert len(forms) == 3 and len(groups) == 1 and groups.pop().isExclusive()


def test_a_figure_without_a_table_says_why_there_is_none_to_see(editor: Editor) -> None:
    editor.show_tab("s1")
    page = editor.page
    assert isinstance(page, section_tab.SectionTab)
    row = page.cards[0].rows[0]
    row.more.menu().aboutToShow.emit()
    assert not row.to_source.isEnabled() and "没有原表" in row.to_source.toolTip()
    assert row.more.menu().toolTipsVisible()


def test_the_mark_of_a_tab_is_told_by_its_tooltip(editor: Editor) -> None:
    editor.space.edit("figures.F004.printed", None, "清空")
    place = editor.bar.keys.index("s1")
    assert editor.bar.tabText(place).endswith((" •", " ▲"))
    assert editor.bar.tabText(place)[-1] in editor.bar.tabToolTip(place)
