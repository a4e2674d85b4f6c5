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

    ``titled`` is the bold heading of an item, alone when there are no runs, or the slogan of a
    crosshead; ``photo`` names the photo of a photo block. The plain text prints the words between
    ``opening`` and ``ending``, which hold the heading, blanks, marks and the line's end.
    """

    kind: BlockKind
    path: str
    runs: tuple[Run, ...] = ()
    titled: tuple[Run, ...] = ()
    photo: str = ""
    opening: str = ""
    ending: str = "\n"

    @property
    def text(self) -> str:
        """The words of the paragraph without its heading."""
        return "".join(run.text for run in self.runs)

    @property
    def heading(self) -> str:
        """The words of the heading, or of the slogan."""
        return "".join(run.text for run in self.titled)

    @property
    def parts(self) -> tuple[tuple[Run, ...], ...]:
        """Heading and words in the order they are printed: a crosshead's slogan comes last."""
        both = (self.titled, self.runs)
        return both[::-1] if self.kind is BlockKind.CROSSHEAD else both

    @property
    def whole(self) -> tuple[Run, ...]:
        """Every run of the paragraph in the order of print."""
        return tuple(run for part in self.parts for run in part)

    @property
    def sort(self) -> str:
        """Which paragraphs are set alike: lead, item, item.line (a heading alone), item.run_in."""
        if self.kind is not BlockKind.ITEM or not self.titled:
            return self.kind
        return f"{self.kind}.{'run_in' if self.runs else 'line'}"


class Article(Value):
    """All blocks in reading order, with the newspaper's end mark."""

    blocks: tuple[Block, ...] = ()
    end_mark: str = ""

    @property
    def characters(self) -> int:
        """How many characters an editor counts: all but white space."""
        text = "".join(b.heading + b.text for b in self.blocks)
        return sum(not c.isspace() for c in text)

    @property
    def last(self) -> int:
        """The number of the block whose words the end mark follows; -1 when there is none."""
        ends = (BlockKind.LEAD, BlockKind.ITEM, BlockKind.CLOSING)
        return max((n for n, b in enumerate(self.blocks) if b.kind in ends), default=-1)

    @property
    def head(self) -> int:
        """How many blocks the article opens with: kicker, title, subtitle and byline."""
        kinds = (BlockKind.KICKER, BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE)
        return next((n for n, b in enumerate(self.blocks) if b.kind not in kinds), len(self.blocks))
