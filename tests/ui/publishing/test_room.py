"""What the page 成品 shares with the window: its room, and what is printed from it."""

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.print_dialog import PrintDialog
from tests.ui.publishing.pages import set_anew


def test_the_rail_gives_its_room_while_what_goes_out_is_shown(
    window: MainWindow, editor: Editor, page: PublishPage
) -> None:
    tick = window.actions_by_id["rail"]
    assert not editor.rail.isVisible() and not tick.isChecked()
    editor.show_tab("s1")
    assert editor.rail.isVisible() and tick.isChecked()


def test_a_rail_that_was_hidden_stays_hidden_behind_what_goes_out(
    window: MainWindow, editor: Editor, page: PublishPage
) -> None:
    editor.show_tab("s1")
    window.actions_by_id["rail"].trigger()
    window.actions_by_id["publish"].trigger()
    window.actions_by_id["findings"].trigger()  # asked for here
    assert editor.rail.isVisible() and window.actions_by_id["rail"].isChecked()
    editor.show_tab("s1")
    assert not editor.rail.isVisible() and not window.actions_by_id["rail"].isChecked()


@pytest.mark.parametrize(
    ("looked_at", "printed"),
    [("article.pdf", "article.pdf"), ("long.png", "long.png"), ("txt", "sheet.pdf")],
)
def test_printing_opens_the_form_that_is_looked_at(
    window: MainWindow, page: PublishPage, qtbot: QtBot, looked_at: str, printed: str
) -> None:
    set_anew(page, qtbot, looked_at)
    window.actions_by_id["print"].trigger()
    (dialog,) = window.findChildren(PrintDialog)
    assert dialog.form == printed
    dialog.close()
