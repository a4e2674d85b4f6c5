"""A draft as one table: a row for each paragraph, and below it one for each of its figures."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from courtdesk.models.errors import UserError
from courtdesk.models.outline import Measure
from courtdesk.ui.look.dialogs import MEASURES
from courtdesk.writing.draft.draft import Choice, Draft
from courtdesk.writing.draft.mentions import Mention, Place
from courtdesk.writing.draft.parts import HEADED, Part

HEADS = ("部分", "原文", "标题或指标名称", "单位", "类别", "参照的指标")
PART, TEXT, NAME, UNIT, MEASURE, FILLS = range(len(HEADS))
SNIPPET = Qt.ItemDataRole.UserRole  # of TEXT: Snippet
CHOICES = Qt.ItemDataRole.UserRole + 1  # of a cell with a list: [(words, value), …]
AROUND = 32  # characters shown before and after a figure
NEW = "（新指标）"

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """A paragraph by its number, or one of its figures by its place."""

    paragraph: int
    place: Place | None = None


class Snippet(NamedTuple):
    """Words with what is to be seen in the middle: a figure, or a heading at the start."""

    before: str
    shown: str
    after: str


class DraftRows(QAbstractTableModel):
    """The table of a draft. Every change makes a new draft; ``changed`` says so."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.rows: list[Row] = []
        self._mentions: dict[Place, Mention] = {}
        self._list()

    def show(self, draft: Draft) -> None:
        """Show another state of the draft; where the same rows stay, so does the view."""
        old = self.rows
        self.draft = draft
        rows = self._rows()
        if rows == old:
            self._list()
            self.dataChanged.emit(self.index(0, 0), self.index(len(old) - 1, FILLS))
        else:
            self.beginResetModel()
            self._list()
            self.endResetModel()
        self.changed.emit()

    def _rows(self) -> list[Row]:
        places: dict[int, list[Place]] = {}
        for mention in self.draft.mentions:
            places.setdefault(mention.place.paragraph, []).append(mention.place)
        return [
            row
            for n in range(len(self.draft.paragraphs))
            for row in (Row(n), *(Row(n, place) for place in places.get(n, ())))
        ]

    def _list(self) -> None:
        self.rows = self._rows()
        self._mentions = {m.place: m for m in self.draft.mentions}

    def mention(self, row: Row) -> Mention | None:
        """Return the figure of a row, None for a paragraph's own."""
        return self._mentions[row.place] if row.place else None

    # --- what is shown ---------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        mention = self.mention(row)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._figure(mention, column) if mention else self._paragraph(row, column)
            case Qt.ItemDataRole.CheckStateRole if mention and column == PART:
                return Qt.CheckState.Checked if mention.bound else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.UserRole if column == TEXT:
                return self._snippet(row)
            case _ if role == CHOICES:
                return self._choices(row, column)
        return None

    def _paragraph(self, row: Row, column: int) -> str:
        paragraph = self.draft.paragraphs[row.paragraph]
        match column:
            case 0:
                return str(paragraph.part)
            case 1:
                return paragraph.line.text
            case 2 if paragraph.part in HEADED:
                return paragraph.heading
            case _:
                return ""

    def _figure(self, mention: Mention, column: int) -> str:
        match column:
            case 0:
                return "绑定" if mention.bound else "不绑定"
            case 1:
                return mention.raw
            case 2:
                return mention.label
            case 3:
                return mention.unit
            case 4:
                return MEASURES[mention.measure]
            case _:
                if near := self.undecided(mention.place):
                    return f"{near} 项相近，请选"
                return self._filled(self.draft.fills.get(mention.place, ""))

    def undecided(self, place: Place) -> int:
        """Return how many indicators a figure might be, 0 once it is clear what it is."""
        choice = self.draft.choices.get(place)
        if place in self.draft.fills or (choice is not None and choice.fills is not None):
            return 0
        return len(self.draft.offered(place))

    def _filled(self, id: str) -> str:
        like = self.draft.like
        return like.outline.indicator(id).label if like and id else NEW

    def _snippet(self, row: Row) -> Snippet:
        paragraph = self.draft.paragraphs[row.paragraph]
        text, mention = paragraph.line.text, self.mention(row)
        if mention is None:
            head = paragraph.cut.head if paragraph.part in HEADED else 0
            return Snippet("", text[:head], text[head : head + 120])
        start, end = mention.place.start, mention.end
        return Snippet(text[max(start - AROUND, 0) : start], text[start:end], text[end:][:AROUND])

    def _choices(self, row: Row, column: int) -> Sequence[tuple[str, object]]:
        if row.place is None:
            return [(str(part), part) for part in Part] if column == PART else []
        match column:
            case 4:
                return [(words, measure) for measure, words in MEASURES.items()]
            case 5:
                offers = [o.id for o in self.draft.offered(row.place)]
                filled = self.draft.fills.get(row.place)
                ids = offers if not filled or filled in offers else [filled, *offers]
                return [*((self._filled(id), id) for id in ids), (NEW, "")]
            case _:
                return []

    # --- what is corrected -----------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        row, column = self.rows[index.row()], index.column()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.place is None:
            headed = self.draft.paragraphs[row.paragraph].part in HEADED
            editable = column == PART or (column == NAME and headed)
        else:
            editable = column >= NAME
            if column == PART:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.rows[index.row()], index.column()
        if value == self.data(index, role):
            return False
        try:
            draft = self._corrected(row, column, value)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        self.show(draft)
        return True

    def _corrected(self, row: Row, column: int, value: Any) -> Draft:
        if row.place is None:
            if column == PART:
                return self.draft.with_part(row.paragraph, Part(value))
            return self.draft.with_heading(row.paragraph, str(value))
        match column:
            case 0:
                bound = Qt.CheckState(value) is Qt.CheckState.Checked
                return self.draft.choose(row.place, Choice(bound=bound))
            case 2:
                return self.draft.choose(row.place, Choice(label=_named(str(value))))
            case 3:
                return self.draft.choose(row.place, Choice(unit=str(value).strip()[:8]))
            case 4:
                return self.draft.choose(row.place, Choice(measure=Measure(value)))
            case _:
                return self.draft.choose(row.place, Choice(fills=str(value)))


def _named(words: str) -> str:
    if not words.strip():
        raise UserError("指标名称不能空着：请写几个字说明这是什么数")
    return words.strip()[:120]
