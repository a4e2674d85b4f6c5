"""What every tab's page answers to."""

from PySide6.QtCore import Signal

from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.refuge import Refuge
from courtdesk.ui.look.theme import Palette
from courtdesk.ui.workspace import Workspace


class TabPage(Refuge):
    """The page of a tab. It is built when the tab is first shown, and painted while it is shown."""

    rearranged = Signal(str, str)
    chip_clicked = Signal(str)
    jump = Signal(object)  # a path, or a finding whose place is to be shown
    asked = Signal(str)  # the id of an entry of the menus

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.space = space

    @property
    def charts_at(self) -> str:
        """The path of the charts shown beside this page; empty for none."""
        return ""

    @property
    def whole(self) -> bool:
        """Whether the page wants the room of the rail as well."""
        return False

    @property
    def printed(self) -> str:
        """The form that is looked at here and goes to a printer; empty for none."""
        return ""

    @property
    def ready(self) -> bool:
        """Whether all is shown that is made for it off the window's thread."""
        return True

    def paint(self, sheet: FactSheet) -> None:
        """Show what changed."""

    def complete(self) -> None:
        """Make what is still to be made: whoever looks for a place needs all of them."""

    def wear(self, palette: Palette) -> None:
        """Change between light and dark."""

    def paint_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark what is found."""

    def go_in(self) -> bool:
        """Focus the figure that was left last, else the first one; False when there is none."""
        return False

    def show_path(self, path: str) -> bool:
        """Bring the field of this path into view and focus it; False when it is not here."""
        return False

    def next_missing(self, after: str) -> bool:
        """Focus the next figure without a value; False when none is left below ``after``."""
        return False
