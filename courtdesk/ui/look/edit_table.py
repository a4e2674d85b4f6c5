"""A table that is corrected cell by cell, all of it by keyboard, and the dialog around one."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QTableView

from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import ROW


class EditTable(QTableView):
    """Enter edits a cell, the space bar ticks its row or all that are selected, Tab leaves.

    The first column holds the ticks; ``stretched`` takes what is left of the width.
    """

    def __init__(
        self, model: QAbstractTableModel, name: str, widths: tuple[int, ...], stretched: int
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # the arrows walk through it
        triggers = self.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 2)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(stretched, header.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.state() is QTableView.State.EditingState:
            super().keyPressEvent(event)  # the field's own Enter passes by here
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.tick(index)
        else:
            super().keyPressEvent(event)

    def tick(self, index: QModelIndex) -> None:
        """Tick a row, or take its tick away; a row without one stays as it is."""
        cell = index.siblingAtColumn(0)
        state = cell.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            checked = Qt.CheckState(state) is Qt.CheckState.Checked
            fresh = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self.model().setData(cell, fresh, Qt.ItemDataRole.CheckStateRole)


class EditDialog(QDialog):
    """Enter presses the button that has the focus, and no other: the table's Enter edits a cell.

    Its buttons are no defaults of Qt's, one of which any Enter would press.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not boxes.pressed(self, event):
            super().keyPressEvent(event)
