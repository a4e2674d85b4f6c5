"""The list of findings in the real window: filters, offers taken, rules switched off and on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.finding import Finding, Fix
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Phrase, Silence
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage import finding_menu
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.finding_cards import MOST
from courtdesk.ui.proof.findings_panel import FindingsPanel
from courtdesk.ui.proof.mending import SilenceForm
from courtdesk.ui.proof.phrases import PhraseList
from courtdesk.ui.proof.rule_list import RuleList
from courtdesk.ui.rail.rail_page import FINDINGS
from courtdesk.writing.history import said
from courtdesk.writing.rules import RULES

HERE, THERE = "passages.s1i2.text", "passages.s1i3.text"
BLANK, COMMA, DOUBLED = "stray-blank", "half-width-mark", "doubled-mark"


def proofed(editor: Editor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh)


@pytest.fixture
def panel(editor: Editor, qtbot: QtBot) -> FindingsPanel:
    """Five slips in two passages: three blanks, a half-width comma, a doubled mark."""
    space = editor.space
    text = space.sheet.passage("s1i2")
    space.edit(
        HERE, text.replace("案件{F012}，", "案件 {F012},").replace("{F015}，", " {F015}。，"), "甲"
    )
    text = space.sheet.passage("s1i3")
    space.edit(THERE, text.replace("拍卖{F020}", "拍卖 {F020}"), "乙")
    proofed(editor, qtbot)
    editor.rail.turn(FINDINGS)
    return editor.rail.findings


def shown(panel: FindingsPanel) -> list[Finding]:
    return [card.key for card in panel.list.entries.cards if isinstance(card.key, Finding)]


def rules(panel: FindingsPanel) -> list[str]:
    return [finding.rule for finding in shown(panel) if finding.start >= 0]


def choose(panel: FindingsPanel, rule: str) -> Finding:
    row = [finding.rule for finding in shown(panel)].index(rule)
    panel.list.setCurrentIndex(panel.list.entries.index(row))
    assert panel.chosen is not None
    return panel.chosen


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def entry(menu: QMenu, words: str) -> None:
    """Choose the one entry of a menu that holds these words."""
    (action,) = [a for a in menu.actions() if words in a.text()]
    action.trigger()
    menu.close()


def answer(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Do this with the dialog that opens next."""

    def reach() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(20, reach)

    QTimer.singleShot(0, reach)


def test_the_findings_on_the_words_stand_in_the_list_with_rule_and_place(panel: FindingsPanel):
    assert sorted(rules(panel)) == sorted([BLANK] * 3 + [COMMA, DOUBLED])
    card = next(c for c in panel.list.entries.cards if c.key in shown(panel) and "半角" in c.tag)
    assert card.tag == "提示　半角标点"
    assert card.foot == "聚力平安守护 · 妥善化解民事纠纷"


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


def test_only_a_grade_or_a_rule_is_shown_on_demand(panel: FindingsPanel):
    all, errors, explain, hints = panel.grades.buttons()
    hints.click()
    assert {finding.severity for finding in shown(panel)} == {Severity.HINT}
    assert hints.text() == f"提示 {len(shown(panel))}"
    panel.kinds.setCurrentIndex(panel.kinds.findData("多余的空格"))
    panel.kinds.activated.emit(panel.kinds.currentIndex())
    assert rules(panel) == [BLANK] * 3
    errors.click()
    assert shown(panel) == []
    assert panel.empty.text() == "这一类没有问题。" and not panel.empty.isHidden()
    assert errors.text() == "错误" and explain.text() == "需说明 2"
    all.click()
    assert rules(panel) == [BLANK] * 3


def test_the_rule_that_is_looked_at_stays_chosen_when_its_last_finding_is_mended(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    panel.kinds.setCurrentIndex(panel.kinds.findData("半角标点"))
    panel.kinds.activated.emit(panel.kinds.currentIndex())
    choose(panel, COMMA)
    press(panel.mend)
    proofed(editor, qtbot)
    assert panel.kinds.currentData() == "半角标点"
    assert shown(panel) == []


def test_a_rule_is_switched_off_with_a_reason_and_on_again(
    window: MainWindow, editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    steps = editor.space.undo_stack.count()

    def give(form: QDialog) -> None:
        assert isinstance(form, SilenceForm)
        form.ok.click()
        assert "请写明理由" in form.refusal.text()
        form.field.setPlainText("报社自己排")
        form.ok.click()

    answer(SilenceForm, give)
    entry(panel.menu_of(choose(panel, BLANK)), "停用规则“多余的空格”…")
    (silence,) = editor.space.sheet.silenced
    assert (silence.rule, silence.reason) == (BLANK, "报社自己排")
    assert editor.space.undo_stack.count() == steps + 1
    proofed(editor, qtbot)
    assert BLANK not in rules(panel)
    assert panel.rules.text() == "规则（停用1）…"

    def restore(dialog: QDialog) -> None:
        assert isinstance(dialog, RuleList)
        first = dialog.list.entries.cards[0]
        assert "已停用" in first.tag and "报社自己排" in first.foot
        dialog.list.setCurrentIndex(dialog.list.entries.index(0))
        dialog.on.click()
        assert not dialog.on.isEnabled() and dialog.off.isEnabled()
        assert dialog.chosen == BLANK
        dialog.reject()

    answer(RuleList, restore)
    panel.rules.click()
    assert editor.space.sheet.silenced == ()
    proofed(editor, qtbot)
    assert BLANK in rules(panel)
    editor.space.undo_stack.undo()
    assert editor.space.sheet.silenced == (silence,)


def test_the_audit_and_the_arithmetic_cannot_be_switched_off(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    editor.space.edit(THERE, "执结2509件", "乙")
    proofed(editor, qtbot)
    for rule in ("unbound-figure", "R05"):
        menu = panel.menu_of(choose(panel, rule))
        assert not [a for a in menu.actions() if "停用" in a.text() or "全部改正" in a.text()]


def test_every_rule_is_listed_with_what_it_asks(window: MainWindow, editor: Editor):
    dialog = RuleList(window, editor.space)
    assert [card.key for card in dialog.list.entries.cards] == [rule.id for rule in RULES]
    dialog.deleteLater()


def test_f8_goes_over_the_open_findings_only(editor: Editor, panel: FindingsPanel, qtbot: QtBot):
    finding = choose(panel, COMMA)
    editor.space.explain(finding, "原文如此")
    proofed(editor, qtbot)
    seen: list[Finding] = []
    panel.jump.connect(seen.append)
    for _ in range(len(shown(panel))):
        panel.step()
    assert seen and all(not found.reason for found in seen)
    assert len({(f.path, f.start, f.rule) for f in seen}) == len(shown(panel)) - 1


def test_f8_goes_to_the_finding_that_took_the_place_of_a_mended_one(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    choose(panel, BLANK)
    press(panel.mend)
    proofed(editor, qtbot)
    chosen, seen = panel.chosen, []
    panel.jump.connect(seen.append)
    panel.step()
    assert seen == [chosen]
    panel.step()
    assert seen[1] != chosen


def test_a_double_click_on_a_heading_that_is_longer_goes_to_where_it_is_written(
    editor: Editor, panel: FindingsPanel
):
    finding = choose(panel, "heading-length")
    panel.list.activated.emit(panel.list.currentIndex())
    assert editor.key == "s3"
    focused = QApplication.focusWidget()
    assert isinstance(focused, PassageEditor)
    assert focused.source() == "全力呵护未成年人健康成长"
    assert finding.path.endswith("s3i2.heading")


def test_thousands_of_findings_do_not_hold_the_window_up(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    editor.space.edit(THERE, "公正 司法" * 1000, "乙")
    proofed(editor, qtbot)
    cards = panel.list.entries.cards
    assert len(cards) == MOST + 1
    assert cards[-1].tag.startswith("另有")
    panel.list.setCurrentIndex(panel.list.entries.index(MOST))
    assert panel.chosen is None and not panel.mend.isEnabled()
    panel.list.activated.emit(panel.list.currentIndex())


def test_a_read_only_document_offers_only_to_look(window: MainWindow, file, qtbot: QtBot):
    holder = Document.open(file, "someone")
    window.show_document(Document.open(file, "tester"))
    editor = window.editor
    assert editor is not None and editor.locked
    proofed(editor, qtbot)
    panel = editor.rail.findings
    assert panel.mend.isHidden() and panel.more.isHidden() and panel.reason.isHidden()
    assert not panel.go.isHidden()
    dialog = RuleList(window, editor.space)
    dialog.list.setCurrentIndex(dialog.list.entries.index(0))
    assert not dialog.off.isEnabled()
    dialog.deleteLater()
    holder.close()


def test_all_of_it_is_reached_by_keyboard(editor: Editor, panel: FindingsPanel):
    choose(panel, COMMA)
    panel.list.setFocus()
    reached = set()
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {panel.more, panel.go, panel.reason, panel.mend} <= reached
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def test_a_rule_that_only_a_newer_program_knows_can_be_switched_on_again(
    window: MainWindow, editor: Editor
):
    editor.space.edit("silenced", (Silence(rule="new-rule", reason="报社不用"),), "停用规则")
    dialog = RuleList(window, editor.space)
    assert "new-rule" in dialog.list.entries.cards[0].tag
    dialog.list.setCurrentIndex(dialog.list.entries.index(0))
    dialog.on.click()
    assert editor.space.sheet.silenced == ()
    dialog.deleteLater()


def test_steps_and_history_name_the_rule_in_the_users_words(
    editor: Editor, panel: FindingsPanel, qtbot: QtBot
):
    editor.space.explain(choose(panel, "heading-length"), "原题如此")
    assert editor.space.undo_stack.undoText() == "说明：标题不等长"
    assert said(editor.space.sheet.explanations) == "标题不等长：原题如此"


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


def test_the_lists_of_rules_and_phrases_begin_where_the_keyboard_goes_on(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    rules = RuleList(window, editor.space)
    phrases = PhraseList(window, editor.space)
    for shown, first in ((rules, rules.list), (phrases, phrases.add)):
        qtbot.addWidget(shown)
        shown.show()
        shown.activateWindow()
        assert shown.focusWidget() is first
    assert rules.chosen == RULES[0].id and rules.off.isEnabled()
    phrase = Phrase(text="15分钟诉讼服务圈", reason="品牌")
    editor.space.edit("phrases", (phrase,), "固定说法")
    assert phrases.chosen == phrase and phrases.remove.isEnabled()
    phrases.remove.click()
    assert phrases.chosen is None and not phrases.remove.isEnabled()
