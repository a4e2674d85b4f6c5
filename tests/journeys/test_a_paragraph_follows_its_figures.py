"""A paragraph is typed with its figures bound; a department corrects one, and the text follows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.chip import OBJECT, SHOWN, read
from tests.journeys.conftest import Officer


def test_a_paragraph_follows_its_figures(officer: Officer, window: MainWindow, qtbot) -> None:
    space = officer.editor.space
    passage = officer.passage("s1i2")
    passage.selectAll()
    QTest.keyClick(passage, Qt.Key.Key_Delete)
    officer.say(passage, "审结家事案件")
    officer.bind(passage, "1115")
    officer.say(passage, "，调撤")
    officer.bind(passage, "583")
    officer.say(passage, "，调撤率")
    officer.bind(passage, "52.29")
    officer.say(passage, "。")
    assert space.sheet.passage("s1i2") == "审结家事案件{F012}，调撤{F013}，调撤率{F014}。"
    assert "审结家事案件1115件，调撤583件，调撤率52.29%。" in officer.preview

    # the form is corrected: the chip and the preview read the new value at once
    officer.fill("F013", "585")
    assert read(passage.document(), SHOWN) == "审结家事案件1115件，调撤585件，调撤率52.29%。"
    assert "调撤585件，调撤率52.29%。" in officer.preview
    # the rate no longer follows from the count, and the arithmetic says by what
    finding = next(f for f in space.findings if f.rule == "R02")
    assert "52.47%" in finding.message + finding.recomputed
    officer.fill("F014", "52.47%")
    assert "调撤585件，调撤率52.47%。" in officer.preview
    assert not [f for f in space.findings if f.rule == "R02"]

    # who changed it is in the history
    window.flush()
    rows = []
    space.history(lambda found, _: rows.extend(found))
    qtbot.waitUntil(lambda: any("585件" in row.after for row in rows), timeout=20_000)
    changed = next(row for row in rows if "585件" in row.after)
    assert changed.who and "583件" in changed.before

    for _ in range(2):
        window.undo()
    assert "调撤583件，调撤率52.29%。" in officer.preview
    officer.wait_for_the_proof()
    assert officer.underlined(passage) == []


def test_a_figure_that_loses_its_value_is_a_red_placeholder_and_blocks_release(
    officer: Officer,
) -> None:
    field = officer.fill("F012", "")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    passage = officer.passage("s1i2")
    assert "〔待填：" in read(passage.document(), SHOWN)
    assert "〔待填：" in officer.preview
    officer.wait_for_the_proof()
    (finding,) = [f for f in officer.editor.space.findings if f.rule == "missing-figure"]
    officer.editor.show_finding(finding)
    assert passage.textCursor().selectedText() == OBJECT
