"""What the tests of the page 成品 ask of it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from courtdesk.publish.pages import texts
from courtdesk.ui.publishing.forms import FORMS
from courtdesk.ui.publishing.layout_fields import ChoiceField
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.wechat_strip import WechatStrip

PAGED = [form.id for form in FORMS if form.paged]
UNSHOWN = "\U00013000"  # a hieroglyph: no font of the program has it


def set_anew(page: PublishPage, qtbot: QtBot, form: str = "") -> None:
    """Wait until the form on show is that of the sheet as it is now, and drawn."""
    if form:
        page.show_form(form)
    qtbot.waitUntil(lambda: page.ready, timeout=20_000)


def words(page: PublishPage) -> str:
    """What the pages say, without blanks and the joiners that keep number and unit together."""
    said = "".join(texts(page.views[page.form.id].pdf))
    return "".join(said.replace("\u2060", "").split())


def pick(page: PublishPage, path: str, chosen: str, qtbot: QtBot) -> None:
    """Choose in a field by the keyboard."""
    field = page.findChild(ChoiceField, path)
    assert isinstance(field, ChoiceField)
    field.setFocus()
    while field.currentText() != chosen:
        before = field.currentIndex()
        up = field.findText(chosen) < before
        qtbot.keyClick(field, Qt.Key.Key_Up if up else Qt.Key.Key_Down)
        assert field.currentIndex() != before


def covered(page: PublishPage) -> bool:
    return page.paper._covered()


def strip(page: PublishPage) -> WechatStrip:
    shown = page.strips["wechat.html"]
    assert isinstance(shown, WechatStrip)
    return shown
