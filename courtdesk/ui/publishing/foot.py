"""The line below the pages: which one is read, how it came out, print, and zoom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label, restyle
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.publishing.paper_view import PaperView
from courtdesk.ui.publishing.spread import WHOLE, WIDTH


class Foot(QFrame):
    """Follows a view of pages, and leads it."""

    print_asked = Signal()

    def __init__(self, view: PaperView) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.view = view
        line = boxes.row(self, STEP, (STEP * 3, STEP, STEP * 3, STEP))
        self.before = boxes.tool("‹", "上一页")
        self.page = plain_label("", "secondary")
        self.after = boxes.tool("›", "下一页")
        self.said = ElidedLabel("", "secondary")
        self.print = boxes.tool("打印…")
        self.width_fit = boxes.tool("适合宽度")
        self.page_fit = boxes.tool("整页")
        self.out = boxes.tool("－", "缩小")
        self.percent = plain_label("", "secondary")
        self.percent.setMinimumWidth(40)
        self.into = boxes.tool("＋", "放大")
        for button, tip in (
            (self.before, "上一页"),
            (self.after, "下一页"),
            (self.width_fit, "适合宽度（Ctrl+0）"),
            (self.page_fit, "整页显示"),
            (self.out, "缩小（Ctrl+－）"),
            (self.into, "放大（Ctrl+＋）"),
        ):
            button.setToolTip(tip)
        for part in (self.before, self.page, self.after):
            line.addWidget(part)
        line.addSpacing(STEP * 2)
        line.addWidget(self.said, 1)
        for part in (self.print, self.width_fit, self.page_fit, self.out, self.percent, self.into):
            line.addWidget(part)
        self.print.clicked.connect(self.print_asked)
        self.before.clicked.connect(lambda: view.go_to(view.page - 1))
        self.after.clicked.connect(lambda: view.go_to(view.page + 1))
        self.width_fit.clicked.connect(lambda: view.fit_to(WIDTH))
        self.page_fit.clicked.connect(lambda: view.fit_to(WHOLE))
        self.out.clicked.connect(lambda: view.step(-1))
        self.into.clicked.connect(lambda: view.step(1))
        for button in (self.width_fit, self.page_fit):
            button.setCheckable(True)
        view.turned.connect(self.follow)
        view.zoomed.connect(self.follow)

    def offer(self, paged: bool, printing: bool) -> None:
        """Offer zoom and pages only where there are pages, print only what is printed."""
        for part in (self.width_fit, self.page_fit, self.out, self.percent, self.into):
            part.setVisible(paged)
        for part in (self.before, self.page, self.after):
            part.setVisible(paged and len(self.view.leaves.sizes) > 1)
        self.print.setVisible(printing)

    def say(self, words: str, over: int = 0) -> None:
        """Tell how the form came out; more than its page holds is told in amber."""
        self.said.say(words)
        restyle(self.said, "role", "amber" if over > 0 else "secondary")

    def follow(self) -> None:
        """Show page and zoom as they are."""
        pages, page, fit = len(self.view.leaves.sizes), self.view.page, self.view.leaves.fit
        self.page.setText(f"{page + 1} / {pages}" if pages else "")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < pages)
        self.percent.setText(f"{self.view.zoom:.0%}" if pages else "")
        self.width_fit.setChecked(fit == WIDTH)
        self.page_fit.setChecked(fit == WHOLE)
