"""A table of texts that is read, sorted and chosen from; it may draw how full something is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from courtdesk.ui.look.boxes import tip
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import ROW, STEP

BAR, COUNT = 6, 64  # px: a bar's height, and the room its number takes
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEY, _FULL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Shown(NamedTuple):
    """One cell: its text, by what it is sorted, the palette's colour of it, and how full it is.

    ``full`` is (filled, total); a cell that has it is drawn as a bar with the text behind it.
    """

    text: str
    order: Any = ""
    tone: str = "ink"
    full: tuple[int, int] | None = None
    about: str = ""  # the tooltip
    right: bool = False  # a number under a head that stands at the right, too


class Grid(QTableWidget):
    """Rows of `Shown` cells under ``heads``, each row known by a key. The first column stretches.

    The look follows the window's palette; a click on a head sorts.
    """

    def __init__(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # ends tell labels and files apart
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(self))
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(STEP * 10)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def count_at(self, column: int) -> None:
        """Let the head of a column of numbers stand above their last digits."""
        if head := self.horizontalHeaderItem(column):
            head.setTextAlignment(RIGHT)

    def sort_by_heads(self) -> None:
        """Let a click on a head sort; the rows stay as given until then."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[Shown]]]) -> None:
        """Show these rows, each a key and its cells; the chosen rows stay chosen."""
        chosen, sorts = self.chosen(), self.isSortingEnabled()
        self.setSortingEnabled(False)
        self.setRowCount(len(rows))
        for row, (key, cells) in enumerate(rows):
            for column, cell in enumerate(cells):
                self.setItem(row, column, _Item(key, cell))
        self.setSortingEnabled(sorts)
        self.choose(chosen)

    def key(self, row: int) -> str | None:
        """Return the key of a row as it is shown now; None where there is none."""
        item = self.item(row, 0)
        return None if item is None else str(item.data(_KEY))

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the chosen rows from top to bottom."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(key for key in map(self.key, rows) if key is not None)

    def choose(self, keys: Sequence[str]) -> None:
        """Choose the rows of these keys, as far as they are there."""
        self.clearSelection()
        model = self.selectionModel()
        for row in range(self.rowCount()):
            if self.key(row) in keys:
                flag = model.SelectionFlag.Select | model.SelectionFlag.Rows
                model.select(self.model().index(row, 0), flag)
                model.setCurrentIndex(self.model().index(row, 0), model.SelectionFlag.NoUpdate)


class _Item(QTableWidgetItem):
    def __init__(self, key: str, cell: Shown) -> None:
        super().__init__(cell.text)
        self.order = cell.order if cell.order != "" else cell.text
        self.setData(_KEY, key)
        self.setData(_FULL, (cell.full, cell.tone))
        if cell.full or cell.right:
            self.setTextAlignment(RIGHT)
        self.setToolTip(tip(cell.about))
        self.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        assert isinstance(other, _Item)
        return bool(self.order < other.order)


class _Painter(QStyledItemDelegate):
    """Draws a text in its tone, and the bars."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        _, tone = index.data(_FULL) or (None, "ink")
        colour = QColor(getattr(worn(), tone))
        palette: QPalette = option.palette  # type: ignore[attr-defined]
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            palette.setColor(role, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        full, _ = index.data(_FULL) or (None, "")
        if not full or not full[1]:
            return
        colours = worn()
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        whole = QRectF(area.left() + STEP * 2, area.center().y() - BAR / 2, 0, BAR)
        whole.setRight(area.right() - COUNT)
        part = QRectF(whole)
        part.setWidth(whole.width() * full[0] / full[1])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for box, colour in (
            (whole, colours.rule),
            (part, colours.green if full[0] == full[1] else colours.red),
        ):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(box, BAR / 2, BAR / 2)
        painter.restore()
