"""How a figure is printed, chosen among the wordings that its exact number makes true."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.wording import wordings
from courtdesk.ui.passage.chip_menu import plain
from courtdesk.ui.workspace import Workspace


class WordingButton(QPushButton):
    """Opens the wordings; the one chosen becomes the printed value, as if it had been typed."""

    def __init__(
        self, space: Workspace, indicator: Indicator, refuse: Callable[[str], None]
    ) -> None:
        super().__init__("选写法…")
        self.space, self.id, self.refuse = space, indicator.id, refuse
        self.setObjectName(f"wording.{indicator.id}")
        self.setAccessibleName(f"{indicator.label} 写法")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.paint(space.sheet)

    def paint(self, sheet: FactSheet) -> None:
        """There is a choice once an exact number is known."""
        known = sheet.figure(self.id).exact is not None and not self.space.read_only
        self.setEnabled(known)
        self.setToolTip("" if known else "填写准确数后，可在此选择印出的写法")

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        figure = self.space.sheet.figure(self.id)
        for wording in wordings(figure.exact) if figure.exact else ():
            action = menu.addAction(plain(str(wording)))
            action.setCheckable(True)
            action.setChecked(wording == figure.printed)
            action.triggered.connect(lambda _=False, wording=wording: self._choose(wording))

    def _choose(self, wording: Quantity) -> None:
        try:
            self.space.enter(self.id, str(wording))
        except UserError as error:
            self.refuse(str(error))
