"""The sheet's own set phrases: words whose numerals are no figures, each with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.sheet import Phrase
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.cards import Card
from courtdesk.ui.look.dialogs import Form
from courtdesk.ui.look.list_dialog import ListDialog
from courtdesk.ui.tasks import warn
from courtdesk.ui.workspace import Workspace
from courtdesk.who import who
from courtdesk.writing.set_phrases import covers, unfit
from courtdesk.writing.texts import Words

if TYPE_CHECKING:
    from courtdesk.ui.main_window import MainWindow

NOTE = "列在这里的说法里有数字，但不是统计数字，正文核对时不提示。"
HINT = "正文中凡是这样写的地方，里面的数字都不再提示。请写全，并与正文一字不差。"


class PhraseForm(Form):
    """Asks for a set phrase and its reason; for a finding it must take in the finding's words."""

    def __init__(self, parent: QWidget, space: Workspace, finding: Finding | None = None) -> None:
        super().__init__(parent, "列为固定说法" if finding else "添加固定说法", "列为固定说法")
        self.space, self.finding = space, finding
        words = ""
        if finding is not None:
            words = str(value.read(space.sheet, finding.path))[finding.start : finding.end]
        self.words = QLineEdit(words, placeholderText="如：15分钟诉讼服务圈")
        self.reason = QLineEdit(placeholderText="如：品牌名称")
        hint = plain_label(HINT, "secondary")
        hint.setWordWrap(True)
        self.form.addRow(hint)
        self.row("固定说法", self.words)
        self.row("理由", self.reason)
        self.words.setFocus()

    def problem(self) -> str:
        words, sheet = self.phrase, self.space.sheet
        if sentence := unfit(words):
            return sentence
        if any(phrase.text == words for phrase in sheet.phrases):
            return f"“{words}”已经是固定说法。"
        if self.finding is not None:
            look, place = Words(sheet), self.finding
            text = look.texts[look.order[place.path]]
            if not covers(words, text.plain, place.start, place.end, look.phrases(text)):
                there = text.source[place.start : place.end]
                return f"这样写，“{there}”仍会被提示：请把它连同前后的字写全，并与正文一字不差。"
        return "" if self.reason.text().strip() else "请写明理由，如：品牌名称、文件名。"

    @property
    def phrase(self) -> str:
        """What was written, without blanks around it."""
        return self.words.text().strip()

    def keep(self) -> None:
        """Add the phrase to the sheet as one undo step; raises UserError."""
        now = datetime.now().astimezone()
        fresh = Phrase(text=self.phrase, reason=self.reason.text().strip(), who=who(), when=now)
        self.space.edit("phrases", (*self.space.sheet.phrases, fresh), f"固定说法：{self.phrase}")


class PhraseList(ListDialog):
    """Lists the sheet's set phrases; they are added and removed here."""

    def __init__(self, parent: QWidget, space: Workspace) -> None:
        none = "还没有本表自己的固定说法。"
        super().__init__(parent, space, "固定说法", NOTE, ("添加…", "删除"), none)
        self.add, self.remove = self.buttons
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.paint()

    def cards(self) -> tuple[Card, ...]:
        return tuple(map(_card, self.space.sheet.phrases))

    def enable(self, *_: object) -> None:
        free = not self.space.read_only
        self.add.setEnabled(free)
        self.remove.setEnabled(free and self.chosen is not None)

    def _add(self) -> None:
        form = PhraseForm(self, self.space)
        if form.exec():
            _kept(form)

    def _remove(self) -> None:
        card = self.list.chosen()
        if card is None:
            return
        rest = tuple(phrase for phrase in self.space.sheet.phrases if phrase != card.key)
        try:
            self.space.edit("phrases", rest, f"删除固定说法：{card.tag}")
        except UserError as error:
            warn(self, str(error))


def _card(phrase: Phrase) -> Card:
    when = f"{phrase.when:%Y-%m-%d}" if phrase.when else ""
    foot = " · ".join(filter(None, (phrase.who, when)))
    return Card(tag=phrase.text, tone="ink", text=phrase.reason, foot=foot, key=phrase)


def _kept(form: PhraseForm) -> None:
    try:
        form.keep()
    except UserError as error:
        warn(form.parentWidget() or form, str(error))


def ask_phrase(parent: QWidget, space: Workspace, finding: Finding) -> None:
    """Ask which set phrase a finding's words belong to, and keep it."""
    form = PhraseForm(parent, space, finding)
    if form.exec():
        _kept(form)


def show_phrases(window: MainWindow) -> None:
    """Open the list of the sheet's set phrases."""
    if window.space is not None:
        window.flush()
        PhraseList(window, window.space).exec()
