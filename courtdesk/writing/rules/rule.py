"""What a rule of copy is: a name, how grave its findings are, and a look at the words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from courtdesk.models.finding import Finding, Fix
from courtdesk.models.outline import Severity
from courtdesk.models.passage import takes_tokens
from courtdesk.writing.galley import Bound, Edit, Galley
from courtdesk.writing.texts import Words


class Mend(NamedTuple):
    """One offer: the edits that make the words right, in the order of the text.

    Without a label the user reads 改为“…” with the words as they would be.
    """

    edits: tuple[Edit, ...]
    label: str = ""


class Slip(NamedTuple):
    """What is wrong at printed `start` to `end` of a galley, or at a path of the sheet.

    `values` is what a reason holds for (see `Finding`); on words it may stay empty. `severity` is
    set where the rule's own does not apply.
    """

    at: Galley | str
    message: str
    start: int = -1
    end: int = -1
    mends: tuple[Mend, ...] = ()
    values: str = ""
    severity: Severity | None = None


_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks

Look = Callable[[Words], Iterable[Slip]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of copy: `id` names it in the sheet, `name` and `about` to the user.

    A rule on the `form` of a figure is silent where that figure is to be bound anyway; one that
    stands `over` the digit audit says more about a figure than that it is not bound.
    """

    id: str
    name: str
    about: str
    severity: Severity
    look: Look
    form: bool = False
    over: bool = False

    def __call__(self, words: Words) -> Iterator[Finding]:
        """Look at the words of a sheet; never raises."""
        for slip in self.look(words):
            yield self._finding(slip)

    def _finding(self, slip: Slip) -> Finding:
        at, fixes = slip.at, tuple[Fix, ...]()
        start = end = -1
        if isinstance(at, Galley):
            start, end = at.where(slip.start, slip.end)
            fixes = tuple(_fix(at, slip, mend) for mend in slip.mends if _possible(at, mend))
        return Finding(
            path=at.path if isinstance(at, Galley) else at,
            severity=slip.severity or self.severity,
            rule=self.id,
            message=slip.message,
            values=slip.values,
            start=start,
            end=end,
            fixes=fixes,
        )


def each(look: Callable[[Galley], Iterable[Slip]]) -> Look:
    """A look at every text by itself."""

    def all_texts(words: Words) -> Iterator[Slip]:
        for galley in words.galleys:
            yield from look(galley)

    return all_texts


def put(start: int, end: int, new: str, label: str = "") -> Mend:
    """Offer new words for the printed characters from `start` to `end`."""
    return Mend(((start, end, new),), label)


def quoted(galley: Galley, start: int, end: int, most: int = 8) -> str:
    """Return the place as a sentence quotes it, with some words on either side."""
    return f"“{galley.line(start, end, most).translate(_INNER)}”"


def _possible(galley: Galley, mend: Mend) -> bool:
    """Whether no edit writes over what a token printed, but to bind another in its place."""
    return all(
        takes_tokens(galley.source, galley.where(start, end)[0])
        if isinstance(new, Bound)
        else (galley.free(start, end) if start < end else galley.parts(start))
        for start, end, new in mend.edits
    )


def _fix(galley: Galley, slip: Slip, mend: Mend) -> Fix:
    text = galley.mended(slip.start, slip.end, mend.edits)
    return Fix(label=mend.label or _label(galley.printed, slip, mend), text=text)


def _label(printed: str, slip: Slip, mend: Mend) -> str:
    words, at = "", slip.start
    for start, end, new in mend.edits:
        words += printed[at:start] + new
        at = end
    words += printed[at : slip.end]
    return f"改为“{words}”" if words.strip() else "删去"
