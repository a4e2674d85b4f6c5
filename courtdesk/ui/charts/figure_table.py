"""The figures a chart could show, as a table to tick them in."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QTableView

from courtdesk.models.charting import FORMS, ChartForm, Offer, unfit
from courtdesk.ui.look import boxes
from courtdesk.ui.look.edit_table import EditTable
from courtdesk.ui.look.style import worn

HEADS = ("指标", "本年")
NAME, VALUE = range(len(HEADS))
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FigureRows(QAbstractTableModel):
    """The rows on offer. ``changed`` says that another one is ticked, or one less."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: ChartForm = FORMS[0]
        self.offers: tuple[Offer, ...] = ()
        self.chosen: tuple[Offer, ...] = ()  # as they are offered

    def show(
        self, form: ChartForm, offers: tuple[Offer, ...], ticked: set[tuple[str, ...]]
    ) -> None:
        """Offer other rows; of those ticked the ones that fit stay so."""
        self.beginResetModel()
        self.form, self.offers = form, offers
        self.chosen = ()
        for offer in offers:
            if offer.row.figures in ticked and not unfit(form, offer, self.chosen):
                self.chosen += (offer,)
        self.endResetModel()

    def hold(self, held: set[tuple[str, ...]]) -> None:
        """Tick what a chart shows already, whether it would be offered or not."""
        self._choose(tuple(o for o in self.offers if o.row.figures in held))

    def why(self, row: int) -> str:
        """Say why a row cannot be ticked; empty when it can, or is."""
        offer = self.offers[row]
        return "" if offer in self.chosen else unfit(self.form, offer, self.chosen)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.offers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        return RIGHT if role == Role.TextAlignmentRole and section == VALUE else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        offer, column = self.offers[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return offer.name if column == NAME else offer.text
            case Role.CheckStateRole if column == NAME:
                state = Qt.CheckState
                return state.Checked if offer in self.chosen else state.Unchecked
            case Role.ToolTipRole:
                why = self.why(index.row())
                return boxes.tip(f"{offer.name}\n{why}" if why else offer.name)
            case Role.TextAlignmentRole if column == VALUE:
                return RIGHT
            case Role.ForegroundRole if self.why(index.row()):
                return QColor(worn().hint)
            case Role.AccessibleDescriptionRole:
                return self.why(index.row())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        tickable = index.column() == NAME and not self.why(index.row())
        return SHOWN | Qt.ItemFlag.ItemIsUserCheckable if tickable else SHOWN

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or self.why(index.row()):
            return False
        one, ticked = self.offers[index.row()], Qt.CheckState(value) is Qt.CheckState.Checked
        self._choose(
            tuple(o for o in self.offers if (o in self.chosen if o is not one else ticked))
        )
        return True

    def _choose(self, chosen: tuple[Offer, ...]) -> None:
        self.chosen = chosen
        if self.offers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.offers) - 1, VALUE))
        self.changed.emit()


class FigureTable(EditTable):
    """The space bar ticks; Enter is left to the dialog."""

    def __init__(self, rows: FigureRows) -> None:
        super().__init__(rows, "可以画进图表的指标", (240, 112), NAME)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
