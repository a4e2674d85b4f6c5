"""Rules are looked at and switched off and on in the real window."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import Phrase, Silence
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.proof.findings_panel import FindingsPanel
from courtdesk.ui.proof.mending import SilenceForm
from courtdesk.ui.proof.phrases import PhraseList
from courtdesk.ui.proof.rule_list import RuleList
from courtdesk.writing.history import said
from courtdesk.writing.rules import RULES
from tests.ui.findings import BLANK, THERE, answer, choose, entry, proofed, rules


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
