"""Where the keyboard is after what had it went away: keys as they are pressed, at the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.form import arranging
from courtdesk.ui.form.fields import QuantityField, TextField
from courtdesk.ui.form.head_tab import HeadTab
from courtdesk.ui.form.section_tab import Page, SectionTab
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.rail.rail_page import FINDINGS, HISTORY, PREVIEW

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def consent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "ask", lambda *_: True)


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key as a person does: it goes to whatever has the keyboard."""
    QApplication.processEvents()
    target = window.windowHandle()
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def holder() -> QWidget:
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def section_page(editor: Editor) -> SectionTab:
    page = editor.page
    assert isinstance(page, SectionTab)
    page.complete()
    return page


def is_whole(page: Page, part: QWidget) -> bool:
    """Whether all of a part of a page is seen."""
    seen = page.scroller.viewport()
    top = part.mapTo(seen, QPoint()).y()
    return top >= 0 and top + part.height() <= seen.height()


def click_tab(editor: Editor, key: str) -> None:
    place = editor.bar.tabRect(editor.bar.keys.index(key)).center()
    QTest.mouseClick(editor.bar, Qt.MouseButton.LeftButton, pos=QPoint(place))


@pytest.mark.parametrize("path", ["figures.F012.printed", "outline.sections.s1.title", ""])
def test_ctrl_z_brings_a_removed_section_back_wherever_the_keyboard_was(
    editor: Editor, window: MainWindow, path: str
) -> None:
    before = editor.space.sheet
    if path:
        editor.show_path(path)
    editor.do_section("remove")
    assert editor.space.sheet != before
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before


def test_a_removed_section_leaves_its_neighbour_shown(editor: Editor) -> None:
    ids = [s.id for s in editor.space.sheet.outline.sections]
    editor.show_tab(ids[1])
    editor.do_section("remove")
    assert editor.key == ids[2]
    editor.show_tab(ids[-1])
    editor.do_section("remove")
    assert editor.key == ids[-2]


def test_ctrl_z_after_an_added_item_takes_it_away_and_again_what_was_before(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    editor.space.enter("F018", "2600")
    page = section_page(editor)
    page.add.setFocus()
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert isinstance(holder(), PassageEditor)
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before


def test_a_removed_item_hands_the_keyboard_to_the_card_beside_it(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    page = section_page(editor)
    gone = page.cards[1]
    gone.passage.setFocus()
    editor.arranging.do("item-remove", gone.item.id)
    assert page.cards[1].isAncestorOf(holder()) and not isinstance(holder(), PassageEditor)
    press(window, Qt.Key.Key_X)
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before


def test_a_moved_section_and_item_are_moved_back_by_ctrl_z(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    editor.show_path("outline.sections.s1.title")
    editor.do_section("right")
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before
    page = section_page(editor)
    page.cards[0].heading.setFocus()
    editor.arranging.do("item-down", page.cards[0].item.id)
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before


def test_a_removed_figure_of_the_lead_keeps_the_keyboard_in_its_card(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    id = before.outline.lead.indicators[0].id
    editor.show_path(f"figures.{id}.printed")
    editor.arranging.do("remove", id)
    assert editor.page is not None and editor.page.isAncestorOf(holder())
    press(window, Qt.Key.Key_X)
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before


def test_a_key_after_an_edit_was_put_back_changes_nothing(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    before = editor.space.sheet
    editor.space.enter("F018", "2600")
    editor.show_tab("overview")
    editor.rail.turn(HISTORY)
    history = editor.rail.history
    qtbot.waitUntil(lambda: bool(history._rows) and history._rows[0].path == "figures.F018")
    history.list.setCurrentIndex(history.list.model().index(0, 0))
    history.back.setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: str(editor.space.sheet.figure("F018").printed) != "2600件")
    qtbot.waitUntil(lambda: history._rows[0].label.startswith("恢复"))
    assert holder() is history.list
    press(window, Qt.Key.Key_X)
    assert editor.space.sheet.court == before.court
    press(window, Qt.Key.Key_Z, CTRL)
    assert str(editor.space.sheet.figure("F018").printed) == "2600件"


def test_leaving_the_words_of_a_chart_for_another_page_of_the_rail_leaves_no_field_behind(
    editor: Editor, window: MainWindow
) -> None:
    chart = editor.space.sheet.outline.sections[0].charts[0].id
    editor.show_path(f"outline.sections.s1.charts.{chart}.title")
    assert isinstance(holder(), PassageEditor)
    before = editor.space.sheet
    for page in (PREVIEW, FINDINGS):
        QTest.mouseClick(editor.rail.buttons.button(page), Qt.MouseButton.LeftButton)
        assert holder() is not window.finder
        press(window, Qt.Key.Key_X)
    assert not window.finder.text() and editor.space.sheet == before


def test_in_the_find_box_ctrl_z_undoes_its_own_words_then_the_sheet(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    editor.space.enter("F018", "2600")
    press(window, Qt.Key.Key_F, CTRL)
    press(window, Qt.Key.Key_X)
    assert window.finder.text() == "x"
    press(window, Qt.Key.Key_Z, CTRL)
    assert window.finder.text() == "" and editor.space.sheet != before
    press(window, Qt.Key.Key_Z, CTRL)
    assert editor.space.sheet == before
    assert window.finder.hasFocus()


def test_a_click_on_a_tab_leaves_the_keyboard_at_the_tabs(
    editor: Editor, window: MainWindow
) -> None:
    before = editor.space.sheet
    editor.show_path("figures.F012.printed")
    click_tab(editor, "s2")
    assert holder() is editor.bar
    press(window, Qt.Key.Key_X)
    assert editor.space.sheet == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_from_the_tabs_a_key_leads_to_the_first_figure_or_the_one_left_last(
    editor: Editor, window: MainWindow, key: Qt.Key
) -> None:
    click_tab(editor, "s2")
    press(window, key)
    first = next(row for row in section_page(editor).rows if not row.derived)
    assert holder() is first.value
    press(window, Qt.Key.Key_Return)
    second = holder()
    assert isinstance(second, QuantityField) and second is not first.value
    click_tab(editor, "s1")
    click_tab(editor, "s2")
    press(window, key)
    assert holder() is second


def test_tab_passes_on_from_the_tabs_of_a_page_without_figures(
    editor: Editor, window: MainWindow
) -> None:
    click_tab(editor, "head")
    press(window, Qt.Key.Key_Tab)
    assert holder() is not editor.bar and holder() is not window.finder


def test_a_hit_in_a_note_is_selected_and_the_hit_before_no_longer(
    editor: Editor, window: MainWindow
) -> None:
    editor.space.edit("figures.F004.note", "😀含速裁案件", "备注")
    passage = editor.findChild(PassageEditor, "passages.s1i1.text")
    assert passage is not None
    for wanted in ("安全底线", "速裁案件"):
        press(window, Qt.Key.Key_F, CTRL)
        window.finder.setText(wanted)
        press(window, Qt.Key.Key_Return)
        if wanted == "安全底线":
            assert passage.textCursor().selectedText() == wanted
    note = holder()
    assert isinstance(note, TextField) and note.selectedText() == "速裁案件"
    assert not passage.textCursor().hasSelection()


def test_all_of_a_new_item_is_scrolled_into_view(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    page = section_page(editor)
    page.add.click()
    qtbot.waitUntil(lambda: is_whole(page, page.cards[-1]))
    assert page.cards[-1].isAncestorOf(holder())


def test_all_of_a_photo_is_scrolled_into_view_with_its_caption(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    photo = editor.space.sheet.photos[-1].id
    window.resize(1280, 600)
    editor.show_path(f"photos.{photo}.caption")
    page = editor.page
    assert isinstance(page, HeadTab)
    qtbot.waitUntil(lambda: is_whole(page, page.gallery.lines[photo]))
    assert page.gallery.lines[photo].isAncestorOf(holder())
