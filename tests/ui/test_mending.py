"""Findings are mended in the real window: one by one, all of a rule, from the words' menu."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from courtdesk.models.finding import Fix
from courtdesk.ui.editor import Editor
from courtdesk.ui.passage import finding_menu
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.findings_panel import FindingsPanel
from tests.ui.findings import BLANK, COMMA, DOUBLED, HERE, choose, entry, press, proofed, rules


def test_the_one_offer_is_taken_by_the_button_as_one_undo_step(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    before, steps = editor.space.sheet, editor.space.undo_stack.count()
    choose(panel, COMMA)
    press(panel.mend)
    assert "{F012}，其中" in editor.space.sheet.passage("s1i2")
    assert editor.space.undo_stack.count() == steps + 1
    assert editor.space.undo_stack.undoText() == "改正：半角标点"
    proofed(editor, qtbot)
    assert COMMA not in rules(panel)
    editor.space.undo_stack.undo()
    assert editor.space.sheet == before
    proofed(editor, qtbot)
    assert COMMA in rules(panel)


def test_the_button_asks_for_what_is_to_be_named_even_beside_an_offer(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    share = next(f for f in panel.findings if f.rule == "R05")
    offer = Fix(label="改为“45%”", text="45%")
    panel.show_findings((share.replaced(fixes=(offer,)),), editor.space.sheet)
    choose(panel, "R05")
    taken: list[object] = []
    panel.mended.connect(lambda finding, fix: taken.append(fix))
    assert panel.mend.text() == "选定分母…"
    press(panel.mend)
    (menu,) = [m for m in panel.findChildren(QMenu) if m.isVisible()]
    assert taken == [] and any("分母是" in action.text() for action in menu.actions())
    entry(menu, "改为“45%”")
    assert taken == [offer]


def test_the_passage_shows_the_mended_words(editor: Editor, panel: FindingsPanel):
    passage = editor.findChild(PassageEditor, HERE)
    assert passage is not None
    choose(panel, COMMA)
    press(panel.mend)
    assert passage.source() == editor.space.sheet.passage("s1i2")


def test_several_offers_are_asked_about_in_a_menu(editor: Editor, panel: FindingsPanel):
    finding = choose(panel, DOUBLED)
    assert len(finding.fixes) == 2
    press(panel.mend)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["只留“。”", "只留“，”"]
    entry(menu, "只留“，”")
    assert "{F015}，回应" in editor.space.sheet.passage("s1i2")


def test_all_of_a_rule_are_mended_in_one_undo_step_over_all_texts(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    before, steps = editor.space.sheet, editor.space.undo_stack.count()
    entry(panel.menu_of(choose(panel, BLANK)), "全部改正“多余的空格”（3处）")
    assert editor.space.undo_stack.count() == steps + 1
    assert " " not in editor.space.sheet.passage("s1i2") + editor.space.sheet.passage("s1i3")
    proofed(editor, qtbot)
    assert BLANK not in rules(panel) and COMMA in rules(panel)
    editor.space.undo_stack.undo()
    assert editor.space.sheet == before


def test_the_history_tells_the_texts_that_were_mended(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    entry(panel.menu_of(choose(panel, BLANK)), "全部改正")
    rows: list[object] = []
    editor.space.history(lambda found, _: rows.extend(found))
    qtbot.waitUntil(lambda: bool(rows))
    newest = rows[0]
    assert "改正：多余的空格" in str(newest)
    assert "妥善化解民事纠纷" in str(newest) and "努力兑现胜诉权益" in str(newest)


def test_the_finding_in_the_place_of_a_mended_one_is_chosen_next(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    panel.grades.buttons()[3].click()
    choose(panel, BLANK)
    row = panel.list.currentIndex().row()
    press(panel.mend)
    proofed(editor, qtbot)
    assert panel.list.currentIndex().row() == row
    assert panel.mend.isEnabled()


def test_a_chosen_finding_stays_chosen_when_others_come_before_it(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    chosen = choose(panel, DOUBLED)
    editor.space.edit("head.kicker", "走访 企业", "引题")
    proofed(editor, qtbot)
    editor.space.edit("head.subtitle", "走访2509件", "副题")
    proofed(editor, qtbot)
    assert panel.chosen == chosen


def test_a_finding_of_words_that_changed_is_not_mended(
    editor: Editor, panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
):
    told = []
    monkeypatch.setattr(
        "courtdesk.ui.proof.mending.warn", lambda _, sentence: told.append(sentence)
    )
    choose(panel, COMMA)
    editor.space.edit(HERE, "全年审结家事案件{F012},", "甲")
    before = editor.space.sheet
    press(panel.mend)
    assert editor.space.sheet is before
    assert told == ["这处文字已经改动，没有代改：请看新的校核结果。"]


def test_the_menu_of_the_words_offers_what_the_rule_says_without_calling_it_a_binding(
    editor: Editor, qtbot: QtBot
):
    editor.show_path(HERE)
    editor.space.edit(HERE, "提供1站式服务，执结2509件", "甲")
    proofed(editor, qtbot)
    passage = editor.findChild(PassageEditor, HERE)
    assert passage is not None
    menu = QMenu()
    finding_menu.offer(menu, passage, passage.underlines.at(4))
    words = [action.text() for action in menu.actions()]
    assert "改为“一站式”" in words
    finding_menu.offer(menu, passage, passage.underlines.at(passage.source().index("2509")))
    assert any(text.startswith("绑定　") for text in (action.text() for action in menu.actions()))
    menu.deleteLater()
