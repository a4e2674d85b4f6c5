"""The menus of a passage: of a chip, with the forms its figure can be printed in; of words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from courtdesk.models.passage import FORMS, Token, offers
from courtdesk.models.sheet import FactSheet

if TYPE_CHECKING:
    from courtdesk.ui.passage.passage_editor import PassageEditor

WORDING = "写作"
KEYS = "@、Ctrl+空格、Alt+/"  # what opens the picker


class ChipMenu(QMenu):
    """Shows beside each form the words it would print; it is gone once it is closed."""

    form_chosen = Signal(str)  # of FORMS, or a wording
    followed = Signal(str)  # an indicator's id
    removed = Signal()

    def __init__(self, parent: QWidget, token: Token, sheet: FactSheet, fixed: bool) -> None:
        super().__init__(parent)
        if token.ids:
            self._offer_forms(token, sheet, fixed)
            self._offer_ways(token, sheet)
        self.addSeparator()
        self.addAction("删除", self.removed.emit).setEnabled(not fixed)
        self.aboutToHide.connect(self.deleteLater)

    def _offer_forms(self, token: Token, sheet: FactSheet, fixed: bool) -> None:
        words = offers(token, sheet)
        one = QActionGroup(self)
        names = FORMS | {form: WORDING for form in words if form not in FORMS}
        for number, (form, name) in enumerate(names.items()):
            if number == len(FORMS):
                self.addSeparator()
            action = self.addAction(f"{name}\t{plain(words.get(form, '无'))}")
            action.setCheckable(True)
            action.setChecked(form == (token.form or "value"))
            action.setEnabled(form in words and not fixed)
            action.triggered.connect(lambda _=False, form=form: self.form_chosen.emit(form))
            one.addAction(action)
        self.addSeparator()

    def _offer_ways(self, token: Token, sheet: FactSheet) -> None:
        for id in token.ids:
            known = id in sheet.outline.places
            label = plain(sheet.outline.indicator(id).label) if known else ""
            action = self.addAction(f"前往指标\t{label}")
            action.setEnabled(known)
            action.triggered.connect(lambda _=False, id=id: self.followed.emit(id))


def words_menu(editor: "PassageEditor", place: QPoint) -> QMenu:
    """Return the menu of plain words: to bind a figure here, to cut, copy and paste."""
    menu = editor.createStandardContextMenu(place)
    own = menu.actions()
    menu.addAction(f"插入指标…\t{KEYS}", editor.pick_figure).setEnabled(not editor.isReadOnly())
    menu.addSeparator()
    for action in own:
        menu.removeAction(action)
        if action.objectName() not in ("edit-undo", "edit-redo"):
            menu.addAction(action)  # those two are greyed for good: undo is the sheet's
    return menu


def plain(words: str) -> str:
    """Return words as a menu shows them: a single & would underline the next character."""
    return words.replace("&", "&&").replace("\t", " ")
