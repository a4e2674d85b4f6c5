"""A kept file as a read-only grid, with the cell a figure came from marked."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

from courtdesk.excel.addresses import address, letters, place
from courtdesk.excel.intake.files import Reading, kept
from courtdesk.excel.intake.looks import shown_in
from courtdesk.excel.intake.offers import placed
from courtdesk.excel.reading import Page, Pages, read_bytes
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Source
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.style import worn
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.tasks import Task, run, warn
from courtdesk.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
WIDEST, LONGEST = 100, 5000  # columns and rows that are shown
NARROW, WIDE = 72, 260  # px of a column
_UNSELECTED = QItemSelectionModel.SelectionFlag.NoUpdate  # its own colour is to be seen
MARGIN = 8  # rows and columns beyond the last cell, so that the page looks like one


class PageModel(QAbstractTableModel):
    """One worksheet; texts are shown literally."""

    def __init__(self, page: Page, cell: str, palette: Palette) -> None:
        super().__init__()
        self.page, self.cell, self.colours = page, cell, palette
        columns = max((c for row in page.rows.values() for c in row), default=0)
        down, right = place(cell) if cell else (0, 0)  # the cell is shown wherever it stands
        self._rows = min(max(page.rows, default=0), max(LONGEST, down)) + MARGIN
        self._columns = min(columns, max(WIDEST, right)) + MARGIN // 2

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return letters(section) if across else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.page.cell(index.row(), index.column())
        marked = address(index.row(), index.column()) == self.cell
        match role:
            case Qt.ItemDataRole.DisplayRole:
                number = cell.kind in ("n", "p")
                return shown_in(cell) if number else " ".join(cell.text.split())
            case Qt.ItemDataRole.ToolTipRole:
                return boxes.tip(cell.text)
            case Qt.ItemDataRole.FontRole if cell.struck:
                return _crossed()
            case Qt.ItemDataRole.BackgroundRole if marked:
                return QBrush(QColor(self.colours.red))
            case Qt.ItemDataRole.ForegroundRole if marked:
                return QBrush(QColor(self.colours.on_red))
            case Qt.ItemDataRole.TextAlignmentRole if cell.kind in ("n", "p"):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


def _crossed() -> QFont:
    font = QFont()
    font.setStrikeOut(True)
    return font


class SourceDialog(QDialog):
    """The worksheets of a file as tabs; the cell is selected and in view."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        book: Pages,
        data: bytes,
        sheet: str,
        cell: str,
    ) -> None:
        """``data`` are the file's bytes, to be saved out again."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"原表 · {name}")
        self.resize(960, 620)
        self.name, self.book, self.data, self.sheet, self.cell = name, book, data, sheet, cell
        self.colours = worn()
        self.tabs = QTabBar(expanding=False, drawBase=False)
        for page in book.pages:
            away = "（隐藏）" if page.state != "visible" else ""
            self.tabs.addTab((page.name.replace("&", "&&") or "表格") + away)
        self.grid = self._grid()
        whole = boxes.column(self, STEP * 2, (STEP * 4, STEP * 3, STEP * 4, STEP * 3))
        whole.addWidget(plain_label(f"{name}　{placed(sheet, cell)}", "heading"))
        whole.addWidget(self.tabs)
        whole.addWidget(self.grid, 1)
        whole.addLayout(self._foot())
        self.tabs.currentChanged.connect(self._turn)
        names = [page.name for page in book.pages]
        self.tabs.setCurrentIndex(names.index(sheet) if sheet in names else 0)
        self._turn(self.tabs.currentIndex())

    def _grid(self) -> QTableView:
        grid = QTableView()
        grid.setAccessibleName("原表")
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setTabKeyNavigation(False)
        grid.verticalHeader().setDefaultSectionSize(28)
        return grid

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        self.out = QPushButton("另存原始文件…")
        self.out.setAutoDefault(False)
        self.out.clicked.connect(self.save_out)
        foot.addWidget(self.out)
        foot.addStretch(1)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot.addWidget(close)
        return foot

    def _turn(self, number: int) -> None:
        if not 0 <= number < len(self.book.pages):
            return
        page = self.book.pages[number]
        here = self.cell if page.name == self.sheet else ""
        model = PageModel(page, here, self.colours)
        model.setParent(self)
        self.grid.setModel(model)
        self._span(page, model)
        for column in range(model.columnCount()):
            width = self.grid.sizeHintForColumn(column) + STEP * 2
            self.grid.setColumnWidth(column, min(max(width, NARROW), WIDE))
        if here:
            index = model.index(*place(here))
            self.grid.selectionModel().setCurrentIndex(index, _UNSELECTED)
            self.grid.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _span(self, page: Page, model: PageModel) -> None:
        self.grid.clearSpans()
        for row, column, rows, columns in page.merged[:2000]:
            inside = row < model.rowCount() and column < model.columnCount()
            if inside and rows * columns > 1:
                rows = min(rows, model.rowCount() - row)
                self.grid.setSpan(row, column, rows, min(columns, model.columnCount() - column))

    def save_out(self) -> None:
        """Ask for a place and write the file there as it was sent."""
        name, _ = QFileDialog.getSaveFileName(self, "另存原始文件", self.name, "所有文件 (*)")
        if not name:
            return
        try:
            Path(name).write_bytes(self.data)
        except OSError:
            warn(self, f"不能写入“{Path(name).name}”：请换一个文件夹，或检查权限。")


def show_file(parent: QWidget, reading: Reading, sheet: str, cell: str) -> None:
    """Show a cell of a file that was read, as it is now."""
    _show(parent, reading.file, sheet, cell, lambda: kept(reading))


def show_source(parent: QWidget, space: Workspace, source: Source) -> None:
    """Show the cell of a figure's source in the file the document keeps."""
    name = Path(source.file).name or "原表"

    def data() -> bytes:
        try:
            return space.blob(source.sha256)
        except KeyError as error:
            raise UserError(f"文件里没有保存“{name}”：请向来源部门索取") from error

    _show(parent, name, source.sheet, source.cell, data)


def _show(parent: QWidget, name: str, sheet: str, cell: str, fetch: Callable[[], bytes]) -> None:
    def work(task: Task) -> tuple[Pages, bytes]:
        data = fetch()
        tick = partial(task.progress, f"正在读取 {name}", 0, 0)
        return read_bytes(data, name, tick), data

    def show(found: tuple[Pages, bytes]) -> None:
        SourceDialog(parent, name, *found, sheet, cell).open()

    run(parent, "看原表", work, show)
