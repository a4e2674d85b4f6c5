"""What more than one file of tests opens in the window."""

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.proof.findings_panel import FindingsPanel
from courtdesk.ui.rail.rail_page import FINDINGS
from tests.ui.findings import HERE, THERE, proofed


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
