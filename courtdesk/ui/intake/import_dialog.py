"""What files would change, before anything changes: every figure with its cell, to be decided."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from courtdesk.excel.intake.files import titled
from courtdesk.excel.intake.offers import OPEN, Offer, Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.ui.intake.offer_details import OfferDetails
from courtdesk.ui.intake.offer_table import INDICATOR, NEW, OfferModel, OfferTable
from courtdesk.ui.intake.question_bar import QuestionBar
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP, Palette
from courtdesk.ui.passage.figure_picker import FigurePicker

WITH_HIDDEN = 2  # the answer that asks for the hidden parts, too
_S = Standing
FILTERS: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("要采用的", OPEN),
    (_S.SURE, (_S.SURE,)),
    (_S.UNSURE, (_S.UNSURE,)),
    (_S.CONFLICT, (_S.CONFLICT,)),
    ("不采用的", (_S.SAME, _S.REFUSED, _S.IGNORED)),
    ("全部", tuple(Standing)),
)


class ImportDialog(QDialog):
    """Lists what each cell would become; rows are ticked, sent elsewhere, or refused."""

    def __init__(self, parent: QWidget, proposal: Proposal, palette: Palette) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self.setWindowTitle(f"导入预览 · {titled(proposal.readings)}")
        room = parent.screen().availableGeometry()
        self.resize(min(1220, room.width() - 40), min(700, room.height() - 60))
        self.model = OfferModel(proposal, palette, self)
        self.table = OfferTable(self.model)
        self.questions = QuestionBar()
        self.details = OfferDetails(proposal)
        self.title = plain_label("", "title")
        self.told = plain_label("", "refusal")
        self.told.setWordWrap(True)
        self.filters = QButtonGroup(self)
        self.files = QComboBox()
        self._lay_out()
        self._connect()
        self._filter()
        self._paint()
        self.table.setFocus()

    # --- how it looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = boxes.column(self, STEP * 2, (STEP * 5, STEP * 3, STEP * 5, STEP * 3))
        whole.addWidget(self.title)
        whole.addLayout(self._top())
        whole.addWidget(self.questions)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.told)
        whole.addWidget(self.details)
        whole.addLayout(self._foot())

    def _top(self) -> QHBoxLayout:
        line = boxes.row(gap=STEP)
        for number, (name, _) in enumerate(FILTERS):
            button = QToolButton()
            button.setCheckable(True)
            button.setObjectName(f"filter.{name}")
            button.setChecked(number == 0)
            self.filters.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self.unread = QToolButton()
        self.unread.setToolTip("没有读入的、相加不符的、填写不同的")
        self.unread.clicked.connect(self.show_report)
        line.addWidget(self.unread)
        self.hidden = QToolButton()
        self.hidden.setText("读取隐藏部分")
        self.hidden.setToolTip("隐藏的行、列和工作表没有读；读取后重新预览")
        self.hidden.clicked.connect(lambda: self.done(WITH_HIDDEN))
        self.hidden.setVisible(any(r.hidden for r in self.proposal.readings))
        line.addWidget(self.hidden)
        self.files.setAccessibleName("只看一个文件")
        self.files.addItem("全部文件", "")
        for reading in self.proposal.readings:
            self.files.addItem(reading.file, reading.file)
        self.files.setMaximumWidth(280)
        self.files.setVisible(len(self.proposal.readings) > 1)
        line.addWidget(self.files)
        return line

    def _foot(self) -> QHBoxLayout:
        foot = boxes.row(gap=STEP * 2)
        self.all = _button("采用全部可接受的", lambda: self._take_sure(True))
        self.none = _button("全不采用", lambda: self._take_sure(False))
        foot.addWidget(self.all)
        foot.addWidget(self.none)
        foot.addStretch(1)
        self.cancel = _button("取消", self.reject)
        foot.addWidget(self.cancel)
        self.take = QPushButton()
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        foot.addWidget(self.take)
        return foot

    def _connect(self) -> None:
        self.filters.idClicked.connect(self._filter)
        self.files.currentIndexChanged.connect(self._filter)
        self.model.decided.connect(self._paint)
        self.model.refused.connect(self._tell)
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.table.picking.connect(self.pick)
        self.questions.answered.connect(self._answer)
        self.questions.exact.connect(self._ask_exact)
        self.details.targeted.connect(self._target)
        self.details.picking.connect(lambda: self.pick(self.table.currentIndex().row()))
        self.details.taken.connect(lambda key: self._take([key], True))
        self.details.kept.connect(self._keep)
        self.details.source.connect(self.show_source)

    def _paint(self) -> None:
        """Show what was decided: counts, questions, the rows and the one that is looked at."""
        count = Counter(offer.standing for offer in self.proposal.offers.values())
        for number, (name, standings) in enumerate(FILTERS):
            self.filters.button(number).setText(f"{name} {sum(count[s] for s in standings)}")
        taken = len(self.proposal.taken)
        self.title.setText(self._title(count))
        self.take.setText(f"导入所选（{taken}）" if taken else "导入所选")
        self.take.setShortcut("Ctrl+Return")  # a new text takes it away
        self.take.setEnabled(taken > 0)
        self.unread.setText(f"需要知道 {len(self.proposal.problems)}")
        self.unread.setVisible(bool(self.proposal.problems))
        self.all.setEnabled(count[_S.SURE] > 0)
        self.questions.show_questions(self.proposal.questions)
        self.model.follow()
        self._look()

    def _title(self, count: Counter[Standing]) -> str:
        open_ = sum(count[s] for s in OPEN)
        if not open_:
            return "没有可以导入的改动"
        parts = [f"{count[s]} 处{s}" for s in OPEN if count[s]]
        return "，".join(parts)

    def _tell(self, sentence: str = "") -> None:
        """Say why a typed value is refused."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _filter(self, *_: object) -> None:
        standings = FILTERS[max(self.filters.checkedId(), 0)][1]
        self.model.show_rows(standings, str(self.files.currentData() or ""))
        if self.model.keys:
            self.table.setCurrentIndex(self.model.index(0, INDICATOR))
        self._look()
        self._tell()

    def _look(self, *_: object) -> None:
        self.details.show_offer(self.model.offer(self.table.currentIndex().row()))
        self._order()

    def _order(self) -> None:
        """Let Tab go down the dialog: buttons that came later stand where they are seen."""
        chain = (
            *(self.files, *self.questions.buttons.values(), self.table),
            *(*self.details.buttons, self.all, self.none, self.cancel, self.take),
        )
        for one, next in pairwise(chain):
            self.setTabOrder(one, next)

    # --- what is decided -------------------------------------------------------------------------

    @property
    def current(self) -> Offer | None:
        """The row that is looked at."""
        return self.model.offer(self.table.currentIndex().row())

    def pick(self, row: int) -> None:
        """Let another indicator be picked for a row, the likeliest first."""
        offer = self.model.offer(row)
        if offer is None or offer.key not in self.proposal.offers:
            return
        likely = [c.id for c in offer.choices]
        picker = FigurePicker(self, self.proposal.sheet, "", likely, to_fill=True)
        picker.chosen.connect(lambda id: self._target(offer.key, id))
        cell = self.table.visualRect(self.model.index(row, INDICATOR))
        corner = self.table.viewport().mapToGlobal(cell.topLeft())
        picker.show_at(QRect(corner, cell.size()))

    def _target(self, key: str, id: str) -> None:
        self.proposal.target(key, id)
        self._paint()

    def _take(self, keys: list[str], taken: bool) -> None:
        self.proposal.take(keys, taken)
        self._paint()

    def _keep(self, key: str) -> None:
        self._take([o.key for o in self.proposal.beside(key)], False)

    def _take_sure(self, taken: bool) -> None:
        offers = self.proposal.offers.values()
        wanted = [o.key for o in offers if o.standing is _S.SURE or (not taken and o.taken)]
        self._take(wanted, taken)

    def _answer(self, key: str, answer: str) -> None:
        self.proposal.answer(key, answer)
        self._paint()

    def _ask_exact(self, question: str) -> None:
        """Turn to the first row a question is about and open its new value."""
        key = next((k for k, o in self.proposal.offers.items() if o.question == question), None)
        if key is None:
            return
        if key not in self.model.keys:
            self.filters.button(len(FILTERS) - 1).setChecked(True)
            self.files.setCurrentIndex(0)
            self._filter()
        row = self.model.keys.index(key)
        self.table.scrollTo(self.model.index(row, NEW))
        self.table.write_value(row)

    def show_report(self) -> None:
        """Show what becomes of every cell, as things stand."""
        from courtdesk.ui.intake.import_report import ImportReport

        ImportReport(self, self.proposal.accounts, self.proposal.problems).open()

    def show_source(self, key: str) -> None:
        """Show the cell of a row in its file."""
        from courtdesk.ui.intake.source_dialog import show_file

        offer = self.proposal.offers[key]
        reading = next(r for r in self.proposal.readings if r.file == offer.file)
        show_file(self, reading, offer.sheet, offer.cell)


def _button(text: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: call())
    return button
