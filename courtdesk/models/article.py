"""The article as blocks: plain data between the sheet and every form that leaves the house."""

from enum import StrEnum

from courtdesk.models.value import Value


class BlockKind(StrEnum):
    """The parts of a newspaper feature, in the order they may appear."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    LEAD = "lead"
    PHOTO = "photo"
    CROSSHEAD = "crosshead"
    ITEM = "item"
    CLOSING = "closing"


class Run(Value):
    """A stretch of text; ``figure`` is the id of the fact it prints, empty for plain words.

    ``missing`` marks the placeholder of a figure that has no value yet.
    """

    text: str
    figure: str = ""
    missing: bool = False


class Block(Value):
    """One paragraph. ``path`` is the place in the sheet it is written from.

    ``heading`` is the bold run-in heading of an item or the slogan of a crosshead; ``photo`` names
    the photo of a photo block.
    """

    kind: BlockKind
    path: str
    runs: tuple[Run, ...] = ()
    heading: str = ""
    photo: str = ""

    @property
    def text(self) -> str:
        """The words of the paragraph without its heading."""
        return "".join(run.text for run in self.runs)


class Article(Value):
    """All blocks in reading order, with the newspaper's end mark."""

    blocks: tuple[Block, ...] = ()
    end_mark: str = ""

    @property
    def characters(self) -> int:
        """How many characters an editor counts: all but white space."""
        text = "".join(b.heading + b.text for b in self.blocks)
        return sum(not c.isspace() for c in text)
