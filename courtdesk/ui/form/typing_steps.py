"""What of somebody's typing in one field is taken back at once."""

import time

from courtdesk.ui.workspace import Workspace

PAUSE = 2.0  # s without a keystroke after which a new step begins
ENDS = ("。", "！", "？", "\n")  # a sentence, a paragraph


class TypingSteps:
    """Cuts the typing in one field into undo steps, each a typing session of the workspace.

    A step goes on while characters are typed, or while they are deleted one by one. It ends at the
    end of a sentence or paragraph, after a pause, and where `end` is called; what replaces or
    deletes more than a character at once begins one.
    """

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._session = 0  # 0: the next change begins a step
        self._deleting = False
        self._last = 0.0  # s, of the clock of pauses

    def end(self) -> None:
        """Let the next change begin a step."""
        self._session = 0

    def session(self, before: str, after: str) -> int:
        """Return the session in which a text became another."""
        gone, come = _parted(before, after)
        now = time.monotonic()
        # what goes on is typed after typing, or deleted after deleting
        broken = now - self._last > PAUSE or self._deleting == bool(come) or len(gone) > 1
        if broken or (gone and come) or not self._session:
            self._session = self.space.begin_typing()
        session, self._last, self._deleting = self._session, now, not come
        if come.endswith(ENDS) or (len(gone) > 1 and not come):
            self.end()
        return session


def _parted(before: str, after: str) -> tuple[str, str]:
    """What went and what came, between what both texts begin and end with."""
    start = _alike(before, after)
    gone, come = before[start:], after[start:]
    end = _alike(gone[::-1], come[::-1])
    return gone[: len(gone) - end], come[: len(come) - end]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
