"""A colleague's message is pasted: no number of it is released before somebody answers for it."""

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from courtdesk import cli
from courtdesk.models.outline import Severity
from courtdesk.store import read_sheet
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.proof.phrases import PhraseForm
from tests.journeys.conftest import Officer

MESSAGE = (
    "2024年以来，一把手带头抓四类案件，深入乡村开展活动15场、走访八十余家，"
    "建成15分钟服务圈，质效位居全市第3。③"
)


def errors(officer: Officer) -> int:
    officer.wait_for_the_proof()
    findings = officer.editor.space.findings
    return sum(f.severity is Severity.ERROR and not f.reason for f in findings)


def test_a_pasted_paragraph_is_bound_or_explained_before_release(
    officer: Officer, window: MainWindow, file, qtbot, capsys
) -> None:
    editor = officer.editor
    passage = officer.passage("s3i1")
    passage.selectAll()
    QApplication.clipboard().setText(MESSAGE)
    QTest.keyClick(passage, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    # set phrases, the year and the end mark are not pointed at
    assert officer.underlined(passage) == ["15场", "八十余家", "15分钟", "第3"]
    assert errors(officer) == 4
    assert window.status.found.text().startswith("错误 4")
    window.actions_by_id["next_finding"].trigger()
    assert passage.textCursor().selectedText() == "15场"

    # the facts that fit are offered with their section, and none is bound by itself
    menu = officer.point(passage, "15场")
    (offer,) = officer.offers(menu, "绑定　")
    assert offer.startswith("聚力依法履职 · 深度融入县域治理 · ") and offer.endswith(" 15场")
    officer.choose(menu, "绑定　")
    assert errors(officer) == 3

    menu = officer.point(passage, "八十余家")
    assert officer.offers(menu, "绑定　") == []
    menu.close()
    cursor = passage.document().find("、走访八十余家")
    passage.setTextCursor(cursor)
    QTest.keyClick(passage, Qt.Key.Key_Delete)
    assert errors(officer) == 2

    menu = officer.point(passage, "第3")
    assert [offer.split(" · ")[0] for offer in officer.offers(menu, "绑定　")] == [
        "总览",
        "聚力守正创新",
    ]
    officer.choose(menu, "绑定　总览")
    assert errors(officer) == 1

    # still not released: the file is written, and the check fails at this one place
    editor.space.publish()
    qtbot.waitUntil(lambda: read_sheet(file) == editor.space.sheet, timeout=20_000)
    assert cli.run(["check", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [f["rule"] for f in told if f["severity"] == "错误"] == ["unbound-figure"]

    # what is no figure becomes a set phrase, with its reason
    def fill(form: PhraseForm) -> None:
        form.words.setText("15分钟服务圈")
        form.reason.setText("品牌名称")
        form.ok.click()

    menu = officer.point(passage, "15分钟")
    officer.answer(PhraseForm, fill)
    officer.choose(menu, "列为固定说法")
    assert errors(officer) == 0
    assert officer.underlined(passage) == []
    (phrase,) = editor.space.sheet.phrases
    assert (phrase.text, phrase.reason) == ("15分钟服务圈", "品牌名称")
    assert phrase.who and phrase.when
    editor.space.publish()
    qtbot.waitUntil(lambda: read_sheet(file) == editor.space.sheet, timeout=20_000)
    assert cli.run(["check", str(file), "--json"]) == 0

    # it reads as the colleague wrote it, but for the visits nobody could prove
    assert MESSAGE.replace("、走访八十余家", "") in officer.preview
