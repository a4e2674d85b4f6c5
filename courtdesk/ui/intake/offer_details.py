"""The row of an import that is looked at: where it stands, why, and what else it could be."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from courtdesk.excel.intake.offers import Offer, Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.models.sheet import State
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import STEP

HEIGHT = 122  # px; the same for every row, so that nothing moves
_HINT = "选一行看它的出处；回车另选指标，空格采用。"
MOST = 3  # sides of a contradiction that are shown


class OfferDetails(QFrame):
    """Words and buttons for one row; two sides of a contradiction stand beside each other."""

    targeted = Signal(str, str)  # row, indicator
    picking = Signal()
    taken = Signal(str)  # the row that is right
    kept = Signal(str)  # the row that is wrong: what the sheet holds stays
    source = Signal(str)  # the row whose cell is to be seen

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setFixedHeight(HEIGHT)
        self.proposal = proposal
        self.key = ""
        self._labels = {i.id: i.label for i in proposal.sheet.wanted}
        self._whole = boxes.column(self, STEP, (STEP * 4, STEP * 2, STEP * 4, STEP * 2))
        self._shown: QWidget | None = None

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of the row that is shown, from top to bottom."""
        return [] if self._shown is None else self._shown.findChildren(QPushButton)

    def show_offer(self, offer: Offer | None) -> None:
        """Show a row, nothing for None."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self.key = offer.key if offer else ""
        self._shown = QWidget()
        column = boxes.column(self._shown, STEP)
        if offer is None:
            none = not self.proposal.offers and self.proposal.problems
            words = "没有读到数。点右上方“需要知道”，看每个文件的原因。" if none else _HINT
            column.addWidget(plain_label(words, "secondary"))
        else:
            self._fill(offer, column)
        column.addStretch(1)
        self._whole.addWidget(self._shown)

    def _fill(self, offer: Offer, column: QVBoxLayout) -> None:
        top = boxes.row(gap=STEP * 2)
        place = f"{offer.file}　{offer.place}"
        words = [offer.department, f"{offer.label}：{offer.read}"]
        top.addWidget(ElidedLabel("　".join([place, *filter(None, words)]), "heading"), 1)
        top.addWidget(_button("看原表", lambda: self.source.emit(offer.key)))
        column.addLayout(top)
        said = "；".join(filter(None, (offer.why, *offer.warnings)))
        column.addWidget(ElidedLabel(said or "没有疑问。", "secondary"))
        conflict = offer.standing is Standing.CONFLICT
        column.addLayout(self._sides(offer) if conflict else self._choices(offer))

    def _choices(self, offer: Offer) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 2)
        line.addWidget(plain_label("可能是", "secondary"))
        for choice in offer.choices:
            name = self._labels.get(choice.id)
            if name is None:
                continue  # computed from others
            text = f"{name}　{choice.confidence}%"
            button = _button(text, self._targeter(offer.key, choice.id))
            button.setProperty("primary", choice.id == offer.id)
            line.addWidget(button)
        line.addWidget(_button("其他指标…", self.picking.emit))
        if offer.id:
            line.addWidget(_button("不导入这一行", self._targeter(offer.key, "")))
        line.addStretch(1)
        return line

    def _sides(self, offer: Offer) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 2)
        figure = self.proposal.sheet.figure(offer.id)
        held = getattr(figure, offer.field)
        if held is not None:
            state = figure.state if figure.state is not State.AWAITED else "表中"
            where = str(figure.source) or "手工填写"
            text = f"{state}　{held}　{where}"
            sides = [o for o in self.proposal.beside(offer.key) if o.taken]
            line.addWidget(_side(text, not sides, lambda: self.kept.emit(offer.key)), 1)
        for other in self.proposal.beside(offer.key)[:MOST]:
            text = f"{other.new or '（空）'}　{other.file} {other.place}"
            line.addWidget(_side(text, other.taken, self._taker(other.key)), 1)
        return line

    def _targeter(self, key: str, id: str) -> Callable[[], None]:
        return lambda: self.targeted.emit(key, id)

    def _taker(self, key: str) -> Callable[[], None]:
        return lambda: self.taken.emit(key)


def _button(text: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setAutoDefault(False)
    button.clicked.connect(lambda: call())
    return button


def _side(text: str, chosen: bool, call: Callable[[], object]) -> QPushButton:
    button = _button(("✓ " if chosen else "") + text, call)
    button.setProperty("primary", chosen)
    button.setToolTip(boxes.tip(text))
    return button
