"""The list of findings in the real window: what it shows, how one goes over it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.proof.finding_cards import MOST
from courtdesk.ui.proof.findings_panel import FindingsPanel
from courtdesk.ui.proof.rule_list import RuleList
from tests.ui.findings import (
    BLANK,
    COMMA,
    DOUBLED,
    THERE,
    choose,
    press,
    proofed,
    rules,
    shown,
)


def test_the_findings_on_the_words_stand_in_the_list_with_rule_and_place(panel: FindingsPanel):
    assert sorted(rules(panel)) == sorted([BLANK] * 3 + [COMMA, DOUBLED])
    card = next(c for c in panel.list.entries.cards if c.key in shown(panel) and "半角" in c.tag)
    assert card.tag == "提示　半角标点"
    assert card.foot == "聚力平安守护 · 妥善化解民事纠纷"


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
