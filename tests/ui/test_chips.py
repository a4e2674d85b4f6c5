"""Chips in the real window: their menu, their tooltip, and the picker that binds them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import Source, State
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import OBJECT, SHOWN, chip_at, read
from courtdesk.ui.passage.chip_menu import ChipMenu
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from tests.ui.test_input_methods import commit


@pytest.fixture
def passage(editor: Editor) -> PassageEditor:
    """A passage with the chip of F018 among plain words; a slow machine still builds its card."""
    editor.show_path("passages.s1i3.text")
    editor.space.enter("F018", "2310", "previous")
    editor.space.edit("passages.s1i3.text", "执结{F018}，成效明显。", "正文")
    found = editor.findChild(PassageEditor, "passages.s1i3.text")
    assert found is not None
    found.setFocus()
    return found


def chip(passage: PassageEditor) -> QTextCursor:
    """The first chip of a passage, selected."""
    found = chip_at(passage.document(), passage.document().find(OBJECT).selectionStart())
    assert found is not None
    return found


def middle(passage: PassageEditor) -> QPoint:
    """A place of the viewport inside the first chip."""
    place = chip(passage)
    end = passage.cursorRect(place).center()
    place.setPosition(place.selectionStart())
    return (passage.cursorRect(place).center() + end) / 2


def menu_by_pointer(passage: PassageEditor, place: QPoint) -> ChipMenu | None:
    viewport = passage.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, ChipMenu) else None


def opened(passage: PassageEditor) -> ChipMenu:
    menu = menu_by_pointer(passage, middle(passage))
    assert menu is not None
    return menu


def entry(menu: ChipMenu, name: str) -> QAction:
    return next(a for a in menu.actions() if a.text().partition("\t")[0] == name)


def choose(menu: ChipMenu, name: str) -> None:
    """Move to an entry by the arrow keys and press Enter, as a person does."""
    wanted = entry(menu, name)
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction() is wanted:
            break
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_menu_of_a_chip_shows_the_words_of_every_form(passage: PassageEditor) -> None:
    menu = opened(passage)
    shown = [a.text() for a in menu.actions() if a.isCheckable()]
    assert shown == [
        "数值\t2509件",
        "不带单位的数值\t2509",
        "同比\t同比上升8.6%",
        "上年数\t2310件",
        "范围和位次\t无",
        "写作\t2500余件",
        "写作\t近2510件",
        "写作\t近2600件",
    ]
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["数值\t2509件"]
    assert not entry(menu, "范围和位次").isEnabled()
    menu.close()


def test_a_form_without_a_value_cannot_be_chosen(editor: Editor, passage: PassageEditor) -> None:
    editor.space.enter("F018", "", "previous")
    menu = opened(passage)
    enabled = {a.text() for a in menu.actions() if a.isCheckable() and a.isEnabled()}
    assert {text for text in enabled if not text.startswith("写作")} == {
        "数值\t2509件",
        "不带单位的数值\t2509",
    }
    menu.close()


def test_choosing_a_form_prints_it_and_is_one_undo_step(
    editor: Editor, window: MainWindow, passage: PassageEditor, qtbot: QtBot
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(passage, "x")
    steps = editor.space.undo_stack.index()
    choose(opened(passage), "同比")
    assert editor.space.sheet.passage("s1i3") == "执结{F018:change}，成效明显。x"
    assert editor.space.undo_stack.index() == steps + 1
    editor.rail.turn(1)
    qtbot.waitUntil(lambda: "执结同比上升8.6%，" in editor.rail.preview.toPlainText())
    window.undo()
    assert editor.space.sheet.passage("s1i3") == "执结{F018}，成效明显。x"
    assert passage.source() == "执结{F018}，成效明显。x"


def test_the_form_in_force_is_ticked_and_the_value_can_be_had_back(
    editor: Editor, passage: PassageEditor
) -> None:
    choose(opened(passage), "上年数")
    menu = opened(passage)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["上年数\t2310件"]
    choose(menu, "数值")
    assert editor.space.sheet.passage("s1i3") == "执结{F018}，成效明显。"


def test_a_chip_is_deleted_from_its_menu(editor: Editor, passage: PassageEditor) -> None:
    choose(opened(passage), "删除")
    assert editor.space.sheet.passage("s1i3") == "执结，成效明显。"


def test_the_menu_leads_to_the_indicator(passage: PassageEditor) -> None:
    choose(opened(passage), "前往指标")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "figures.F018.printed"


@pytest.mark.parametrize("key", ["Menu", "Shift+F10"])
def test_the_menu_opens_by_key_beside_a_chip(passage: PassageEditor, key: str) -> None:
    place = chip(passage)
    place.setPosition(place.selectionEnd())
    passage.setTextCursor(place)
    if key == "Menu":
        QTest.keyClick(passage, Qt.Key.Key_Menu)
    else:
        QTest.keyClick(passage, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ChipMenu)
    menu.close()


def told_at(passage: PassageEditor, place: QPoint) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, place, passage.viewport().mapToGlobal(place))
    QApplication.sendEvent(passage.viewport(), event)
    return QToolTip.text()


def test_plain_words_right_beside_a_chip_have_no_tooltip(passage: PassageEditor) -> None:
    place = chip(passage)
    place.setPosition(place.selectionEnd())
    beside = passage.cursorRect(place).center() + QPoint(4, 0)
    assert told_at(passage, beside) == ""
    assert told_at(passage, beside - QPoint(8, 0)) != ""


def test_a_document_that_cannot_be_changed_offers_only_the_way_to_the_indicator(
    passage: PassageEditor,
) -> None:
    passage.setReadOnly(True)
    menu = opened(passage)
    enabled = [a.text().partition("\t")[0] for a in menu.actions() if a.isEnabled() and a.text()]
    assert enabled == ["前往指标"]
    menu.close()


def test_two_equal_facts_change_their_form_together(editor: Editor, passage: PassageEditor) -> None:
    editor.space.edit("passages.s1i3.text", "均位居{F060=F061}", "正文")
    menu = opened(passage)
    ways = [a.text() for a in menu.actions() if a.text().startswith("前往指标")]
    assert len(ways) == 2
    choose(menu, "不带单位的数值")
    assert editor.space.sheet.passage("s1i3") == "均位居{F060=F061:number}"


def test_the_tooltip_of_a_chip_tells_label_source_and_state(
    editor: Editor, passage: PassageEditor
) -> None:
    source = Source(who="王<b>芳", file="全年.xlsx", sheet="执行", cell="C5")
    editor.space.set_figure("F018", "来源", source=source, state=State.CHECKED)
    indicator = editor.space.sheet.outline.indicator("F018")
    text = told_at(passage, middle(passage))
    assert indicator.label in text
    assert f"来源：{indicator.department} · 全年.xlsx 执行!C5 王&lt;b>芳" in text
    assert "状态：已核" in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{year}", "年份，随表的年份变化"),
        ("{sections}", "部分数，随结构变化"),
        ("{F999}", "表中没有这项指标，请删除后重新插入。"),
    ],
)
def test_the_tooltip_of_a_chip_without_a_figure_says_what_it_is(
    editor: Editor, passage: PassageEditor, text: str, words: str
) -> None:
    editor.space.edit("passages.s1i3.text", f"全年{text}", "正文")
    assert words in told_at(passage, middle(passage))
    menu = opened(passage)
    assert not [a for a in menu.actions() if a.isCheckable() and a.isEnabled()]
    choose(menu, "删除")
    assert editor.space.sheet.passage("s1i3") == "全年"


@pytest.mark.parametrize("typed", ["zjgl", "zjaj"])  # 执结各类, 执结…案件
def test_a_figure_is_found_by_the_initials_of_its_pinyin(
    editor: Editor, passage: PassageEditor, typed: str
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(passage, "@")
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    QTest.keyClicks(picker.words, typed)
    rows = [picker.list.item(n).text() for n in range(picker.list.count())]
    assert "执结各类案件数" in rows[0]
    QTest.keyClick(picker.words, Qt.Key.Key_Return)
    assert editor.space.sheet.passage("s1i3") == "执结{F018}，成效明显。{F018}"


def test_a_figure_is_found_by_its_department(editor: Editor, passage: PassageEditor) -> None:
    department = editor.space.sheet.outline.indicator("F018").department
    assert department
    QTest.keyClicks(passage, "@")
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    picker.words.setText(department)
    rows = [picker.list.item(n).text() for n in range(picker.list.count())]
    assert any("执结各类案件数" in row for row in rows)
    assert all(department in row for row in rows)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Escape]
)
def test_a_key_that_types_nothing_leaves_a_selected_chip_as_it_is(
    editor: Editor, passage: PassageEditor, key: Qt.Key
) -> None:
    passage.selectAll()
    passage.setTextCursor(chip(passage))  # a selection that ends in the chip
    QTest.keyClick(passage, key)
    assert passage.source() == "执结{F018}，成效明显。"
    assert editor.space.sheet.passage("s1i3") == "执结{F018}，成效明显。"


def test_what_is_typed_over_a_chip_is_plain(editor: Editor, passage: PassageEditor) -> None:
    passage.setTextCursor(chip(passage))
    QTest.keyClicks(passage, "ab")
    assert editor.space.sheet.passage("s1i3") == "执结ab，成效明显。"
    passage.setTextCursor(passage.document().find("ab"))
    passage.bind("F018")
    passage.setTextCursor(chip(passage))
    commit(passage, "若干")
    assert editor.space.sheet.passage("s1i3") == "执结若干，成效明显。"


@pytest.mark.parametrize(
    ("letters", "token", "shown"),
    [("bnnf", "year", "2023"), ("2024", "year+1", "2024"), ("bfs", "sections", "五")],
)
def test_a_year_that_follows_the_sheet_is_picked_as_a_figure_is(
    editor: Editor, passage: PassageEditor, letters: str, token: str, shown: str
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(passage, "@")
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    QTest.keyClicks(picker.words, letters)
    for _ in range(picker.list.count()):
        if picker.list.currentItem().data(Qt.ItemDataRole.UserRole) == token:
            break
        QTest.keyClick(picker.words, Qt.Key.Key_Down)
    QTest.keyClick(picker.words, Qt.Key.Key_Return)
    assert passage.source().endswith(f"{{{token}}}")
    assert read(passage.document(), SHOWN).endswith(shown)
