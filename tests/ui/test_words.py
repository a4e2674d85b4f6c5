"""What Qt itself says is Chinese, and no dialog shows more than its words."""

from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton

from courtdesk.ui.app import speak_chinese
from courtdesk.ui.dialogs import NewSheetForm, WordsForm
from courtdesk.ui.main_window import MainWindow


def test_the_buttons_and_menus_of_qt_speak_chinese(qapp: QApplication, window: MainWindow) -> None:
    speak_chinese(qapp)
    both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(both, window)
    assert [b.text().partition("(")[0] for b in box.findChildren(QPushButton)] == ["确定", "取消"]
    menu = QLineEdit(window).createStandardContextMenu()
    entries = [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]
    words = [entry.partition("(")[0] for entry in entries]
    assert "粘贴" in words
    assert not any(c.isascii() and c.isalpha() for word in words for c in word)


def test_a_dialog_starts_in_its_first_field(window: MainWindow) -> None:
    form = NewSheetForm(window)
    form.show()
    assert form.focusWidget() is form.court
    form.close()


def test_asked_words_come_back_without_blanks_around_them(window: MainWindow) -> None:
    form = WordsForm(window, "改条目名", "条目标题", " 旧名 ")
    assert form.words == "旧名"
    form.show()
    assert form.focusWidget() is form.field
    form.close()
