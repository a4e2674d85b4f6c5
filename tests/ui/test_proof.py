"""The proof in the real window: underlined words, what they tell, and what mends them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Phrase
from courtdesk.ui.actions import MENUS
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import SHOWN, read
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.phrases import PhraseForm, PhraseList
from courtdesk.ui.rail.rail_page import FINDINGS
from courtdesk.writing.audit import UNBOUND
from tests.ui.test_input_methods import commit, compose

PATH = "passages.s1i3.text"
WAVY = 10  # pixels: less is the end of a neighbour's wave


def proofed(editor: Editor, qtbot: QtBot) -> None:
    """Wait until the findings are those of the sheet as it is now."""
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh, timeout=20_000)


def loose(editor: Editor) -> list[str]:
    """The words that are found unbound, over the whole article."""
    sheet = editor.space.sheet
    found = [f for f in editor.space.findings if f.rule == UNBOUND and not f.reason]
    return [sheet.passage(f.path.split(".")[1])[f.start : f.end] for f in found]


@pytest.fixture
def passage(editor: Editor, qtbot: QtBot) -> PassageEditor:
    """A passage of a chip, words of a colleague and a set phrase."""
    editor.show_path(PATH)
    editor.space.edit(PATH, "执结{F018}。\n开展活动15场、走访八十余家、第3，一把手抓。", "正文")
    found = editor.findChild(PassageEditor, PATH)
    assert found is not None
    found.setFocus()
    proofed(editor, qtbot)
    return found


def underlined(passage: PassageEditor) -> list[str]:
    return [words for _, words in passage.underlines.drawn]


def red_under(passage: PassageEditor, words: str) -> int:
    """How many pixels below some words are of the red that errors are drawn in."""
    cursor = passage.document().find(words)
    ends = []
    for place in (cursor.selectionStart(), cursor.selectionEnd()):
        cursor.setPosition(place)
        ends.append(passage.cursorRect(cursor))
    composed = passage.textCursor().block().layout().preeditAreaText()
    shift = QFontMetricsF(passage.document().defaultFont()).horizontalAdvance(composed)
    picture = passage.viewport().grab().toImage()
    return sum(
        colour.red() - colour.green() > 60
        for x in range(ends[0].left() + round(shift), ends[1].left() + round(shift))
        for y in range(ends[0].bottom() - 6, ends[0].bottom() + 2)
        if (colour := picture.pixelColor(x, y))
    )


def place_of(passage: PassageEditor, words: str) -> QPoint:
    """A place of the viewport inside some words."""
    cursor = passage.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return passage.cursorRect(cursor).center()


def menu_at(passage: PassageEditor, place: QPoint) -> QMenu:
    viewport = passage.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]


def entry(menu: QMenu, name: str) -> QAction:
    return next(a for a in menu.actions() if a.text().partition("\t")[0] == name)


def choose(menu: QMenu, name: str) -> None:
    action = entry(menu, name)
    menu.close()
    action.trigger()


def test_numbers_that_are_not_bound_are_underlined_and_nothing_else(
    passage: PassageEditor, editor: Editor
) -> None:
    assert underlined(passage) == ["15场", "八十余家", "第3"]
    assert all(red_under(passage, words) > WAVY for words in underlined(passage))
    assert all(red_under(passage, words) < WAVY for words in ("开展", "一把手"))


def test_an_underline_neither_moves_the_caret_nor_makes_a_step(
    passage: PassageEditor, editor: Editor, qtbot: QtBot
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(passage, Qt.Key.Key_2)
    QTest.keyClick(passage, Qt.Key.Key_8)
    place, steps = passage.textCursor().position(), editor.space.undo_stack.count()
    proofed(editor, qtbot)
    assert "28" in underlined(passage)
    assert (passage.textCursor().position(), editor.space.undo_stack.count()) == (place, steps)


def test_an_underline_moves_with_its_words_before_the_next_proof(
    passage: PassageEditor, editor: Editor
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.Start)
    commit(passage, "全年")
    assert not editor.space.proofreader.fresh
    assert underlined(passage) == ["15场", "八十余家", "第3"]


def test_what_is_being_composed_is_not_disturbed_by_the_proof(
    passage: PassageEditor, editor: Editor, qtbot: QtBot
) -> None:
    passage.moveCursor(QTextCursor.MoveOperation.End)
    commit(passage, "共28")
    compose(passage, "ji", "jian")
    proofed(editor, qtbot)
    assert passage.textCursor().block().layout().preeditAreaText() == "jian"
    assert "28" in underlined(passage)
    commit(passage, "件")
    assert editor.space.sheet.passage("s1i3").endswith("共28件")


def test_underlines_behind_what_is_being_composed_stay_under_their_words(
    passage: PassageEditor, editor: Editor
) -> None:
    cursor = passage.document().find("开展活动")
    cursor.setPosition(cursor.selectionStart())
    passage.setTextCursor(cursor)
    compose(passage, "g", "gong")
    assert red_under(passage, "八十余家") > WAVY
    assert red_under(passage, "开展") < WAVY
    commit(passage, "共")
    assert underlined(passage) == ["15场", "八十余家", "第3"]


def test_words_typed_beside_an_underline_are_not_of_it(passage: PassageEditor) -> None:
    cursor = passage.document().find("15场")
    for place, words in ((cursor.selectionEnd(), "次"), (cursor.selectionStart(), "约")):
        cursor.setPosition(place)
        passage.setTextCursor(cursor)
        commit(passage, words)
    assert underlined(passage) == ["15场", "八十余家", "第3"]
    assert not passage.textCursor().keepPositionOnInsert()


def test_the_pointer_on_an_underline_is_told_the_reason(
    passage: PassageEditor, qtbot: QtBot
) -> None:
    place = place_of(passage, "15场")
    event = QHelpEvent(QEvent.Type.ToolTip, place, passage.viewport().mapToGlobal(place))
    QApplication.sendEvent(passage.viewport(), event)
    assert "错误：“15场”没有绑定指标" in QToolTip.text()
    QToolTip.hideText()


def test_the_menu_of_an_underline_binds_a_figure_as_one_step(
    passage: PassageEditor, editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    before, steps = editor.space.sheet.passage("s1i3"), editor.space.undo_stack.count()
    menu = menu_at(passage, place_of(passage, "15场"))
    names = entries(menu)
    assert names[0].startswith("错误　“15场”没有绑定指标")
    assert names[2:5] == ["绑定其他指标…", "列为固定说法…", "说明理由…"]
    assert len(names) > 5  # the editor's own entries follow
    choose(menu, "绑定　聚力依法履职 · 深度融入县域治理 · 法院开放日、巡回审判等活动场次 15场")
    assert editor.space.sheet.passage("s1i3") == before.replace("15场", "{F046}")
    assert editor.space.undo_stack.count() == steps + 1
    proofed(editor, qtbot)
    assert underlined(passage) == ["八十余家", "第3"]
    window.undo()
    assert editor.space.sheet.passage("s1i3") == before


def test_the_menu_key_opens_the_menu_of_the_underline_at_the_caret(passage: PassageEditor) -> None:
    cursor = passage.document().find("第3")
    cursor.setPosition(cursor.selectionEnd())
    passage.setTextCursor(cursor)
    QTest.keyClick(passage, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert sum(name.startswith("绑定　") for name in entries(menu)) == 2
    menu.close()


def test_another_figure_is_picked_in_place_of_the_words(
    passage: PassageEditor, editor: Editor
) -> None:
    choose(menu_at(passage, place_of(passage, "八十余家")), "绑定其他指标…")
    picker = passage.findChild(FigurePicker)
    assert picker is not None
    QTest.keyClicks(picker.words, "260")
    QTest.keyClick(picker.words, Qt.Key.Key_Return)
    assert "走访{F032}、" in editor.space.sheet.passage("s1i3")


def test_words_that_are_no_figure_become_a_set_phrase_with_a_reason(
    passage: PassageEditor, editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    editor.space.edit(PATH, "建成15分钟服务圈，又建成15分钟服务圈。", "正文")
    proofed(editor, qtbot)
    assert loose(editor) == ["15分钟", "15分钟"]
    steps = editor.space.undo_stack.count()
    finding = editor.space.findings[0]
    form = PhraseForm(passage, editor.space, finding)
    assert form.phrase == "15分钟"
    assert "本身就是一个数" in form.problem()
    form.words.setText("十五分钟服务圈")
    assert "仍会被提示" in form.problem()
    form.words.setText("15分钟服务圈")
    assert "请写明理由" in form.problem()
    form.reason.setText("品牌名称")
    assert form.problem() == ""
    form.keep()
    proofed(editor, qtbot)
    assert loose(editor) == underlined(passage) == []
    assert editor.space.undo_stack.count() == steps + 1
    window.undo()
    proofed(editor, qtbot)
    assert loose(editor) == ["15分钟", "15分钟"]


def test_a_reason_stands_for_one_of_two_equal_numbers(
    passage: PassageEditor, editor: Editor, qtbot: QtBot
) -> None:
    editor.space.edit(PATH, "先走访15家企业，后来又走访15家单位。", "正文")
    proofed(editor, qtbot)
    first, second = (f for f in editor.space.findings if f.rule == UNBOUND)
    editor.space.explain(second, "报社来稿如此")
    proofed(editor, qtbot)
    found = [f for f in editor.space.findings if f.rule == UNBOUND]
    assert {f.start: f.reason for f in found} == {first.start: "", second.start: "报社来稿如此"}
    editor.space.explain(first, "另有说明")
    proofed(editor, qtbot)
    assert underlined(passage) == []
    assert len(editor.space.sheet.explanations) == 2


def test_a_finding_is_gone_to_and_its_words_are_selected(
    passage: PassageEditor, editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    editor.show_tab("overview")
    window.actions_by_id["next_finding"].trigger()
    assert editor.key == "s1"
    assert editor.rail.page == FINDINGS
    assert passage.textCursor().selectedText() == "15场"
    window.actions_by_id["next_finding"].trigger()
    assert passage.textCursor().selectedText() == "八十余家"


def test_what_is_found_in_the_words_counts_in_rail_tab_and_status(
    passage: PassageEditor, editor: Editor, window: MainWindow
) -> None:
    assert window.status.found.text().startswith("错误 3")
    assert editor.bar.tabText(editor.bar.keys.index("s1")).endswith("▲")
    assert sum(f.severity is Severity.ERROR for f in editor.space.findings) == 3


def test_a_finding_in_a_heading_is_gone_to_where_it_is_written(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    path = "outline.sections.s2.items.s2i3.heading"
    editor.space.edit(path, "开展活动15场", "改条目名")
    proofed(editor, qtbot)
    (finding,) = [f for f in editor.space.findings if f.rule == UNBOUND]
    editor.show_finding(finding)
    assert editor.key == "s2"
    card = next(c for c in editor.page.cards if c.item.id == "s2i3")
    assert window.focusWidget() is card.heading
    assert card.heading.textCursor().selectedText() == "15场"
    qtbot.waitUntil(lambda: not card.more.visibleRegion().isEmpty())


def test_the_phrases_of_a_sheet_are_listed_added_and_removed(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    assert any("phrases" in ids for _, ids in MENUS)
    dialog = PhraseList(window, editor.space)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.isVisible() and not dialog.remove.isEnabled()
    phrase = Phrase(text="六心服务", reason="品牌")
    editor.space.edit("phrases", (phrase,), "固定说法")
    assert dialog.list.isVisible()
    dialog.list.setCurrentIndex(dialog.list.entries.index(0))
    dialog.remove.click()
    assert editor.space.sheet.phrases == ()
    window.undo()
    assert editor.space.sheet.phrases == (phrase,)


def test_chips_turn_red_everywhere_when_a_wording_becomes_untrue(
    editor: Editor, window: MainWindow, qtbot: QtBot
) -> None:
    editor.space.enter("F063", "59.3%", "exact")
    for id in ("s1i1", "s1i3"):
        editor.space.edit(f"passages.{id}.text", "自动履行{F063:~近60%}。", "正文")
    shown = [editor.findChild(PassageEditor, f"passages.{id}.text") for id in ("s1i1", "s1i3")]
    proofed(editor, qtbot)
    assert not [f for f in editor.space.findings if f.path.startswith("passages")]
    editor.space.enter("F063", "61.2%", "exact")
    for field in shown:
        assert "〔待核：案件自动履行比例“近60%”不实〕" in read(field.document(), SHOWN)
    proofed(editor, qtbot)
    found = [f for f in editor.space.findings if f.rule == "missing-figure"]
    assert {f.path for f in found} >= {"passages.s1i1.text", "passages.s1i3.text"}


def test_a_form_grows_with_the_sentence_that_refuses_it(
    editor: Editor, passage: PassageEditor, qtbot: QtBot
) -> None:
    (finding,) = [f for f in editor.space.findings if "八十余家" in f.message]
    form = PhraseForm(editor, editor.space, finding)
    qtbot.addWidget(form)
    form.show()
    form.reason.setText("品牌")
    form.ok.click()
    assert "本身就是一个数" in form.refusal.text()
    QApplication.processEvents()
    for label in form.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
