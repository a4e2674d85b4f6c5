"""A list of short texts, each a tag, a message and a foot: findings and history are shown so."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from courtdesk.ui.look.theme import STEP, Palette

Index = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap)  # by the line-breaking rules: no mark starts a line


@dataclass(frozen=True)
class Card:
    """One entry. ``tone`` names the palette's colour of the tag; ``key`` is the caller's."""

    tag: str
    tone: str
    text: str
    foot: str = ""
    key: object = None


class Cards(QAbstractListModel):
    """The entries of a list; replacing them keeps the view's place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        if cards == self.cards:
            return
        if len(cards) == len(self.cards):
            self.cards = cards
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return " ".join(p for p in (card.tag, card.text, card.foot) if p)
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a card; texts are drawn, never rendered as markup."""

    def __init__(self, palette: Palette, view: QListView) -> None:
        super().__init__(view)
        self.colours, self.view = palette, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = self._card(index)
        area: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(self.colours.red_tint))
        painter.setPen(QColor(self.colours.rule))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(STEP * 4, STEP * 2, -STEP * 4, -STEP * 2)
        bold = QFont(self.view.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(getattr(self.colours, card.tone)))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop), card.tag)
        painter.setFont(self.view.font())
        painter.setPen(QColor(self.colours.ink))
        line = QFontMetrics(bold).height() + STEP // 2
        body = inner.adjusted(0, line, 0, 0)
        painter.drawText(body, WRAP, card.text)
        if card.foot:
            painter.setPen(QColor(self.colours.secondary))
            foot = body.adjusted(0, self._height(card.text, inner.width()) + STEP // 2, 0, 0)
            painter.drawText(foot, WRAP, card.foot)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = self._card(index)
        width = self.view.viewport().width() - STEP * 8
        height = QFontMetrics(self.view.font()).height() + STEP // 2
        height += self._height(card.text, width)
        if card.foot:
            height += self._height(card.foot, width) + STEP // 2
        return QSize(self.view.viewport().width(), height + STEP * 4 + 1)

    def _height(self, text: str, width: int) -> int:
        metrics = QFontMetrics(self.view.font())
        if not text:
            return 0
        return metrics.boundingRect(QRect(0, 0, max(width, 40), 10000), WRAP, text).height()

    def _card(self, index: Index) -> Card:
        model = index.model()
        assert isinstance(model, Cards)
        return model.cards[index.row()]


class CardList(QListView):
    """The view of a list of cards."""

    def __init__(self, palette: Palette, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.entries = Cards(self)
        self.setModel(self.entries)
        self.painter_of_cards = CardDelegate(palette, self)
        self.setItemDelegate(self.painter_of_cards)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew at once: left alone, Qt shows the old heights for 100 ms."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()

    def set_palette(self, palette: Palette) -> None:
        self.painter_of_cards.colours = palette
        self.viewport().update()

    def chosen(self) -> Card | None:
        """Return the card that is selected."""
        index = self.currentIndex()
        return self.entries.cards[index.row()] if index.isValid() else None
