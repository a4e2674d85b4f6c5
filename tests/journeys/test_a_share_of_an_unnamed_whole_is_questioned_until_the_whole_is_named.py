"""45.09 % of what? The officer tries one total, adds the right one, and rewrites the sentence."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.ui.form.item_card import ItemCard
from courtdesk.ui.look.dialogs import IndicatorForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import SHOWN, read
from courtdesk.ui.rail.rail_page import FINDINGS
from tests.journeys.conftest import Officer


def finding(officer: Officer, rule: str) -> Finding | None:
    return next((f for f in officer.editor.space.findings if f.rule == rule), None)


def naming_menu(officer: Officer, rule: str) -> QMenu:
    """Choose a finding in the list and press the button that asks which figure it is."""
    officer.editor.rail.turn(FINDINGS)
    panel = officer.editor.rail.findings
    rows = [c.key.rule if isinstance(c.key, Finding) else "" for c in panel.list.entries.cards]
    panel.list.setCurrentIndex(panel.list.entries.index(rows.index(rule)))
    if panel.mend.isEnabled():
        QTest.mouseClick(panel.mend, Qt.MouseButton.LeftButton)
        return officer.menu()
    return panel.menu_of(panel.chosen)


def add_figure(officer: Officer, item: str, label: str, unit: str, printed: str) -> str:
    """Add an indicator to an item by its menu, and fill it in."""

    def fill(form: IndicatorForm) -> None:
        form.label.setText(label)
        form.unit.setText(unit)
        QTest.mouseClick(form.ok, Qt.MouseButton.LeftButton)

    officer.editor.show_path(f"passages.{item}.text")
    card = next(c for c in officer.editor.findChildren(ItemCard) if c.item.id == item)
    officer.answer(IndicatorForm, fill)
    officer.choose(officer.press(card.more), "添加指标")
    id = next(i.id for i in officer.editor.space.sheet.outline.indicators if i.label == label)
    # the page was laid out anew: the old one must not be found
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    officer.fill(id, printed)
    return id


def test_a_share_of_an_unnamed_whole_is_questioned_until_the_whole_is_named(
    officer: Officer, window: MainWindow
) -> None:
    space = officer.editor.space
    asked = finding(officer, "R05")
    assert asked and asked.severity is Severity.EXPLAIN and "请注明口径" in asked.message

    # of all closed cases? 32.85 %, an error: the printed rate fits 7041 or 7042 and nothing else
    menu = naming_menu(officer, "R05")
    assert officer.editor.rail.findings.mend.text() == "选定分母…"
    officer.choose(menu, "分母是“全年审执结各类案件数”9666件\t应为32.85%")
    wrong = finding(officer, "R05")
    assert wrong and wrong.severity is Severity.ERROR and wrong.recomputed == "32.85%"
    assert "45.09%需要的整体数为7041或7042件" in wrong.message

    # the office has another total: it fits, and the matter is settled
    id = add_figure(officer, "s4i1", "诉讼案件结案数", "件", "7042件")
    officer.choose(naming_menu(officer, "R05"), "分母是“诉讼案件结案数”7042件\t相符")
    assert finding(officer, "R05") is None
    passage = officer.passage("s4i1")
    text = space.sheet.passage("s4i1").replace(
        "占结案总数的", f"诉讼案件共结{{{id}}}，占诉讼结案总数的"
    )
    space.edit("passages.s4i1.text", text, "正文")
    assert "诉讼案件共结7042件，占诉讼结案总数的45.09%" in read(passage.document(), SHOWN)
    assert "占诉讼结案总数的45.09%" in officer.preview

    # each step is one undo
    for _ in range(2):
        window.undo()
    assert (finding(officer, "R05") or wrong).recomputed == "32.85%"
    window.redo()
    assert finding(officer, "R05") is None

    # 25 judges cannot have closed 378.7 each of 9666: the totals that would do are named
    add_figure(officer, "s4i2", "员额法官数", "人", "25人")
    officer.choose(naming_menu(officer, "R06"), "除数是“员额法官数”25人")
    average = finding(officer, "R06")
    assert average and average.severity is Severity.EXPLAIN
    assert "9467或9468件" in average.message
    officer.choose(naming_menu(officer, "R06"), "除数尚未注明")
    assert (finding(officer, "R06") or average).message != average.message
