"""What is chosen of a form's looks, kept in the sheet: each change is a step to be undone."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from courtdesk.models import value
from courtdesk.models.layout import Layout, Paper, Theme
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.footing import footing
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.choice_box import ChoiceBox
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.workspace import Workspace

Choices = Sequence[tuple[str, object]]
SIZES = ("8", "8.5", "9", "9.5", "10", "10.5", "11", "12", "13")
PAPERS: Choices = (("自动", Paper.AUTO), *((str(p), p) for p in Paper if p))
COLUMNS: Choices = (("自动", 0), *((f"{n} 栏", n) for n in range(2, 6)))
TYPE: Choices = (("适合版面", None), *((f"{s} 磅", Decimal(s)) for s in SIZES))
FOOT = ("source", "scope", "cutoff")  # in the order of `footing`
THEMES: Choices = tuple((str(t), t) for t in Theme)


class ChoiceField(ChoiceBox):
    """One of several values at a path of the sheet."""

    def __init__(
        self,
        space: Workspace,
        path: str,
        label: str,
        choices: Choices,
        other: Callable[[object], str] = str,
    ) -> None:
        super().__init__()
        self.space, self.path, self.label, self._other = space, path, label, other
        self.setObjectName(path)
        self.setAccessibleName(label)
        self._values: list[object] = []
        for words, chosen in choices:
            self.addItem(words)
            self._values.append(chosen)
        self.activated.connect(self._choose)
        self.paint(space.sheet)

    def paint(self, sheet: FactSheet) -> None:
        """Show what stands at the path; a value that is not among the choices joins them."""
        now = value.read(sheet, self.path)
        if now not in self._values:
            self._values.append(now)
            self.addItem(self._other(now))
        self.setCurrentIndex(self._values.index(now))
        self.setEnabled(not self.space.read_only)

    def _choose(self, place: int) -> None:
        self.space.edit(self.path, self._values[place], self.label)


class Strip(QFrame):
    """The fields of one form in a row or two above its pages."""

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.space = space
        self.fields: list[ChoiceField | PassageEditor] = []
        self._foot: dict[str, PassageEditor] = {}
        self.lines = boxes.column(self, STEP * 2, (STEP * 4, STEP * 2, STEP * 4, STEP * 2))
        self.setObjectName("strip")
        self.setMinimumHeight(STEP * 12)

    def paint(self, sheet: FactSheet) -> None:
        """Show what the sheet holds."""
        for field in self.fields:
            field.paint(sheet)
        left_open = footing(sheet.replaced(layout=Layout()))
        for name, line in self._foot.items():
            _, words = left_open[FOOT.index(name)]
            line.setPlaceholderText(words)

    def line(self) -> QBoxLayout:
        """Add a row."""
        row = boxes.row(gap=STEP * 2)
        self.lines.addLayout(row)
        return row

    def choice(self, row: QBoxLayout, name: str, label: str, choices: Choices) -> ChoiceField:
        """Add a choice to a row."""
        field = ChoiceField(self.space, f"layout.{name}", label, choices, _written)
        self._add(row, label, field)
        return field

    def text(self, row: QBoxLayout, name: str, label: str) -> PassageEditor:
        """Add a line of words to a row."""
        field = PassageEditor(self.space, f"layout.{name}", label, one_line=True)
        field.setMinimumWidth(60)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._add(row, label, field, 1)
        return field

    def foot(self, row: QBoxLayout, *names: str) -> None:
        """Add some of the three lines at the foot of what goes out to a row."""
        for name in names:
            label, _ = footing(self.space.sheet)[FOOT.index(name)]
            self._foot[name] = self.text(row, name, label)

    def _add(
        self, row: QBoxLayout, label: str, field: ChoiceField | PassageEditor, stretch: int = 0
    ) -> None:
        caption = plain_label(label, "secondary")
        caption.setBuddy(field)
        self.fields.append(field)
        row.addWidget(caption)
        row.addWidget(field, stretch)


def paper_strip(space: Workspace) -> Strip:
    """The newspaper page: paper, columns, size of type."""
    strip = Strip(space)
    row = strip.line()
    strip.choice(row, "paper", "纸张", PAPERS)
    strip.choice(row, "columns", "栏数", COLUMNS)
    strip.choice(row, "size", "字号", TYPE)
    row.addStretch(1)
    return strip


def long_strip(space: Workspace) -> Strip:
    """The long picture: theme, and the lines at its foot."""
    strip = Strip(space)
    above, below = strip.line(), strip.line()
    strip.choice(above, "theme", "配色", THEMES)
    strip.foot(above, "cutoff")
    strip.foot(below, "source", "scope")
    return strip


def plain_strip(words: str) -> Callable[[Workspace], QWidget]:
    """A form that leaves nothing to choose, and what is to be known of it."""

    def make(space: Workspace) -> QWidget:
        strip = Strip(space)
        strip.line().addWidget(plain_label(words, "secondary"))
        return strip

    return make


def _written(now: object) -> str:
    return f"{now} 磅" if isinstance(now, Decimal) else str(now)
