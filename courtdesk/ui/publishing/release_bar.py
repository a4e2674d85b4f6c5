"""Whether the sheet may leave the house, and what is to be put right first, each with its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.release import Hindrance, hindering, summed
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.theme import STEP
from courtdesk.writing.article import compose

SHOWN, LONGEST = 15, 44  # entries of the menu, characters of one
CHECKING, FREE, UNWRITTEN = "正在核对…", "可以发布", "稿件还没有写"


class ReleaseBar(QWidget):
    """One sentence, and a menu of what stands against the release."""

    jump = Signal(object)  # the path or the finding to go to

    def __init__(self) -> None:
        super().__init__()
        line = boxes.row(self, STEP)
        self.told = plain_label(CHECKING, "secondary")
        self.where = boxes.tool("逐处处理", "发布前要处理的", popup=True)
        self.menu = QMenu(self.where)
        self.where.setMenu(self.menu)
        self.where.hide()
        line.addWidget(self.told)
        line.addWidget(self.where)
        self.hindrances: tuple[Hindrance, ...] = ()
        self._known: tuple[object, ...] = ()

    def check(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        """Look again, when sheet or findings differ from what was looked at last."""
        if self._known == (sheet, findings):
            return
        self._known = (sheet, findings)
        article = compose(sheet)
        self.hindrances = hindering(sheet, article, findings)
        count = len(self.hindrances)
        awaiting = all(h.awaited for h in self.hindrances)  # nothing is wrong with what is there
        free = FREE if article.characters else UNWRITTEN
        self.told.setText(f"{summed(self.hindrances)}，暂不能发布" if count else free)
        good = "good" if article.characters else "secondary"
        restyle(self.told, "role", "error" if not awaiting else "amber" if count else good)
        self.where.setVisible(bool(count))
        self.menu.clear()
        for hindrance in self.hindrances[:SHOWN]:
            action = self.menu.addAction(_short(hindrance.words))
            action.setToolTip(hindrance.words)
            action.triggered.connect(lambda _=False, h=hindrance: self._go(h))
        if count > SHOWN:
            self.menu.addAction(f"另有 {count - SHOWN} 处，处理后接着列出").setEnabled(False)

    def _go(self, hindrance: Hindrance) -> None:
        self.jump.emit(hindrance.finding or hindrance.path)


def _short(words: str) -> str:
    """Words for a menu: short, and no & taken for a mnemonic."""
    line = " ".join(words.split())
    cut = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return cut.replace("&", "&&")
