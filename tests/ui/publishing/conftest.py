"""The page 成品 in a real window."""

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage
from tests.ui.publishing.pages import set_anew


@pytest.fixture
def page(window: MainWindow, editor: Editor, qtbot: QtBot) -> PublishPage:
    """The page, its newspaper page set."""
    window.actions_by_id["publish"].trigger()
    shown = editor.page
    assert isinstance(shown, PublishPage)
    set_anew(shown, qtbot)
    return shown
