"""Approximate wordings come from exact numbers, and none outlives the number it was true of."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from courtdesk.models.outline import Severity
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import MISSING, OBJECT, SHOWN, chip_at, read
from courtdesk.ui.passage.passage_editor import PassageEditor
from tests.journeys.conftest import Officer


def chip_of(passage: PassageEditor, words: str) -> str:
    """Whether the chip behind some words is red, and what it shows."""
    place = passage.document().find(words).selectionEnd()
    chip = chip_at(passage.document(), place)
    assert chip is not None
    style = chip.charFormat()
    return ("红 " if style.property(MISSING) else "") + str(style.property(SHOWN))


def test_an_approximate_wording_is_offered_only_while_it_is_true(
    officer: Officer, window: MainWindow
) -> None:
    space = officer.editor.space

    # visits: 268 is known, so the printed value may be 268, 260余 or 近270
    row = officer.row("F032")
    assert not row.wording.isEnabled()
    officer.fill("F032", "268", "exact")
    menu = officer.press(row.wording)
    assert officer.offers(menu) == ["268次", "260余次", "近270次"]
    officer.choose(menu, "近270次")
    assert str(space.sheet.figure("F032").printed) == "近270次"
    assert "法官入企走访近270次" in officer.preview
    window.undo()
    assert str(space.sheet.figure("F032").printed) == "260余次"

    # a chip has a wording of its own
    passage = officer.passage("s2i1")
    space.edit("passages.s2i1.text", "走访企业{F032}。", "正文")
    menu = officer.point(passage, OBJECT)
    assert officer.offers(menu, "写作\t") == ["268次", "近270次"]  # 260余次 is the printed value
    officer.choose(menu, "写作\t268次")
    assert "走访企业268次。" in officer.preview

    # 200 has nothing over: no 余
    officer.fill("F050", "200")
    row = officer.row("F050")
    officer.fill("F050", "200", "exact")
    menu = officer.press(row.wording)
    assert officer.offers(menu) == ["200次"]
    menu.close()

    # 59.3 % is 近60%, never 超60%
    officer.fill("F063", "59.3%")
    passages = []
    for id in ("s4i3", "s4i4"):
        space.edit(f"passages.{id}.text", "自动履行比例{F063}。", "正文")
        passages.append(officer.passage(id))
        menu = officer.point(passages[-1], OBJECT)
        wordings = officer.offers(menu, "写作\t")
        assert "近60%" in wordings and "超60%" not in wordings
        officer.choose(menu, "写作\t近60%")
    assert [chip_of(p, "比例") for p in passages] == ["近60%", "近60%"]
    assert officer.underlined(passages[0]) == officer.underlined(passages[1]) == []

    # a new exact number: the wording is untrue in both places at once, and blocks the release
    officer.fill("F063", "61.2%")
    assert [chip_of(p, "比例") for p in passages] == [
        "红 〔待核：案件自动履行比例“近60%”不实〕"
    ] * 2
    officer.wait_for_the_proof()
    errors = [f for f in space.findings if f.rule == "missing-figure"]
    assert {f.path for f in errors} == {"passages.s4i3.text", "passages.s4i4.text"}
    assert officer.editor.bar.tabText(officer.editor.bar.keys.index("s4")).endswith("▲")
    menu = officer.point(passages[0], OBJECT)
    assert "近60%" not in officer.offers(menu, "写作\t")
    officer.choose(menu, "写作\t超61%")
    assert chip_of(passages[0], "比例") == "超61%"
    assert "〔待核：" in read(passages[1].document(), SHOWN)


def test_a_printed_wording_turns_red_in_every_chip_when_its_exact_number_makes_it_untrue(
    officer: Officer,
) -> None:
    officer.row("F063")
    officer.fill("F063", "59.3", "exact")
    passage = officer.passage("s4i3")
    assert chip_of(passage, "比例") == "近60%"
    officer.fill("F063", "61.2", "exact")
    assert chip_of(passage, "比例") == "红 〔待核：案件自动履行比例“近60%”不实〕"
    officer.wait_for_the_proof()
    rules = {f.rule for f in officer.editor.space.findings if f.severity is Severity.ERROR}
    assert rules == {"V3", "missing-figure"}


def test_the_reason_of_an_untrue_wording_is_told_at_its_chip(officer: Officer) -> None:
    space = officer.editor.space
    officer.fill("F018", "2509件")
    space.edit("passages.s1i3.text", "执结{F018:~近2500件}。", "正文")
    passage = officer.passage("s1i3")
    officer.wait_for_the_proof()
    place = passage.document().find(OBJECT).selectionStart()
    cursor = passage.textCursor()
    cursor.setPosition(place)
    spot = passage.cursorRect(cursor).center() + QPoint(12, 0)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, passage.viewport().mapToGlobal(spot))
    QApplication.sendEvent(passage.viewport(), event)
    assert "“近2500件”不实" in QToolTip.text()
    QToolTip.hideText()
