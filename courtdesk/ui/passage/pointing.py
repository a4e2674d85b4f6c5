"""What is under the pointer or beside the caret of a passage: told, followed, and its menu."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from courtdesk.models.passage import tokens
from courtdesk.ui.look.boxes import tip
from courtdesk.ui.passage import finding_menu
from courtdesk.ui.passage.chip import chip_at, token_of, told
from courtdesk.ui.passage.chip_menu import ChipMenu, words_menu

if TYPE_CHECKING:
    from courtdesk.ui.passage.passage_editor import PassageEditor


class Pointing:
    """Answers for one editor; ``follow`` goes to the figure of an id."""

    def __init__(self, editor: "PassageEditor", follow: Callable[[str], None]) -> None:
        self.editor, self._go = editor, follow

    def tell(self, event: QHelpEvent) -> None:
        """Say what is found under the pointer, and what a chip there stands for."""
        place = self.editor.viewport().mapFromGlobal(event.globalPos())  # it may be the frame's
        chip = self.chip(place)
        found = self.editor.underlines.told(self._place(place))
        words = told(token_of(chip), self.editor.space.sheet) if chip else ""
        QToolTip.showText(event.globalPos(), tip("\n".join(filter(None, (found, words)))))

    def follow(self, chip: QTextCursor | None) -> bool:
        """Go to the figure of a chip; False when there is none."""
        found = tokens(token_of(chip)) if chip else []
        if found and found[0].ids:
            self._go(found[0].ids[0])
            return True
        return False

    def beside(self) -> QTextCursor | None:
        """Return the chip on either side of the caret, selected; None when there is none."""
        place, document = self.editor.textCursor().position(), self.editor.document()
        return chip_at(document, place - 1) or chip_at(document, place)

    def chip(self, place: QPoint) -> QTextCursor | None:
        """Return the chip under a place of the viewport, selected; None when there is none."""
        return chip_at(self.editor.document(), self._place(place))

    def _place(self, place: QPoint) -> int:
        """Return the character under a place of the viewport, -1 when there is none."""
        scrolled = QPointF(place.x(), place.y() + self.editor.verticalScrollBar().value())
        layout = self.editor.document().documentLayout()
        return layout.hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu that a right click or a key asks for."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu_at_caret()
        else:
            self._open(self.chip(event.pos()), self._place(event.pos()), event.pos())

    def open_menu_at_caret(self) -> None:
        """Open the menu of the chip beside the caret, or of the words there."""
        caret = self.editor.textCursor()
        place = caret.selectionStart() if caret.hasSelection() else caret.position()
        self._open(self.beside(), place, self.editor.cursorRect().bottomLeft())

    def _open(self, chip: QTextCursor | None, position: int, place: QPoint) -> None:
        """Offer what can be done here; some systems ask twice for one key."""
        editor = self.editor
        if QApplication.activePopupWidget() is not None:
            return
        menu = words_menu(editor, place) if chip is None else self._chip_menu(chip)
        if not editor.isReadOnly():
            finding_menu.offer(menu, editor, editor.underlines.at(position))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(editor.viewport().mapToGlobal(place))

    def _chip_menu(self, chip: QTextCursor) -> ChipMenu:
        editor, token = self.editor, tokens(token_of(chip))[0]
        menu = ChipMenu(editor, token, editor.space.sheet, editor.isReadOnly())
        menu.form_chosen.connect(
            lambda form: editor.replace(
                chip, str(token._replace(form="" if form == "value" else form))
            )
        )
        menu.followed.connect(self._go)
        menu.removed.connect(lambda: editor.replace(chip, ""))
        return menu
