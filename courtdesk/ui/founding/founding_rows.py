"""What tables would become, as one table to correct: a row for each figure."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView

from courtdesk.excel.founding.founding import Founding
from courtdesk.excel.founding.line import Line
from courtdesk.models.errors import UserError
from courtdesk.ui.look import boxes
from courtdesk.ui.look.edit_table import EditTable
from courtdesk.ui.look.theme import Palette

HEADS = ("采用", "部分", "条目", "指标", "本年", "上年", "单位", "部门", "出处", "核对")
TICK, SECTION, ITEM, LABEL, NOW, BEFORE, UNIT, DEPARTMENT, PLACE, CHECK = range(len(HEADS))
WIDTHS = (52, 104, 104, 220, 84, 76, 48, 112, 116, 240)  # px; the doubts take what is left
FIELDS = {
    SECTION: "section",
    ITEM: "item",
    LABEL: "label",
    NOW: "printed",
    BEFORE: "previous",
    UNIT: "unit",
    DEPARTMENT: "department",
}
SHARED = (SECTION, ITEM, UNIT, DEPARTMENT)
"""Columns where one correction goes for every selected row."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TICKED, EDITED = SHOWN | Qt.ItemFlag.ItemIsUserCheckable, SHOWN | Qt.ItemFlag.ItemIsEditable

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FoundingRows(QAbstractTableModel):
    """The lines of a founding. Every change makes a new one; ``changed`` says so."""

    changed = Signal()
    refused = Signal(str)  # why a correction cannot stand; "" when one can

    def __init__(self, founding: Founding, colours: Callable[[], Palette]) -> None:
        super().__init__()
        self.founding, self.colours = founding, colours
        self.together: Callable[[int], Sequence[int]] = lambda row: [row]
        self._several = len(founding.opened) > 1

    def show(self, founding: Founding) -> None:
        """Show another state; where the same rows stay, so does the view."""
        same = [n.key for n in self.founding.lines] == [n.key for n in founding.lines]
        if not same:
            self.beginResetModel()
        self.founding = founding
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, CHECK))
        else:
            self.endResetModel()
        self.changed.emit()

    def line(self, row: int) -> Line | None:
        """Return the line of a row, None beyond the last."""
        lines = self.founding.lines
        return lines[row] if 0 <= row < len(lines) else None

    # --- what is shown ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.founding.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        return RIGHT if role == Role.TextAlignmentRole and section in (NOW, BEFORE) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, column = self.founding.lines[index.row()], index.column()
        match role:
            case Role.DisplayRole | Role.EditRole:
                return self._text(line, column)
            case Role.CheckStateRole if column == TICK:
                return Qt.CheckState.Checked if line.taken else Qt.CheckState.Unchecked
            case Role.ToolTipRole if column != TICK:
                return boxes.tip(self._text(line, column))
            case Role.TextAlignmentRole if column in (NOW, BEFORE):
                return RIGHT
            case Role.ForegroundRole if column == CHECK and line.doubt and not line.taken:
                return QColor(self.colours().amber)
            case Role.ForegroundRole if not line.taken or column in (PLACE, CHECK):
                return QColor(self.colours().secondary)
            case Role.AccessibleTextRole if column == TICK:
                return "采用" if line.taken else "不采用"
        return None

    def _text(self, line: Line, column: int) -> str:
        indicator = line.indicator
        match column:
            case 1:
                return line.section
            case 2:
                return line.item
            case 3:
                return indicator.label
            case 4:
                return str(line.printed or "")
            case 5:
                return str(line.previous or "")
            case 6:
                return indicator.unit
            case 7:
                return indicator.department
            case 8:
                return f"{line.place} {line.file}" if self._several else line.place
            case 9:
                return line.doubt or line.note
            case _:
                return ""

    # --- what is corrected -----------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        column = index.column()
        computed = self.founding.lines[index.row()].indicator.formula is not None
        if column == TICK:
            return TICKED
        return SHOWN if column not in FIELDS or (computed and column in (NOW, BEFORE)) else EDITED

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        ticked = role == Role.CheckStateRole
        if not ticked and str(value) == self.data(index):
            return False
        shared = ticked or index.column() in SHARED
        rows = self.together(index.row()) if shared else [index.row()]
        keys = [self.founding.lines[row].key for row in rows]
        try:
            if ticked:
                fresh = self.founding.take(keys, Qt.CheckState(value) is Qt.CheckState.Checked)
            else:
                fresh = self.founding.correct(keys, FIELDS[index.column()], str(value))
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        self.show(fresh)
        return True


class FoundingTable(EditTable):
    """The table of a founding; several cells may be selected, and corrected at once."""

    def __init__(self, rows: FoundingRows) -> None:
        super().__init__(rows, "表格里的指标", WIDTHS, CHECK)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows.together = self.together

    def together(self, row: int) -> list[int]:
        """Return the rows that a correction of this one is for: those selected with it."""
        ranges = self.selectionModel().selection()
        chosen = {n for r in ranges.toList() for n in range(r.top(), r.bottom() + 1)}
        seen = [n for n in sorted(chosen) if not self.isRowHidden(n)]
        return seen if row in seen else [row]
