"""How a draft's cells are painted and edited: the words around a figure, lists to choose from."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.ui.draft.draft_rows import (
    CHOICES,
    FILLS,
    HEADS,
    PART,
    SNIPPET,
    TEXT,
    DraftRows,
    Snippet,
)
from courtdesk.ui.look.edit_table import EditTable
from courtdesk.ui.look.theme import STEP, Palette

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (112, 400, 224, 56, 128, 200)  # px; the text takes what is left
SHIFT = STEP * 4  # px a figure's row is set in


class DraftCells(QStyledItemDelegate):
    """Paints a figure among its words, and edits what has a list with a list."""

    def __init__(self, parent: QWidget, colours: Callable[[], Palette]) -> None:
        super().__init__(parent)
        self.colours = colours

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if _is_paragraph(index):
            option.backgroundBrush = QColor(self.colours().hover)  # type: ignore[attr-defined]
            if index.column() == PART:
                option.font.setWeight(QFont.Weight.DemiBold)  # type: ignore[attr-defined]
        elif index.column() == PART:
            option.rect.adjust(SHIFT, 0, 0, 0)  # type: ignore[attr-defined]
        if index.column() == TEXT:
            option.text = ""  # type: ignore[attr-defined]  # it is painted in pieces
        if index.column() == FILLS and _is_undecided(index):
            amber = QColor(self.colours().amber)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, amber)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() != TEXT:
            return
        snippet = index.data(SNIPPET)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setClipRect(rect)
        inner = rect.adjusted(STEP * 2 + (0 if _is_paragraph(index) else SHIFT), 0, -STEP * 2, 0)
        _draw(painter, inner, snippet, self.colours(), _is_paragraph(index))
        painter.restore()

    def displayText(self, value: object, locale: object) -> str:
        return str(value)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES)
        if not choices:
            return QLineEdit(parent)
        box = QComboBox(parent)
        box.setAccessibleName(HEADS[index.column()])
        for words, value in choices:
            box.addItem(words, value)
        box.activated.connect(lambda: self._take(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(str(index.data())), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]


def _is_paragraph(index: Index) -> bool:
    model = index.model()
    return isinstance(model, DraftRows) and model.rows[index.row()].place is None


def _is_undecided(index: Index) -> bool:
    model = index.model()
    place = model.rows[index.row()].place if isinstance(model, DraftRows) else None
    return isinstance(model, DraftRows) and place is not None and model.undecided(place) > 0


def _draw(
    painter: QPainter, rect: QRect, snippet: Snippet, palette: Palette, paragraph: bool
) -> None:
    """Draw words with a heading in bold, or a figure on its tint, which is always to be seen."""
    plain = painter.font()
    strong = QFont(plain)
    strong.setWeight(QFont.Weight.DemiBold)
    words, shown = QFontMetrics(plain), QFontMetrics(strong)
    wide = shown.horizontalAdvance(snippet.shown)
    before = min(words.horizontalAdvance(snippet.before), max((rect.width() - wide) * 2 // 3, 0))
    quiet = palette.ink if paragraph else palette.secondary
    middle = QRect(rect.left() + before, rect.top(), wide, rect.height())
    if snippet.shown and not paragraph:
        high = words.height() + STEP
        painter.setBrush(QColor(palette.blue_tint))
        painter.setPen(Qt.PenStyle.NoPen)
        back = middle.adjusted(-2, (rect.height() - high) // 2, 2, 0)
        back.setHeight(high)
        painter.drawRoundedRect(back, 3, 3)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    ahead = QRect(rect.left(), rect.top(), before, rect.height())
    behind = QRect(middle.right() + 1, rect.top(), rect.right() - middle.right(), rect.height())
    start, end = (
        words.elidedText(text, cut, max(box.width(), 0))
        for text, cut, box in (
            (snippet.before, Qt.TextElideMode.ElideLeft, ahead),
            (snippet.after, Qt.TextElideMode.ElideRight, behind),
        )
    )
    for text, font, colour, box, side in (
        (start, plain, quiet, ahead, right),
        (snippet.shown, strong, palette.ink, middle, left),
        (end, plain, quiet, behind, left),
    ):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, text)


class DraftTable(EditTable):
    """The table of a draft; the space bar binds a figure or lets it go."""

    def __init__(self, rows: DraftRows, colours: Callable[[], Palette]) -> None:
        super().__init__(rows, "段落和数字", WIDTHS, TEXT)
        self.rows = rows
        self.setItemDelegate(DraftCells(self, colours))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
