"""The figures an import offers as a table: ticked, filtered, and sent to another indicator."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from courtdesk.excel.intake.offers import OPEN, Offer, Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.models.errors import UserError
from courtdesk.ui.look import boxes
from courtdesk.ui.look.theme import Palette

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TICK, STATE, INDICATOR, LABEL, READ, NEW, OLD, SURENESS, PLACE = range(9)
HEADS = ("采用", "状态", "指标", "表中的叫法", "读到", "新值", "原值", "把握", "出处")
WIDTHS = (48, 76, 210, 190, 120, 110, 110, 56, 150)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
FIELDS = {"printed": "", "previous": "（上年）", "note": "（备注）"}
TONES = {
    Standing.SURE: "green",
    Standing.UNSURE: "amber",
    Standing.CONFLICT: "red",
    Standing.REFUSED: "red",
    Standing.SAME: "secondary",
    Standing.IGNORED: "secondary",
}
"""The palette's colour of each state."""


class OfferModel(QAbstractTableModel):
    """The rows of a proposal that pass a filter; ticking and typing decide them at once."""

    decided = Signal()
    refused = Signal(str)  # a typed value that cannot be read; "" when one can

    def __init__(self, proposal: Proposal, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.proposal, self.colours = proposal, palette
        self.keys: list[str] = []
        self._labels = {i.id: i.label for i in proposal.sheet.outline.indicators}
        self._several = len(proposal.readings) > 1

    def show_rows(self, standings: Sequence[Standing], file: str = "") -> None:
        """Show the rows in these states, of one file or of all."""
        self.beginResetModel()
        self.keys = [
            key
            for key, offer in self.proposal.offers.items()
            if offer.standing in standings and (not file or offer.file == file)
        ]
        self.endResetModel()

    def offer(self, row: int) -> Offer | None:
        """Return the offer of a row, None beyond the last."""
        return self.proposal.offers[self.keys[row]] if 0 <= row < len(self.keys) else None

    def follow(self) -> None:
        """Show what was decided elsewhere; the rows stay where they are."""
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, PLACE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        if role == Role.TextAlignmentRole and section in (NEW, OLD, SURENESS):
            return RIGHT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        offer = self.proposal.offers[self.keys[index.row()]]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK and offer.standing in OPEN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == NEW and offer.id and offer.standing is not Standing.REFUSED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        offer, column = self.proposal.offers[self.keys[index.row()]], index.column()
        match role:
            case Role.DisplayRole:
                return self._text(offer, column)
            case Role.ToolTipRole if column in (LABEL, READ, PLACE):
                return boxes.tip(self._text(offer, column))
            case Role.EditRole if column == NEW:
                return offer.new
            case Role.CheckStateRole if column == TICK and offer.standing in OPEN:
                return Qt.CheckState.Checked if offer.taken else Qt.CheckState.Unchecked
            case Role.TextAlignmentRole if column in (NEW, OLD, SURENESS):
                return RIGHT
            case Role.ForegroundRole if column == STATE:
                return QColor(getattr(self.colours, TONES[offer.standing]))
            case Role.ForegroundRole if not offer.taken or column in (OLD, PLACE, SURENESS):
                return QColor(self.colours.secondary)
            case Role.AccessibleTextRole if column == TICK:
                return "采用" if offer.taken else "不采用"
        return None

    def _text(self, offer: Offer, column: int) -> str:
        if column == PLACE:
            return f"{offer.file} {offer.place}" if self._several else offer.place
        return {
            TICK: "",
            STATE: offer.standing,
            INDICATOR: self.name(offer) or "选择指标…",
            LABEL: offer.label,
            READ: offer.read,
            NEW: offer.new or ("（空）" if offer.taken else "—"),
            OLD: offer.old or "（空）",
            SURENESS: f"{offer.confidence}%" if offer.id else "",
        }[column]

    def name(self, offer: Offer) -> str:
        """Return the indicator an offer goes to and which of its values, empty for none."""
        label = self._labels.get(offer.id, "")
        return label + FIELDS.get(offer.field, "") if label else ""

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        key = self.keys[index.row()]
        if role == Role.CheckStateRole:
            self.proposal.take([key], Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Role.EditRole and str(value).strip() != self.proposal.offers[key].new:
            try:
                self.proposal.write(key, str(value))
            except UserError as error:
                self.refused.emit(str(error))
                return False
        else:
            return False
        self.refused.emit("")
        self.decided.emit()
        return True


class OfferTable(QTableView):
    """The view: the space bar ticks, Enter picks an indicator, typing writes a value."""

    picking = Signal(int)  # a row whose indicator is to be picked

    def __init__(self, model: OfferModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("表格里的数")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._double)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left of the width to the labels, which stay readable all the same."""
        super().resizeEvent(event)
        others = self.horizontalHeader().length() - self.columnWidth(LABEL)
        self.setColumnWidth(LABEL, max(WIDTHS[LABEL], self.viewport().width() - others))

    def _double(self, index: QModelIndex) -> None:
        if index.column() not in (TICK, NEW):
            self.picking.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the field's own Enter passes by here
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            tick = index.siblingAtColumn(TICK)
            if tick.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                checked = tick.data(Role.CheckStateRole) == Qt.CheckState.Checked
                state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
                self.model().setData(tick, state, Role.CheckStateRole)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picking.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_F2:
            self.edit(index.siblingAtColumn(NEW))
        else:
            super().keyPressEvent(event)

    def write_value(self, row: int) -> None:
        """Open the field of a row's new value."""
        index = self.model().index(row, NEW)
        self.setCurrentIndex(index)
        self.edit(index)
