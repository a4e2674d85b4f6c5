"""One change of the sheet as an undo step, and what of it still waits for the writer."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from courtdesk.ui.workspace import Workspace


class Step(QUndoCommand):
    """One change: a path, what stood there and what stands there now."""

    def __init__(
        self, space: "Workspace", path: str, before: Any, after: Any, label: str, typing: int
    ) -> None:
        super().__init__(label)
        self.space, self.path, self.before, self.after = space, path, before, after
        self.typing = typing
        self.origin = ""  # the file an import took it from
        self._again = ""

    def redo(self) -> None:
        self.space.put(self.path, self.after, self._again + self.text(), self.typing, self.origin)

    def undo(self) -> None:
        self._again = "重做："
        self.space.put(self.path, self.before, f"撤销：{self.text()}")


class Pending(NamedTuple):
    """A change the writer has not been given yet: more of it may still be typed."""

    label: str
    path: str
    before: Any
    after: Any
    origin: str
