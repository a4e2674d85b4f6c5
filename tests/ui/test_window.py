"""What the window shows of itself: words, ticks, buttons and where the keyboard stands."""

import importlib
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models import arrange
from courtdesk.models.outline import Indicator, Item, Outline, Section
from courtdesk.models.sheet import blank
from courtdesk.store import Document
from courtdesk.ui.app import speak_chinese
from courtdesk.ui.charts import ChartView
from courtdesk.ui.editor import Editor
from courtdesk.ui.form import section_tab
from courtdesk.ui.form.overview_tab import OverviewTab
from courtdesk.ui.look.dialogs import NewSheetForm, WordsForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.writing.outlines import load_outline
from tests.windows import leave


def test_the_buttons_and_menus_of_qt_speak_chinese(qapp: QApplication, window: MainWindow) -> None:
    speak_chinese(qapp)
    both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(both, window)
    assert [b.text().partition("(")[0] for b in box.findChildren(QPushButton)] == ["确定", "取消"]
    menu = QLineEdit(window).createStandardContextMenu()
    entries = [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]
    words = [entry.partition("(")[0] for entry in entries]
    assert "粘贴" in words
    assert not any(c.isascii() and c.isalpha() for word in words for c in word)


def test_a_dialog_starts_in_its_first_field(window: MainWindow) -> None:
    form = NewSheetForm(window)
    form.show()
    assert form.focusWidget() is form.court
    form.close()


def test_asked_words_come_back_without_blanks_around_them(window: MainWindow) -> None:
    form = WordsForm(window, "改条目名", "条目标题", " 旧名 ")
    assert form.words == "旧名"
    form.show()
    assert form.focusWidget() is form.field
    form.close()


def test_the_menu_ticks_the_rail_only_while_it_shows(editor: Editor, window: MainWindow) -> None:
    tick = window.actions_by_id["rail"]
    assert tick.isChecked()
    tick.trigger()
    assert editor.rail.isHidden() and not tick.isChecked()
    window.actions_by_id["findings"].trigger()
    assert editor.rail.isVisible() and tick.isChecked()


def test_a_split_rail_shows_two_pages_while_there_is_room(
    editor: Editor, window: MainWindow
) -> None:
    rail, chosen = editor.rail, window.actions_by_id
    window.resize(1600, 900)
    QApplication.processEvents()
    chosen["split_rail"].trigger()
    QApplication.processEvents()
    assert rail.width() >= 600 and rail.shown == (1, 0)
    assert abs(rail.pages.sizes()[0] - rail.pages.sizes()[1]) <= 2
    for page, shows in ("findings", (0, 2)), ("charts", (2, 0)), ("charts", (2, 0)):
        chosen[page].trigger()
        assert rail.shown == shows
        visible = [n for n in range(4) if rail.pages.widget(n).isVisible()]
        assert visible == sorted(shows)
        assert [n for n in range(4) if rail.buttons.button(n).isChecked()] == visible
    window.resize(1000, 700)
    editor.split.setSizes([700, 300])
    QApplication.processEvents()
    assert rail.shown == (0,) and not rail.pages.widget(2).isVisible()
    chosen["split_rail"].trigger()
    assert not rail.is_split and not chosen["split_rail"].isChecked()


def test_a_rail_that_is_no_longer_split_gives_the_form_its_room_back(
    editor: Editor, window: MainWindow
) -> None:
    split = window.actions_by_id["split_rail"]
    window.resize(1600, 900)
    QApplication.processEvents()
    before = editor.split.sizes()
    for _ in range(2):
        split.trigger()
        QApplication.processEvents()
    assert editor.split.sizes() == before


def test_a_form_that_cannot_give_the_room_keeps_its_own(editor: Editor, window: MainWindow) -> None:
    editor.show_tab("overview")
    editor.stack.setMinimumWidth(800)
    window.resize(1280, 720)
    QApplication.processEvents()
    before = editor.split.sizes()
    window.actions_by_id["split_rail"].trigger()
    QApplication.processEvents()
    assert editor.split.sizes() == before


def test_the_deletion_of_an_indicator_says_where_it_is_printed(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "courtdesk.ui.form.arranging.ask", lambda _, words, *__: bool(asked.append(words))
    )
    space = editor.space
    space.edit("outline.sections.s1.title", "守护{F012}", "改名")
    editor.arranging.do("remove", "F012")
    editor.arranging.do("remove", "F004")
    assert "稿件中有 2 处印着它" in asked[0] and "稿件中有 1 处印着它" in asked[1]


def test_a_sheet_opens_with_the_rail_split_as_the_last_one_was(
    editor: Editor, window: MainWindow, file: Path
) -> None:
    window.actions_by_id["split_rail"].trigger()
    window.show_document(Document.open(file, "tester"))
    assert window.editor is not None and window.editor is not editor
    assert window.editor.rail.is_split and window.actions_by_id["split_rail"].isChecked()


def test_enter_presses_the_button_that_has_the_focus(window: MainWindow) -> None:
    pressed = []
    window.start.chosen.connect(pressed.append)
    window.start.chosen.disconnect(window._chosen)
    window.start.choices[1].setFocus()
    QTest.keyClick(window.start.choices[1], Qt.Key.Key_Return)
    assert pressed == ["new"]


def test_every_choice_of_the_start_page_shows_both_its_lines(window: MainWindow) -> None:
    for choice in window.start.choices:
        for label in choice.findChildren(QLabel):
            assert label.height() >= label.sizeHint().height()


def test_a_narrow_window_leaves_out_columns_and_overlaps_none(
    editor: Editor, window: MainWindow
) -> None:
    window.resize(960, 600)
    QApplication.processEvents()
    page = editor.page
    assert page is not None
    row = page.rows[0]
    assert row.department.isHidden() and row.change.isHidden()
    cells = [row.label, row.value, row.unit, row.previous, row.state, row.more]
    for one, next_one in pairwise(cells):
        assert one.geometry().right() < next_one.geometry().left()
    assert row.label.width() > 100
    window.resize(1280, 720)
    QApplication.processEvents()
    assert row.department.isVisible()


def test_the_keyboard_stays_in_its_field_when_rows_are_moved(
    editor: Editor, window: MainWindow
) -> None:
    editor.show_path("figures.F012.printed")
    for change in (lambda: editor.arranging.do("down", "F012"), window.undo):
        change()
        focus = QApplication.focusWidget()
        assert focus is not None and focus.objectName() == "figures.F012.printed"


def test_an_empty_sheet_begins_with_what_to_do_first(editor: Editor, window: MainWindow) -> None:
    editor.show_tab("s2")
    leave(window)
    window.show_document(
        Document.new(blank("某县人民法院", 2024, load_outline("general")), "tester")
    )
    assert window.editor is not None and window.editor.key == "overview"
    page = window.editor.page
    assert isinstance(page, OverviewTab) and page.first_step.isVisible()
    assert QApplication.focusWidget() is window.editor.bar


def test_the_names_of_columns_stand_over_their_columns(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    page = editor.page
    assert page is not None
    row, names = page.rows[0], page.column_heads.names

    def stand_over() -> None:
        for name, cell in {"本年": row.value, "上年": row.previous, "状态": row.state}.items():
            apart = names[name].mapToGlobal(QPoint()).x() - cell.mapToGlobal(QPoint()).x()
            assert abs(apart) <= 1

    for width in (960, 1280, 1900):
        window.resize(width, 720)
        qtbot.waitUntil(stand_over)


def test_esc_in_the_search_gives_the_keyboard_back(editor: Editor, window: MainWindow) -> None:
    editor.show_path("figures.F002.printed")
    window.look_up()
    assert QApplication.focusWidget() is window.finder
    QTest.keyClicks(window.finder, "9")
    QTest.keyClick(window.finder, Qt.Key.Key_Escape)
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "figures.F002.printed"


def test_a_long_title_is_shortened_on_its_tab_and_whole_in_its_tooltip(
    editor: Editor, window: MainWindow
) -> None:
    title = "聚力平安守护与依法履职及公正司法的一个很长的标题"
    sheet, id = arrange.add_section(editor.space.sheet, title)
    editor.space.edit("", sheet, "添加部分")
    place = editor.bar.keys.index(id)
    assert len(editor.bar.tabText(place)) < 16
    assert title in editor.bar.tabToolTip(place)


def test_a_large_section_is_built_piece_by_piece_and_whole_in_the_end(
    window: MainWindow, state: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section_tab, "SLICE", -1)  # s: each card is a piece, however fast
    items = tuple(
        Item(
            id=f"i{n}",
            heading=f"条目{n}",
            indicators=tuple(Indicator(id=f"X{n}_{k}", label=f"指标{k}") for k in range(20)),
        )
        for n in range(12)
    )
    outline = Outline(name="大提纲", sections=(Section(id="s1", title="大部分", items=items),))
    window.show_document(Document.new(blank("某县人民法院", 2024, outline), "tester"))
    editor = window.editor
    assert editor is not None
    editor.show_tab("s1")
    page = editor.page
    assert page is not None
    assert len(page.cards) == 1
    qtbot.waitUntil(lambda: len(page.cards) == len(items))
    assert [c.item.id for c in page.cards] == [i.id for i in items]


def test_a_moved_item_keeps_the_cards_that_did_not_change(editor: Editor) -> None:
    page = editor.page
    assert page is not None
    before = {card.item.id: card for card in page.cards}
    editor.arranging.do("item-up", "s1i3")
    assert [c.item.id for c in page.cards] == ["s1i1", "s1i3", "s1i2"]
    assert all(before[c.item.id] is c for c in page.cards)


def test_of_what_draws_the_charts_numpy_alone_is_loaded_off_the_window_s_thread(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    loaded: list[str] = []

    def load(name: str) -> object:
        loaded.append(f"{name} {threading.current_thread() is threading.main_thread()}")
        return importlib.import_module(name)

    monkeypatch.setattr("courtdesk.ui.rail.chart_loading.import_module", load)
    window.show_document(Document.open(file, "tester"))
    assert window.editor is not None
    rail = window.editor.rail
    qtbot.waitUntil(lambda: rail.findChild(ChartView) is not None, timeout=20_000)
    assert loaded == ["numpy False"]
