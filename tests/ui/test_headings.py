"""Titles and headings: figures are bound in them, and how they are printed is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.models import arrange
from courtdesk.models.outline import HeadingForm
from courtdesk.models.value import read
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.item_card import ItemCard
from courtdesk.ui.form.section_tab import SectionTab
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.rail.rail_page import PREVIEW
from courtdesk.writing.article import compose, plain
from courtdesk.writing.history import HEADINGS
from tests.ui.test_input_methods import commit
from tests.ui.test_input_methods import compose as compose_by_method
from tests.windows import *  # noqa: F403


def test_a_heading_is_put_on_a_line_of_its_own_left_out_and_back(editor: Editor) -> None:
    space = editor.space
    usual = plain(compose(space.sheet))
    for form, there in (
        (HeadingForm.LINE, "　　坚决维护安全稳定\n　　牢牢守住"),
        (HeadingForm.NONE, "　　牢牢守住"),
        (HeadingForm.RUN_IN, "　　坚决维护安全稳定。牢牢守住"),
    ):
        editor.show_tab("s1")
        page = editor.page
        assert isinstance(page, SectionTab)
        page.complete()
        menu = page.cards[0].more.menu()
        next(a for a in menu.actions() if a.text() == HEADINGS[form]).trigger()
        assert there in plain(compose(space.sheet))
    assert plain(compose(space.sheet)) == usual
    space.undo_stack.undo()
    item = read(space.sheet, "outline.sections.s1.items.s1i1")
    assert item.form is HeadingForm.NONE and item.printed == ""


def test_how_a_heading_is_printed_can_be_put_back_from_the_history(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    sheet = editor.space.sheet
    editor.arranging.do("item-line", "s1i1")
    window.actions_by_id["history"].trigger()
    panel = editor.rail.history
    qtbot.waitUntil(lambda: bool(panel.list.entries.cards))
    assert "标题登在段首 → 坚决维护安全稳定：标题单独一行" in panel.list.entries.cards[0].text
    panel.list.setCurrentIndex(panel.list.entries.index(0))
    panel.back.click()
    qtbot.waitUntil(lambda: editor.space.sheet == sheet)
    panel.list.setCurrentIndex(panel.list.entries.index(len(panel.list.entries.cards) - 1))
    assert not panel.back.isEnabled()  # the beginning: there is nothing before it


def test_a_new_item_prints_its_heading_as_the_ones_before_it(editor: Editor) -> None:
    sheet = editor.space.sheet
    lined = arrange.change(sheet, "sections.s1.items.s1i3", form=HeadingForm.LINE)
    for before, form in ((sheet, HeadingForm.RUN_IN), (lined, HeadingForm.LINE)):
        after, id = arrange.add_item(before, "s1", "新的一条")
        assert read(after, f"outline.sections.s1.items.{id}").form is form


HEADING = "outline.sections.s1.items.s1i3.heading"


def heading_of(editor: Editor, path: str = HEADING) -> PassageEditor:
    """A heading where it is written, the caret at its end."""
    editor.show_path(path)
    found = editor.findChild(PassageEditor, path)
    assert found is not None and found.hasFocus()
    found.moveCursor(QTextCursor.MoveOperation.End)
    return found


def picked(field: PassageEditor, letters: str) -> None:
    """Bind the first figure that the letters find, as a person does."""
    QTest.keyClicks(field, "@")
    picker = field.findChild(FigurePicker)
    assert picker is not None
    QTest.keyClicks(picker.words, letters)
    QTest.keyClick(picker.words, Qt.Key.Key_Return)


def test_a_figure_is_bound_into_a_heading_and_follows_its_fact(
    editor: Editor, window: MainWindow
) -> None:
    heading = heading_of(editor)
    card = next(c for c in editor.page.cards if c.heading is heading)
    picked(heading, "2509")
    space = editor.space
    assert read(space.sheet, HEADING) == "努力兑现胜诉权益{F018}"
    assert heading.hasFocus() and card in editor.page.cards  # nothing was built anew
    space.enter("F018", "2600件")
    assert "　　努力兑现胜诉权益2600件。" in plain(compose(space.sheet))
    editor.rail.turn(PREVIEW)
    editor.rail.preview.refresh()
    assert "努力兑现胜诉权益2600件" in editor.rail.preview.toPlainText()
    assert card.more.accessibleName() == "努力兑现胜诉权益2600件 更多"
    for _ in range(2):
        window.undo()
    assert heading.source() == read(space.sheet, HEADING) == "努力兑现胜诉权益"


def test_a_title_with_a_figure_names_its_tab_by_what_it_reads(
    editor: Editor, window: MainWindow
) -> None:
    title = heading_of(editor, "outline.sections.s1.title")
    picked(title, "2509")
    assert editor.bar.tabText(1).startswith("聚力平安守护2509件")
    editor.space.enter("F018", "2600件")
    assert editor.bar.tabText(1).startswith("聚力平安守护2600件")
    assert "聚力平安守护2600件" in editor.bar.tabToolTip(1)


def test_chinese_is_composed_in_a_heading_beside_a_chip(editor: Editor, window: MainWindow) -> None:
    heading = heading_of(editor)
    picked(heading, "2509")
    compose_by_method(heading, "n", "ni", "ni hao")
    assert read(editor.space.sheet, HEADING) == "努力兑现胜诉权益{F018}"
    commit(heading, "你好")
    assert read(editor.space.sheet, HEADING) == "努力兑现胜诉权益{F018}你好"
    assert heading.hasFocus()


def test_a_heading_typed_in_one_go_is_one_undo_step(editor: Editor, window: MainWindow) -> None:
    heading = heading_of(editor)
    QTest.keyClicks(heading, "{abc}")
    assert read(editor.space.sheet, HEADING) == "努力兑现胜诉权益{{abc}}"
    assert "努力兑现胜诉权益{abc}" in plain(compose(editor.space.sheet))
    assert editor.space.undo_stack.count() == 1


@pytest.mark.parametrize(("way", "path"), [("item", HEADING), ("tab", "outline.sections.s1.title")])
def test_renaming_goes_to_the_words_and_selects_them(
    editor: Editor, window: MainWindow, way: str, path: str
) -> None:
    editor.show_tab("s1")
    editor.page.complete()
    if way == "tab":
        window.actions_by_id["rename_section"].trigger()
    else:
        card = next(c for c in editor.page.cards if c.item.id == "s1i3")
        next(a for a in card.more.menu().actions() if a.text() == "改条目名").trigger()
    field = QApplication.focusWidget()
    assert isinstance(field, PassageEditor) and field.objectName() == path
    assert field.textCursor().selectedText() == read(editor.space.sheet, path)


def test_braces_in_the_heading_of_the_lead_are_shown_once(editor: Editor) -> None:
    space = editor.space
    lead = space.sheet.outline.lead.replaced(heading="导语{{新}}")
    card = ItemCard(space, lead, fixed=True)
    heading = card.heading
    assert isinstance(heading, ElidedLabel) and heading.whole == "导语{新}"
    assert card.more.accessibleName() == "导语{新} 更多"
    card.deleteLater()
